"""The Python side of `ActivationLab`: traits, controls, and the same numbers by torch."""

import math
from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from .._core.base import Visualizer, nearest_step, strings_of
from .._core.traits import Choice, Number
from .picture import drawing
from .stack import BATCH, FUNCTIONS, LAYERS, STEEPEST, UNITS, drawn, run

_here = Path(__file__).parent
_strings = strings_of(_here)

ACTIVATIONS = tuple(FUNCTIONS)
EDGE = 6.0  # of the plotted x, to both sides
LEAST, MOST = 0.1, 4.0  # scales
STEP = 0.01  # of the slider of the scale's logarithm


def _on_slider(scale):
    """Return where the slider stands for a scale: the logarithm's nearest step."""
    return nearest_step(math.log10(scale), STEP, most=0.6)


class ActivationLab(Visualizer):
    """An activation and its derivative, and where in ten layers of it the gradient dies.

    Parameters
    ----------
    **traits
        Any trait below, such as ``activation="tanh"``, ``scale=1.5`` or ``seed=3``.

    Raises
    ------
    ValueError
        When a trait gets a value that does not fit; the sentence says what does.

    Notes
    -----
    Chapter 03. The stack has 10 layers of 48 units without biases; its weights are normal with
    the standard deviation ``scale / sqrt(48)``. A batch of 16 standard normal examples goes
    forward, a standard normal gradient goes back (Glorot and Bengio 2010; He et al. 2015).
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    activation = Choice(ACTIVATIONS, help="The function.").tag(sync=True)
    x = Number(1.0, -EDGE, EDGE, help="Where the function is looked at.").tag(sync=True)
    scale = Number(1.0, LEAST, MOST, help="Weights: standard deviation scale / sqrt(48).").tag(
        sync=True
    )
    log_scale = Number(0.0, -1.0, 0.6, help="Where the slider of the scale stands.").tag(sync=True)
    layer = Number(1, 1, LAYERS, whole=True, help="The layer looked at, from 1.").tag(sync=True)
    seed = Number(0, 0, 99, whole=True, help="Which random weights and inputs.").tag(sync=True)

    _slid_x = Number(1.0, -EDGE, EDGE).tag(sync=True)  # where the slider of x stands
    _sizes = traitlets.Dict(help="Layers, units and batch, for the browser.").tag(sync=True)
    _weights = traitlets.Bytes(help="float32, (layers, units, units).").tag(sync=True)
    _inputs = traitlets.Bytes(help="float32, (batch, units).").tag(sync=True)
    _arriving = traitlets.Bytes(help="float32, (batch, units).").tag(sync=True)

    def __init__(self, **traits):
        self._settling = True
        moved = traits.pop("log_scale", None)
        super().__init__(**traits)
        self._sizes = {"layers": LAYERS, "units": UNITS, "batch": BATCH}
        self._settling = False
        self._draw()
        self._follow()
        if moved is not None:
            self.log_scale = moved
        self._build_controls()

    def _build_controls(self):
        activation = ipywidgets.Dropdown(
            options=ACTIVATIONS, value=self.activation, description=_strings["activation"]
        )
        self.link("activation", activation, attribute="index")
        self.link_exact("x", 0.05, _strings["x"])
        slider = ipywidgets.FloatSlider(
            self.log_scale,
            min=-1,
            max=0.6,
            step=STEP,
            readout_format=".2f",
            description=_strings["log_scale"],
        )
        self.link("log_scale", slider)
        box = ipywidgets.BoundedFloatText(
            self.scale, min=LEAST, max=MOST, description=_strings["scale"]
        )
        self.link("scale", box)
        layer = ipywidgets.IntSlider(self.layer, min=1, max=LAYERS, description=_strings["layer"])
        self.link("layer", layer)

    @traitlets.observe("seed")
    def _draw(self, _=None):
        """Draw weights, inputs and the arriving gradient by the seed."""
        if self._settling:
            return
        with self.hold_sync():
            self._weights, self._inputs, self._arriving = (
                values.tobytes() for values in drawn(self.seed)
            )

    @traitlets.observe("scale")
    def _follow(self, _=None):
        """Put the slider where the scale is."""
        if self._from_browser or self._settling:
            return
        self._settling = True
        try:
            self.log_scale = _on_slider(self.scale)
        finally:
            self._settling = False

    @traitlets.observe("log_scale")
    def _moved(self, change):
        if self._from_browser or self._settling:
            return
        self.scale = min(max(10 ** change["new"], LEAST), MOST)

    def _function(self, x):
        """Apply the activation to a torch tensor."""
        import torch
        from torch.nn import functional

        return {
            "ReLU": torch.relu,
            "leaky ReLU": functional.leaky_relu,
            "sigmoid": torch.sigmoid,
            "tanh": torch.tanh,
            "GELU": functional.gelu,
            "identity": torch.clone,
        }[self.activation](x)

    def _with_slope(self, x):
        """Return the activation and its slope at a torch tensor."""
        import torch

        x = x.detach().requires_grad_()
        y = self._function(x)
        return y.detach(), torch.autograd.grad(y.sum(), x)[0]

    def output(self):
        """Compute by torch what the lab shows.

        Returns
        -------
        dict
            ``value`` and ``slope`` at ``x``, floats. Then numpy.ndarray, float64, first layer
            first: ``deviation`` (11,), the standard deviation of the input and of what each layer
            puts out; ``gradient`` (10,), by autograd, the root mean square of the gradient with
            respect to what goes into each activation; ``dead`` (10,), the share of units that give
            0 or less for the whole batch; ``flat`` (10,), the share of numbers whose slope is
            under a tenth of the steepest (sigmoid and tanh; else 0).
        """
        import torch

        value, slope = self._with_slope(torch.tensor(self.x, dtype=torch.float64))
        weights, inputs, arriving = (
            torch.from_numpy(values).double() for values in drawn(self.seed)
        )
        after, before = [inputs], []
        for weight in weights * (self.scale / math.sqrt(UNITS)):
            before.append((after[-1] @ weight.T).requires_grad_())
            after.append(self._function(before[-1]))
        gradients = torch.autograd.grad(after[-1], before, arriving)
        level = STEEPEST.get(self.activation, -math.inf) / 10
        slopes = [self._with_slope(layer)[1] for layer in before]
        shown = {
            "deviation": [layer.std(correction=0) for layer in after],
            "gradient": [gradient.square().mean().sqrt() for gradient in gradients],
            "dead": [(layer <= 0).all(0).double().mean() for layer in after[1:]],
            "flat": [(slope < level).double().mean() for slope in slopes],
        }
        arrays = {name: np.array([one.item() for one in found]) for name, found in shown.items()}
        return {"value": value.item(), "slope": slope.item(), **arrays}

    def describe(self):
        """Say in one sentence what the lab shows now."""
        found = run(self.activation, self.scale, self.seed)
        function, derivative = FUNCTIONS[self.activation]
        at = np.array(self.x)
        gradient = found["gradient"]
        ratio = gradient[0] / gradient[-1] if gradient[-1] else 0.0
        return (
            f"{self.activation} is {float(function(at)):.3f} at x = {self.x:g}, its slope "
            f"{float(derivative(at)):.3f}; in {LAYERS} layers of it with scale {self.scale:.3g}, "
            f"the gradient at the first layer is {ratio:.3g} times that at the last."
        )

    def picture(self):
        """Return curves and gradients as pixels, shape (height, width, 3), uint8."""
        function, derivative = FUNCTIONS[self.activation]
        found = run(self.activation, self.scale, self.seed)
        return drawing(function, derivative, self.x, found["deviation"][1:], found["gradient"])
