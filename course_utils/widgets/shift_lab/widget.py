"""The Python side of `ShiftLab`: traits, controls, and the same outputs by torch."""

import json
from pathlib import Path

import ipywidgets
import numpy as np

from .._core.base import Visualizer, side_by_side, strings_of
from .._core.colour import colourise, symmetric_range
from .._core.pictures import PictureTraits
from .._core.traits import Choice, Number
from .reduction import (
    LOBES,
    divisible,
    lanczos_taps,
    moved,
    reduced,
    relative_change,
    triangle,
)

_here = Path(__file__).parent
_strings = strings_of(_here)

REDUCTIONS = ("max", "average", "strided", "blurred")
KERNELS = {
    name: np.array(weights, float).reshape(3, 3)
    for name, weights in json.loads((_here / "kernels.json").read_text("utf-8")).items()
}


class ShiftLab(Visualizer, PictureTraits):
    """Move a photograph by fractions of a pixel; see how much four ways to shrink it change.

    Parameters
    ----------
    image : path, bytes or array, optional
        A picture of yours; see `course_utils.data.load_image`.
    photograph : str
        The photograph to start with.
    **traits
        Any trait below, such as ``shift=0.5`` or ``factor=2``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    References
    ----------
    Zhang, "Making convolutional networks shift-invariant again", 2019. Azulay and Weiss, "Why do
    deep convolutional networks generalize so poorly to small image transformations?", 2019.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    shift = Number(0.0, 0.0, 8.0, help="Pixels by which the photograph is moved.").tag(sync=True)
    direction = Choice(("across", "down", "diagonally"), help="Where it is moved.").tag(sync=True)
    factor = Number(4, 2, 8, whole=True, help="How many times smaller it is made.").tag(sync=True)
    kernel = Choice(KERNELS, help="The weights of the two convolutions.").tag(sync=True)
    measure = Choice(
        ("moved along", "as it was"),
        help="What an output is compared with: its first form moved along, or as it was.",
    ).tag(sync=True)
    show = Choice(("outputs", "changes"), help="What the pictures show.").tag(sync=True)

    def __init__(self, image=None, *, photograph="camera", **traits):
        super().__init__(**traits)
        self.load_pictures(image, photograph)
        self._build_controls()

    def _build_controls(self):
        self.link(
            "shift",
            ipywidgets.FloatSlider(
                self.shift,
                min=0,
                max=8,
                step=0.05,
                readout_format=".2f",
                description=_strings["shift"],
            ),
        )
        self.link(
            "factor",
            ipywidgets.IntSlider(self.factor, min=2, max=8, description=_strings["factor"]),
        )
        for name in ("direction", "kernel", "measure", "show"):
            dropdown = ipywidgets.Dropdown(
                options=self.traits()[name].options,
                value=getattr(self, name),
                description=_strings[name],
            )
            self.link(name, dropdown, attribute="index")
        self.link(
            "photograph",
            self.photograph_control(_strings["photograph"]),
            "photograph_index",
            "index",
        )

    def _by_torch(self, shift):
        """Return the four outputs at a shift, shape (4, rows, columns), a float64 tensor."""
        import torch
        from torch.nn import functional

        image = divisible(self.image, self.factor)
        x = torch.from_numpy(image.copy()).double()[None, None]
        x = self._moved_by_torch(x, shift)
        factor, kernel = self.factor, torch.from_numpy(KERNELS[self.kernel])[None, None]
        padded = functional.pad(x, (1, 1, 1, 1), mode="circular")
        answered = functional.conv2d(padded, kernel)
        weights = torch.from_numpy(triangle(factor))
        blur = torch.outer(weights, weights)[None, None]
        reach = factor - 1
        # The blur may reach around a tiny picture more than once, which torch's padding refuses.
        rows, columns = (torch.arange(-reach, size + reach) % size for size in answered.shape[-2:])
        around = answered[..., rows[:, None], columns]
        return torch.cat(
            [
                functional.max_pool2d(x, factor),
                functional.avg_pool2d(x, factor),
                functional.conv2d(padded, kernel, stride=factor),
                functional.conv2d(around, blur, stride=factor),
            ]
        )[:, 0]

    def _moved_by_torch(self, x, shift):
        """Move a tensor, shape (N, 1, H, W), along the direction."""
        import torch
        from torch.nn import functional

        whole = int(np.floor(shift))
        taps = torch.from_numpy(lanczos_taps(shift - whole))
        for axis in {"across": (3,), "down": (2,), "diagonally": (3, 2)}[self.direction]:
            size = x.shape[axis]
            cells = torch.arange(-LOBES - whole, size - whole + LOBES - 1) % size
            shape = [1, 1, 1, 1]
            shape[axis] = -1
            x = functional.conv2d(x.index_select(axis, cells), taps.reshape(shape))
        return x

    def output(self):
        """Compute by torch what the four pictures show.

        Returns
        -------
        numpy.ndarray
            Shape (4, rows, columns), float32: max pool, average pool, strided convolution,
            blur then stride; with ``show="changes"`` what each differs from its reference.

        Raises
        ------
        ValueError
            When the picture is smaller than the factor.
        """
        outputs = self._by_torch(self.shift)
        if self.show == "changes":
            outputs = outputs - self._reference()
        return outputs.float().numpy()

    def changes(self):
        """Compute by torch how much each output changes.

        Returns
        -------
        dict of str to float
            The root of the mean squared change over the standard deviation of what the output is
            compared with.
        """
        outputs, references = self._by_torch(self.shift), self._reference()
        return {
            name: relative_change(output.float().numpy(), reference.float().numpy())
            for name, output, reference in zip(REDUCTIONS, outputs, references, strict=True)
        }

    def _reference(self):
        """Return what the outputs are compared with, shape (4, rows, columns)."""
        first = self._by_torch(0.0)
        if self.measure == "as it was":
            return first
        return self._moved_by_torch(first[:, None], self.shift / self.factor)[:, 0]

    def scale(self, way, values):
        """Return the colour map of an output, by its name, and the numbers at its two ends."""
        own = KERNELS[self.kernel].sum() == 0 and way in ("strided", "blurred")
        if self.show == "changes":
            return ("signed", -2.0, 2.0) if own else ("signed", -0.5, 0.5)
        if own and values.min() < 0:
            return "signed", *symmetric_range(values)
        return "grey", 0.0, 1.0

    def describe(self):
        """Say in one sentence what the lab shows now."""
        return (
            f"{self.photograph} moved {self.direction} by {self.shift:g} pixels and made "
            f"{self.factor} times smaller by max pooling, average pooling, a strided convolution "
            f"({self.kernel}), and the same with a blur before the stride."
        )

    def picture(self):
        """Return the photograph and the four outputs, shape (height, width, 3), uint8."""
        try:
            image = divisible(self.image, self.factor).astype(float)
        except ValueError:
            return colourise(self.image, "grey", 0, 1)
        image = moved(image, self.shift, self.direction)
        pictures = []
        for way in REDUCTIONS:
            output = reduced(image, way, self.factor, KERNELS[self.kernel])
            signed = KERNELS[self.kernel].sum() == 0 and output.min() < 0
            scale = ("signed", *symmetric_range(output)) if signed else ("grey", 0, 1)
            times = max(1, 128 // output.shape[0])
            pictures.append(colourise(output, *scale).repeat(times, 0).repeat(times, 1))
        return side_by_side(colourise(image, "grey", 0, 1), *pictures)
