"""ReceptiveFieldLab from Python: its stack, its refusals, and two ways to the same weights."""

import numpy as np
import pytest

from course_utils.widgets import ReceptiveFieldLab
from course_utils.widgets.receptive_field_lab.influence import (
    box_profile,
    lay_out,
    random_share,
    random_weights,
)


@pytest.fixture(scope="module")
def lab():
    return ReceptiveFieldLab()


def random_stack(random, padding):
    depth = int(random.integers(1, 7))
    stack = [
        (int(random.integers(1, 6)), int(random.integers(1, 4)), int(random.integers(1, 5)))
        for _ in range(depth)
    ]
    return {
        "layers": stack,
        "padding": padding,
        "position": random.integers(0, 256, 2).tolist(),
        "seed": int(random.integers(0, 999)),
        "draws": 2,
    }


@pytest.mark.parametrize("weights", ["uniform", "random"])
@pytest.mark.parametrize("padding", ["none", "same"])
def test_torch_and_numpy_agree(lab, weights, padding):
    random = np.random.default_rng(1)
    lab.weights = weights
    for _ in range(15):
        for name, value in random_stack(random, padding).items():
            setattr(lab, name, value)
        share = lab.output()
        assert share.shape == lab.image.shape
        assert share.dtype == np.float32
        np.testing.assert_allclose(share, lab._share(), atol=1e-7)
        assert share.sum(dtype=float) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("layers", "field"),
    [
        ([], 1),
        ([(3, 1, 1)] * 3, 7),
        ([(3, 1, 1), (3, 1, 2), (3, 1, 4)], 15),
        ([(5, 1, 1), (2, 2, 1), (5, 1, 1), (2, 2, 1)], 16),
        ([(7, 2, 1), (3, 2, 1)], 11),
    ],
)
def test_receptive_field(layers, field):
    lab = ReceptiveFieldLab(layers)
    assert lab.receptive_field == field
    seen = np.argwhere(lab.output() > 0)
    assert (np.ptp(seen, axis=0) + 1).tolist() == [field, field]


def test_deviation_of_equal_layers_grows_with_the_root_of_the_depth():
    # Var of one box of 3 is 2/3; independent steps add their variances.
    for depth in (1, 4, 8):
        axis = lay_out([(3, 1, 1)] * depth, 64, False)
        weights = box_profile(axis, axis.sizes[-1] // 2)
        cells = np.arange(64)
        mean = (weights * cells).sum()
        assert (weights * (cells - mean) ** 2).sum() == pytest.approx(depth * 2 / 3)


def test_random_draws_come_to_the_uniform_shape():
    axis = lay_out([(3, 1, 1)] * 3, 32, False)
    profile = box_profile(axis, 13)
    uniform = np.outer(profile, profile)
    few, many = (
        np.abs(random_share(axis, axis, (13, 13), 0, draws) - uniform).sum() for draws in (2, 400)
    )
    assert many < few / 3


def test_random_weights_are_uniform_and_depend_on_everything():
    weights = np.stack([random_weights(7, draw, 3, 11) for draw in range(200)])
    assert -1 <= weights.min() < -0.99
    assert 0.99 < weights.max() <= 1
    assert abs(weights.mean()) < 0.02
    assert weights.var() == pytest.approx(1 / 3, abs=0.01)
    first = random_weights(0, 0, 0, 3)
    for other in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        assert (random_weights(*other, 3) != first).all()
    np.testing.assert_array_equal(random_weights(0, 0, 0, 5)[:3, :3], first)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("abc", "up to 8 layers"),
        (5, "up to 8 layers"),
        ([(3, 1, 1)] * 9, "holds 9 layers"),
        ([(3, 1)], "three whole numbers"),
        ([(3, 0, 1)], "Layer 1 of layers has stride 0; a whole number from 1 to 4 fits"),
        ([(3, 1, 1), (12, 1, 1)], "Layer 2 of layers has kernel 12"),
        ([(3, 1, 1.5)], "dilation 1.5"),
        ([(True, 1, 1)], "kernel True"),
    ],
)
def test_refusals(lab, value, words):
    before = lab.layers
    with pytest.raises(ValueError, match=words.replace("(", r"\(")):
        lab.layers = value
    assert lab.layers == before
    with pytest.raises(ValueError, match="one of none, same fits"):
        lab.padding = "valid"


def test_what_does_not_fit_is_said_and_the_rest_shown():
    lab = ReceptiveFieldLab([(11, 4, 1)] * 4)
    assert lab.fitting == ((11, 4, 1),) * 3
    assert "Only the first 3 fit" in lab.describe()
    assert lab.output().sum(dtype=float) == pytest.approx(1, abs=1e-5)
    assert lab.picture().dtype == np.uint8
    lab.padding = "same"
    assert len(lab.fitting) == 4


def test_one_pixel_photograph():
    lab = ReceptiveFieldLab(image=np.zeros((1, 1, 3), np.uint8))
    assert lab.fitting == ()
    assert lab.output().tolist() == [[1.0]]


def test_a_unit_that_sees_padding_alone_weighs_nothing():
    # Taps at rows -1 and 1 of a picture of one row: an even kernel, 'same', dilated.
    lab = ReceptiveFieldLab([(2, 1, 3)], image=np.zeros((1, 1, 3), np.uint8), padding="same")
    assert lab.output().tolist() == [[0.0]]
    assert lab._share().tolist() == [[0.0]]


def test_controls_follow_the_stack_and_the_stack_follows_them():
    lab = ReceptiveFieldLab()
    assert (lab.preset, lab.depth) == ("3 × 3, three times", 3)
    lab.chosen = 1
    lab.dilation = 2
    assert lab.layers == ((3, 1, 1), (3, 1, 2), (3, 1, 1))
    assert lab.preset == "your own"
    lab.depth = 5
    assert lab.layers[3:] == ((3, 1, 1), (3, 1, 1))
    lab.preset = "one 7 × 7"
    assert (lab.layers, lab.kernel, lab.chosen, lab.depth) == (((7, 1, 1),), 7, 0, 1)
    lab.layers = []
    assert lab.depth == 0
    assert lab.receptive_field == 1


def test_description_is_stable():
    assert repr(ReceptiveFieldLab()) == (
        "ReceptiveFieldLab: camera, layers (kernel, stride, dilation) (3, 1, 1), (3, 1, 1), "
        "(3, 1, 1), padding none, uniform weights: a unit sees 7 × 7 pixels."
    )
