"""The Python side of `ConfusionExplorer`: predictions, and the images that the browser asks for."""

from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from .._core.base import ACCENT, Visualizer, strings_of
from .._core.colour import colourise
from .._core.dataset import part_of
from .._core.images import send_images
from .._core.matrix_picture import matrix_picture
from .._core.traits import Number
from .predictions import calibration, probabilities_of

MOST = 40  # images shown of a cell
REACH = 1.5  # the largest count gets the fifth of the seven colours: dark text stays readable on it

_here = Path(__file__).parent
_strings = strings_of(_here)


class Cell(traitlets.TraitType):
    """Actual and predicted class, from 0, or an empty tuple: no cell, the worst of all mistakes.

    Raises
    ------
    ValueError
        When it is anything else.
    """

    default_value = ()

    def validate(self, obj, value):
        """Return the pair as a tuple, or refuse it."""
        classes = len(obj.classes)
        pair = tuple(value) if isinstance(value, (tuple, list)) else (None,)
        whole = all(isinstance(k, (int, np.integer)) and 0 <= k < classes for k in pair)
        if len(pair) not in (0, 2) or not whole:
            raise ValueError(
                f"{self.name} is {value!r}; an actual and a predicted class, each a whole number "
                f"from 0 to {classes - 1}, such as (0, 1), fits, or () for the worst mistakes."
            )
        return tuple(map(int, pair))


class ConfusionExplorer(Visualizer):
    """See what a network takes for what, the images behind each number, and its calibration.

    Parameters
    ----------
    source : torch.nn.Module or array, (N, classes)
        A network, or the probabilities that it gives the test images.
    data : course_utils.data.Cifar10
        Or anything with ``x_test``, uint8 (N, height, width, 3), ``y_test``, int (N,), and
        ``classes``; a ``sentence`` says where the images come from.
    **traits
        Any trait below, such as ``threshold=0.5``.

    Raises
    ------
    ValueError
        When predictions and data do not belong together, or a trait gets a value that does not
        fit; the sentence says what does.

    Notes
    -----
    Chapter 04. The browser holds class, prediction and confidence of every image and counts
    there. Pixels are sent only when a cell is opened, as a message: no saved notebook holds any.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    threshold = Number(0.0, 0.0, 1.0, help="Images with at least this confidence count.").tag(
        sync=True
    )
    cell = Cell(help="Actual and predicted class of the open cell; () for the worst mistakes.").tag(
        sync=True
    )
    classes = traitlets.Tuple(help="The classes' names.").tag(sync=True)
    sentence = traitlets.Unicode(help="Where the images come from.").tag(sync=True)
    _labels = traitlets.Bytes(help="The class of each image, uint8.").tag(sync=True)
    _taken = traitlets.Bytes(help="The class with the highest probability, uint8.").tag(sync=True)
    _confidence = traitlets.Bytes(help="That probability, float32.").tag(sync=True)

    def __init__(self, source=None, data=None, **traits):
        images, labels, classes = part_of(data, "test")
        if source is None:
            raise ValueError(
                "There is neither a network nor its probabilities; "
                "ConfusionExplorer(network, data) fits."
            )
        probabilities = probabilities_of(source, images, classes)
        self._images, self.labels = images, labels
        self.taken = probabilities.argmax(1).astype(np.uint8)
        self.confidence = probabilities[np.arange(len(labels)), self.taken]
        cell = traits.pop("cell", self._most_confused(len(classes)))
        super().__init__(
            classes=classes,
            sentence=str(getattr(data, "sentence", "")),
            _labels=labels.tobytes(),
            _taken=self.taken.tobytes(),
            _confidence=self.confidence.tobytes(),
            **traits,
        )
        self.cell = cell  # checked against the classes
        self.link(
            "threshold",
            ipywidgets.FloatSlider(
                self.threshold, min=0, max=1, step=0.01, description=_strings["threshold"]
            ),
        )
        self.on_msg(self._send_images)

    def _most_confused(self, classes):
        """Return row and column of the largest count off the diagonal."""
        counts = self._counts(classes, 0.0)
        np.fill_diagonal(counts, 0)
        return tuple(map(int, np.unravel_index(counts.argmax(), counts.shape)))

    def _counts(self, classes, threshold):
        kept = self._kept(threshold)
        pairs = self.labels[kept].astype(int) * classes + self.taken[kept]
        return np.bincount(pairs, minlength=classes**2).reshape(classes, classes)

    def _kept(self, threshold):
        """Return which images count: float32 against float64, as the browser compares."""
        return self.confidence.astype(np.float64) >= threshold

    def _send_images(self, _, content, __):
        """Answer the browser's wish for images, named by their place in the test set."""
        send_images(self, content, self._images, MOST)

    def output(self):
        """Return the confusion matrix of the images that count, by torch.

        Returns
        -------
        numpy.ndarray
            Shape (classes, classes), int64: rows the actual class, columns the predicted one.
        """
        import torch

        classes = len(self.classes)
        kept = torch.from_numpy(self.confidence).double() >= self.threshold
        labels, taken = (torch.from_numpy(v)[kept].long() for v in (self.labels, self.taken))
        pairs = labels * classes + taken
        return torch.bincount(pairs, minlength=classes**2).reshape(classes, classes).numpy()

    def calibration(self):
        """Return confidence against the share right, of all images, in 10 bins.

        Returns
        -------
        dict
            ``count``, ``confidence`` and ``right``, shape (10,) each, and ``error``, the expected
            calibration error.
        """
        return calibration(self.labels, self.taken, self.confidence)

    def shown(self):
        """Return the places in the test set of the images that are shown, the surest first."""
        chosen = self.labels != self.taken
        if self.cell:
            chosen = (self.labels == self.cell[0]) & (self.taken == self.cell[1])
        found = np.flatnonzero(chosen & self._kept(self.threshold))
        return found[np.argsort(-self.confidence[found], kind="stable")][:MOST]

    def describe(self):
        """Say in one sentence how many images count and how many of them are right."""
        counts = self._counts(len(self.classes), self.threshold)
        kept, right = counts.sum(), np.trace(counts)
        sentence = (
            f"{kept:,} of {len(self.labels):,} images have a confidence of at least "
            f"{self.threshold:.2f}"
        )
        if kept:
            sentence += f", {right / kept:.1%} of them right"
        np.fill_diagonal(counts, 0)
        if counts.max() > 0:
            row, column = np.unravel_index(counts.argmax(), counts.shape)
            sentence += (
                f"; most often {self.classes[row]} taken for {self.classes[column]} "
                f"({counts[row, column]:,})"
            )
        return f"{sentence}; expected calibration error {self.calibration()['error']:.3f}."

    def picture(self):
        """Return the matrix, mistakes in orange, what is right in blue; no image is in it."""
        counts = self._counts(len(self.classes), self.threshold)
        right = np.eye(len(counts), dtype=bool)
        most = {on: max(1, counts[right == on].max()) for on in (True, False)}
        share = np.where(right, -counts / most[True], counts / most[False])
        colours = colourise(share, "signed", -REACH, REACH)
        marked = [self.cell] if self.cell else []
        return matrix_picture(counts.astype(float), colours, marked, ACCENT)
