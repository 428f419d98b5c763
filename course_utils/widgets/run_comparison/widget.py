"""The Python side of `RunComparison`: runs by name, and what is drawn of them."""

from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from .._core.base import Visualizer, strings_of
from .._core.curve import trailing_mean
from .._core.traits import Choice, Number
from .runs import FITS, grouped, mean_losses, runs_of

MOST = 16  # names: eight colours, each with two patterns
FAR = 10  # times the seconds of the quickest: from here on the axis begins logarithmic
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8c6d00", "#3a8fc7", "#7a4fb5", "#6e7781")

_here = Path(__file__).parent
_strings = strings_of(_here)
_across = (_strings["seconds"], _strings["steps"], _strings["images"])


class RunComparison(Visualizer):
    """Compare training runs: accuracy against seconds, steps or images, and losses.

    Parameters
    ----------
    runs : list, or dict of name to run
        A run is a `course_utils.training.History`, the path of a ``run.csv`` of
        ``python -m course_utils.training`` (its ``run.json`` beside it tells the seconds), or a row
        with ``name``, ``seed``, ``accuracy`` (0 to 1) and ``seconds``; the path of a CSV file of
        such rows, or a pandas table, stands for all of its rows. Runs of one name are seeds.
    **traits
        Any trait below, such as ``across="steps"``.

    Raises
    ------
    ValueError
        When there is no run, or one does not fit; the sentence says what does.

    Notes
    -----
    Chapter 04. Within a run, time is taken to pass evenly from step to step: a history holds the
    seconds of the whole run.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    across = Choice(_across, help="What the runs are laid out over.").tag(sync=True)
    scale = Choice(
        (_strings["linear"], _strings["log"]), help="The axis of that: linear or logarithmic."
    ).tag(sync=True)
    smoothing = Number(50, 1, 1000, whole=True, help="Steps that a loss is averaged over.").tag(
        sync=True
    )
    hidden = traitlets.Tuple(help="Names of the runs that are not drawn.").tag(sync=True)
    runs = traitlets.List(help="What is known of each name; see `output`.").tag(sync=True)
    _losses = traitlets.Bytes(help="Mean losses, float32, one name after the other.").tag(sync=True)

    def __init__(self, runs=(), **traits):
        found = runs_of(runs)
        if not found:
            raise ValueError(f"There is no run to compare; {FITS}.")
        groups = grouped(found)
        if len(groups) > MOST:
            raise ValueError(f"There are {len(groups)} names of runs; up to {MOST} fit.")
        self._curves = []
        for group in groups:
            losses, width = mean_losses([run for run in found if run.name == group["name"]])
            group["points"], group["width"] = len(losses), width
            self._curves.append(losses)
        known = [group["seconds"] for group in groups if group["seconds"] is not None]
        if known and max(known) > FAR * min(known):
            traits.setdefault("scale", _strings["log"])
        super().__init__(runs=groups, _losses=np.concatenate(self._curves).tobytes(), **traits)
        trait = self.traits()["smoothing"]
        self.link(
            "smoothing",
            ipywidgets.IntSlider(
                self.smoothing,
                min=trait.least,
                max=trait.most,
                description=_strings["smoothing"],
            ),
        )
        for name in ("across", "scale"):
            menu = ipywidgets.Dropdown(
                options=self.traits()[name].options,
                value=getattr(self, name),
                description=_strings[name],
            )
            self.link(name, menu, attribute="index")

    @traitlets.validate("hidden")
    def _names(self, proposal):
        """Refuse the name of a run that is not there."""
        names = [run["name"] for run in self.runs]
        for name in proposal["value"]:
            if name not in names:
                raise ValueError(f"hidden names {name!r}; names of {', '.join(names)} fit.")
        return tuple(proposal["value"])

    def output(self):
        """Return the loss curves as they are drawn.

        Returns
        -------
        dict of str to numpy.ndarray
            By name, shape (points, 2), float64: the last step of a point, and the mean loss of
            the `smoothing` steps up to it, over all seeds. Hidden runs are left out.
        """
        curves = {}
        for run, losses in zip(self.runs, self._curves, strict=True):
            if run["name"] in self.hidden:
                continue
            window = max(1, int(self.smoothing / run["width"] + 0.5))
            steps = run["width"] * np.arange(1, len(losses) + 1)
            curves[run["name"]] = np.column_stack([steps, trailing_mean(losses, window)])
        return curves

    def describe(self):
        """Say in one sentence what the runs reached."""
        parts = []
        for run in self.runs:
            part = f"{run['name']} {run['accuracy']:.1%}"
            if run["spread"] is not None:
                part += f" ± {run['spread']:.1%} ({run['seeds']} seeds)"
            if run["seconds"] is not None:
                part += f" in {run['seconds']:,.1f} s"
            parts.append(part)
        return f"test accuracy: {', '.join(parts)}."

    def picture(self):
        """Return accuracy over seconds on white paper; None where no run tells its seconds."""
        from PIL import Image, ImageDraw

        runs = [r for r in self.runs if r["seconds"] is not None and r["name"] not in self.hidden]
        if not runs:
            return None
        width, height, edge = 672, 240, 12
        most = max(run["seconds"] for run in runs)
        sheet = Image.new("RGB", (width, height), "white")
        draw = ImageDraw.Draw(sheet)

        def place(share, accuracy):
            across = edge + share * (width - 2 * edge)
            return across, height - edge - accuracy * (height - 2 * edge)

        draw.rectangle([*place(0, 1), *place(1, 0)], outline=(0xD0, 0xD7, 0xDE))
        for run in runs:
            colour = COLOURS[self.runs.index(run) % len(COLOURS)]
            share = run["seconds"] / most
            if run["curve"]:
                draw.line([place(at * share, mean) for at, mean, _ in run["curve"]], colour, 2)
            spread = run["spread"] or 0
            low, high = max(run["accuracy"] - spread, 0), min(run["accuracy"] + spread, 1)
            draw.line([place(share, low), place(share, high)], colour, 2)
            x, y = place(share, run["accuracy"])
            draw.ellipse([x - 4, y - 4, x + 4, y + 4], colour)
        return np.asarray(sheet)
