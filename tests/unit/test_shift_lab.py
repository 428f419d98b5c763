"""ShiftLab from Python: two ways to the same outputs, and what a shift must and must not change."""

import numpy as np
import pytest

from course_utils.widgets import ShiftLab
from course_utils.widgets.shift_lab.reduction import (
    divisible,
    lanczos_taps,
    moved,
    reduced,
    relative_change,
    triangle,
)
from course_utils.widgets.shift_lab.widget import KERNELS, REDUCTIONS


@pytest.fixture(scope="module")
def lab():
    return ShiftLab()


def by_hand(lab):
    image = divisible(lab.image, lab.factor).astype(float)
    image = moved(image, lab.shift, lab.direction)
    return np.stack([reduced(image, way, lab.factor, KERNELS[lab.kernel]) for way in REDUCTIONS])


@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize(
    ("shift", "direction", "factor"),
    [
        (0, "across", 2),
        (0.5, "across", 4),
        (3.3, "diagonally", 3),
        (8, "down", 7),
        (1.05, "down", 8),
    ],
)
def test_torch_and_numpy_agree(lab, kernel, shift, direction, factor):
    lab.kernel, lab.shift, lab.direction, lab.factor = kernel, shift, direction, factor
    lab.show = "outputs"
    output = lab.output()
    assert output.dtype == np.float32
    np.testing.assert_allclose(output, by_hand(lab), atol=1e-6)


def test_shifting_by_the_factor_changes_nothing_but_the_place(lab):
    for factor in (2, 4, 8):
        lab.factor, lab.shift, lab.direction = factor, factor, "diagonally"
        lab.measure, lab.kernel = "moved along", "sharpen"
        assert lab.changes() == dict.fromkeys(REDUCTIONS, 0.0)


def test_blurring_before_the_stride_changes_less_than_striding(lab):
    lab.measure, lab.kernel, lab.direction = "moved along", "identity", "across"
    for photograph in ("camera", "coins", "chelsea"):
        lab.photograph, lab.factor, lab.shift = photograph, 4, 2
        changes = lab.changes()
        assert changes["blurred"] < changes["average"] < changes["max"] < changes["strided"]


def test_what_is_shown_as_change_is_the_difference_to_the_first_output(lab):
    lab.photograph, lab.factor, lab.kernel, lab.shift = "camera", 4, "identity", 0
    lab.measure, lab.show = "as it was", "outputs"
    first = lab.output()
    lab.shift = 1.5
    second = lab.output()
    lab.show = "changes"
    np.testing.assert_allclose(lab.output(), second - first, atol=1e-6)
    expected = [relative_change(b, a) for a, b in zip(first, second, strict=True)]
    assert list(lab.changes().values()) == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("fraction", [0, 0.25, 0.5, 0.999])
def test_moving_there_and_back_by_lanczos(fraction):
    assert lanczos_taps(fraction).sum() == pytest.approx(1)
    wave = np.sin(np.arange(64) * 2 * np.pi * 5 / 64)[None]
    back = moved(moved(wave, fraction, "across"), -fraction, "across")
    np.testing.assert_allclose(back, wave, atol=0.02)
    exact = np.sin((np.arange(64) - fraction) * 2 * np.pi * 5 / 64)[None]
    np.testing.assert_allclose(moved(wave, fraction, "across"), exact, atol=0.02)


@pytest.mark.parametrize("factor", range(2, 9))
def test_the_triangle_keeps_the_mean(factor):
    assert triangle(factor).sum() == pytest.approx(1)
    assert len(triangle(factor)) == 2 * factor - 1


def test_a_flat_picture_never_changes():
    lab = ShiftLab(image=np.full((20, 30, 3), 90, np.uint8), shift=0.7)
    assert lab.changes() == dict.fromkeys(REDUCTIONS, 0.0)


def test_a_picture_smaller_than_the_factor():
    lab = ShiftLab(image=np.zeros((3, 9, 3), np.uint8), factor=4)
    with pytest.raises(ValueError, match=r"3 × 9 pixels; .* at least 4 × 4"):
        lab.output()
    assert lab.picture().shape == (3, 9, 3)
    lab.factor = 3
    assert lab.output().shape == (4, 1, 3)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("shift", 9, "a number from 0.0 to 8.0 fits"),
        ("shift", float("nan"), "a number from"),
        ("factor", 1, "a whole number from 2 to 8 fits"),
        ("kernel", "box", "one of identity, sharpen"),
        ("direction", "up", "one of across, down, diagonally"),
    ],
)
def test_refusals(lab, name, value, words):
    with pytest.raises(ValueError, match=words):
        setattr(lab, name, value)


def test_description_and_picture():
    lab = ShiftLab(shift=0.5)
    assert repr(lab) == (
        "ShiftLab: camera moved across by 0.5 pixels and made 4 times smaller by max pooling, "
        "average pooling, a strided convolution (identity), and the same with a blur before the "
        "stride."
    )
    assert lab.picture().shape == (256, 256 + 4 * (128 + 12), 3)
