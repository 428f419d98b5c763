"""ConvolutionStepper from Python: whole numbers only, one output by two roads, steps that stay."""

import numpy as np
import pytest
from scipy.signal import convolve2d

from course_utils import layers
from course_utils.widgets import ConvolutionStepper
from course_utils.widgets.convolution_stepper.widget import PRESETS, image_scale, resized


@pytest.fixture
def lab():
    return ConvolutionStepper()


@pytest.mark.parametrize(
    ("trait", "value", "came"),
    [
        ("stride", 0, "stride is 0"),
        ("stride", 1.5, "stride is 1.5"),
        ("padding", -1, "padding is -1"),
        ("padding", 4, "padding is 4"),
        ("dilation", 9, "dilation is 9"),
        ("image", [[0.5]], "holds 0.5"),
        ("image", np.zeros((9, 9)), "is 9 × 9"),
        ("image", [[100]], "holds 100"),
        ("image", [[np.nan]], "NaN or infinity"),
        ("kernel", np.zeros((6, 1)), "is 6 × 1"),
        ("kernel", [[10]], "holds 10"),
        ("kernel", [1, 2], "has 1 axes"),
        ("kernel", [["a"]], "a matrix of numbers fits"),
        ("step", 16, "from 0 to 15 fits"),
        ("step", -1, "step is -1"),
        ("speed", 0, "speed is 0"),
        ("image_preset", "cat", "image_preset is 'cat'"),
    ],
)
def test_a_bad_value_is_refused_in_words_and_changes_nothing(lab, trait, value, came):
    before = str(lab)
    with pytest.raises(ValueError, match="fit") as refusal:
        setattr(lab, trait, value)
    assert came in str(refusal.value)
    assert str(lab) == before


def test_the_flip_makes_a_convolution_of_a_cross_correlation():
    kernel = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    lab = ConvolutionStepper(kernel=kernel)
    image = np.array(lab.image)
    np.testing.assert_array_equal(lab.output(), layers.correlate2d(image, kernel))
    lab.flip = True
    np.testing.assert_array_equal(lab.output(), convolve2d(image, kernel, mode="valid"))


def test_the_flip_changes_nothing_for_a_symmetric_kernel():
    plain, flipped = (
        ConvolutionStepper(kernel=PRESETS["kernel"]["Laplacian"], flip=flip)
        for flip in (False, True)
    )
    np.testing.assert_array_equal(plain.output(), flipped.output())


@pytest.mark.parametrize(
    ("state", "shape"),
    [
        ({"stride": 2, "padding": 1}, (3, 3)),
        ({"dilation": 2, "padding": 2}, (6, 6)),
        ({"kernel": [[1, -1]], "stride": 3}, (2, 2)),
        ({"kernel": [[2]], "padding": 3}, (12, 12)),
    ],
)
def test_torch_and_the_layer_by_hand_agree(state, shape):
    lab = ConvolutionStepper(**state)
    geometry = {name: getattr(lab, name) for name in ("stride", "padding", "dilation")}
    output = lab.output()
    assert output.dtype == np.float32
    assert output.shape == shape
    np.testing.assert_array_equal(output, layers.correlate2d(lab.image, lab.kernel, **geometry))
    assert lab.last == output.size - 1


def test_the_position_stays_within_the_output(lab):
    lab.step = 15
    assert f"the sum is {int(lab.output()[3, 3])}" in lab.describe()
    lab.stride = 2
    assert (lab.step, lab.last) == (3, 3)
    lab.stride = 1
    assert (lab.step, lab.last) == (3, 15)


def test_a_start_at_a_later_position():
    lab = ConvolutionStepper(padding=1, step=35)
    assert (lab.step, lab.last) == (35, 35)
    with pytest.raises(ValueError, match="from 0 to 35 fits"):
        ConvolutionStepper(padding=1, step=36)


def test_names_sizes_and_matrices_follow_each_other(lab):
    lab.kernel = np.arange(1, 6).reshape(1, 5)
    assert (lab.kernel_rows, lab.kernel_columns, lab.kernel_preset) == (1, 5, "your own")
    lab.kernel = np.arange(10).reshape(5, 2) - 4
    np.testing.assert_array_equal(lab.kernel, np.arange(10).reshape(5, 2) - 4)
    lab.kernel_preset = "counting"
    np.testing.assert_array_equal(lab.kernel, [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    lab.kernel_rows = 2
    np.testing.assert_array_equal(lab.kernel, [[1, 2, 3], [4, 5, 6]])
    lab.image_preset = "ramp"
    assert lab.image.shape == (lab.image_rows, lab.image_columns) == (5, 6)
    assert lab.kernel.dtype == lab.image.dtype == np.int64


def test_a_change_from_the_browser_is_taken_as_it_is(lab):
    lab.set_state({"kernel": [[1, 2]], "kernel_rows": 1, "kernel_columns": 2, "last": 29})
    np.testing.assert_array_equal(lab.kernel, [[1, 2]])
    lab.set_state({"step": 29})
    assert lab.step == 29


def test_where_nothing_fits_it_says_so(lab):
    lab.dilation = 4
    with pytest.raises(ValueError, match="fits"):
        lab.output()
    assert "fits" in lab.describe()
    assert (lab.step, lab.last) == (0, 0)
    assert lab.picture().ndim == 3
    lab.dilation = 1
    assert lab.last == 15


def test_the_stored_forms_need_no_javascript(lab):
    data, metadata = lab._repr_mimebundle_()
    assert data["text/plain"] == f"ConvolutionStepper: {lab.describe()}"
    assert data["image/png"].startswith("iVBOR")
    assert metadata["image/png"]["alt"] == lab.describe()
    assert "0x" not in repr(lab), "a memory address would differ from run to run"


def test_the_picture_fills_the_output_as_far_as_it_is_reached(lab):
    start = lab.picture()
    lab.step = lab.last
    end = lab.picture()
    assert start.shape == end.shape == (6 * 34 + 1, 6 * 34 + 3 * 34 + 4 * 34 + 3 + 2 * 24, 3)
    assert start.dtype == np.uint8
    output = slice(-4 * 34 - 1, None)
    empty = np.array([240, 240, 240])
    assert (start[:, output] == empty).all(-1).sum() > 10 * (end[:, output] == empty).all(-1).sum()


def test_every_trait_that_is_told_has_help():
    missing = [
        name
        for name, trait in ConvolutionStepper.class_own_traits().items()
        if trait.metadata.get("sync") and not name.startswith("_") and not trait.help
    ]
    assert missing == []


def test_resized_keeps_the_upper_left():
    np.testing.assert_array_equal(resized(np.array([[1, 2], [3, 4]]), 1, 3), [[1, 2, 0]])


def test_an_image_with_negative_cells_has_zero_in_the_middle():
    assert image_scale(np.array([[0, 7]])) == ("grey", 0.0, 7.0)
    assert image_scale(np.array([[-3, 7]])) == ("signed", -7.0, 7.0)
    assert image_scale(np.zeros((1, 1))) == ("grey", 0.0, 1.0)
