"""The network of `LinearLab`: weights drawn by a seed, and what it says of points, by NumPy."""

import math

import numpy as np

from course_utils import layers

from .._core.random import random_numbers

MOST_HIDDEN = 8
# Where the numbers of each part begin in the row of random numbers of a seed; see network.js.
_FIRST = {"angle": 0, "offset": 100, "weight": 200, "bias": 300}


def hundredths(values):
    """Round as the browser does."""
    return np.floor(100 * values + 0.5) / 100


def drawn(seed, classes, hidden):
    """Draw the weights of a network.

    Parameters
    ----------
    seed : int
    classes : int
    hidden : int
        Units of the hidden layer; 0 for none.

    Returns
    -------
    dict of str to numpy.ndarray
        ``weight`` (classes, hidden or 2), ``bias`` (classes,), ``hidden_weight`` (hidden, 2), each
        row of length 1, ``hidden_bias`` (hidden,); in hundredths.
    """

    def part(name, *shape):
        places = np.arange(math.prod(shape)).reshape(shape)
        return random_numbers(seed, _FIRST[name] + places)

    angles = math.pi * part("angle", hidden)
    return {
        "weight": hundredths(part("weight", classes, MOST_HIDDEN)[:, : hidden or 2]),
        "bias": hundredths(0.5 * part("bias", classes)),
        "hidden_weight": hundredths(np.column_stack([np.cos(angles), np.sin(angles)])),
        "hidden_bias": hundredths(part("offset", hidden)),
    }


def probabilities(points, weight, bias, hidden_weight, hidden_bias):
    """Return what the network says of points, by the layers of the chapter.

    Parameters
    ----------
    points : (N, 2)
    weight, bias, hidden_weight, hidden_bias
        As `drawn` gives them.

    Returns
    -------
    numpy.ndarray
        Shape (N, classes), float64; each row sums to 1.
    """
    x = points
    if len(hidden_bias):
        x = layers.relu(layers.linear(x, hidden_weight, hidden_bias))
    return layers.softmax(layers.linear(x, weight, bias))
