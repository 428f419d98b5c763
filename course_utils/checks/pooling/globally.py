"""The check of `global_average_pool`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check
from ..inputs import array, volume


@st.composite
def _batches(draw):
    shape = tuple(draw(st.integers(1, most)) for most in (3, 3, 4, 4))
    return Case((array(draw, shape),))


def _right(x):
    return layers.global_average_pool(x)


_WRONG_AXES = "The channels are averaged, and the places kept; it is the other way round."
_KEPT = "The averaged axes are still there, with length 1; (N, C) is asked."

GLOBAL_AVERAGE_POOL = Exercise(
    signature="global_average_pool(x)",
    reference=layers.global_average_pool,
    examples=(
        Case((np.array([[[[1.0, 3]]]]),)),
        Case((np.array([[[[1.0], [2]]]]),)),
        Case((np.array([[[[4.0]], [[-2]]]]),)),
        Case((volume(1, 2, 2, 2),)),
        Case((volume(2, 1, 2, 3),)),
        Case((volume(3, 2, 2, 4) / 4,)),
    ),
    inputs=_batches(),
    traits=(
        Trait("images", "there are several images", lambda x: x.shape[0] > 1),
        Trait("channels", "there are several channels", lambda x: x.shape[1] > 1),
        Trait("oblong-image", "the images are not square", lambda x: x.shape[2] != x.shape[3]),
        Trait("negative-cells", "a cell is negative", lambda x: bool((x < 0).any())),
    ),
    misconceptions=(
        Misconception("axes-kept", lambda x: _right(x)[:, :, None, None], _KEPT),
        Misconception("axes-kept", lambda x: _right(x)[:, :, None], _KEPT),
        Misconception(
            "maximum-not-mean",
            lambda x: x.max(axis=(2, 3)),
            "The largest cell of each channel is kept; the mean is asked.",
        ),
        Misconception(
            "sum-not-mean",
            lambda x: x.sum(axis=(2, 3)),
            "Each channel is summed, but not divided by how many cells it has.",
        ),
        Misconception(
            "all-in-one",
            lambda x: x.mean(),
            "Everything is averaged into one number; each channel of each image has its own.",
        ),
        Misconception(
            "channels-averaged",
            lambda x: x.mean(axis=(1, 2, 3)),
            "The channels are averaged too; each channel has a number of its own.",
        ),
        Misconception(
            "images-averaged",
            lambda x: x.mean(axis=(0, 2, 3)),
            "The images of the batch are averaged too; each has numbers of its own.",
        ),
        Misconception("places-kept", lambda x: x.mean(axis=1), _WRONG_AXES),
        Misconception("places-kept", lambda x: x.mean(axis=(0, 1)), _WRONG_AXES),
        Misconception(
            "one-axis-only",
            lambda x: x.mean(axis=2),
            "Only the rows are averaged away; the columns are still there.",
        ),
        Misconception(
            "one-axis-only",
            lambda x: x.mean(axis=3),
            "Only the columns are averaged away; the rows are still there.",
        ),
        Misconception(
            "channels-last",
            lambda x: x.mean(axis=(1, 2)),
            "It averages axes 1 and 2, as if the channels were last; here they are axis 1.",
        ),
        Misconception(
            "output-transposed",
            lambda x: _right(x).T,
            "The output's axes are swapped: images come first, then channels.",
        ),
        Misconception(
            "divided-by-rows-only",
            lambda x: x.sum(axis=(2, 3)) / x.shape[2],
            "The sum is divided by the number of rows; a channel has rows × columns cells.",
        ),
        Misconception(
            "divided-by-rows-only",
            lambda x: x.sum(axis=(2, 3)) / x.shape[3],
            "The sum is divided by the number of columns; a channel has rows × columns cells.",
        ),
        Misconception(
            "only-square",
            lambda x: x.sum(axis=(2, 3)) / x.shape[2] ** 2,
            "The sum is divided by the number of rows squared; images may be oblong.",
        ),
        Misconception(
            "only-square",
            lambda x: x.sum(axis=(2, 3)) / x.shape[3] ** 2,
            "The sum is divided by the number of columns squared; images may be oblong.",
        ),
        Misconception(
            "first-image-only",
            lambda x: _right(x[:1]),
            "Only the first image of the batch is pooled.",
        ),
        Misconception(
            "first-image-only",
            lambda x: _right(x)[0],
            "Only the first image of the batch is pooled.",
        ),
        Misconception(
            "median-not-mean",
            lambda x: np.median(x, axis=(2, 3)),
            "The median of each channel is taken; the mean is asked.",
        ),
        Misconception(
            "whole-numbers",
            lambda x: np.floor(_right(x)),
            "The means lost what stands after the point; a mean of whole numbers need not be "
            "whole.",
        ),
    ),
)


def global_average_pool(answer):
    """Check ``global_average_pool(x)``."""
    return check(GLOBAL_AVERAGE_POOL, answer)
