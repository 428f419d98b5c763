"""The Python side of `LinearLab`: traits, controls, and the same probabilities by torch."""

from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from .._core.base import Visualizer, nearest_step, strings_of
from .._core.traits import Choice, Number
from .network import MOST_HIDDEN, drawn, probabilities
from .points import CLASSES, EDGE, PARTED, labelled
from .regions import COLOURS, coloured

_here = Path(__file__).parent
_strings = strings_of(_here)

SIDE = 128  # pixels of the canvas along each axis
STEP = 0.05  # of the sliders
REACH = 8.0  # the sliders' ends; a weight may lie beyond them
LIMIT = 1000.0
LINE = ("w1", "w2", "b")  # the sliders of the row in hand
UNITS = tuple(f"h{unit + 1}" for unit in range(MOST_HIDDEN))


class Numbers(traitlets.TraitType):
    """A vector or matrix of finite numbers, read-only, float64; lists are taken too.

    Raises
    ------
    ValueError
        When the value holds anything but finite numbers from -1000 to 1000, or has other axes.
    """

    def __init__(self, axes, **metadata):
        self.axes = axes
        super().__init__(np.zeros((0,) * axes), **metadata)
        self.metadata.setdefault("to_json", lambda value, _: value.tolist())
        self.metadata.setdefault("from_json", lambda value, _: value)

    def validate(self, obj, value):
        """Return the numbers as a read-only array, or refuse them."""
        kind = ("vector", "matrix")[self.axes - 1]
        try:
            numbers = np.array(value, float)
        except (TypeError, ValueError):
            raise ValueError(f"{self.name} is {value!r}; a {kind} of numbers fits.") from None
        if self.axes == 2 and numbers.shape == (0,):
            numbers = numbers.reshape(0, 2)  # how JSON writes a matrix without rows
        if numbers.ndim != self.axes:
            raise ValueError(f"{self.name} has shape {numbers.shape}; a {kind} fits.")
        if not np.isfinite(numbers).all():
            raise ValueError(f"{self.name} holds NaN or infinity; finite numbers fit.")
        if np.abs(numbers).max(initial=0) > LIMIT:
            raise ValueError(
                f"{self.name} holds {numbers.flat[np.abs(numbers).argmax()]:g}; "
                f"numbers from {-LIMIT:g} to {LIMIT:g} fit."
            )
        numbers.setflags(write=False)
        return numbers


WEIGHTS = ("weight", "bias", "hidden_weight", "hidden_bias")


class LinearLab(Visualizer):
    """Part a plane into classes by a fully connected layer, or by two with ReLU between.

    Parameters
    ----------
    weight : (classes, 2) or (classes, hidden), optional
        W, of the layer that gives the scores.
    bias : (classes,), optional
        b, of the same layer.
    hidden_weight : (hidden, 2), optional
        V, of the hidden layer.
    hidden_bias : (hidden,), optional
        c, of the hidden layer.
    **traits
        Any trait below, such as ``data="XOR"``, ``hidden=2`` or ``seed=5``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    Notes
    -----
    Chapter 03. The network is W x + b, or W ReLU(V x + c) + b. What is not given is drawn by
    `seed`; a change of `data`, `hidden` or `seed` draws all weights anew.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    data = Choice(CLASSES, help="The set of labelled points.").tag(sync=True)
    classes = Number(2, 2, 3, whole=True, help="Classes of the data.").tag(sync=True)
    hidden = Number(0, 0, MOST_HIDDEN, whole=True, help="ReLU units; 0: no hidden layer.").tag(
        sync=True
    )
    seed = Number(1, 0, 99, whole=True, help="Which random weights to start with.").tag(sync=True)
    weight = Numbers(2, help="W, shape (classes, hidden), or (classes, 2).").tag(sync=True)
    bias = Numbers(1, help="b, shape (classes,).").tag(sync=True)
    hidden_weight = Numbers(2, help="V, shape (hidden, 2).").tag(sync=True)
    hidden_bias = Numbers(1, help="c, shape (hidden,).").tag(sync=True)
    learning_rate = Number(0.5, 0.01, 2.0, help="How far a step of descent goes.").tag(sync=True)
    steps = Number(0, 0, 10**6, whole=True, help="Steps of descent so far.").tag(sync=True)
    row = Number(
        0, 0, MOST_HIDDEN - 1, whole=True, help="The class or hidden unit in hand, from 0."
    ).tag(sync=True)
    selected = traitlets.List(
        traitlets.Int(), default_value=[0, 0], help="Row and column in hand of W, b side by side."
    ).tag(sync=True)
    fold_x = Choice(UNITS, help="The hidden unit across in the folded plane.").tag(sync=True)
    fold_y = Choice(UNITS, "h2", help="The hidden unit up in the folded plane.").tag(sync=True)

    # Where the sliders stand, on their steps; each follows from the weights and what is in hand.
    w1 = Number(0.0, -REACH, REACH, help="First weight of the row in hand.").tag(sync=True)
    w2 = Number(0.0, -REACH, REACH, help="Second weight of the row in hand.").tag(sync=True)
    b = Number(0.0, -REACH, REACH, help="Bias of the row in hand.").tag(sync=True)
    chosen_weight = Number(0.0, -REACH, REACH, help="The selected number of W, b.").tag(sync=True)

    _slid_learning_rate = Number(0.5, 0.05, 2.0).tag(sync=True)

    _sets = traitlets.Dict(help="The points of every set, for the browser.").tag(sync=True)

    def __init__(self, **traits):
        self._settling = True
        later = ("classes", *WEIGHTS, *LINE, "chosen_weight")
        self._later = {name: traits.pop(name) for name in later if name in traits}
        if "data" not in traits and self._later.get("classes") == 3:
            traits["data"] = "three clouds"
        super().__init__(**traits)
        self._build_controls()

    def open(self):
        """Make the browser's side, once all weights are there: so it hears of all in one piece."""
        self._sets = {
            name: {
                "x": labelled(name)[0].tolist(),
                "labels": labelled(name)[1].tolist(),
                "parted": name in PARTED,
            }
            for name in CLASSES
        }
        self._settling = False
        self._draw()
        for name, value in self._later.items():
            setattr(self, name, value)
        super().open()

    def _build_controls(self):
        data = ipywidgets.Dropdown(
            options=list(CLASSES), value=self.data, description=_strings["data"]
        )
        self.link("data", data, attribute="index")
        for name in ("hidden", "seed"):
            trait = self.traits()[name]
            slider = ipywidgets.IntSlider(
                getattr(self, name), min=trait.least, max=trait.most, description=_strings[name]
            )
            self.link(name, slider)
        for name in (*LINE, "chosen_weight"):
            slider = ipywidgets.FloatSlider(
                getattr(self, name),
                min=-REACH,
                max=REACH,
                step=STEP,
                readout_format=".2f",
                description=_strings[name],
            )
            self.link(name, slider)
        self.link_exact("learning_rate", STEP, _strings["learning_rate"])
        for name in ("fold_x", "fold_y"):
            units = ipywidgets.Dropdown(
                options=UNITS, value=getattr(self, name), description=_strings[name]
            )
            self.link(name, units, attribute="index")

    @property
    def _shapes(self):
        return {
            "weight": (self.classes, self.hidden or 2),
            "bias": (self.classes,),
            "hidden_weight": (self.hidden, 2),
            "hidden_bias": (self.hidden,),
        }

    @traitlets.validate(*WEIGHTS)
    def _fitting(self, proposal):
        """Refuse weights of another shape than the network's."""
        name, value = proposal["trait"].name, proposal["value"]
        if not (self._from_browser or self._settling) and value.shape != self._shapes[name]:
            units = f"{self.hidden} hidden units" if self.hidden else "no hidden layer"
            raise ValueError(
                f"{name} has shape {value.shape}; with {self.classes} classes and {units}, "
                f"{self._shapes[name]} fits."
            )
        return value

    @traitlets.validate("classes")
    def _the_datas(self, proposal):
        """Refuse a number of classes that the data does not have."""
        if proposal["value"] != CLASSES[self.data] and not self._from_browser:
            raise ValueError(
                f"classes is {proposal['value']}, but the data {self.data!r} has "
                f"{CLASSES[self.data]}; data='two clouds' has 2, data='three clouds' has 3."
            )
        return proposal["value"]

    @traitlets.observe("data", "hidden", "seed")
    def _drawn_anew(self, _):
        if not (self._from_browser or self._settling):
            self._draw()

    def _draw(self):
        """Draw all weights by the seed."""
        self._settling = True
        try:
            with self.hold_sync():
                self.classes = CLASSES[self.data]
                for name, value in drawn(self.seed, self.classes, self.hidden).items():
                    setattr(self, name, value)
                self.steps = 0
                self.row = min(self.row, (self.hidden or self.classes) - 1)
                rows, columns = self.weight.shape
                self.selected = [min(self.selected[0], rows - 1), min(self.selected[1], columns)]
        finally:
            self._settling = False
        self._follow()

    @traitlets.observe(*WEIGHTS, "row", "selected")
    def _follow(self, _=None):
        """Put the sliders where the numbers in hand are."""
        if self._from_browser or self._settling:
            return
        self._settling = True
        try:
            with self.hold_sync():
                matrix, vector = self._first_layer
                row = min(self.row, len(vector) - 1)
                exact = [*matrix[row], vector[row]]
                for name, value in zip(LINE, exact, strict=True):
                    setattr(self, name, _on_step(value))
                row, column = self.selected
                self.chosen_weight = _on_step(np.c_[self.weight, self.bias][row, column])
        finally:
            self._settling = False

    @property
    def _first_layer(self):
        """The weights and biases that see the plane itself."""
        if self.hidden:
            return self.hidden_weight, self.hidden_bias
        return self.weight, self.bias

    @traitlets.observe(*LINE)
    def _line_set(self, change):
        if self._from_browser or self._settling:
            return
        names = ("hidden_weight", "hidden_bias") if self.hidden else ("weight", "bias")
        matrix, vector = (getattr(self, name).copy() for name in names)
        if change["name"] == "b":
            vector[self.row] = change["new"]
            setattr(self, names[1], vector)
        else:
            matrix[self.row, LINE.index(change["name"])] = change["new"]
            setattr(self, names[0], matrix)

    @traitlets.observe("chosen_weight")
    def _weight_set(self, change):
        if self._from_browser or self._settling:
            return
        both = np.c_[self.weight, self.bias]
        both[tuple(self.selected)] = change["new"]
        self.weight, self.bias = both[:, :-1], both[:, -1]

    def points(self):
        """Return the data.

        Returns
        -------
        x : numpy.ndarray
            Shape (N, 2), float64, from -3 to 3.
        labels : numpy.ndarray
            Shape (N,), int64, from 0.
        """
        return labelled(self.data)

    def output(self, points=None):
        """Compute by torch the probabilities that the network gives.

        Parameters
        ----------
        points : (N, 2), optional
            Where; by default at every pixel of the canvas.

        Returns
        -------
        numpy.ndarray
            Shape (classes, 128, 128), float32, the first row at the top, where x2 is near 3; or
            with `points` (N, classes).
        """
        import torch

        at = pixel_centres() if points is None else np.asarray(points, float)
        weight, bias, hidden_weight, hidden_bias = (
            torch.tensor(getattr(self, name)) for name in WEIGHTS
        )
        x = torch.from_numpy(at.copy())
        if self.hidden:
            x = torch.relu(torch.nn.functional.linear(x, hidden_weight, hidden_bias))
        scores = torch.nn.functional.linear(x, weight, bias)
        found = torch.softmax(scores, -1).float().numpy()
        return found.T.reshape(self.classes, SIDE, SIDE) if points is None else found

    def accuracy(self):
        """Return the share of the points whose class gets the highest score, 0 to 1."""
        x, labels = self.points()
        return float((self.output(x).argmax(1) == labels).mean())

    def loss(self):
        """Return the mean cross-entropy over the points, by torch, in nats."""
        import torch

        x, labels = self.points()
        return float(-torch.from_numpy(self.output(x)[range(len(labels)), labels]).log().mean())

    def _by_hand(self, points):
        """Return probabilities as the chapter derives them, without loading torch."""
        return probabilities(points, *(getattr(self, name) for name in WEIGHTS))

    def describe(self):
        """Say in one sentence what the lab shows now."""
        x, labels = self.points()
        right = int((self._by_hand(x).argmax(1) == labels).sum())
        layer = f"{self.hidden} ReLU units" if self.hidden else "no hidden layer"
        parted = "" if self.data in PARTED or self.hidden else ", which no line can part"
        return (
            f"{len(labels)} points of {self.classes} classes ({self.data}{parted}), {layer}: "
            f"{right} are right."
        )

    def picture(self):
        """Return regions and points, shape (height, width, 3), uint8."""
        scale = 3  # pixels of the picture to one of the canvas
        found = self._by_hand(pixel_centres()).T.reshape(self.classes, SIDE, SIDE)
        plane = coloured(found).repeat(scale, 0).repeat(scale, 1)
        reach = np.arange(-7, 8)
        across, down = np.meshgrid(reach, reach)
        shapes = (across**2 + down**2 <= 22, np.maximum(abs(across), abs(down)) <= 4)
        shapes += ((abs(down) <= 5) & (2 * abs(across) <= down + 5),)
        x, labels = self.points()
        wrong = self._by_hand(x).argmax(1) != labels
        cross = abs(abs(across) - abs(down)) <= 1
        for (x1, x2), label, missed in zip(x, labels, wrong, strict=True):
            middle = ((EDGE - x2) / (2 * EDGE), (x1 + EDGE) / (2 * EDGE))
            rows, columns = (
                np.clip(int(share * SIDE * scale) + offset, 0, SIDE * scale - 1)
                for share, offset in zip(middle, (down, across), strict=True)
            )
            if missed:
                plane[rows[cross], columns[cross]] = 0
            plane[rows[shapes[label]], columns[shapes[label]]] = COLOURS[label] * 0.6
        return plane


def _on_step(value):
    """Return the slider's step nearest to a number, within the slider's ends."""
    return float(nearest_step(value, STEP, -REACH, REACH))


def pixel_centres():
    """Return where the canvas's pixels are, row by row from the top left, shape (128 * 128, 2)."""
    across = -EDGE + (np.arange(SIDE) + 0.5) * 2 * EDGE / SIDE
    x1, x2 = np.meshgrid(across, -across)
    return np.stack([x1.ravel(), x2.ravel()], -1)
