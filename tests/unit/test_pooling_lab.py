"""PoolingLab from Python: two ways to the same output, the gradient's route, and refusals."""

import numpy as np
import pytest

from course_utils.widgets import PoolingLab
from course_utils.widgets.pooling_lab.widget import MODES


@pytest.fixture(scope="module")
def lab():
    return PoolingLab()


OPTIONS = [
    {},
    {"size": 3, "stride": 1},
    {"size": 5, "stride": 3, "padding": 2, "ceil_mode": True},
    {"size": 7, "stride": 9, "padding": 3, "ceil_mode": True, "count_include_pad": False},
    {"size": 32, "bins": 7},
    {"size": 1, "bins": 64},
]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("options", OPTIONS)
def test_torch_and_numpy_agree(mode, options):
    lab = PoolingLab(mode=mode, **options)
    output = lab.output()
    assert output.dtype == np.float32
    np.testing.assert_allclose(output, lab._by_hand(), atol=1e-6)
    assert lab.gradient().shape == lab.image.shape
    height, width = output.shape
    assert f"{height} × {width} pixels" in lab.describe()


def test_the_gradient_goes_to_the_first_of_equal_winners():
    lab = PoolingLab(image=np.full((4, 4, 3), 100, np.uint8), size=2)
    np.testing.assert_array_equal(np.argwhere(lab.gradient()), [[0, 0], [0, 2], [2, 0], [2, 2]])
    lab.mode = "average"
    np.testing.assert_array_equal(lab.gradient(), np.full((4, 4), 0.25, np.float32))


def test_ceil_mode_never_begins_in_the_padding():
    image = np.zeros((3, 3, 3), np.uint8)
    lab = PoolingLab(image=image, size=2, stride=2, ceil_mode=True)
    assert lab.output().shape == (2, 2)
    # A third window would begin at row 3, in the padding below the image.
    lab = PoolingLab(image=image, size=2, stride=2, padding=1, ceil_mode=True)
    assert lab.output().shape == (2, 2)


def test_a_stride_of_its_own_unties_it():
    assert PoolingLab(size=3).tied
    assert not PoolingLab(size=3, stride=2).tied
    assert PoolingLab(size=3, stride=2).output().shape == (127, 127)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"size": 3, "padding": 2}, "at most half of the window of 3 fits: 1"),
        ({"size": 32}, "A window of 32 .* the padded input has 4"),
    ],
)
def test_what_does_not_fit_is_said(options, words):
    lab = PoolingLab(image=np.zeros((4, 4, 3), np.uint8), **options)
    for compute in (lab.output, lab.gradient):
        with pytest.raises(ValueError, match=words):
            compute()
    assert "fits" in lab.describe()
    assert lab.picture().shape == (4, 4, 3)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("mode", "median", "one of max, average"),
        ("size", 0, "a whole number from 1 to 32 fits"),
        ("stride", 1.5, "a whole number"),
        ("padding", -1, "a whole number from 0 to 16 fits"),
    ],
)
def test_refusals(lab, name, value, words):
    with pytest.raises(ValueError, match=words):
        setattr(lab, name, value)


def test_description_is_stable():
    assert repr(PoolingLab()) == (
        "PoolingLab: camera, max pooling, window 4 × 4, stride 4, padding 0: "
        "the output has 64 × 64 pixels."
    )
