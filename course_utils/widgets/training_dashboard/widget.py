"""The Python side of `TrainingDashboard`: what a run tells it, and when that is passed on."""

import math
import time
from collections import deque
from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from .._core.base import Visualizer, strings_of
from .._core.traits import Choice, Number
from .curve import LossCurve, trailing_mean

PERIOD = 0.5  # seconds from one update to the next
RECENT = 5.0  # seconds over which speed is measured

_here = Path(__file__).parent
_strings = strings_of(_here)


class TrainingDashboard(Visualizer):
    """Show a training run while it runs: hand its `follow` to `train` as ``on_step``.

    The kernel sends a few numbers and at most a thousand points, twice a second. Smoothing
    and scale are worked out in the browser, and go on with the kernel busy or stopped.

    Parameters
    ----------
    classes : int
        Among how many classes the network chooses; marks what guessing would give.
    **traits
        Any trait below, such as ``smoothing=100``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    classes = Number(10, 2, 1_000_000, whole=True, help="How many classes there are.").tag(
        sync=True
    )
    smoothing = Number(500, 1, 2000, whole=True, help="Steps that the line averages.").tag(
        sync=True
    )
    scale = Choice((_strings["linear"], _strings["log"]), help="The axis of the loss.").tag(
        sync=True
    )
    now = traitlets.Dict(help="Numbers of the run: step, steps, epochs, seconds, ...").tag(
        sync=True
    )
    accuracies = traitlets.List(help="Pairs of step and test accuracy, 0 to 1.").tag(sync=True)
    _width = traitlets.Int(1, help="Steps a point of the curve.").tag(sync=True)
    _points = traitlets.Bytes(help="Lowest, mean and highest loss a point, float32.").tag(sync=True)

    def __init__(self, classes=10, **traits):
        super().__init__(classes=classes, **traits)
        self._begin()
        smoothing = self.traits()["smoothing"]
        self.link(
            "smoothing",
            ipywidgets.IntSlider(
                self.smoothing,
                min=smoothing.least,
                max=smoothing.most,
                description=_strings["smoothing"],
            ),
        )
        self.link(
            "scale",
            ipywidgets.Dropdown(
                options=self.traits()["scale"].options,
                value=self.scale,
                description=_strings["scale"],
            ),
            attribute="index",
        )

    def _begin(self):
        """Forget the run before."""
        self._losses, self._due = LossCurve(), 0.0
        self._recent = deque([(0.0, 0, 0)])  # seconds, images, steps
        with self.hold_sync():
            self.now, self.accuracies, self._width, self._points = {}, [], 1, b""

    def follow(self, progress):
        """Take a step of a run; give it to `course_utils.training.train` as ``on_step``.

        Parameters
        ----------
        progress : course_utils.training.Progress
            Step 1 begins a new curve.
        """
        if progress.step == 1:
            self._begin()
        self._losses.add(progress.loss)
        measured = progress.accuracy is not None
        if measured or progress.step == progress.steps or time.perf_counter() >= self._due:
            self._publish(progress)
            self._due = time.perf_counter() + PERIOD

    def _publish(self, progress):
        """Send to the browser where the run stands."""
        recent = self._recent
        recent.append((progress.seconds, progress.images, progress.step))
        while len(recent) > 2 and progress.seconds - recent[1][0] >= RECENT:
            recent.popleft()
        seconds, images, steps = (new - old for new, old in zip(recent[-1], recent[0], strict=True))
        with self.hold_sync():
            self.now = {
                "step": progress.step,
                "steps": progress.steps,
                "epochs": progress.epochs,
                "seconds": progress.seconds,
                "rate": images / seconds,
                "left": (progress.steps - progress.step) * seconds / steps,
            }
            if progress.accuracy is not None:
                self.accuracies = [*self.accuracies, [progress.step, progress.accuracy]]
            self._width = self._losses.width
            self._points = self._losses.points.tobytes()

    def output(self):
        """Return the curve as the line shows it.

        Returns
        -------
        numpy.ndarray
            Shape (points, 2), float64: a step, and the mean loss of the `smoothing` steps up to it.
        """
        means = np.frombuffer(self._points, np.float32).reshape(-1, 3)[:, 1]
        window = max(1, math.floor(self.smoothing / self._width + 0.5))
        steps = self._width * np.arange(1, len(means) + 1)
        return np.column_stack([steps, trailing_mean(means, window)])

    def describe(self):
        """Say in one sentence how the run stands."""
        if not self.now:
            return "no step taken yet."
        curve = self.output()
        sentence = f"step {self.now['step']:,} of {self.now['steps']:,}"
        if len(curve):
            sentence += f", loss {curve[-1, 1]:.3f} (mean of {self.smoothing} steps)"
        if self.accuracies:
            step, accuracy = self.accuracies[-1]
            sentence += f", test accuracy {accuracy:.1%} at step {step:,}"
        return f"{sentence}."

    def picture(self):
        """Return the line on white paper, uint8 RGB; None before there is one."""
        from PIL import Image, ImageDraw

        curve = self.output()
        if len(curve) < 2:
            return None
        width, height = 672, 200
        top = max(curve[:, 1].max(), math.log(self.classes)) * 1.05
        across = curve[:, 0] / self.now["steps"] * (width - 1)
        down = (1 - curve[:, 1] / top) * (height - 1)
        sheet = Image.new("RGB", (width, height), "white")
        draw = ImageDraw.Draw(sheet)
        guess = (1 - math.log(self.classes) / top) * (height - 1)
        draw.line([(0, guess), (width, guess)], fill=(0xB0, 0xB0, 0xB0))
        draw.line(list(zip(across.tolist(), down.tolist(), strict=True)), fill="black", width=2)
        return np.asarray(sheet)
