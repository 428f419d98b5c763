"""Run configurations with several seeds, and keep a row of each run as soon as it ends."""

import platform
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import torch

from .. import machine
from .table import Row, Table

RESULTS = Path(__file__).parent / "results"
# What belongs to every row besides configuration and results: where the numbers come from.
ORIGIN = ("data", "torch", "processor", "bfloat16", "command", "date")


@dataclass(frozen=True)
class Experiment:
    """What is varied, and how one configuration is measured.

    Attributes
    ----------
    name : str
        Also that of the CSV.
    about : str
        One sentence for the command's help.
    variants : tuple of str
        What is compared; the first is what the others are held against.
    defaults : dict
        The settings and their values in the committed results: epochs, batch and the like.
    results : tuple of str
        The names of what `measure` gives.
    measure : callable
        ``measure(variant, seed, data, **settings) -> dict`` with `results` as keys.
    """

    name: str
    about: str
    variants: tuple[str, ...]
    defaults: dict[str, Any]
    results: tuple[str, ...]
    measure: Callable[..., Row] = field(repr=False)

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns that tell one run from another."""
        return ("variant", "seed", *self.defaults, "data")

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns of the CSV."""
        return ("variant", "seed", *self.defaults, *self.results, *ORIGIN)

    @property
    def path(self) -> Path:
        """The CSV that ships with the course."""
        return RESULTS / f"{self.name}.csv"

    def rows(self, path=None) -> list[Row]:
        """Return the rows that ship with the course, or those of another file.

        Raises
        ------
        FileNotFoundError
            When there is no such file.
        """
        path = Path(path or self.path)
        if not path.exists():
            raise FileNotFoundError(
                f"{path} does not exist; 'python -m course_utils.experiments {self.name}' makes it."
            )
        return Table(self.columns, path).rows


def run(
    experiment: Experiment,
    data,
    *,
    variants=None,
    seeds=3,
    path=None,
    seconds=None,
    say=None,
    **settings,
) -> list[Row]:
    """Run what has no row yet, in one thread, seed by seed, and return the rows asked for.

    Parameters
    ----------
    experiment : Experiment
    data : course_utils.data.Cifar10
    variants : sequence of str, optional
        Default: all.
    seeds : int
        Seeds 0 to seeds - 1.
    path : path, optional
        The CSV to go on with; without it the rows are only returned.
    seconds : float, optional
        Begin no further run after so many.
    say : callable, optional
        Told a line after each run.
    **settings
        In place of the experiment's defaults.

    Raises
    ------
    ValueError
        When a variant or a setting does not exist.
    """
    variants = experiment.variants if variants is None else tuple(variants)
    _known("variant", variants, experiment.variants)
    _known("setting", settings, experiment.defaults)
    settings = {**experiment.defaults, **settings}
    table = Table(experiment.columns, path)
    done = {_identity(experiment, row): row for row in table.rows}
    rows, begun = [], time.monotonic()
    for seed in range(seeds):  # seed by seed: work that is broken off has all variants
        for variant in variants:
            asked = {"variant": variant, "seed": seed, **settings, "data": kind(data)}
            row = done.get(_identity(experiment, asked))
            if row is None:
                if seconds is not None and time.monotonic() - begun > seconds:
                    return rows
                with one_thread():
                    results = experiment.measure(variant, seed, data, **settings)
                row = {**asked, **results, **origin(data)}
                table.append(row)
                if say:
                    say(line(experiment, row))
            rows.append(row)
    return rows


def line(experiment: Experiment, row: Row) -> str:
    """Return a row as one line for people."""
    numbers = (
        f"{name} {row[name]:.4g}" if isinstance(row[name], float) else f"{name} {row[name]}"
        for name in experiment.results
        if row[name] is not None
    )
    return f"{row['variant']}, seed {row['seed']}: {', '.join(numbers)}"


def _known(what: str, names, known) -> None:
    odd = [name for name in names if name not in known]
    if odd:
        raise ValueError(f"There is no {what} {odd[0]!r}; these exist: {', '.join(known)}.")


def _identity(experiment: Experiment, row: Row) -> tuple[str, ...]:
    return tuple(str(row[name]) for name in experiment.identity)


def kind(data) -> str:
    """Return what the pictures are, for the column `data`."""
    return "stand-in" if getattr(data, "source", "other") == "stand-in" else "CIFAR-10"


def origin(data) -> Row:
    """Return where a row's numbers come from: the columns ORIGIN."""
    return {
        "data": kind(data),
        "torch": torch.__version__,
        "processor": platform.machine() or "unknown",
        "bfloat16": {True: "yes", False: "no", None: "unknown"}[machine.has_bfloat16()],
        "command": command(),
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def command() -> str:
    """Return how this process was asked, without the folder of anybody's machine."""
    main = getattr(sys.modules.get("__main__"), "__spec__", None)
    if main is None or main.name != "course_utils.experiments.__main__":
        return "course_utils.experiments.run"
    words = iter(sys.argv[1:])
    kept = []
    for word in words:
        if word == "--out":
            next(words, None)
        elif not word.startswith("--out="):
            kept.append(word)
    return " ".join(["python -m course_utils.experiments", *kept])


@contextmanager
def one_thread():
    """Hold torch to one thread, so that a seed gives the same numbers and seconds compare."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
