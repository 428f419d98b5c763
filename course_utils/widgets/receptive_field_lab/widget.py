"""The Python side of `ReceptiveFieldLab`: traits, controls, and the same weights by torch."""

import json
from numbers import Integral
from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from course_utils import layers as by_hand

from .._core.base import Visualizer, framed, side_by_side, strings_of
from .._core.colour import colourise
from .._core.pictures import PictureTraits
from .._core.traits import Choice, Number
from .influence import (
    LARGEST_KERNEL,
    MOST_LAYERS,
    box_profile,
    lay_out,
    random_share,
    random_weights,
)

_here = Path(__file__).parent
_strings = strings_of(_here)

PRESETS = {
    name: tuple(map(tuple, layers))
    for name, layers in json.loads((_here / "presets.json").read_text("utf-8")).items()
}
LIMITS = {"kernel": LARGEST_KERNEL, "stride": 4, "dilation": 16}


class LayerStack(traitlets.TraitType):
    """A stack of layers, each (kernel, stride, dilation), as a tuple of tuples; lists are taken.

    Raises
    ------
    ValueError
        When it is no such list, or a number is out of bounds; the sentence says what fits.
    """

    def __init__(self, default=(), **metadata):
        super().__init__(tuple(map(tuple, default)), **metadata)
        self.metadata.setdefault("to_json", lambda value, _: [list(layer) for layer in value])
        self.metadata.setdefault("from_json", lambda value, _: value)

    def validate(self, obj, value):
        """Return the stack as a tuple of triples, or refuse it."""
        fits = f"up to {MOST_LAYERS} layers (kernel, stride, dilation) fit, such as [(3, 1, 1)]"
        if isinstance(value, str) or not hasattr(value, "__iter__"):
            raise ValueError(f"{self.name} is {value!r}; {fits}.")
        stack = tuple(value)
        if len(stack) > MOST_LAYERS:
            raise ValueError(f"{self.name} holds {len(stack)} layers; {fits}.")
        return tuple(self._layer(number, layer) for number, layer in enumerate(stack, start=1))

    def _layer(self, number, layer):
        if isinstance(layer, str) or not hasattr(layer, "__iter__") or len(layer := [*layer]) != 3:
            raise ValueError(
                f"Layer {number} of {self.name} is {layer!r}; three whole numbers fit: "
                "(kernel, stride, dilation)."
            )
        for (name, most), size in zip(LIMITS.items(), layer, strict=True):
            whole = isinstance(size, Integral) and not isinstance(size, (bool, np.bool_))
            if not whole or not 1 <= size <= most:
                raise ValueError(
                    f"Layer {number} of {self.name} has {name} {size!r}; "
                    f"a whole number from 1 to {most} fits."
                )
        return tuple(map(int, layer))


class ReceptiveFieldLab(Visualizer, PictureTraits):
    """Stack layers and see what one unit of the last of them sees of a photograph.

    Parameters
    ----------
    layers : sequence of (kernel, stride, dilation)
        From the input on; up to eight.
    image : path, bytes or array, optional
        A picture of yours; see `course_utils.data.load_image`.
    photograph : str
        The photograph to start with.
    **traits
        Any trait below, such as ``padding="same"`` or ``weights="random"``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    References
    ----------
    Luo, Li, Urtasun and Zemel, "Understanding the effective receptive field in deep convolutional
    neural networks", 2016. Araujo, Norris and Sim, "Computing receptive fields of convolutional
    neural networks", Distill, 2019.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    layers = LayerStack(help="The stack: (kernel, stride, dilation) from the input on.").tag(
        sync=True
    )
    padding = Choice(("none", "same"), help="'same' pads each layer by dilation (kernel - 1).").tag(
        sync=True
    )
    weights = Choice(
        ("uniform", "random"), help="What the kernels hold: all equal, or random numbers."
    ).tag(sync=True)
    draws = Number(8, 1, 32, whole=True, help="How often random weights are drawn.").tag(sync=True)
    seed = Number(0, 0, 999, whole=True, help="Which random weights.").tag(sync=True)
    position = traitlets.List(
        traitlets.Int(), default_value=[128, 128], help="Row and column around which it looks."
    ).tag(sync=True)
    kept = LayerStack(help="A stack kept to compare with.").tag(sync=True)
    chosen = Number(0, 0, MOST_LAYERS - 1, whole=True, help="The layer in hand, from 0.").tag(
        sync=True
    )

    # What the controls hold; each follows from `layers` and `chosen`.
    kernel = Number(3, 1, LIMITS["kernel"], whole=True, help="Its kernel.").tag(sync=True)
    stride = Number(1, 1, LIMITS["stride"], whole=True, help="Its stride.").tag(sync=True)
    dilation = Number(1, 1, LIMITS["dilation"], whole=True, help="Its dilation.").tag(sync=True)
    depth = Number(3, 0, MOST_LAYERS, whole=True, help="How many layers.").tag(sync=True)
    preset = Choice((_strings["custom"], *PRESETS), help="The name of the stack.").tag(sync=True)

    def __init__(
        self, layers=((3, 1, 1), (3, 1, 1), (3, 1, 1)), image=None, photograph="camera", **traits
    ):
        super().__init__(layers=layers, **traits)
        self.load_pictures(image, photograph)
        self._follow_layers()
        self._build_controls()

    def _build_controls(self):
        for name in ("depth", "kernel", "stride", "dilation", "draws", "seed"):
            trait = self.traits()[name]
            slider = ipywidgets.IntSlider(
                getattr(self, name), min=trait.least, max=trait.most, description=_strings[name]
            )
            self.link(name, slider)
        for name in ("preset", "padding", "weights"):
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

    @traitlets.observe("layers", "chosen")
    def _layers_changed(self, _):
        if not self._from_browser:
            self._follow_layers()

    def _follow_layers(self):
        """Bring the chosen layer's numbers, the depth and the preset in line with the stack."""
        with self.hold_sync():
            self.depth = len(self.layers)
            self.preset = next(
                (name for name, stack in PRESETS.items() if stack == self.layers),
                _strings["custom"],
            )
            if self.layers:
                self.chosen = min(self.chosen, len(self.layers) - 1)
                # Taken at once: each of the three, when set, writes the layer anew.
                kernel, stride, dilation = self.layers[self.chosen]
                self.kernel = kernel
                self.stride = stride
                self.dilation = dilation

    @traitlets.observe("kernel", "stride", "dilation")
    def _layer_changed(self, change):
        if self._from_browser or not self.layers or self.chosen >= len(self.layers):
            return
        at = list(LIMITS).index(change["name"])
        layer = list(self.layers[self.chosen])
        if layer[at] != change["new"]:
            layer[at] = change["new"]
            before, after = self.layers[: self.chosen], self.layers[self.chosen + 1 :]
            self.layers = (*before, tuple(layer), *after)

    @traitlets.observe("depth")
    def _depth_changed(self, change):
        if not self._from_browser and len(self.layers) != change["new"]:
            more = max(change["new"] - len(self.layers), 0)
            last = self.layers[-1] if self.layers else (3, 1, 1)
            self.layers = (*self.layers[: change["new"]], *[last] * more)

    @traitlets.observe("preset")
    def _preset_changed(self, change):
        if not self._from_browser and change["new"] in PRESETS:
            self.layers = PRESETS[change["new"]]

    @property
    def receptive_field(self):
        """How many pixels, along one axis, a unit of the whole stack sees in theory."""
        return by_hand.receptive_field(self.layers)

    @property
    def fitting(self):
        """The layers that fit the photograph, from the first on; what the canvas shows."""
        return self._fitting_axes()[0].layers

    @property
    def unit(self):
        """Row and column, in the last map that fits, of the unit that is looked at."""
        rows, columns = self._fitting_axes()
        return rows.nearest_unit(self.position[0]), columns.nearest_unit(self.position[1])

    def _fitting_axes(self):
        """Return the stack along rows and along columns, as far as it fits both."""
        same, shape = self.padding == "same", self.image.shape
        fitting = min((lay_out(self.layers, size, same).layers for size in shape), key=len)
        return [lay_out(fitting, size, same) for size in shape]

    def output(self):
        """Compute by torch how much each pixel weighs on the unit, as the canvas shows it.

        The derivative of the unit with respect to the photograph is taken through the layers that
        fit; with random weights it is squared and averaged over the draws.

        Returns
        -------
        numpy.ndarray
            Shape of ``image``, float32: each pixel's share; the sum is 1, or 0 for a unit that sees
            padding alone.
        """
        import torch
        from torch.nn import functional

        rows, columns = self._fitting_axes()
        unit = self.unit
        draws = self.draws if self.weights == "random" else 1
        total = torch.zeros(self.image.shape, dtype=torch.float64)
        for draw in range(draws):
            image = torch.zeros(1, 1, *total.shape, dtype=torch.float64, requires_grad=True)
            x = image
            for level, (kernel, stride, dilation) in enumerate(rows.layers):
                if self.weights == "random":
                    weight = torch.from_numpy(random_weights(self.seed, draw, level, kernel))
                else:
                    weight = torch.full((kernel, kernel), kernel**-2, dtype=torch.float64)
                x = functional.pad(x, (*columns.padding[level], *rows.padding[level]))
                x = functional.conv2d(x, weight[None, None], stride=stride, dilation=dilation)
            (gradient,) = torch.autograd.grad(x[(0, 0, *unit)], image)
            total += gradient[0, 0] ** 2 if self.weights == "random" else gradient[0, 0]
        return (total / (total.sum() or 1)).float().numpy()  # padding alone weighs nothing

    def _share(self):
        """Return what `output` returns, by NumPy alone."""
        rows, columns = self._fitting_axes()
        if self.weights == "random":
            return random_share(rows, columns, self.unit, self.seed, self.draws)
        share = np.outer(box_profile(rows, self.unit[0]), box_profile(columns, self.unit[1]))
        return share / (share.sum() or 1)

    def describe(self):
        """Say in one sentence what the lab shows now."""
        stack = ", ".join(str(layer) for layer in self.layers) or "no layer"
        fitting = self.fitting
        unfit = ""
        if len(fitting) < len(self.layers):
            unfit = f" Only the first {len(fitting)} fit the photograph; they are shown."
        return (
            f"{self.photograph}, layers (kernel, stride, dilation) {stack}, padding "
            f"{self.padding}, {self.weights} weights: a unit sees {self.receptive_field} × "
            f"{self.receptive_field} pixels.{unfit}"
        )

    def picture(self):
        """Return the photograph with its field framed, and the weights; uint8 RGB."""
        share = self._share()
        (top, height), (left, width) = (
            axis.field(unit) for axis, unit in zip(self._fitting_axes(), self.unit, strict=True)
        )
        photograph = framed(colourise(self.image, "grey", 0, 1), top, left, height, width)
        return side_by_side(photograph, colourise(share, "sequential", 0, share.max() or 1))
