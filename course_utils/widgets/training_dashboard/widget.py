"""The Python side of `TrainingDashboard`: what a run tells it, and when that is passed on."""

import math
import time
from collections import deque
from functools import partial
from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from .._core.base import Visualizer, strings_of
from .._core.curve import LossCurve, trailing_mean
from .._core.traits import Choice, Number
from .filters import first_filters

PERIOD = 0.75  # seconds from one update to the next: with its way to the page, within a second
RECENT = 5.0  # seconds over which speed is measured

_here = Path(__file__).parent
_strings = strings_of(_here)


def heard_while_busy(widget):
    """Let a widget's messages reach the kernel while a cell is running.

    JupyterLab sends them to a subshell, which is not busy. ipykernel (7.4) sends each on to the
    shell that last spoke through the widget, which is that of the cells: here it is made to forget
    that. The widget must not be changed from Python afterwards.
    """
    if hasattr(widget.comm, "_reply_subshell_id"):
        del widget.comm._reply_subshell_id


class TrainingDashboard(Visualizer):
    """Show a training run while it runs, and pause or stop it.

    Hand its `follow` to `train` as ``on_step``, and its `control` as ``control``. Every
    three quarters of a second the kernel sends a few numbers, at most a thousand points and the
    first layer's filters. Smoothing and scale are worked out in the browser, and go on with the
    kernel busy or stopped.
    The buttons reach a kernel that trains by a subshell of its own, which JupyterLab opens.

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
    state = traitlets.Unicode("idle", help="What the run does, as its control says it.").tag(
        sync=True
    )
    _filters = traitlets.Bytes(help="The first layer's filters, uint8 RGB.").tag(sync=True)
    _filter_shape = traitlets.List(help="Filters, height, width.").tag(sync=True)
    _width = traitlets.Int(1, help="Steps a point of the curve.").tag(sync=True)
    _points = traitlets.Bytes(help="Lowest, mean and highest loss a point, float32.").tag(sync=True)

    def __init__(self, classes=10, **traits):
        super().__init__(classes=classes, **traits)
        self._control = None
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
        for name in ("pause", "go_on", "stop"):
            button = ipywidgets.Button(description=_strings[name])
            button.on_click(partial(self._ask, name))
            heard_while_busy(button)
            self.controls = {**self.controls, name: button}

    @property
    def control(self):
        """The switch that the buttons turn, a `course_utils.training.Control`."""
        if self._control is None:
            from ...training.control import Control  # with torch, which is not needed to show it

            self._control = Control()
            self._control.watch(self._entered)
        return self._control

    def _ask(self, wish, _):
        """Pass on what a button asks for."""
        getattr(self.control, wish)()

    def _entered(self, state):
        """Send what the run does now, and where it stands."""
        if self._last is not None and self.state == "training" and state != "training":
            self._publish(self._last)
        self.state = state

    def _begin(self):
        """Forget the run before."""
        self._losses, self._due, self._step, self._last = LossCurve(), 0.0, 0, None
        self._recent = deque()  # seconds, images, share
        with self.hold_sync():
            self.now, self.accuracies, self._width, self._points = {}, [], 1, b""
            self._filters, self._filter_shape = b"", []

    def follow(self, progress):
        """Take a step of a run; give it to `course_utils.training.train` as ``on_step``.

        Parameters
        ----------
        progress : course_utils.training.Progress
            Step 1 begins a new curve. A step that does not follow the one before is that of a run
            that was resumed; its curve begins with the losses that it had.
        """
        if progress.step not in (self._step, self._step + 1):
            self._resume(progress)
        elif progress.step == 1:
            self._begin()
        if progress.step == 1:
            self._recent.append((0.0, 0, 0.0))
        if progress.step != self._step:
            self._losses.add(progress.loss)
        self._step, self._last = progress.step, progress
        measured = progress.accuracy is not None
        if measured or progress.step == progress.steps or time.perf_counter() >= self._due:
            self._publish(progress)
            self._due = time.perf_counter() + PERIOD

    def _resume(self, progress):
        """Begin with what a run had before; step 1 has nothing before it."""
        self._begin()
        for loss in progress.losses[: progress.step - 1]:
            self._losses.add(float(loss))
        self.accuracies = [list(pair) for pair in progress.accuracies if pair[0] < progress.step]
        for step, accuracy in progress.accuracies:
            if step == progress.step and progress.accuracy is None:
                self.accuracies = [*self.accuracies, [step, accuracy]]

    def _publish(self, progress):
        """Send to the browser where the run stands."""
        share = progress.share
        if math.isnan(share):
            share = progress.step / progress.steps
        recent = self._recent
        recent.append((progress.seconds, progress.images, share))
        while len(recent) > 2 and progress.seconds - recent[1][0] >= RECENT:
            recent.popleft()
        seconds, images, done = (new - old for new, old in zip(recent[-1], recent[0], strict=True))
        if seconds <= 0 or done <= 0:  # resumed, or sent again: no step since
            seconds, images, done = progress.seconds, progress.images, share
        # What ends a run by its seconds or its work ends it before the planned steps are taken.
        steps = min(progress.steps, round(progress.step / share))
        measured = [progress.step, progress.accuracy]
        filters = None if progress.model is None else first_filters(progress.model)
        with self.hold_sync():
            self.now = {
                "step": progress.step,
                "steps": steps,
                "epochs": progress.epochs,
                "seconds": progress.seconds,
                "rate": images / seconds,
                "left": (1 - share) * seconds / done,
                "learning_rate": None
                if math.isnan(progress.learning_rate)
                else progress.learning_rate,
            }
            if progress.accuracy is not None and measured not in self.accuracies:
                self.accuracies = [*self.accuracies, measured]
            self._width = self._losses.width
            self._points = self._losses.points.tobytes()
            if filters is not None:
                self._filter_shape, self._filters = list(filters.shape[:3]), filters.tobytes()

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
        ends = {"paused": ", paused", "stopped": ", stopped", "interrupted": ", interrupted"}
        return f"{sentence}{ends.get(self.state, '')}."

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
