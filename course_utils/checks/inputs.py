"""What the strategies of the exercises are made of: small arrays of whole numbers."""

import numpy as np
from hypothesis import strategies as st

# Made simpler, they become 1: a 0 would hide what is done to it.
digits = st.integers(-5, 8).map(lambda number: number + 1)
parts = st.sampled_from([1, 1, 1, 4])  # what arrays are divided by: some hold fractions


def array(draw, shape, numbers=digits):
    """Return an array of small numbers, drawn one by one so that it can be made simpler.

    Parameters
    ----------
    draw : callable
        As a Hypothesis composite gets it.
    shape : tuple of int
    numbers : hypothesis strategy

    Returns
    -------
    float64, of `shape`
    """
    count = int(np.prod(shape))
    values = draw(st.lists(numbers, min_size=count, max_size=count))
    return np.array(values, float).reshape(shape)


def volume(*shape):
    """Return digits from -3 to 6, no two neighbours alike, so that a mixed-up place shows."""
    values = np.arange(1.0, np.prod(shape) + 1).reshape(shape)
    return (values * 7) % 10 - 3


def fractions(*arrays):
    """Tell whether there is a number in them that is not whole."""
    return any((np.asarray(array) % 1 != 0).any() for array in arrays)
