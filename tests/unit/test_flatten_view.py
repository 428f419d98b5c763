"""FlattenView from Python: traits, the vector and the scores against NumPy, and what it says."""

import numpy as np
import pytest

from course_utils.widgets import FlattenView


@pytest.fixture(scope="module")
def lab():
    return FlattenView()


@pytest.mark.parametrize("shape", [(3, 8, 8), (1, 2, 12), (2, 5, 3)])
@pytest.mark.parametrize("order", ["C, H, W", "H, W, C"])
@pytest.mark.parametrize("read", ["C, H, W", "C, W, H"])
def test_output_is_the_image_in_that_order(lab, shape, order, read):
    lab.channels, lab.height, lab.width = shape
    lab.order, lab.read = order, read
    out, x = lab.output(), lab.volume()
    assert x.shape == shape
    for index in range(x.size):
        c, h, w = np.unravel_index(index, shape)
        at = index if order == "C, H, W" else (h * shape[2] + w) * shape[0] + c
        assert out["vector"][at] == x[c, h, w]
    assert out["back"].shape == (shape if read == "C, H, W" else (shape[0], shape[2], shape[1]))
    np.testing.assert_array_equal(out["back"].ravel(), out["vector"])
    np.testing.assert_allclose(out["before"], lab.weight() @ x.ravel())
    np.testing.assert_allclose(out["after"], lab.weight() @ out["vector"])


def test_each_photograph_scores_highest_for_itself(lab):
    lab.channels, lab.height, lab.width = 3, 8, 8
    for place, name in enumerate(lab._names):
        lab.photograph = name
        assert lab.output()["before"].argmax() == place


def test_the_index_stays_within_the_vector():
    lab = FlattenView(index=191)
    lab.height = 2
    assert lab.index == 47
    lab.index = 300
    assert lab.index == 47


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("channels", 4, "channels is 4; a whole number from 1 to 3 fits."),
        ("height", 1, "height is 1; a whole number from 2 to 12 fits."),
        ("index", -1, "index is -1; a whole number from 0 to 431 fits."),
        ("order", "W, H, C", "order is 'W, H, C'; one of C, H, W, H, W, C fits."),
    ],
)
def test_bad_values_are_told(lab, name, value, sentence):
    with pytest.raises(ValueError, match=name) as refusal:
        setattr(lab, name, value)
    assert str(refusal.value) == sentence


def test_words_and_picture():
    lab = FlattenView(index=70)
    assert lab.describe() == (
        "astronaut of shape (3, 8, 8), flattened as (C, H, W): element 70 of 192 is channel 1, "
        "row 0, column 6."
    )
    picture = lab.picture()
    assert picture.dtype == np.uint8
    assert picture.shape == (128, 6 * 128 + 5 * 12, 3)
