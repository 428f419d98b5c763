"""ChannelLab from Python: a bank of filters, its parts, their sum, and one output by two roads."""

import numpy as np
import pytest

from course_utils import layers
from course_utils.widgets import ChannelLab
from course_utils.widgets._core.kernels import resized
from course_utils.widgets.channel_lab.bank import round_up
from course_utils.widgets.channel_lab.widget import PRESETS


@pytest.fixture
def lab():
    return ChannelLab()


@pytest.mark.parametrize(
    ("trait", "value", "came"),
    [
        ("stride", 0, "stride is 0"),
        ("padding", -1, "padding is -1"),
        ("weight", np.zeros((5, 3, 3, 3)), "shape (5, 3, 3, 3)"),
        ("weight", np.zeros((1, 1, 3, 3)), "shape (1, 1, 3, 3)"),
        ("weight", np.zeros((1, 3, 6, 1)), "shape (1, 3, 6, 1)"),
        ("weight", np.zeros((3, 3)), "shape (3, 3)"),
        ("weight", [["a"]], "numbers of shape (O, 3, kh, kw) fit"),
        ("weight", np.full((1, 3, 1, 1), np.nan), "NaN or infinity"),
        ("weight", np.full((1, 3, 1, 1), 4.5), "holds 4.5"),
        ("bias", [0, 0], "bias has 2 numbers and weight 4 filters"),
        ("bias", [np.inf] * 4, "NaN or infinity"),
        ("bias", [3, 0, 0, 0], "holds 3"),
        ("filter", 4, "filter is 4"),
        ("preset", "cat", "preset is 'cat'"),
        ("rows", 6, "rows is 6"),
        ("photograph", "nobody", "photograph is 'nobody'"),
    ],
)
def test_a_bad_value_is_refused_in_words_and_changes_nothing(lab, trait, value, came):
    before, weight = str(lab), lab.weight.copy()
    with pytest.raises(ValueError, match="fit") as refusal:
        setattr(lab, trait, value)
    assert came in str(refusal.value)
    assert str(lab) == before
    np.testing.assert_array_equal(lab.weight, weight)


def test_a_filter_that_is_not_there_is_refused_when_fewer_are_left(lab):
    lab.filters = 2
    with pytest.raises(ValueError, match="from 0 to 1 fits"):
        lab.filter = 2


@pytest.mark.parametrize(
    "state", [{}, {"stride": 2, "padding": 3}, {"rows": 1, "columns": 5, "photograph": "coffee"}]
)
def test_torch_and_the_layer_by_hand_agree(state):
    lab = ChannelLab(**state)
    lab.bias = [0.5, -0.25, 0, 1]
    image = lab.image.astype(float)[None]
    expected = layers.conv2d(image, lab.weight, lab.bias, lab.stride, lab.padding)[0]
    output = lab.output()
    assert output.dtype == np.float32
    np.testing.assert_allclose(output, expected, atol=1e-5)
    for number in range(4):
        lab.filter = number
        total = lab.parts().sum(axis=0) + lab.bias[number]
        np.testing.assert_allclose(output[number], total, atol=1e-5)


def test_the_1x1_preset_mixes_colours_to_grey():
    lab = ChannelLab(preset="colour to grey (1 × 1)")
    inside = lab.output()[0]
    lab.rows = lab.columns = 1
    assert lab.weight.shape == (4, 3, 1, 1)
    assert lab.preset == "colour to grey (1 × 1)"
    grey = np.tensordot([0.2125, 0.7154, 0.0721], lab.image, 1)
    np.testing.assert_allclose(lab.output()[0], grey, atol=1e-6)
    np.testing.assert_allclose(inside, grey[1:-1, 1:-1], atol=1e-6)


def test_a_preset_larger_than_the_kernels_makes_room_in_all_of_them():
    lab = ChannelLab(weight=np.full((2, 3, 1, 1), 0.5), filter=1)
    lab.preset = "blur"
    assert lab.weight.shape == (2, 3, 3, 3)
    np.testing.assert_array_equal(lab.weight[1], PRESETS["blur"])
    assert lab.weight[0].sum() == 1.5
    assert (lab.weight[0, :, 1, 1] == 0.5).all()


def test_what_the_controls_hold_follows_and_leads(lab):
    lab.filter, lab.selected = 1, [0, 2, 2]
    assert lab.chosen_weight == 0.111111
    assert lab.preset == "red against green"
    lab.chosen_weight = 0.5
    assert lab.weight[1, 0, 2, 2] == 0.5
    assert lab.preset == "your own"
    lab.chosen_bias = -1
    np.testing.assert_array_equal(lab.bias, [0, -1, 0, 0])
    lab.bias = [0, 0.75, 0, 0]
    assert lab.chosen_bias == 0.75
    lab.filters = 1
    assert (lab.filter, lab.last_filter, lab.bias.shape, lab.chosen_bias) == (0, 0, (1,), 0)
    lab.weight = np.arange(30).reshape(1, 3, 5, 2) / 10
    assert (lab.rows, lab.columns, lab.selected) == (5, 2, [0, 2, 1])
    assert lab.weight[0, 2, 4, 1] == 2.9


def test_a_slider_stands_on_its_steps_and_the_weight_stays(lab):
    lab.filter = 1
    assert lab._slid_weight == pytest.approx(0.11)
    assert lab.weight[1, 0, 1, 1] == 0.111111


def test_a_change_from_the_browser_is_taken_as_it_is(lab):
    weight = np.full((1, 3, 1, 2), 0.5)
    lab.set_state({"weight": weight.tolist(), "bias": [1], "filter": 0, "preset": 0})
    np.testing.assert_array_equal(lab.weight, weight)
    assert lab.output().shape == (1, 256, 255)


def test_a_new_bank_keeps_the_biases_that_still_have_a_filter():
    lab = ChannelLab(weight=np.zeros((2, 3, 3, 3)), bias=[0.5, 1])
    lab.weight = np.zeros((3, 3, 3, 3))
    np.testing.assert_array_equal(lab.bias, [0.5, 1, 0])


def test_parameters_are_counted(lab):
    assert lab.parameters == 4 * (3 * 3 * 3 + 1)
    lab.rows = 5
    lab.filters = 2
    assert lab.parameters == 2 * (3 * 5 * 3 + 1)


def test_where_nothing_fits_it_says_so(lab):
    lab.image = np.full((1, 2, 3), 200, np.uint8)
    with pytest.raises(ValueError, match="fits"):
        lab.output()
    assert "fits" in lab.describe()
    assert lab.picture().shape == (1, 2, 3)


def test_the_stored_forms_need_no_javascript(lab):
    data, metadata = lab._repr_mimebundle_()
    assert data["text/plain"] == f"ChannelLab: {lab.describe()}"
    assert data["image/png"].startswith("iVBOR")
    assert metadata["image/png"]["alt"] == lab.describe()
    assert "0x" not in repr(lab), "a memory address would differ from run to run"
    assert lab.picture().shape == (256, 256 + 85 + 254 + 2 * 12, 3)


def test_the_colours_of_a_map(lab):
    assert lab.scale(np.array([[0.2, 0.9]]), 2) == ("grey", 0.0, 1.0)
    assert lab.scale(np.array([[0.2, 1.3]]), 2) == ("grey", 0.0, 1.5)
    assert lab.scale(np.array([[-0.3, 0.9]]), 2) == ("signed", -1.0, 1.0)
    assert lab.scale(np.array([[0.1, 0.2]]), 1) == ("signed", -0.2, 0.2), "it has negative weights"


@pytest.mark.parametrize(
    ("value", "expected"), [(0, 1), (0.0102, 0.015), (0.1, 0.1), (1, 1), (3.2, 4), (99, 100)]
)
def test_round_up(value, expected):
    assert round_up(value) == expected


@pytest.mark.parametrize("sizes", [(3, 2, 1), (1, 2, 3), (5, 4, 3, 2, 1), (1, 4, 5)])
def test_resizing_keeps_the_middle_whatever_the_steps(sizes):
    first, last = sizes[0], sizes[-1]
    kernel = np.zeros((1, first, first))
    kernel[0, (first - 1) // 2, (first - 1) // 2] = 1
    for size in sizes[1:]:
        kernel = resized(kernel, size, size)
    assert kernel.shape == (1, last, last)
    assert kernel[0, (last - 1) // 2, (last - 1) // 2] == 1


def test_every_trait_that_is_told_has_help():
    missing = [
        name
        for name, trait in ChannelLab.class_own_traits().items()
        if trait.metadata.get("sync") and not name.startswith("_") and not trait.help
    ]
    assert missing == []
