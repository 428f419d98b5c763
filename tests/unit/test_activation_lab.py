"""ActivationLab from Python: NumPy and torch agree, gradients behave as theory says, refusals."""

import math

import numpy as np
import pytest

from course_utils.widgets import ActivationLab
from course_utils.widgets.activation_lab.stack import FUNCTIONS, run


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("scale", [0.1, 1.0, math.sqrt(2), 4.0])
def test_torch_and_numpy_agree(name, scale):
    lab = ActivationLab(activation=name, scale=scale, x=-0.75, seed=3)
    output = lab.output()
    for key, values in run(name, scale, 3).items():
        np.testing.assert_allclose(output[key], values, rtol=1e-9, atol=1e-30, err_msg=key)
    function, derivative = FUNCTIONS[name]
    assert output["value"] == pytest.approx(float(function(np.array(-0.75))))
    assert output["slope"] == pytest.approx(float(derivative(np.array(-0.75))))
    picture = lab.picture()
    assert picture.shape == (180, 3 * 241 + 2 * 18, 3)
    assert picture.dtype == np.uint8
    colours = np.unique(picture @ [1, 256, 65536])
    assert len(colours) >= 5


def test_the_slope_of_relu_at_zero_is_zero():
    assert ActivationLab(x=0).output()["slope"] == 0


def ratio(name, scale):
    """Return the first layer's gradient over the last's, the mean of logarithms over seeds."""
    logs = [np.log(run(name, scale, seed)["gradient"][[0, -1]]) for seed in range(10)]
    return float(np.exp(np.mean([first - last for first, last in logs])))


def test_where_gradients_die_and_where_they_live():
    assert ratio("sigmoid", 1) < 1e-4
    assert 0.3 < ratio("ReLU", math.sqrt(2)) < 3
    # With half of the slopes 0, each of nine layers keeps scale² / 2 of the gradient's square.
    assert ratio("ReLU", 1) == pytest.approx(2**-4.5, rel=0.6)
    assert 0.3 < ratio("identity", 1) < 3


def test_the_slider_follows_the_scale_and_leads_it():
    lab = ActivationLab(scale=math.sqrt(2))
    assert lab.log_scale == 0.15
    assert lab.scale == math.sqrt(2), "exactly, not the slider's step"
    lab.log_scale = 0.3
    assert lab.scale == pytest.approx(10**0.3)
    lab.scale = 4
    assert lab.log_scale == 0.6
    assert ActivationLab(log_scale=-1).scale == pytest.approx(0.1)


def test_x_is_exact_and_its_slider_stands_on_a_step():
    lab = ActivationLab(x=0.52)
    assert (lab.x, lab.controls["x"].value) == (0.52, 0.5)
    lab.x = -5.99
    assert (lab.x, lab._slid_x) == (-5.99, -6)


def test_only_functions_with_two_flat_ends_are_flat_anywhere():
    """GELU falls below 0: its negative slopes are not under a tenth of a steepest one."""
    assert not ActivationLab(activation="GELU").output()["flat"].any()
    assert ActivationLab(activation="sigmoid", scale=4).output()["flat"].any()


def test_another_seed_draws_other_weights():
    lab = ActivationLab()
    weights, found = lab._weights, lab.output()["gradient"]
    assert len(weights) == 4 * 10 * 48 * 48
    lab.seed = 1
    assert lab._weights != weights
    assert not np.allclose(lab.output()["gradient"], found)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("activation", "softplus", "one of ReLU, leaky ReLU"),
        ("scale", 0, "a number from 0.1 to 4.0 fits"),
        ("scale", float("nan"), "a number from 0.1 to 4.0 fits"),
        ("x", 7, "a number from -6.0 to 6.0 fits"),
        ("layer", 11, "a whole number from 1 to 10 fits"),
        ("layer", 0, "a whole number from 1 to 10 fits"),
    ],
)
def test_refusals(name, value, words):
    with pytest.raises(ValueError, match=words):
        ActivationLab(**{name: value})


def test_description_is_stable():
    assert repr(ActivationLab()) == (
        "ActivationLab: ReLU is 1.000 at x = 1, its slope 1.000; in 10 layers of it with scale 1, "
        "the gradient at the first layer is 0.0502 times that at the last."
    )
