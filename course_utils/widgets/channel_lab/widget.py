"""The Python side of `ChannelLab`: traits, controls, and the same output by torch."""

import json
from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from course_utils import layers

from .._core.base import Visualizer, side_by_side, strings_of
from .._core.colour import colourise
from .._core.kernels import resized
from .._core.pictures import PictureTraits
from .._core.traits import Choice, Number
from .bank import (
    BIAS_LIMIT,
    CHANNELS,
    LARGEST,
    MOST_FILTERS,
    WEIGHT_LIMIT,
    Biases,
    FilterBank,
    round_up,
)

_here = Path(__file__).parent
_strings = strings_of(_here)

PRESETS = {
    name: np.array(kernels, float)
    for name, kernels in json.loads((_here / "presets.json").read_text("utf-8")).items()
}
STEP = 0.01  # of the sliders for weight and bias


def default_filter(number, rows, columns):
    """Return the filter that the lab starts with at this number, shape (3, rows, columns)."""
    return resized(list(PRESETS.values())[number], rows, columns)


class ChannelLab(Visualizer, PictureTraits):
    """Convolve a colour photograph with a bank of filters, and see every part of the sum.

    Parameters
    ----------
    image : path, bytes or array, optional
        A picture of yours; see `course_utils.data.load_image`.
    photograph : str
        The photograph to start with.
    weight : (O, 3, kh, kw), optional
        The weights of 1 to 4 filters, from -4 to 4.
    bias : (O,), optional
        One number a filter, from -2 to 2; without it, zeros.
    **traits
        Any trait below, such as ``filter=1`` or ``stride=2``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    Notes
    -----
    Chapter 01. Filters, rows and columns are counted from 0; padding adds zeros.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    weight = FilterBank(
        np.stack([default_filter(number, 3, 3) for number in range(MOST_FILTERS)]),
        help="The weights, shape (filters, 3, rows, columns).",
    ).tag(sync=True)
    bias = Biases(np.zeros(MOST_FILTERS), help="One number a filter.").tag(sync=True)
    stride = Number(1, 1, 8, whole=True, help="Pixels from one output to the next.").tag(sync=True)
    padding = Number(0, 0, 8, whole=True, help="Zeros added on every side.").tag(sync=True)
    filter = Number(0, 0, MOST_FILTERS - 1, whole=True, help="The filter in hand, from 0.").tag(
        sync=True
    )
    selected = traitlets.List(
        traitlets.Int(), default_value=[0, 1, 1], help="Channel, row, column of the weight in hand."
    ).tag(sync=True)
    position = traitlets.List(
        traitlets.Int(), default_value=[150, 62], help="Row and column of the output looked at."
    ).tag(sync=True)

    # What the controls hold; each follows from `weight`, `bias`, `filter` and `selected`.
    chosen_weight = Number(0.0, -WEIGHT_LIMIT, WEIGHT_LIMIT, help="The weight in hand.").tag(
        sync=True
    )
    chosen_bias = Number(0.0, -BIAS_LIMIT, BIAS_LIMIT, help="The bias of the filter in hand.").tag(
        sync=True
    )
    # Where the sliders stand: on their steps, beside a weight of 1/9, say. See `_core/slider.js`.
    _slid_weight = Number(0.0, -WEIGHT_LIMIT, WEIGHT_LIMIT).tag(sync=True)
    _slid_bias = Number(0.0, -BIAS_LIMIT, BIAS_LIMIT).tag(sync=True)
    filters = Number(MOST_FILTERS, 1, MOST_FILTERS, whole=True, help="How many filters.").tag(
        sync=True
    )
    last_filter = Number(
        MOST_FILTERS - 1, 0, MOST_FILTERS - 1, whole=True, help="The number of the last filter."
    ).tag(sync=True)
    rows = Number(3, 1, LARGEST, whole=True, help="Rows of every kernel.").tag(sync=True)
    columns = Number(3, 1, LARGEST, whole=True, help="Columns of every kernel.").tag(sync=True)
    preset = Choice((_strings["custom"], *PRESETS), help="The name of the filter in hand.").tag(
        sync=True
    )

    def __init__(self, image=None, photograph="astronaut", *, weight=None, bias=None, **traits):
        chosen = traits.pop("filter", 0)
        preset = traits.pop("preset", None)
        super().__init__(**traits)
        if weight is not None:
            self.weight = weight
        if bias is not None:
            self.bias = bias
        self.load_pictures(image, photograph, grey=False)
        self.filter = chosen
        self._follow()
        if preset is not None:
            self.preset = preset
        self._build_controls()

    def _build_controls(self):
        for name, slid in (("chosen_weight", "_slid_weight"), ("chosen_bias", "_slid_bias")):
            trait = self.traits()[name]
            slider = ipywidgets.FloatSlider(
                getattr(self, slid),
                min=trait.least,
                max=trait.most,
                step=STEP,
                description=_strings[name],
            )
            self.link(name, slider, slid)
        self.link(
            "exact",
            ipywidgets.FloatText(self.chosen_weight, step=0.1, description=_strings["exact"]),
            "chosen_weight",
        )
        for name in ("filters", "rows", "columns", "stride", "padding"):
            trait = self.traits()[name]
            slider = ipywidgets.IntSlider(
                getattr(self, name), min=trait.least, max=trait.most, description=_strings[name]
            )
            self.link(name, slider)
        number = ipywidgets.IntSlider(
            self.filter, min=0, max=self.last_filter, description=_strings["filter"]
        )
        self.link("filter", number)
        ipywidgets.jsdlink((self, "last_filter"), (number, "max"))
        preset = ipywidgets.Dropdown(
            options=self.traits()["preset"].options,
            value=self.preset,
            description=_strings["preset"],
        )
        self.link("preset", preset, attribute="index")
        self.link(
            "photograph",
            self.photograph_control(_strings["photograph"]),
            "photograph_index",
            "index",
        )

    @traitlets.validate("bias")
    def _bias_fits(self, proposal):
        bias = proposal["value"]
        if not self._from_browser and len(bias) != len(self.weight):
            raise ValueError(
                f"bias has {len(bias)} numbers and weight {len(self.weight)} filters; "
                "one number a filter fits."
            )
        return bias

    @traitlets.validate("filter")
    def _filter_fits(self, proposal):
        number = proposal["value"]
        if not self._from_browser and number >= len(self.weight):
            raise ValueError(
                f"filter is {number}; a whole number from 0 to {len(self.weight) - 1} fits."
            )
        return number

    @traitlets.observe("weight", "bias", "filter", "selected")
    def _bank_changed(self, _):
        if not self._from_browser:
            self._follow()

    def _follow(self):
        """Bring all that the controls hold in line with the bank and with what is chosen of it."""
        count, _, rows, columns = self.weight.shape
        bias = np.zeros(count)
        kept = min(count, len(self.bias))
        bias[:kept] = self.bias[:kept]
        chosen = min(self.filter, count - 1)
        channel, row, column = self.selected
        place = [channel, min(row, rows - 1), min(column, columns - 1)]
        # Told all at once: rows without their columns would cut the kernels.
        with self.hold_sync(), self.hold_trait_notifications():
            if not np.array_equal(bias, self.bias):
                self.bias = bias
            self.filters, self.last_filter, self.filter = count, count - 1, chosen
            self.rows, self.columns = rows, columns
            self.selected = place
            self.chosen_weight = float(self.weight[(chosen, *place)])
            self.chosen_bias = float(bias[chosen])
            self._slid_weight = round(self.chosen_weight / STEP) * STEP
            self._slid_bias = round(self.chosen_bias / STEP) * STEP
            self.preset = preset_of(self.weight[chosen])

    @traitlets.observe("chosen_weight")
    def _chosen_weight_changed(self, change):
        place = (self.filter, *self.selected)
        if not self._from_browser and self.weight[place] != change["new"]:
            weight = self.weight.copy()
            weight[place] = change["new"]
            self.weight = weight

    @traitlets.observe("chosen_bias")
    def _chosen_bias_changed(self, change):
        if not self._from_browser and self.bias[self.filter] != change["new"]:
            bias = self.bias.copy()
            bias[self.filter] = change["new"]
            self.bias = bias

    @traitlets.observe("filters")
    def _filters_changed(self, change):
        count = change["new"]
        if not self._from_browser and count != len(self.weight):
            size = self.weight.shape[2:]
            more = [default_filter(number, *size) for number in range(len(self.weight), count)]
            self.weight = np.stack([*self.weight[:count], *more])

    @traitlets.observe("rows", "columns")
    def _size_changed(self, _):
        if not self._from_browser and self.weight.shape[2:] != (self.rows, self.columns):
            self.weight = resized(self.weight, self.rows, self.columns)

    @traitlets.observe("preset")
    def _preset_changed(self, change):
        if self._from_browser or change["new"] not in PRESETS:
            return
        if change["new"] == preset_of(self.weight[self.filter]):
            return
        kernels = PRESETS[change["new"]]
        # All filters of a layer share one size: a larger preset makes room in each of them.
        rows, columns = np.maximum(self.weight.shape[2:], kernels.shape[1:])
        weight = resized(self.weight, rows, columns).copy()
        weight[self.filter] = resized(kernels, rows, columns)
        self.weight = weight

    def output(self):
        """Compute by torch all the output maps.

        Returns
        -------
        numpy.ndarray
            Shape (filters, rows, columns), float32: what `torch.nn.functional.conv2d` gives for
            ``image``, ``weight`` and ``bias``.

        Raises
        ------
        ValueError
            When the kernels do not fit the padded image; the sentence says why.
        """
        import torch
        from torch.nn import functional

        self._output_shape()  # says in words why nothing fits, where nothing does
        image, weight, bias = (
            torch.tensor(numbers, dtype=torch.float64)
            for numbers in (self.image, self.weight, self.bias)
        )
        out = functional.conv2d(image[None], weight, bias, self.stride, self.padding)
        return out[0].float().numpy()

    def parts(self):
        """Compute by hand what each channel gives to the map of the filter in hand.

        Returns
        -------
        numpy.ndarray
            Shape (3, rows, columns), float64; their sum plus the bias is the map.
        """
        return np.stack(
            [
                layers.correlate2d(plane, kernel, self.stride, self.padding)
                for plane, kernel in zip(
                    self.image.astype(float), self.weight[self.filter], strict=True
                )
            ]
        )

    @property
    def parameters(self):
        """How many numbers the layer learns: O · (3 · kh · kw + 1)."""
        return layers.conv_parameters(CHANNELS, len(self.weight), self.weight.shape[2:])

    def _output_shape(self):
        return tuple(
            layers.output_size(size, kernel, self.stride, self.padding)
            for size, kernel in zip(self.image.shape[1:], self.weight.shape[2:], strict=True)
        )

    def scale(self, output, number=None):
        """Return the colour map of an output map and the numbers at its two ends.

        Parameters
        ----------
        output : numpy.ndarray
            Shape (rows, columns).
        number : int, optional
            Its filter; without it, the one in hand.
        """
        number = self.filter if number is None else number
        most = round_up(float(np.abs(output).max()))
        if (self.weight[number] < 0).any() or output.min() < 0:
            return "signed", -most, most
        return "grey", 0.0, max(1.0, most)

    def describe(self):
        """Say in one sentence what the lab shows now."""
        shape = self.image.shape
        try:
            result = f"output {(len(self.weight), *self._output_shape())}"
        except ValueError as error:
            result = str(error)
        return (
            f"{self.photograph} {shape}, weight {self.weight.shape}, stride {self.stride}, "
            f"padding {self.padding}, {self.parameters} parameters, filter {self.filter} "
            f"({self.preset}) in hand: {result.rstrip('.')}."
        )

    def picture(self):
        """Return photograph, the three parts of the sum and the output map; uint8 RGB."""
        photograph = np.round(np.moveaxis(self.image, 0, -1) * 255).astype(np.uint8)
        try:
            parts = self.parts()
        except ValueError:
            return photograph
        most = round_up(float(np.abs(parts).max()))
        column = np.concatenate(
            [colourise(part[::3, ::3], "signed", -most, most) for part in parts]
        )
        output = parts.sum(axis=0) + self.bias[self.filter]
        return side_by_side(photograph, column, colourise(output, *self.scale(output)))


def preset_of(kernels):
    """Return the name of a filter, shape (3, rows, columns), whatever zeros stand around it."""
    rows, columns = kernels.shape[1:]
    return next(
        (
            name
            for name, preset in PRESETS.items()
            if preset.shape[1] <= rows
            and preset.shape[2] <= columns
            and np.array_equal(resized(preset, rows, columns), kernels)
        ),
        _strings["custom"],
    )
