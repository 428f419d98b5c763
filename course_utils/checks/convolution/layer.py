"""The check of `conv_layer`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check
from ..inputs import array, fractions, parts, volume
from .correlation import FLIPPED, PADDING_FORGOTTEN, STRIDE_FORGOTTEN


@st.composite
def _layers_drawn(draw):
    images, channels, filters = (draw(st.integers(1, most)) for most in (2, 3, 3))
    kh, kw = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    padding = draw(st.integers(0, 1))
    rows = draw(st.integers(max(1, kh - 2 * padding), 4))
    columns = draw(st.integers(max(1, kw - 2 * padding), 4))

    bias = array(draw, (filters,)) if draw(st.booleans()) else None
    x = array(draw, (images, channels, rows, columns)) / draw(parts)
    weight = array(draw, (filters, channels, kh, kw))
    return Case((x, weight, bias), {"stride": draw(st.integers(1, 2)), "padding": padding})


def _per_channel(x, weight, bias, stride=1, padding=0):
    """Return the maps of each channel apart, shape (N, O, C, H', W')."""
    x, weight = np.asarray(x, float), np.asarray(weight, float)
    padded = layers.pad(x, padding)
    seen = layers.windows(padded, weight.shape[2:], stride)
    return np.einsum("nchwij,ocij->nochw", seen, weight)


def _biased(maps, bias):
    return maps if bias is None else maps + np.asarray(bias)[:, None, None]


def _averaged(x, weight, bias, stride=1, padding=0):
    return _biased(_per_channel(x, weight, bias, stride, padding).mean(axis=2), bias)


def _bias_per_channel(x, weight, bias, stride=1, padding=0):
    channels = np.shape(weight)[1]
    return _biased(
        layers.conv2d(x, weight, None, stride, padding),
        None if bias is None else channels * np.asarray(bias),
    )


def _only_first_channel(x, weight, bias, stride=1, padding=0):
    return _biased(_per_channel(x, weight, bias, stride, padding)[:, :, 0], bias)


def _not_summed(x, weight, bias, stride=1, padding=0):
    return _per_channel(x, weight, bias, stride, padding)


def _swapped_weight(x, weight, bias, stride=1, padding=0):
    return layers.conv2d(x, np.swapaxes(weight, 0, 1), bias, stride, padding)


def _filters_mixed(x, weight, bias, stride=1, padding=0):
    return layers.conv2d(x, np.asarray(weight)[::-1], bias, stride, padding)


CONV_LAYER = Exercise(
    signature="conv_layer(x, weight, bias, stride=1, padding=0)",
    reference=layers.conv2d,
    examples=(
        Case((volume(1, 1, 1, 2), volume(1, 1, 1, 1), np.array([10.0]))),
        Case((volume(1, 2, 1, 2), volume(1, 2, 1, 1), np.array([10.0]))),
        Case((volume(1, 2, 2, 2), volume(2, 2, 1, 2), None)),
        Case((volume(1, 2, 2, 3), volume(2, 2, 2, 2), np.array([10.0, -10]))),
        Case((volume(2, 1, 2, 2), volume(1, 1, 2, 2), np.array([10.0])), {"padding": 1}),
        Case((volume(1, 1, 3, 4), volume(1, 1, 1, 2), None), {"stride": 2}),
        Case((volume(1, 2, 4, 5), volume(3, 2, 3, 2), np.array([5.0, 0, -5])), {"stride": 2}),
        Case((volume(2, 3, 3, 4), volume(2, 3, 2, 3), np.array([4.0, -4])), {"padding": 1}),
        Case((volume(1, 2, 2, 3) / 2, volume(1, 2, 1, 2) / 4, np.array([0.5]))),
    ),
    inputs=_layers_drawn(),
    traits=(
        Trait("no-bias", "the bias is None", lambda x, w, b, **_: b is None),
        Trait("a-bias", "there is a bias", lambda x, w, b, **_: b is not None),
        Trait("stride", "the stride is more than 1", lambda x, w, b, stride=1, **_: stride > 1),
        Trait("padding", "there is padding", lambda x, w, b, padding=0, **_: padding > 0),
        Trait("channels", "there are several channels", lambda x, w, b, **_: x.shape[1] > 1),
        Trait("images", "there are several images", lambda x, w, b, **_: x.shape[0] > 1),
        Trait("filters", "there are several filters", lambda x, w, b, **_: w.shape[0] > 1),
        Trait(
            "oblong-image",
            "the images are not square",
            lambda x, w, b, **_: x.shape[2] != x.shape[3],
        ),
        Trait(
            "oblong-kernel",
            "the kernels are not square",
            lambda x, w, b, **_: w.shape[2] != w.shape[3],
        ),
        Trait("fractions", "there are fractions", lambda x, w, b, **_: fractions(x, w)),
    ),
    misconceptions=(
        Misconception(
            "bias-forgotten",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(x, w, None, stride, padding),
            "The bias is not added.",
        ),
        Misconception(
            "bias-per-channel",
            _bias_per_channel,
            "The bias is added once for every channel; it is added once for every filter, after "
            "the channels are summed.",
        ),
        Misconception(
            "kernel-flipped",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(
                x, np.asarray(w)[:, :, ::-1, ::-1], b, stride, padding
            ),
            FLIPPED,
        ),
        Misconception(
            "padding-forgotten",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(x, w, b, stride, 0),
            PADDING_FORGOTTEN,
        ),
        Misconception(
            "stride-forgotten",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(x, w, b, 1, padding),
            STRIDE_FORGOTTEN,
        ),
        Misconception(
            "channels-averaged",
            _averaged,
            "The channels are averaged; they are summed.",
        ),
        Misconception(
            "channels-not-summed",
            _not_summed,
            "The channels are kept apart; a filter sums over all of them and gives one map.",
        ),
        Misconception(
            "first-channel-only",
            _only_first_channel,
            "Only the first channel is used; a filter has weights for every channel, and sums.",
        ),
        Misconception(
            "first-image-only",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(
                np.asarray(x)[:1], w, b, stride, padding
            ),
            "Only the first image of the batch is treated.",
        ),
        Misconception(
            "batch-lost",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(x, w, b, stride, padding)[0],
            "Only the first image of the batch comes back, without the batch's axis.",
        ),
        Misconception(
            "first-bias-only",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(
                x, w, None if b is None else np.full(len(w), b[0]), stride, padding
            ),
            "The first bias is added to every map; each filter has its own.",
        ),
        Misconception(
            "bias-along-the-columns",
            lambda x, w, b, stride=1, padding=0: (
                layers.conv2d(x, w, None, stride, padding) + (0 if b is None else np.asarray(b))
            ),
            "The biases run along the columns of the maps, where NumPy lays a vector; they belong "
            "to the maps, one each.",
        ),
        Misconception(
            "activation-added",
            lambda x, w, b, stride=1, padding=0: np.maximum(
                layers.conv2d(x, w, b, stride, padding), 0
            ),
            "Negative outputs became 0: the activation is a step of its own, not part of this "
            "function.",
        ),
        Misconception(
            "first-filter-only",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(
                x, np.asarray(w)[:1], None if b is None else np.asarray(b)[:1], stride, padding
            ),
            "Only the first filter is used; each filter gives a map of its own.",
        ),
        Misconception(
            "weight-axes-swapped",
            _swapped_weight,
            "The first two axes of the weight are swapped: the filter comes first, then the "
            "channel.",
        ),
        Misconception(
            "filters-in-wrong-order",
            _filters_mixed,
            "The maps stand in another order than the filters.",
        ),
        Misconception(
            "batch-and-maps-swapped",
            lambda x, w, b, stride=1, padding=0: np.swapaxes(
                layers.conv2d(x, w, b, stride, padding), 0, 1
            ),
            "The first two axes of the output are swapped: images come first, then maps.",
        ),
        Misconception(
            "batch-summed",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(
                np.asarray(x).sum(axis=0, keepdims=True), w, b, stride, padding
            ),
            "The images of the batch are summed; each is treated on its own.",
        ),
        Misconception(
            "channels-last",
            lambda x, w, b, stride=1, padding=0: np.moveaxis(
                layers.conv2d(x, w, b, stride, padding), 1, -1
            ),
            "The maps are the last axis; here they are the second: (N, O, H', W').",
        ),
    ),
)


def conv_layer(answer):
    """Check ``conv_layer(x, weight, bias, stride=1, padding=0)``."""
    return check(CONV_LAYER, answer)
