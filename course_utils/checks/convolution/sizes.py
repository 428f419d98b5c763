"""The check of `output_size`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check


def _fitting(size, kernel, stride=1, padding=0, dilation=1, *, numerator, rounding=np.floor):
    """Return a size from a wrong formula; nothing fits where the right formula says so."""
    layers.output_size(size, kernel, stride, padding, dilation)
    return int(rounding(numerator / stride)) + 1


def _ceil(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    return _fitting(size, kernel, stride, padding, dilation, numerator=room, rounding=np.ceil)


def _one_sided(size, kernel, stride=1, padding=0, dilation=1):
    return layers.output_size(size, kernel, stride, (padding, 0), dilation)


def _dilated_reach(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * kernel
    if room < 0:
        raise ValueError
    return room // stride + 1


def _unchecked(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


def _no_plus_one(size, kernel, stride=1, padding=0, dilation=1):
    return _unchecked(size, kernel, stride, padding, dilation) - 1


def _divided_too_early(size, kernel, stride=1, padding=0, dilation=1):
    layers.output_size(size, kernel, stride, padding, dilation)
    return (size + 2 * padding) // stride - (dilation * (kernel - 1) + 1) // stride + 1


def _plus_one_inside(size, kernel, stride=1, padding=0, dilation=1):
    layers.output_size(size, kernel, stride, padding, dilation)
    return (size + 2 * padding - dilation * (kernel - 1)) // stride


OUTPUT_SIZE = Exercise(
    signature="output_size(size, kernel, stride=1, padding=0, dilation=1)",
    reference=layers.output_size,
    whole=True,
    examples=(
        Case((5, 3)),
        Case((3, 3)),
        Case((8, 3), {"stride": 2}),
        Case((7, 3), {"stride": 2}),
        Case((6, 3), {"stride": 4}),
        Case((9, 2), {"stride": 3}),
        Case((5, 3), {"padding": 1}),
        Case((5, 3), {"dilation": 2}),
        Case((7, 2), {"dilation": 3}),
        Case((3, 3), {"dilation": 2, "padding": 1}),
        Case((6, 4), {"stride": 4, "padding": 1}),
        Case((2, 3)),
        Case((4, 3), {"dilation": 2}),
    ),
    inputs=st.builds(
        lambda size, kernel, stride, padding, dilation: Case(
            (size, kernel), {"stride": stride, "padding": padding, "dilation": dilation}
        ),
        st.integers(1, 40),
        st.integers(1, 7),
        st.integers(1, 4),
        st.integers(0, 3),
        st.integers(1, 3),
    ),
    traits=(
        Trait("stride", "the stride is more than 1", lambda *_, stride=1, **__: stride > 1),
        Trait("padding", "there is padding", lambda *_, padding=0, **__: padding > 0),
        Trait("dilation", "the dilation is more than 1", lambda *_, dilation=1, **__: dilation > 1),
        Trait("even-kernel", "the kernel is even", lambda size, kernel, **_: kernel % 2 == 0),
        Trait("kernel-of-one", "the kernel is 1", lambda size, kernel, **_: kernel == 1),
    ),
    misconceptions=(
        Misconception(
            "no-error",
            _unchecked,
            "The formula is right, but where the kernel does not fit even once it returns a "
            "number; raise ValueError there.",
        ),
        Misconception(
            "no-error-for-zero",
            lambda size, kernel, stride=1, padding=0, dilation=1: _positive_or(
                ValueError, _unchecked(size, kernel, stride, padding, dilation), least=0
            ),
            "A size of 0 means that the kernel fits nowhere; raise ValueError there too.",
        ),
        Misconception(
            "ceil",
            _ceil,
            "It rounds up. A step that would leave the image is not taken, so the division rounds "
            "down.",
        ),
        Misconception(
            "ceil",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                -(-(size + 2 * padding - dilation * (kernel - 1) - 1) // stride) + 1
            ),
            "It rounds up. A step that would leave the image is not taken, so the division rounds "
            "down.",
        ),
        Misconception(
            "padding-one-side",
            _one_sided,
            "It counts the padding once; there are that many cells on each of the two sides.",
        ),
        Misconception(
            "padding-one-side",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                (size + padding - dilation * (kernel - 1) - 1) // stride + 1
            ),
            "It counts the padding once; there are that many cells on each of the two sides.",
        ),
        Misconception(
            "padding-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: layers.output_size(
                size, kernel, stride, 0, dilation
            ),
            "The padding is not used.",
        ),
        Misconception(
            "padding-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: _unchecked(
                size, kernel, stride, 0, dilation
            ),
            "The padding is not used.",
        ),
        Misconception(
            "stride-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: layers.output_size(
                size, kernel, 1, padding, dilation
            ),
            "The stride is not used.",
        ),
        Misconception(
            "stride-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: _unchecked(
                size, kernel, 1, padding, dilation
            ),
            "The stride is not used.",
        ),
        Misconception(
            "dilation-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: layers.output_size(
                size, kernel, stride, padding, 1
            ),
            "The dilation is not used.",
        ),
        Misconception(
            "dilation-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: _unchecked(
                size, kernel, stride, padding, 1
            ),
            "The dilation is not used.",
        ),
        Misconception(
            "dilated-reach",
            _dilated_reach,
            "It takes dilation times kernel for what the kernel reaches over. Between k cells "
            "there are only k − 1 gaps.",
        ),
        Misconception(
            "dilated-reach",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                (size + 2 * padding - dilation * kernel) // stride + 1
            ),
            "It takes dilation times kernel for what the kernel reaches over. Between k cells "
            "there are only k − 1 gaps.",
        ),
        Misconception(
            "off-by-one",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                layers.output_size(size, kernel, stride, padding, dilation) - 1
            ),
            "It counts the steps between positions instead of the positions: one too few.",
        ),
        Misconception(
            "off-by-one",
            _no_plus_one,
            "It counts the steps between positions instead of the positions: one too few.",
        ),
        Misconception(
            "plus-one-inside",
            _plus_one_inside,
            "The 1 is added before the division. It counts the first position, which no step is "
            "needed for, so it is added after it.",
        ),
        Misconception(
            "plus-one-inside",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                (size + 2 * padding - dilation * (kernel - 1)) // stride
            ),
            "The 1 is added before the division. It counts the first position, which no step is "
            "needed for, so it is added after it.",
        ),
        Misconception(
            "rounds-to-nearest",
            lambda size, kernel, stride=1, padding=0, dilation=1: _fitting(
                size,
                kernel,
                stride,
                padding,
                dilation,
                numerator=size + 2 * padding - dilation * (kernel - 1) - 1,
                rounding=np.rint,
            ),
            "It rounds to the nearest number. A step that would leave the image is not taken, so "
            "the division rounds down.",
        ),
        Misconception(
            "dilated-reach",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                (size + 2 * padding - kernel - (dilation - 1)) // stride + 1
            ),
            "The dilation widens the kernel once; every one of its k − 1 gaps gets wider.",
        ),
        Misconception(
            "dilated-reach",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                (size + 2 * padding - kernel - dilation * (kernel - 1)) // stride + 1
            ),
            "It takes the dilation for the number of cells that are left out between two; it is "
            "the distance from one to the next, 1 where none is left out.",
        ),
        Misconception(
            "size-unchanged",
            lambda size, kernel, stride=1, padding=0, dilation=1: size,
            "It returns the size of the input.",
        ),
        Misconception(
            "divided-too-early",
            _divided_too_early,
            "It divides parts before they are put together; rounding comes once, at the end.",
        ),
    ),
)


def _positive_or(error, value, least):
    if value < least:
        raise error
    return value


def output_size(answer):
    """Check ``output_size(size, kernel, stride=1, padding=0, dilation=1)``."""
    return check(OUTPUT_SIZE, answer)
