"""The Python side of `PoolingLab`: traits, controls, and the same output by torch."""

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

MODES = (
    "max",
    "average",
    "L2",
    "global average",
    "global max",
    "adaptive average",
    "adaptive max",
)


class PoolingLab(Visualizer, PictureTraits):
    """Pool a photograph: see what is kept, from where, and where the gradient goes.

    Parameters
    ----------
    image : path, bytes or array, optional
        A picture of yours; see `course_utils.data.load_image`.
    photograph : str
        The photograph to start with.
    **traits
        Any trait below, such as ``mode="average"`` or ``size=3, stride=2``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    Notes
    -----
    Chapter 02. Sizes, ties and divisors are those of `torch.nn.functional`.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    mode = Choice(MODES, help="What is kept of a window.").tag(sync=True)
    size = Number(4, 1, 32, whole=True, help="Rows and columns of the window.").tag(sync=True)
    stride = Number(4, 1, 32, whole=True, help="Pixels from one window to the next.").tag(sync=True)
    tied = traitlets.Bool(True, help="The stride is the window's size.").tag(sync=True)
    padding = Number(0, 0, 16, whole=True, help="Pixels added on every side.").tag(sync=True)
    ceil_mode = traitlets.Bool(False, help="A last window may hang over the end.").tag(sync=True)
    count_include_pad = traitlets.Bool(True, help="Padding counts in the mean.").tag(sync=True)
    bins = Number(8, 1, 64, whole=True, help="Rows and columns of an adaptive output.").tag(
        sync=True
    )
    position = traitlets.List(
        traitlets.Int(), default_value=[20, 30], help="Row and column of the output looked at."
    ).tag(sync=True)

    def __init__(self, image=None, *, photograph="camera", **traits):
        if "stride" in traits:
            traits.setdefault("tied", traits["stride"] == traits.get("size", 4))
        super().__init__(**traits)
        self.load_pictures(image, photograph)
        self._build_controls()

    def _build_controls(self):
        for name in ("size", "stride", "padding", "bins"):
            trait = self.traits()[name]
            slider = ipywidgets.IntSlider(
                getattr(self, name), min=trait.least, max=trait.most, description=_strings[name]
            )
            self.link(name, slider)
        for name in ("tied", "ceil_mode", "count_include_pad"):
            box = ipywidgets.Checkbox(getattr(self, name), description=_strings[name], indent=False)
            self.link(name, box)
        mode = ipywidgets.Dropdown(options=MODES, value=self.mode, description=_strings["mode"])
        self.link("mode", mode, attribute="index")
        self.link(
            "photograph",
            self.photograph_control(_strings["photograph"]),
            "photograph_index",
            "index",
        )

    @property
    def _fixed(self):
        """Whether the window has a size of its own: not global, not adaptive."""
        return self.mode in ("max", "average", "L2")

    @property
    def _step(self):
        return self.size if self.tied else self.stride

    @property
    def _out(self):
        """Rows and columns of a global or adaptive output."""
        return 1 if self.mode.startswith("global") else self.bins

    def _by_hand(self):
        """Return the output as chapter 02 derives it, without loading torch."""
        x = self.image[None, None].astype(float)
        fixed = {"size": self.size, "stride": self._step, "ceil_mode": self.ceil_mode}
        match self.mode.split()[-1], self._fixed:
            case "max", True:
                out = layers.max_pool2d(x, padding=self.padding, **fixed)
            case "average", True:
                count = self.count_include_pad
                out = layers.avg_pool2d(x, padding=self.padding, count_include_pad=count, **fixed)
            case "L2", _:
                out = layers.l2_pool2d(x, **fixed)
            case "max", False:
                out = layers.adaptive_max_pool2d(x, self._out)
            case _:
                out = layers.adaptive_avg_pool2d(x, self._out)
        return out[0, 0].astype(np.float32)

    def _by_torch(self, x):
        """Pool a torch tensor, shape (1, 1, H, W)."""
        from torch.nn import functional

        match self.mode.split()[-1], self._fixed:
            case "max", True:
                return functional.max_pool2d(
                    x, self.size, self._step, self.padding, 1, self.ceil_mode
                )
            case "average", True:
                return functional.avg_pool2d(
                    x,
                    self.size,
                    self._step,
                    self.padding,
                    self.ceil_mode,
                    self.count_include_pad,
                )
            case "L2", _:
                return functional.lp_pool2d(x, 2.0, self.size, self._step, self.ceil_mode)
            case "max", False:
                return functional.adaptive_max_pool2d(x, self._out)
            case _:
                return functional.adaptive_avg_pool2d(x, self._out)

    def output(self):
        """Compute by torch what the canvas shows.

        Returns
        -------
        numpy.ndarray
            Shape (rows, columns), float32.

        Raises
        ------
        ValueError
            When no window fits, or the padding is more than half of it.
        """
        from torch import from_numpy

        self._by_hand()  # says in words why nothing fits, where nothing does
        return self._by_torch(from_numpy(self.image).double()[None, None])[0, 0].float().numpy()

    def gradient(self):
        """Compute by torch what reaches each pixel when every output sends back a 1.

        Returns
        -------
        numpy.ndarray
            Shape of ``image``, float32.

        Raises
        ------
        ValueError
            As `output`.
        """
        from torch import from_numpy

        self._by_hand()
        x = from_numpy(self.image).double()[None, None].requires_grad_()
        self._by_torch(x).sum().backward()
        return x.grad[0, 0].float().numpy()

    def scale(self):
        """Return the colour map of the output and the numbers at its two ends."""
        return "grey", 0.0, float(self.size) if self.mode == "L2" else 1.0

    def describe(self):
        """Say in one sentence what the lab shows now."""
        if self.mode.startswith("global"):
            how = ""
        elif self.mode.startswith("adaptive"):
            how = f" to {self.bins} × {self.bins}"
        else:
            how = f", window {self.size} × {self.size}, stride {self._step}"
            how += "" if self.mode == "L2" else f", padding {self.padding}"
            how += ", ceil mode" if self.ceil_mode else ""
        try:
            height, width = self._by_hand().shape
            result = f"the output has {height} × {width} pixels"
        except ValueError as error:
            result = str(error).rstrip(".")
        return f"{self.photograph}, {self.mode} pooling{how}: {result}."

    def picture(self):
        """Return photograph and output side by side, shape (height, width, 3), uint8."""
        photograph = colourise(self.image, "grey", 0, 1)
        try:
            output = colourise(self._by_hand(), *self.scale())
        except ValueError:
            return photograph
        factor = max(1, photograph.shape[0] // output.shape[0])
        return side_by_side(photograph, output.repeat(factor, 0).repeat(factor, 1))
