"""The check of `linear_as_conv`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check
from ..inputs import array


@st.composite
def _weights(draw):
    outputs, *shape = (draw(st.integers(1, most)) for most in (3, 3, 3, 3))
    weight = array(draw, (outputs, int(np.prod(shape))), st.integers(0, 99))
    return Case((weight, tuple(shape)))


def _counting(outputs, *shape):
    count = int(np.prod(shape))
    return Case((np.arange(1.0, outputs * count + 1).reshape(outputs, count), shape))


_right = layers.linear_as_conv
_LAST = (
    "The channels are taken for the last axis; flattening goes channel by channel, each row by row."
)
_COLUMNS = "It goes column by column; flattening goes row by row."
_TURNED = (
    "The filters are turned by half a turn; the layer lays them on the image as they are, so the "
    "weights stay in order."
)

LINEAR_AS_CONV = Exercise(
    signature="linear_as_conv(weight, shape)",
    reference=layers.linear_as_conv,
    examples=(
        _counting(1, 1, 1, 1),
        _counting(1, 1, 1, 2),
        _counting(2, 1, 1, 2),
        _counting(1, 1, 2, 2),
        _counting(1, 2, 1, 2),
        _counting(2, 2, 2, 3),
        _counting(3, 2, 2, 2),
    ),
    inputs=_weights(),
    traits=(
        Trait("several-outputs", "there are several outputs", lambda w, shape: len(w) > 1),
        Trait("channels", "there are several channels", lambda w, shape: shape[0] > 1),
        Trait("oblong", "rows and columns are not as many", lambda w, shape: shape[1] != shape[2]),
    ),
    misconceptions=(
        Misconception(
            "channels-last",
            lambda w, shape: np.moveaxis(w.reshape(len(w), *shape[1:], shape[0]), -1, 1),
            _LAST,
        ),
        Misconception(
            "channels-last",
            lambda w, shape: w.reshape(len(w), *shape[1:], shape[0]),
            "The channels are the last axis of the filters; (outputs, C, H, W) is asked.",
        ),
        Misconception(
            "channels-last",
            lambda w, shape: np.moveaxis(_right(w, shape), 1, -1),
            "The channels are the last axis of the filters; (outputs, C, H, W) is asked.",
        ),
        Misconception(
            "column-by-column",
            lambda w, shape: w.reshape(len(w), shape[0], shape[2], shape[1]).swapaxes(2, 3),
            _COLUMNS,
        ),
        Misconception(
            "column-by-column",
            lambda w, shape: w.reshape((len(w), *shape), order="F"),
            "The order of the numbers is Fortran's, first axis first; flattening goes channel by "
            "channel, each row by row.",
        ),
        Misconception(
            "column-by-column",
            lambda w, shape: np.stack([row.reshape(shape, order="F") for row in w]),
            "The order of the numbers is Fortran's, first axis first; flattening goes channel by "
            "channel, each row by row.",
        ),
        Misconception(
            "rows-and-columns-swapped",
            lambda w, shape: _right(w, shape).swapaxes(2, 3),
            "The filters' rows and columns are swapped.",
        ),
        Misconception(
            "rows-and-columns-swapped",
            lambda w, shape: w.reshape(len(w), shape[0], shape[2], shape[1]),
            "The filters' rows and columns are swapped.",
        ),
        Misconception("turned", lambda w, shape: _right(w, shape)[:, :, ::-1, ::-1], _TURNED),
        Misconception("turned", lambda w, shape: _right(w[:, ::-1], shape), _TURNED),
        Misconception(
            "outputs-last",
            lambda w, shape: w.T.reshape(*shape, len(w)),
            "The outputs are the last axis of the filters; they are the first.",
        ),
        Misconception(
            "weight-transposed",
            lambda w, shape: w.T.reshape(len(w), *shape),
            "The weight was transposed first, which mixes the filters; each row of it is one.",
        ),
        Misconception(
            "outputs-and-channels-swapped",
            lambda w, shape: _right(w, shape).swapaxes(0, 1),
            "The first two axes are swapped: the filter comes first, then the channel.",
        ),
        Misconception(
            "outputs-and-channels-swapped",
            lambda w, shape: w.reshape(shape[0], len(w), *shape[1:]),
            "The first two axes are swapped: the filter comes first, then the channel.",
        ),
        Misconception(
            "first-output-only",
            lambda w, shape: w[0].reshape(shape),
            "Only the first output becomes a filter; each row of the weight is one.",
        ),
        Misconception(
            "first-output-only",
            lambda w, shape: w[:1].reshape(1, *shape),
            "Only the first output becomes a filter; each row of the weight is one.",
        ),
        Misconception(
            "one-by-one",
            lambda w, shape: w[:, :, None, None],
            "Those are 1 × 1 filters over a flattened image; here the filter is as large as the "
            "image, so that nothing need be flattened.",
        ),
        Misconception(
            "batch-axis", lambda w, shape: _right(w, shape)[None], "There is an axis too many."
        ),
        Misconception(
            "channels-flattened",
            lambda w, shape: w.reshape(len(w), shape[0], -1),
            "Rows and columns are one axis; (outputs, C, H, W) is asked.",
        ),
        Misconception(
            "unchanged", lambda w, shape: w, "It gives the weight as it is; its shape is the task."
        ),
    ),
)


def linear_as_conv(answer):
    """Check ``linear_as_conv(weight, shape)``."""
    return check(LINEAR_AS_CONV, answer)
