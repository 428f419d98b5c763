"""The Python side of `SoftmaxLab`: traits, controls, and probabilities, loss, gradient by torch."""

from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from course_utils import layers

from .._core.base import Visualizer, nearest_step, strings_of
from .._core.traits import Number
from .picture import bars

_here = Path(__file__).parent
_strings = strings_of(_here)

FEWEST, MOST = 3, 10
LIMIT = 10_000
REACH = 10.0  # the logit slider's ends; a logit may lie beyond them
STEP = 0.1  # of the logit slider


class Logits(traitlets.TraitType):
    """A tuple of finite numbers, one a class.

    Raises
    ------
    ValueError
        When there are too few or too many, or one is NaN, infinite or out of bounds.
    """

    def __init__(self, default, **metadata):
        super().__init__(tuple(default), **metadata)

    def validate(self, obj, value):
        """Return the logits as a tuple of floats, or refuse them."""
        fits = f"{FEWEST} to {MOST} numbers from -{LIMIT:,} to {LIMIT:,} fit"
        try:
            logits = np.array(value, float)
        except (TypeError, ValueError):
            raise ValueError(f"{self.name} is {value!r}; {fits}.") from None
        if logits.ndim != 1 or not FEWEST <= len(logits) <= MOST:
            raise ValueError(f"{self.name} has shape {logits.shape}; {fits}.")
        for index, logit in enumerate(logits):
            if not np.isfinite(logit):
                raise ValueError(f"{self.name} holds {logit} at class {index}; {fits}.")
            if abs(logit) > LIMIT:
                raise ValueError(f"{self.name} holds {logit:g} at class {index}; {fits}.")
        return tuple(map(float, logits))


class SoftmaxLab(Visualizer):
    """Move logits, and see probabilities, the loss, and its gradient follow.

    Parameters
    ----------
    **traits
        Any trait below, such as ``logits=[2, 1, 0, -1]``, ``label=1`` or ``temperature=2``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    Notes
    -----
    Chapter 03. With logits z (classes,), temperature T, p = softmax(z / T), and a target that is
    ``smoothing / classes`` for each class and ``1 - smoothing`` more for the true one, the loss is
    -sum(target * log p), as `torch.nn.functional.cross_entropy` has it.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    logits = Logits((2.0, 1.0, 0.0, -1.0), help="One number a class, 3 to 10 of them.").tag(
        sync=True
    )
    added = Number(0, -LIMIT, LIMIT, whole=True, help="A constant added to every logit.").tag(
        sync=True
    )
    temperature = Number(1.0, 0.1, 10.0, help="Logits are divided by it.").tag(sync=True)
    smoothing = Number(0.0, 0.0, 0.5, help="Share of the target spread over all classes.").tag(
        sync=True
    )
    label = Number(0, 0, MOST - 1, whole=True, help="The true class, from 0.").tag(sync=True)
    classes = Number(4, FEWEST, MOST, whole=True, help="How many classes.").tag(sync=True)
    names = traitlets.Tuple(help="The classes' names, from class 0 on.").tag(sync=True)
    selected = Number(0, 0, MOST - 1, whole=True, help="The logit in hand, from 0.").tag(sync=True)

    # Where the controls of the logit in hand stand; both follow from the logits.
    chosen_logit = Number(2.0, -REACH, REACH, help="The slider of the logit in hand.").tag(
        sync=True
    )
    typed_logit = Number(2.0, -LIMIT, LIMIT, help="The number box of the logit in hand.").tag(
        sync=True
    )

    # Where the other two sliders stand.
    _slid_temperature = Number(1.0, 0.1, 10.0).tag(sync=True)
    _slid_smoothing = Number(0.0, 0.0, 0.5).tag(sync=True)

    def __init__(self, **traits):
        self._settling = True
        later = ("label", "selected", "chosen_logit", "typed_logit")
        moved = {name: traits.pop(name) for name in later if name in traits}
        classes = traits.pop("classes", None)
        traits.setdefault("names", _strings["names"])
        super().__init__(**traits)
        self._settling = False
        self.classes = len(self.logits)
        for name, value in {"classes": classes, **moved}.items():
            if value is not None:
                setattr(self, name, value)
        self._follow()
        self._build_controls()

    def _build_controls(self):
        for name in ("classes", "added"):
            trait = self.traits()[name]
            slider = ipywidgets.IntSlider(
                getattr(self, name), min=trait.least, max=trait.most, description=_strings[name]
            )
            self.link(name, slider)
        slider = ipywidgets.FloatSlider(
            self.chosen_logit,
            min=-REACH,
            max=REACH,
            step=STEP,
            readout_format=".1f",
            description=_strings["chosen_logit"],
        )
        self.link("chosen_logit", slider)
        for name, step in {"temperature": 0.05, "smoothing": 0.01}.items():
            self.link_exact(name, step, _strings[name])
        box = ipywidgets.BoundedFloatText(
            self.typed_logit, min=-LIMIT, max=LIMIT, description=_strings["typed_logit"]
        )
        self.link("typed_logit", box)

    @property
    def _quiet(self):
        """Whether what follows from a change is somebody else's work."""
        return self._from_browser or self._settling

    @traitlets.validate("label", "selected")
    def _a_class(self, proposal):
        """Refuse a class that is not there."""
        name, value = proposal["trait"].name, proposal["value"]
        if not self._quiet and value >= len(self.logits):
            raise ValueError(
                f"{name} is {value}, but there are {len(self.logits)} classes; "
                f"a whole number from 0 to {len(self.logits) - 1} fits."
            )
        return value

    @traitlets.observe("logits", "selected")
    def _follow(self, _=None):
        """Let the other traits follow the logits."""
        if self._quiet:
            return
        self._settling = True
        try:
            with self.hold_sync():
                count = self.classes = len(self.logits)
                self.label, self.selected = (
                    min(self.label, count - 1),
                    min(self.selected, count - 1),
                )
                exact = self.logits[self.selected]
                self.typed_logit = exact
                self.chosen_logit = nearest_step(exact, STEP, -REACH, REACH)
        finally:
            self._settling = False

    @traitlets.observe("classes")
    def _counted(self, change):
        if not self._quiet:
            self.logits = (*self.logits, *[0.0] * MOST)[: change["new"]]

    @traitlets.observe("chosen_logit", "typed_logit")
    def _moved(self, change):
        if not self._quiet:
            logits = list(self.logits)
            logits[self.selected] = change["new"]
            self.logits = tuple(logits)

    @property
    def _scores(self):
        """The logits with the constant, shape (classes,), float64."""
        return np.array(self.logits) + self.added

    def _by_torch(self):
        """Return logits, probabilities and loss as torch tensors, float64."""
        import torch

        logits = torch.tensor(self._scores, requires_grad=True)
        scaled = logits / self.temperature
        loss = torch.nn.functional.cross_entropy(
            scaled, torch.tensor(self.label), label_smoothing=self.smoothing
        )
        return logits, torch.softmax(scaled, -1), loss

    def output(self):
        """Compute the probabilities by torch.

        Returns
        -------
        numpy.ndarray
            Shape (classes,), float64; they add up to 1.
        """
        return self._by_torch()[1].detach().numpy()

    def loss(self):
        """Return the cross-entropy by torch, in nats."""
        return self._by_torch()[2].item()

    def gradient(self):
        """Compute by torch's autograd what the loss changes by as each logit does.

        Returns
        -------
        numpy.ndarray
            Shape (classes,), float64; they add up to 0.
        """
        logits, _, loss = self._by_torch()
        loss.backward()
        return logits.grad.numpy()

    def _name(self, index):
        if index < len(self.names):
            return self.names[index]
        return _strings["otherName"].format(index=index)

    def describe(self):
        """Say in one sentence what the lab shows now."""
        found = layers.softmax(self._scores, temperature=self.temperature)
        log = layers.log_softmax(self._scores, temperature=self.temperature)
        share = self.smoothing / self.classes
        loss = -(1 - self.smoothing) * log[self.label] - share * log.sum()
        listed = ", ".join(f"{self._name(k)} {p:.3f}" for k, p in enumerate(found))
        return (
            f"probabilities at temperature {self.temperature:g}: {listed}; "
            f"the true class is {self._name(self.label)}, the loss {loss:.3f}."
        )

    def picture(self):
        """Return logits, probabilities and gradient as bars, (height, width, 3), uint8."""
        found = layers.softmax(self._scores, temperature=self.temperature)
        target = np.full(self.classes, self.smoothing / self.classes)
        target[self.label] += 1 - self.smoothing
        gradient = (found - target) / self.temperature
        return bars(np.array(self.logits), found, target, gradient)
