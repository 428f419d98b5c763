"""Runs from what a learner has of them: a history, a file, rows of a table."""

import csv
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

ROW = ("name", "seed", "accuracy", "seconds")
STEP = ("step", "epochs", "loss", "test_accuracy")
POINTS = 400  # of a loss curve: more than the plot has pixels for

FITS = (
    "a History of course_utils.training, the path of its run.csv, or rows with name, seed, "
    "accuracy and seconds fit"
)


@dataclass
class Run:
    """One run: where it ended, and how it got there.

    Attributes
    ----------
    name : str
        Runs of the same name are seeds of one.
    seed : int or None
    accuracy : float
        At the end, 0 to 1.
    seconds, steps, images : float
        Of the whole run; NaN where that is not known.
    accuracies : list of (int, float)
        Step and accuracy of each evaluation.
    losses : float array, (steps,)
    """

    name: str
    seed: int | None
    accuracy: float
    seconds: float = math.nan
    steps: float = math.nan
    images: float = math.nan
    accuracies: list = field(default_factory=list)
    losses: np.ndarray = field(default_factory=lambda: np.empty(0))


def runs_of(source):
    """Return the runs that something stands for.

    Parameters
    ----------
    source : History, path, row, list of these, or dict of name to these

    Returns
    -------
    list of Run

    Raises
    ------
    ValueError
        When it stands for none, or holds a number that cannot be.
    """
    if isinstance(source, (str, Path)):
        return _of_file(Path(source))
    if hasattr(source, "losses") and hasattr(source, "accuracies"):
        return [_of_history(source)]
    if hasattr(source, "to_dict") and hasattr(source, "columns"):  # a table of pandas
        return runs_of(source.to_dict("records"))
    if isinstance(source, Mapping):
        if "accuracy" in source:
            return [_of_row(source)]
        named = [(str(name), runs_of(part)) for name, part in source.items()]
        return [_renamed(run, name) for name, found in named for run in found]
    if isinstance(source, (list, tuple)):
        return [run for part in source for run in runs_of(part)]
    raise ValueError(f"A run is {source!r}; {FITS}.")


def _renamed(run, name):
    run.name = name
    return run


def _of_history(history):
    accuracies = [(int(step), float(share)) for step, share in history.accuracies]
    if not accuracies:
        raise ValueError(
            f"The run '{history.recipe}' (seed {history.seed}) was never evaluated, so it has no "
            "accuracy to compare; train it with data that has test images."
        )
    losses = np.asarray(history.losses, float)
    return _checked(
        Run(
            str(history.recipe),
            history.seed,
            accuracies[-1][1],
            float(history.seconds),
            len(losses),
            float(history.images),
            accuracies,
            losses,
        )
    )


def _of_row(row):
    missing = [name for name in ("name", "accuracy") if name not in row]
    if missing:
        raise ValueError(f"A row is {dict(row)!r}, without {', '.join(missing)}; {FITS}.")
    numbers = {}
    for name in ("accuracy", "seconds", "steps", "images"):
        value = row.get(name)
        try:
            numbers[name] = math.nan if value in (None, "") else float(value)
        except (TypeError, ValueError):
            raise ValueError(
                f"{name} of '{row['name']}' is {value!r}; a number fits, or nothing."
            ) from None
    seed = row.get("seed")
    return _checked(Run(str(row["name"]), None if seed in (None, "") else int(seed), **numbers))


def _of_file(path):
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} cannot be read: {error}. The path of a CSV file fits.") from None
    if not rows:
        raise ValueError(f"{path} holds no row; {FITS}.")
    if set(STEP) <= set(rows[0]):
        return [_of_steps(path, rows)]
    if {"name", "accuracy"} <= set(rows[0]):
        return [_of_row(row) for row in rows]
    raise ValueError(
        f"{path} has the columns {', '.join(map(str, rows[0]))}; {', '.join(STEP)} (a run) or "
        f"{', '.join(ROW)} (a table of runs) fit."
    )


def _of_steps(path, rows):
    """Return the run of a `run.csv`; what it lacks stands in the `run.json` beside it."""
    try:
        losses = np.array([float(row["loss"]) for row in rows])
        accuracies = [
            (int(row["step"]), float(row["test_accuracy"])) for row in rows if row["test_accuracy"]
        ]
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path} holds what is no number: {error}.") from None
    if not accuracies:
        raise ValueError(f"{path} holds no test accuracy; a run that was evaluated fits.")
    beside = path.with_suffix(".json")
    told = {}
    if beside.exists():
        try:
            told = json.loads(beside.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise ValueError(f"{beside} cannot be read: {error}.") from None
    return _checked(
        Run(
            str(told.get("recipe", path.parent.name or path.stem)),
            told.get("seed"),
            accuracies[-1][1],
            float(told.get("seconds", math.nan)),
            len(losses),
            float(told.get("images", math.nan)),
            accuracies,
            losses,
        )
    )


def _checked(run):
    """Return a run, or refuse, in words, numbers that cannot be."""
    who = f"'{run.name}'" if run.seed is None else f"'{run.name}' (seed {run.seed})"
    for share in (run.accuracy, *(share for _, share in run.accuracies)):
        if not 0 <= share <= 1:
            raise ValueError(f"An accuracy of {who} is {share:g}; a share from 0 to 1 fits.")
    if run.seconds <= 0:
        raise ValueError(f"The seconds of {who} are {run.seconds:g}; more than 0 fit.")
    if not np.isfinite(run.losses).all():
        at = int(np.flatnonzero(~np.isfinite(run.losses))[0])
        raise ValueError(
            f"The loss of {who} is {run.losses[at]} at step {at + 1}; finite losses fit."
        )
    return run


def grouped(runs):
    """Return runs by name, in the order in which the names came.

    Parameters
    ----------
    runs : list of Run

    Returns
    -------
    list of dict
        ``name``; ``seeds``, how many; ``accuracy``, ``seconds``, ``steps``, ``images``, the means,
        None where not known; ``spread`` and ``seconds_spread``, the standard deviations over
        seeds (n - 1), None for one seed; ``speedup``, how many times the seconds of the first name
        its own are; ``curve``, triples of share of the run, mean accuracy and its deviation where
        all seeds were evaluated equally often, else empty.
    """
    names = list(dict.fromkeys(run.name for run in runs))
    groups = [_group(name, [run for run in runs if run.name == name]) for name in names]
    first = groups[0]["seconds"]
    for group in groups:
        known = first is not None and group["seconds"] is not None
        group["speedup"] = first / group["seconds"] if known else None
    return groups


def _known(value):
    return None if math.isnan(value) else float(value)


def _spread(values):
    return _known(np.std(values, ddof=1)) if len(values) > 1 else None


def _group(name, runs):
    def mean(trait):
        return _known(np.mean([getattr(run, trait) for run in runs]))

    curve = []
    counts = {len(run.accuracies) for run in runs}
    if len(counts) == 1 and counts.pop() > 1:
        for points in zip(*(run.accuracies for run in runs), strict=True):
            at = np.mean([step / run.steps for (step, _), run in zip(points, runs, strict=True)])
            shares = [share for _, share in points]
            curve.append([float(at), float(np.mean(shares)), _spread(shares)])
    return {
        "name": name,
        "seeds": len(runs),
        "accuracy": mean("accuracy"),
        "spread": _spread([run.accuracy for run in runs]),
        "seconds": mean("seconds"),
        "seconds_spread": _spread([run.seconds for run in runs]),
        "steps": mean("steps"),
        "images": mean("images"),
        "curve": curve,
    }


def mean_losses(runs):
    """Return the mean loss over seeds, in at most 400 points, and how many steps a point holds.

    Parameters
    ----------
    runs : list of Run
        Of one name. Those that have more steps than the shortest are cut to its length.

    Returns
    -------
    losses : float32 array, (points,)
    width : int
    """
    steps = min(len(run.losses) for run in runs)
    width = max(1, math.ceil(steps / POINTS))
    points = steps // width
    if points == 0:
        return np.empty(0, np.float32), 1
    mean = np.mean([run.losses[: points * width] for run in runs], axis=0)
    return mean.reshape(points, width).mean(1).astype(np.float32), width
