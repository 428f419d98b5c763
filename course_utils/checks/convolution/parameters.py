"""The check of `conv_parameters`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check


def _sides(kernel):
    return tuple(kernel) if isinstance(kernel, (tuple, list)) else (kernel, kernel)


def _count(in_channels, out_channels, rows, columns, biases):
    return in_channels * out_channels * rows * columns + biases


CONV_PARAMETERS = Exercise(
    signature="conv_parameters(in_channels, out_channels, kernel, bias=True)",
    reference=layers.conv_parameters,
    whole=True,
    examples=(
        Case((1, 1, 1)),
        Case((1, 1, 3)),
        Case((3, 6, 5)),
        Case((2, 4, 3), {"bias": False}),
        Case((2, 3, (1, 4))),
        Case((5, 2, (3, 2)), {"bias": False}),
        Case((6, 16, 5)),
    ),
    inputs=st.builds(
        lambda c, o, kernel, bias: Case((c, o, kernel), {"bias": bias}),
        st.integers(1, 9),
        st.integers(1, 9),
        st.one_of(st.integers(1, 7), st.tuples(st.integers(1, 7), st.integers(1, 7))),
        st.booleans(),
    ),
    traits=(
        Trait("no-bias", "there is no bias", lambda c, o, k, bias=True: not bias),
        Trait("a-bias", "there is a bias", lambda c, o, k, bias=True: bias),
        Trait("a-pair", "the kernel is a pair", lambda c, o, k, bias=True: isinstance(k, tuple)),
        Trait("channels", "there are several input channels", lambda c, *_, **__: c > 1),
        Trait("filters", "there are several output channels", lambda c, o, *_, **__: o > 1),
    ),
    misconceptions=(
        Misconception(
            "bias-forgotten",
            lambda c, o, kernel, bias=True: _count(c, o, *_sides(kernel), 0),
            "The biases are not counted.",
        ),
        Misconception(
            "bias-once",
            lambda c, o, kernel, bias=True: _count(c, o, *_sides(kernel), int(bias)),
            "One bias is counted for the whole layer; each filter has one.",
        ),
        Misconception(
            "bias-always",
            lambda c, o, kernel, bias=True: _count(c, o, *_sides(kernel), o),
            "The biases are counted even where there are none.",
        ),
        Misconception(
            "bias-per-kernel",
            lambda c, o, kernel, bias=True: _count(c, o, *_sides(kernel), bias * c * o),
            "A bias is counted for every channel of every filter; each filter has one.",
        ),
        Misconception(
            "bias-per-input",
            lambda c, o, kernel, bias=True: _count(c, o, *_sides(kernel), bias * c),
            "A bias is counted for every input channel; it is every filter that has one.",
        ),
        Misconception(
            "kernel-not-squared",
            lambda c, o, kernel, bias=True: (
                c * o * (kernel if isinstance(kernel, int) else np.prod(kernel)) + bias * o
            ),
            "A kernel of k has k × k weights; k were counted.",
        ),
        Misconception(
            "in-channels-forgotten",
            lambda c, o, kernel, bias=True: _count(1, o, *_sides(kernel), bias * o),
            "The input channels are not counted; a filter has a matrix of weights for each.",
        ),
        Misconception(
            "out-channels-forgotten",
            lambda c, o, kernel, bias=True: _count(c, 1, *_sides(kernel), int(bias)),
            "Only one filter is counted.",
        ),
        Misconception(
            "pair-not-handled",
            lambda c, o, kernel, bias=True: c * o * kernel**2 + bias * o,
            "It is right for a square kernel, but a pair (rows, columns) is not handled.",
        ),
        Misconception(
            "pair-first-only",
            lambda c, o, kernel, bias=True: _count(
                c, o, _sides(kernel)[0], _sides(kernel)[0], bias * o
            ),
            "Of a pair (rows, columns) only the rows are used.",
        ),
        Misconception(
            "pair-summed",
            lambda c, o, kernel, bias=True: (
                c * o * (kernel * kernel if isinstance(kernel, int) else sum(kernel)) + bias * o
            ),
            "The rows and columns of a pair are added; they are multiplied.",
        ),
    ),
)


def conv_parameters(answer):
    """Check ``conv_parameters(in_channels, out_channels, kernel, bias=True)``."""
    return check(CONV_PARAMETERS, answer)
