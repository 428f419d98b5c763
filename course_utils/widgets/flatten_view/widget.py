"""The Python side of `FlattenView`: traits, controls, and the same vector and scores by torch."""

from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from course_utils import layers

from .._core.base import Visualizer, side_by_side, strings_of
from .._core.colour import colourise
from .._core.pictures import PictureTraits
from .._core.traits import Choice, Number

_here = Path(__file__).parent
_strings = strings_of(_here)

ORDERS = ("C, H, W", "H, W, C")
READINGS = ("C, H, W", "C, W, H")
LARGEST = 12  # rows or columns
SHAPE = ("channels", "height", "width")
SOURCE = 48  # pixels of a photograph before it is reduced


class FlattenView(Visualizer, PictureTraits):
    """Flatten a small image: each number of the vector, and where it came from.

    Parameters
    ----------
    image : path, bytes or array, optional
        A picture of yours; see `course_utils.data.load_image`.
    photograph : str
        The photograph to start with.
    **traits
        Any trait below, such as ``channels=3, height=5`` or ``order="H, W, C"``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    Notes
    -----
    Chapter 03. The linear layer has one row of weights for each photograph of the course: its
    pixels in the order (C, H, W), less their mean, divided by their length. By the inequality of
    Cauchy and Schwarz a photograph then scores highest for itself, as long as the order is kept.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    channels = Number(3, 1, 3, whole=True, help="Channels C: grey, red and green, or all.").tag(
        sync=True
    )
    height = Number(8, 2, LARGEST, whole=True, help="Rows H of the image.").tag(sync=True)
    width = Number(8, 2, LARGEST, whole=True, help="Columns W of the image.").tag(sync=True)
    index = Number(0, 0, 3 * LARGEST**2 - 1, whole=True, help="The element looked at.").tag(
        sync=True
    )
    order = Choice(ORDERS, help="The order in which the image is flattened.").tag(sync=True)
    read = Choice(READINGS, help="The shape in which the vector is read back.").tag(sync=True)
    _last = traitlets.Int(191).tag(sync=True)

    def __init__(self, image=None, *, photograph="astronaut", **traits):
        super().__init__(**traits)
        self.load_pictures(image, photograph, grey=False, size=SOURCE)
        self._fit_index()
        for name in SHAPE:
            trait = self.traits()[name]
            slider = ipywidgets.IntSlider(
                getattr(self, name), min=trait.least, max=trait.most, description=_strings[name]
            )
            self.link(name, slider)
        slider = ipywidgets.IntSlider(
            self.index, min=0, max=self._last, description=_strings["index"]
        )
        self.link("index", slider)
        ipywidgets.jslink((self, "_last"), (slider, "max"))
        for name, options in (("order", ORDERS), ("read", READINGS)):
            shown = [(f"({option})", option) for option in options]
            menu = ipywidgets.Dropdown(
                options=shown, value=getattr(self, name), description=_strings[name]
            )
            self.link(name, menu, attribute="index")
        self.link(
            "photograph",
            self.photograph_control(_strings["photograph"]),
            "photograph_index",
            "index",
        )

    @traitlets.observe(*SHAPE, "index")
    def _shape_changed(self, _):
        if not self._from_browser:
            self._fit_index()

    def _fit_index(self):
        last = self.channels * self.height * self.width - 1
        self.index = min(self.index, last)
        self._last = last

    def _small(self, picture):
        """Reduce a picture, shape (3, rows, columns), to the image, shape (C, H, W)."""
        picture = picture.mean(0, keepdims=True) if self.channels == 1 else picture[: self.channels]
        picture = np.asarray(picture, float)[None]
        return layers.adaptive_avg_pool2d(picture, (self.height, self.width))[0]

    def volume(self):
        """Return the small image, shape (C, H, W), float64, 0 to 1."""
        return self._small(self.image)

    def weight(self):
        """Return the weights of the linear layer, shape (photographs, C*H*W), float64.

        They are those of `torch.nn.Linear`, without bias, for vectors in the order (C, H, W).
        """
        library = np.frombuffer(self._library, np.uint8).reshape(-1, SOURCE, SOURCE, 3) / 255
        rows = np.stack([self._small(photo.transpose(2, 0, 1)).ravel() for photo in library])
        rows -= rows.mean(1, keepdims=True)
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / np.where(length > 0, length, 1)

    def output(self):
        """Compute by torch the vector, the picture read back, and the scores.

        Returns
        -------
        dict of str to numpy.ndarray
            ``vector``, shape (C*H*W,); ``back``, shape (C, H, W) or (C, W, H); ``before`` and
            ``after``, shape (photographs,): the scores of the vector in the order (C, H, W), and
            of the vector as it was flattened. All float64.
        """
        import torch

        x = torch.from_numpy(self.volume())
        weight = torch.from_numpy(self.weight())
        kept = torch.flatten(x)
        vector = kept if self.order == ORDERS[0] else x.permute(1, 2, 0).reshape(-1)
        sides = (self.height, self.width) if self.read == READINGS[0] else (self.width, self.height)
        results = {
            "vector": vector,
            "back": vector.reshape(self.channels, *sides),
            "before": torch.nn.functional.linear(kept, weight),
            "after": torch.nn.functional.linear(vector, weight),
        }
        return {name: value.numpy() for name, value in results.items()}

    def _by_hand(self):
        """Return the image, shape (C, H, W), and its vector, without torch."""
        x = self.volume()
        return x, (x if self.order == ORDERS[0] else x.transpose(1, 2, 0)).reshape(-1)

    def describe(self):
        """Say in one sentence what the view shows now."""
        x, vector = self._by_hand()
        axes = (0, 1, 2) if self.order == ORDERS[0] else (1, 2, 0)
        place = np.unravel_index(self.index, [x.shape[axis] for axis in axes])
        c, h, w = (place[axes.index(axis)] for axis in range(3))
        return (
            f"{self.photograph} of shape {x.shape}, flattened as ({self.order}): element "
            f"{self.index} of {vector.size} is channel {c}, row {h}, column {w}."
        )

    def picture(self):
        """Return the planes, and the vector read back, shape (rows, columns, 3), uint8."""
        x, vector = self._by_hand()
        sides = (self.height, self.width) if self.read == READINGS[0] else (self.width, self.height)
        back = vector.reshape(self.channels, *sides)
        planes = [colourise(plane, "grey", 0, 1) for plane in (*x, *back)]
        return side_by_side(*(plane.repeat(16, 0).repeat(16, 1) for plane in planes))
