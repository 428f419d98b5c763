"""The Python side of `ConvolutionStepper`: traits, controls, and the whole output by torch."""

import json
from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from course_utils import layers

from .._core.base import ACCENT, Visualizer, side_by_side, strings_of
from .._core.colour import colourise, symmetric_range
from .._core.matrix_picture import matrix_picture
from .._core.traits import Choice, Matrix, Number

_here = Path(__file__).parent
_strings = strings_of(_here)

PRESETS = {
    part: {name: np.array(rows) for name, rows in matrices.items()}
    for part, matrices in json.loads((_here / "presets.json").read_text("utf-8")).items()
}
LARGEST_IMAGE, IMAGE_LIMIT = 8, 99
LARGEST_KERNEL, KERNEL_LIMIT = 5, 9
MOST_PADDING = 3
# Positions of a 1 × 1 kernel on the largest padded image: no state has more.
MOST_STEPS = (LARGEST_IMAGE + 2 * MOST_PADDING) ** 2


class ConvolutionStepper(Visualizer):
    """Step through the convolution of a small matrix, one position of the kernel at a time.

    Parameters
    ----------
    image : matrix of whole numbers, optional
        1 × 1 to 8 × 8 cells from -99 to 99.
    kernel : matrix of whole numbers, optional
        1 × 1 to 5 × 5 weights from -9 to 9.
    stride, padding, dilation : int
    flip : bool
        Turn the kernel by half a turn first, as mathematics' convolution does.
    **traits
        Any trait below, such as ``step=3`` or ``kernel_preset="Laplacian"``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    Notes
    -----
    Chapter 01. Padding adds zeros.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    image = Matrix(
        PRESETS["image"]["slanted edge"],
        largest=LARGEST_IMAGE,
        limit=IMAGE_LIMIT,
        whole=True,
        help="The cells, rows by columns.",
    ).tag(sync=True)
    kernel = Matrix(
        PRESETS["kernel"]["Sobel x"],
        largest=LARGEST_KERNEL,
        limit=KERNEL_LIMIT,
        whole=True,
        help="The weights, rows by columns.",
    ).tag(sync=True)
    stride = Number(1, 1, 4, whole=True, help="Cells from one position to the next.").tag(sync=True)
    padding = Number(0, 0, MOST_PADDING, whole=True, help="Zeros added on every side.").tag(
        sync=True
    )
    dilation = Number(1, 1, 4, whole=True, help="Cells from one weight to the next.").tag(sync=True)
    flip = traitlets.Bool(False, help="Turn the kernel by half a turn first.").tag(sync=True)
    guess = traitlets.Bool(False, help="Hide the sum until it is asked for.").tag(sync=True)
    step = Number(
        0, 0, MOST_STEPS - 1, whole=True, help="The position shown, from 0, row by row."
    ).tag(sync=True)
    speed = Number(2.0, 0.5, 10.0, help="Positions a second while it plays.").tag(sync=True)

    # What the controls hold; each follows from `image` and `kernel`, and `last` from all above.
    last = Number(0, 0, MOST_STEPS - 1, whole=True, help="The last position.").tag(sync=True)
    image_rows = Number(6, 1, LARGEST_IMAGE, whole=True, help="Rows of the image.").tag(sync=True)
    image_columns = Number(6, 1, LARGEST_IMAGE, whole=True, help="Its columns.").tag(sync=True)
    kernel_rows = Number(3, 1, LARGEST_KERNEL, whole=True, help="Rows of the kernel.").tag(
        sync=True
    )
    kernel_columns = Number(3, 1, LARGEST_KERNEL, whole=True, help="Its columns.").tag(sync=True)
    image_preset = Choice(
        (_strings["custom"], *PRESETS["image"]), help="The name of the image."
    ).tag(sync=True)
    kernel_preset = Choice(
        (_strings["custom"], *PRESETS["kernel"]), help="The name of the kernel."
    ).tag(sync=True)

    def __init__(
        self, image=None, kernel=None, stride=1, padding=0, dilation=1, flip=False, **traits
    ):
        given = {"image": image, "kernel": kernel}
        traits.update({name: matrix for name, matrix in given.items() if matrix is not None})
        step = traits.pop("step", 0)
        super().__init__(stride=stride, padding=padding, dilation=dilation, flip=flip, **traits)
        self._follow()
        self.step = step
        self._build_controls()

    def _build_controls(self):
        for part in ("image", "kernel"):
            name = f"{part}_preset"
            dropdown = ipywidgets.Dropdown(
                options=self.traits()[name].options,
                value=getattr(self, name),
                description=_strings[name],
            )
            self.link(name, dropdown, attribute="index")
            for name in (f"{part}_rows", f"{part}_columns"):
                self._link_slider(name)
        for name in ("stride", "padding", "dilation"):
            self._link_slider(name)
        for name in ("flip", "guess"):
            checkbox = ipywidgets.Checkbox(
                getattr(self, name), description=_strings[name], indent=False
            )
            self.link(name, checkbox)
        position = ipywidgets.IntSlider(
            self.step, min=0, max=self.last, description=_strings["step"]
        )
        self.link("step", position)
        ipywidgets.jsdlink((self, "last"), (position, "max"))
        self.link(
            "speed",
            ipywidgets.FloatSlider(
                self.speed,
                min=0.5,
                max=10,
                step=0.5,
                description=_strings["speed"],
                readout_format=".1f",
            ),
        )

    def _link_slider(self, name):
        trait = self.traits()[name]
        slider = ipywidgets.IntSlider(
            getattr(self, name), min=trait.least, max=trait.most, description=_strings[name]
        )
        self.link(name, slider)

    @traitlets.observe("image", "kernel", "stride", "padding", "dilation")
    def _problem_changed(self, _):
        if not self._from_browser:
            self._follow()

    def _follow(self):
        """Bring sizes, names and the last position in line with image, kernel and geometry."""
        # Told all at once: rows without their columns would cut the matrix.
        with self.hold_sync(), self.hold_trait_notifications():
            for part in ("image", "kernel"):
                matrix = getattr(self, part)
                rows, columns = matrix.shape
                name = next(
                    (name for name, rows in PRESETS[part].items() if np.array_equal(rows, matrix)),
                    _strings["custom"],
                )
                setattr(self, f"{part}_preset", name)
                setattr(self, f"{part}_rows", rows)
                setattr(self, f"{part}_columns", columns)
            self.last = max(self._positions() - 1, 0)
            self.step = min(self.step, self.last)

    def _positions(self):
        """Return how many positions the kernel has; 0 where it does not fit."""
        try:
            return self._by_hand().size
        except ValueError:
            return 0

    @traitlets.observe("image_preset", "kernel_preset")
    def _preset_changed(self, change):
        part = change["name"].removesuffix("_preset")
        if not self._from_browser and change["new"] in PRESETS[part]:
            setattr(self, part, PRESETS[part][change["new"]])

    @traitlets.observe("image_rows", "image_columns", "kernel_rows", "kernel_columns")
    def _size_changed(self, change):
        part = change["name"].split("_")[0]
        matrix = getattr(self, part)
        shape = getattr(self, f"{part}_rows"), getattr(self, f"{part}_columns")
        if not self._from_browser and matrix.shape != shape:
            setattr(self, part, resized(matrix, *shape))

    @traitlets.validate("step")
    def _step_fits(self, proposal):
        step = proposal["value"]
        if not self._from_browser and step > self.last:
            raise ValueError(f"step is {step}; a whole number from 0 to {self.last} fits.")
        return step

    @property
    def laid_kernel(self):
        """The kernel as it lies on the image: turned by half a turn where `flip` says so."""
        return self.kernel[::-1, ::-1] if self.flip else self.kernel

    def _options(self):
        return {"stride": self.stride, "padding": self.padding, "dilation": self.dilation}

    def _by_hand(self):
        """Return the output as chapter 01 derives it, without loading torch."""
        return layers.correlate2d(self.image, self.laid_kernel, **self._options())

    def output(self):
        """Compute the whole output by torch, whatever the position.

        Returns
        -------
        numpy.ndarray
            Shape (rows, columns), float32; each is a whole number.

        Raises
        ------
        ValueError
            When the kernel does not fit the padded image; the sentence says why.
        """
        import torch
        from torch.nn import functional

        self._by_hand()  # says in words why nothing fits, where nothing does
        image = torch.tensor(self.image, dtype=torch.float32)[None, None]
        kernel = torch.tensor(self.kernel, dtype=torch.float32)[None, None]
        if self.flip:
            kernel = kernel.flip(2, 3)
        return functional.conv2d(image, kernel, **self._options())[0, 0].numpy()

    def describe(self):
        """Say in one sentence what the stepper shows now."""
        (height, width), (rows, columns) = self.image.shape, self.kernel.shape
        kind = "convolution" if self.flip else "cross-correlation"
        try:
            output = self._by_hand()
            result = (
                f"the output has {output.shape[0]} × {output.shape[1]} numbers; "
                f"at position {self.step} of {self.last} the sum is {output.flat[self.step]}"
            )
        except ValueError as error:
            result = str(error)
        return (
            f"image {height} × {width}, kernel {rows} × {columns}, {kind}, stride {self.stride}, "
            f"padding {self.padding}, dilation {self.dilation}: {result.rstrip('.')}."
        )

    def picture(self):
        """Return image, kernel and output as far as it is reached, uint8 RGB."""
        kernel = self.laid_kernel
        padded = layers.pad(self.image, ((self.padding,) * 2,) * 2)
        kernel_cells = colourise(kernel, "signed", *symmetric_range(kernel))
        try:
            output = self._by_hand()
        except ValueError:
            return side_by_side(
                matrix_picture(padded, colourise(padded, *image_scale(self.image))),
                matrix_picture(kernel, kernel_cells),
                gap=24,
            )
        row, column = divmod(self.step, output.shape[1])
        under = [
            (row * self.stride + i * self.dilation, column * self.stride + j * self.dilation)
            for i in range(kernel.shape[0])
            for j in range(kernel.shape[1])
        ]
        reached = np.arange(output.size).reshape(output.shape) <= self.step
        return side_by_side(
            matrix_picture(padded, colourise(padded, *image_scale(self.image)), under, ACCENT),
            matrix_picture(kernel, kernel_cells),
            matrix_picture(
                np.where(reached, output.astype(float), np.nan),
                colourise(output, "signed", *symmetric_range(output)),
                [(row, column)],
                ACCENT,
            ),
            gap=24,
        )


def image_scale(image):
    """Return an image's colour map, grey where no cell is negative, and the numbers at its ends."""
    if image.min() < 0:
        return "signed", *symmetric_range(image)
    return "grey", 0.0, float(max(image.max(), 1))


def resized(matrix, rows, columns):
    """Cut a matrix, or extend it by zeros, at its lower and right sides.

    Parameters
    ----------
    matrix : numpy.ndarray
        Shape (height, width).
    rows, columns : int

    Returns
    -------
    numpy.ndarray
        Shape (rows, columns).
    """
    out = np.zeros((rows, columns), matrix.dtype)
    height, width = min(rows, matrix.shape[0]), min(columns, matrix.shape[1])
    out[:height, :width] = matrix[:height, :width]
    return out
