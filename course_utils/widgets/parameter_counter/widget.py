"""The Python side of `ParameterCounter`: traits, controls, and the network by torch."""

import json
from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from .._core.base import Visualizer, side_by_side, strings_of
from .._core.traits import Choice, Number
from . import composing

_here = Path(__file__).parent
_strings = strings_of(_here)

PRESETS = json.loads((_here / "presets.json").read_text("utf-8"))
OWN = "own"  # what the list of networks says of one that is none of them
MOST_OUTPUTS = 256  # the slider's end; a layer may have more
BAR, WIDTH = 12, 200  # pixels of the picture's bars


class Layers(traitlets.TraitType):
    """A tuple of layers, each a dict with all its fields.

    Raises
    ------
    ValueError
        When there are too many, or one is not known or has a number that does not fit.
    """

    def __init__(self, default, **metadata):
        super().__init__(self._read(default), **metadata)
        self.metadata.setdefault("to_json", lambda value, _: [dict(one) for one in value])

    @staticmethod
    def _read(value):
        if not isinstance(value, (list, tuple)):
            raise ValueError(f"layers is {value!r}; a list of layers fits.")
        if len(value) > composing.MOST_LAYERS:
            raise ValueError(
                f"There are {len(value)} layers; up to {composing.MOST_LAYERS} fit here."
            )
        return tuple(composing.layer(one, place) for place, one in enumerate(value, 1))

    def validate(self, obj, value):
        """Return the layers with all their fields, or refuse them."""
        return self._read(value)


class Shape(traitlets.TraitType):
    """Channels, rows and columns of the image, a tuple of whole numbers.

    Raises
    ------
    ValueError
        When there are not three, or one is out of bounds.
    """

    def validate(self, obj, value):
        """Return the shape as a tuple of ints, or refuse it."""
        if not isinstance(value, (list, tuple, np.ndarray)) or len(value) != 3:
            raise ValueError(f"{self.name} is {value!r}; channels, rows and columns fit.")
        for size, (name, (least, most)) in zip(value, composing.INPUT.items(), strict=True):
            if int(size) != size or not least <= size <= most:
                raise ValueError(
                    f"{name} of the image is {size}; a whole number from {least} to {most} fits."
                )
        return tuple(int(size) for size in value)


class ParameterCounter(Visualizer):
    """Compose a network of layers, and see shapes, parameters and work at each step.

    Parameters
    ----------
    preset : str, optional
        The network to begin with, such as ``"article"`` or ``"small VGG"``.
    layers : list of dict or str, optional
        A network of yours: ``[{"kind": "conv", "filters": 6, "kernel": 5}, "relu", "flatten"]``.
    **traits
        Any trait below.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    Notes
    -----
    Chapter 03. Shapes are PyTorch's, for one image; a multiply-accumulate is counted once, biases
    are not counted; an activation is a float32.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    preset = Choice((*PRESETS, OWN), help="The network that is shown.").tag(sync=True)
    layers = Layers(PRESETS["article"]["layers"], help="The layers, from the image on.").tag(
        sync=True
    )
    input_shape = Shape((3, 32, 32), help="Channels, rows, columns of the image.").tag(sync=True)
    selected = Number(0, 0, composing.MOST_LAYERS - 1, whole=True, help="The layer in hand.").tag(
        sync=True
    )
    outputs = Number(
        6, 1, MOST_OUTPUTS, whole=True, help="Filters or outputs of the layer in hand."
    ).tag(sync=True)

    def __init__(self, preset=None, *, layers=None, **traits):
        self._settling = True
        outputs = traits.pop("outputs", None)
        if layers is not None:
            traits.update(layers=layers, preset=OWN)
        if preset is not None:
            traits["preset"] = preset
            if layers is None and preset in PRESETS:
                traits.setdefault("input_shape", PRESETS[preset]["input"])
                traits["layers"] = PRESETS[preset]["layers"]
        super().__init__(**traits)
        self._settling = False
        self._follow()
        if outputs is not None:
            self.outputs = outputs
        self._build_controls()

    def _build_controls(self):
        names = [_strings["presets"].get(name, name) for name in (*PRESETS, OWN)]
        self.link(
            "preset",
            ipywidgets.Dropdown(
                options=names,
                index=(*PRESETS, OWN).index(self.preset),
                description=_strings["preset"],
            ),
            attribute="index",
        )
        self.link(
            "outputs",
            ipywidgets.IntSlider(
                self.outputs, min=1, max=MOST_OUTPUTS, description=_strings["outputs"]
            ),
        )

    @property
    def _quiet(self):
        """Whether what follows from a change is somebody else's work."""
        return self._from_browser or self._settling

    def _counted(self):
        """Return the name of the field that says how many maps or numbers come out, or None."""
        if self.selected >= len(self.layers):
            return None
        return {"conv": "filters", "linear": "outputs"}.get(self.layers[self.selected]["kind"])

    @traitlets.observe("preset")
    def _chosen(self, change):
        if self._quiet or change["new"] == OWN:
            return
        with self.hold_sync():
            self._settling = True
            self.input_shape = PRESETS[change["new"]]["input"]
            self.layers = PRESETS[change["new"]]["layers"]
            self._settling = False
            self._follow()

    @traitlets.observe("layers", "selected", "input_shape")
    def _follow(self, _=None):
        """Let what else is shown follow the layers."""
        if self._quiet:
            return
        self._settling = True
        try:
            with self.hold_sync():
                self.selected = min(self.selected, max(len(self.layers) - 1, 0))
                if name := self._counted():
                    self.outputs = min(self.layers[self.selected][name], MOST_OUTPUTS)
                self.preset = self._name()
        finally:
            self._settling = False

    def _name(self):
        """Return the name of the preset that the network is, or 'own'."""
        for name, known in PRESETS.items():
            layers = [composing.layer(one, 0) for one in known["layers"]]
            if (*known["input"],) == self.input_shape and layers == [*self.layers]:
                return name
        return OWN

    @traitlets.observe("outputs")
    def _moved(self, change):
        name = self._counted()
        if not self._quiet and name:
            layers = [dict(one) for one in self.layers]
            layers[self.selected][name] = change["new"]
            self.layers = layers

    def table(self):
        """Return what each layer leads to.

        Returns
        -------
        list of composing.Step
            Shape of one image, parameters, multiply-accumulates, and the problem where one is.
        """
        return composing.steps(self.input_shape, self.layers)

    @property
    def code(self):
        """The network as PyTorch code, up to the first layer that does not fit."""
        return composing.code(self.input_shape, self.layers)

    def network(self):
        """Build the network.

        Returns
        -------
        torch.nn.Sequential

        Raises
        ------
        ValueError
            When a layer does not fit; the sentence names it.
        """
        from torch import nn

        for place, found in enumerate(self.table(), 1):
            if found.problem:
                raise ValueError(self._stuck(place, found))
        return eval(self.code, {"nn": nn})  # our own words and whole numbers, nothing else

    def output(self):
        """Run the network by torch on an image of zeros.

        Returns
        -------
        list of (tuple of int, int)
            For each layer the shape of what it puts out, and the numbers that it learns.
        """
        import torch

        x = torch.zeros(1, *self.input_shape)
        found = []
        with torch.inference_mode():
            for layer in self.network().eval():
                x = layer(x)
                learnt = sum(parameter.numel() for parameter in layer.parameters())
                found.append((tuple(x.shape[1:]), learnt))
        return found

    def _stuck(self, place, found):
        kind = _strings["kinds"][self.layers[place - 1]["kind"]]
        return _strings["stuck"].format(layer=place, kind=kind, problem=found.problem)

    def describe(self):
        """Say in one sentence what the network is."""
        found = self.table()
        count = len(found)
        for place, one in enumerate(found, 1):
            if one.problem:
                kind = _strings["kinds"][self.layers[place - 1]["kind"]]
                return _strings["describeStuck"].format(
                    count=count, layer=place, kind=kind, problem=one.problem
                )
        output = found[-1].shape if found else self.input_shape
        return _strings["describe"].format(
            count=count,
            input=" × ".join(map(str, self.input_shape)),
            output=" × ".join(map(str, output)),
            parameters=f"{sum(one.parameters for one in found):,}",
            macs=f"{sum(one.macs for one in found):,}",
        )

    def picture(self):
        """Return the layers' shares of parameters and of work as bars, uint8."""
        found = [one for one in self.table() if not one.problem]
        columns = []
        for name, colour in (("parameters", (0, 114, 178)), ("macs", (230, 85, 13))):
            values = np.array([getattr(one, name) for one in found], float)
            shares = values / max(values.sum(), 1)
            sheet = np.full((max(1, len(found)) * (BAR + 4), WIDTH, 3), 245, np.uint8)
            for row, share in enumerate(shares):
                top = row * (BAR + 4) + 2
                sheet[top : top + BAR, : round(share * WIDTH)] = colour
            columns.append(sheet)
        return side_by_side(*columns, gap=24)
