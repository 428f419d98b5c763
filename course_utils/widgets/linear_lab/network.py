"""The network of `LinearLab`: weights drawn by a seed, and what it says of points, by NumPy."""

import math

import numpy as np

from course_utils import layers

MOST_HIDDEN = 8
# Where the numbers of each part begin in the row of random numbers of a seed; see network.js.
_FIRST = {"angle": 0, "offset": 100, "weight": 200, "bias": 300}


def random_number(seed, index):
    """Return a number from -1 to 1 that depends on seed and index alone, as ``randomWeight`` does.

    Mulberry32 by Tommy Ettinger, whose state only counts up.
    """
    z = (seed * 0x9E3779B9 + (index + 1) * 0x6D2B79F5) % 2**32
    z = (z ^ z >> 15) * (z | 1) % 2**32
    z ^= (z + (z ^ z >> 7) * (z | 61)) % 2**32
    return (z ^ z >> 14) / 2**31 - 1


def hundredths(value):
    """Round as the browser does."""
    return math.floor(100 * value + 0.5) / 100


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

    def part(name, index):
        return random_number(seed, _FIRST[name] + index)

    angles = [math.pi * part("angle", unit) for unit in range(hidden)]
    columns = hidden or 2
    return {
        "weight": np.array(
            [
                [hundredths(part("weight", k * MOST_HIDDEN + i)) for i in range(columns)]
                for k in range(classes)
            ]
        ),
        "bias": np.array([hundredths(0.5 * part("bias", k)) for k in range(classes)]),
        "hidden_weight": np.array(
            [[hundredths(math.cos(a)), hundredths(math.sin(a))] for a in angles]
        ).reshape(hidden, 2),
        "hidden_bias": np.array([hundredths(part("offset", unit)) for unit in range(hidden)]),
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
