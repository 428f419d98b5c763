"""The Python side of `KernelLab`: traits, controls, and the same output by torch."""

import json
from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from course_utils import layers

from .._core.base import Visualizer, side_by_side, strings_of
from .._core.colour import colourise, symmetric_range
from .._core.kernels import resized
from .._core.pictures import PictureTraits
from .._core.traits import Choice, Matrix, Number

_here = Path(__file__).parent
_strings = strings_of(_here)

PRESETS = {
    name: np.array(weights)
    for name, weights in json.loads((_here / "presets.json").read_text("utf-8")).items()
}
PADDING_MODES = ("zeros", "reflect", "replicate", "circular")
LIMIT = 10.0
STEP = 0.05  # of the weight's slider


class KernelLab(Visualizer, PictureTraits):
    """Convolve a photograph with a kernel whose every weight can be moved.

    Parameters
    ----------
    kernel : matrix of numbers, optional
        1 × 1 to 7 × 7 weights from -10 to 10; without it, Sobel x.
    image : path, bytes or array, optional
        A picture of yours; see `course_utils.data.load_image`.
    photograph : str
        The photograph to start with.
    **traits
        Any trait below, such as ``preset="box"`` or ``stride=2``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    Notes
    -----
    Chapter 01. What frameworks call convolution is cross-correlation; so it is here.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    kernel = Matrix(PRESETS["Sobel x"], limit=LIMIT, help="The weights, rows by columns.").tag(
        sync=True
    )
    stride = Number(1, 1, 8, whole=True, help="Pixels from one output to the next.").tag(sync=True)
    padding = Number(0, 0, 12, whole=True, help="Pixels added on every side.").tag(sync=True)
    same = traitlets.Bool(False, help="Pad so that the output is as large as the input.").tag(
        sync=True
    )
    padding_mode = Choice(PADDING_MODES, help="What the added pixels hold.").tag(sync=True)
    dilation = Number(1, 1, 8, whole=True, help="Pixels from one tap to the next.").tag(sync=True)
    compact = traitlets.Bool(False, help="Show photograph, kernel, one slider, output.").tag(
        sync=True
    )
    colours = Choice(("automatic", "grey", "signed"), help="How the output is shown.").tag(
        sync=True
    )
    selected = traitlets.List(
        traitlets.Int(), default_value=[1, 1], help="Row and column of the weight in hand."
    ).tag(sync=True)
    position = traitlets.List(
        traitlets.Int(), default_value=[100, 100], help="Row and column of the output looked at."
    ).tag(sync=True)

    _following = False  # while rows, columns and the others are brought in line with the kernel

    # What the controls hold; each follows from `kernel` and `selected`.
    weight = Number(0.0, -LIMIT, LIMIT, help="The weight in hand.").tag(sync=True)
    # A slider rounds what it is given to its steps; see slider.js for why it gets its own trait.
    _slid_weight = Number(0.0, -LIMIT, LIMIT).tag(sync=True)
    rows = Number(3, 1, 7, whole=True, help="Rows of the kernel.").tag(sync=True)
    columns = Number(3, 1, 7, whole=True, help="Columns of the kernel.").tag(sync=True)
    preset = Choice((_strings["custom"], *PRESETS), help="The name of the kernel.").tag(sync=True)

    def __init__(self, kernel=None, *, image=None, photograph="camera", **traits):
        if kernel is not None:
            traits["kernel"] = kernel
        super().__init__(**traits)
        self.load_pictures(image, photograph)
        self._follow_kernel()
        self._build_controls()

    def _build_controls(self):
        self._build_weight_control()
        if not self.compact:
            self._build_other_controls()

    def _build_weight_control(self):
        slider = ipywidgets.FloatSlider(
            self._slid_weight, min=-LIMIT, max=LIMIT, step=STEP, description=_strings["weight"]
        )
        self.link("weight", slider, "_slid_weight")

    def _build_other_controls(self):
        self.link(
            "exact",
            ipywidgets.BoundedFloatText(
                self.weight, min=-LIMIT, max=LIMIT, step=0.1, description=_strings["exact"]
            ),
            "weight",
        )
        for name in ("preset", "padding_mode", "colours"):
            options = self.traits()[name].options
            dropdown = ipywidgets.Dropdown(
                options=options, value=getattr(self, name), description=_strings[name]
            )
            self.link(name, dropdown, attribute="index")
        for name in ("rows", "columns", "stride", "padding", "dilation"):
            trait = self.traits()[name]
            slider = ipywidgets.IntSlider(
                getattr(self, name), min=trait.least, max=trait.most, description=_strings[name]
            )
            self.link(name, slider)
        self.link(
            "same", ipywidgets.Checkbox(self.same, description=_strings["same"], indent=False)
        )
        self.link(
            "photograph",
            self.photograph_control(_strings["photograph"]),
            "photograph_index",
            "index",
        )

    @traitlets.observe("kernel", "selected")
    def _kernel_changed(self, _):
        if not self._from_browser:
            self._follow_kernel()

    def _follow_kernel(self):
        """Bring weight, rows, columns and preset in line with the kernel."""
        rows, columns = self.kernel.shape
        row, column = min(self.selected[0], rows - 1), min(self.selected[1], columns - 1)
        self._following = True
        with self.hold_sync():
            self.selected = [row, column]
            self.weight = float(self.kernel[row, column])
            self._slid_weight = round(self.weight / STEP) * STEP
            self.rows, self.columns = rows, columns
            self.preset = next(
                (name for name, weights in PRESETS.items() if np.array_equal(weights, self.kernel)),
                _strings["custom"],
            )
        self._following = False

    def _leads(self):
        """Tell whether a change of a control's trait is one to act on, and no consequence."""
        return not self._from_browser and not self._following

    @traitlets.observe("preset")
    def _preset_changed(self, change):
        if self._leads() and change["new"] in PRESETS:
            self.kernel = PRESETS[change["new"]]

    @traitlets.observe("weight")
    def _weight_changed(self, change):
        row, column = self.selected
        if self._leads() and self.kernel[row, column] != change["new"]:
            kernel = self.kernel.copy()
            kernel[row, column] = change["new"]
            self.kernel = kernel

    @traitlets.observe("rows", "columns")
    def _size_changed(self, _):
        if self._leads() and self.kernel.shape != (self.rows, self.columns):
            self.kernel = resized(self.kernel, self.rows, self.columns)

    def _options(self):
        """Return the keywords of `layers.correlate2d` for the state at hand."""
        return {
            "stride": self.stride,
            "padding": "same" if self.same else self.padding,
            "dilation": self.dilation,
            "padding_mode": self.padding_mode,
        }

    def _by_hand(self):
        """Return the output as chapter 01 derives it, without loading torch."""
        return layers.correlate2d(self.image, self.kernel, **self._options())

    def output(self):
        """Compute by torch what the canvas shows.

        Returns
        -------
        numpy.ndarray
            Shape (rows, columns), float32: the cross-correlation of ``image`` and ``kernel``.

        Raises
        ------
        ValueError
            When the kernel does not fit the padded image; the sentence says why.
        """
        from torch import from_numpy, nn

        self._by_hand()  # says in words why nothing fits, where nothing does
        conv = nn.Conv2d(1, 1, self.kernel.shape, bias=False, **self._options()).double()
        conv.weight.data[0, 0] = from_numpy(self.kernel.copy())
        return conv(from_numpy(self.image).double()[None])[0].detach().float().numpy()

    def scale(self, output):
        """Return the colour map of an output and the numbers at its two ends."""
        negative, total = (self.kernel < 0).any(), self.kernel.sum()
        # A kernel whose weights cancel answers to change, in both directions: zero is the middle.
        signed = negative and abs(total) < 0.25
        if self.colours == "signed" or (self.colours == "automatic" and signed):
            return "signed", *symmetric_range(output)
        return "grey", 0.0, 1.0

    def describe(self):
        """Say in one sentence what the lab shows now."""
        rows, columns = self.kernel.shape
        name = "a kernel of your own" if self.preset == _strings["custom"] else self.preset
        padding = "'same'" if self.same else self.padding
        try:
            height, width = self._by_hand().shape
            result = f"the output has {height} × {width} pixels"
        except ValueError as error:
            result = str(error)
        return (
            f"{self.photograph}, {name} ({rows} × {columns}), stride {self.stride}, padding "
            f"{padding} ({self.padding_mode}), dilation {self.dilation}: {result.rstrip('.')}."
        )

    def picture(self):
        """Return photograph and output side by side, shape (height, width, 3), uint8."""
        photograph = colourise(self.image, "grey", 0, 1)
        try:
            output = self._by_hand()
        except ValueError:
            return photograph
        return side_by_side(photograph, colourise(output, *self.scale(output)))
