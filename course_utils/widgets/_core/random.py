"""Random numbers that the browser and the kernel draw alike."""

import numpy as np


def random_numbers(seed, places):
    """Return numbers that depend on seed and place alone, as ``randomWeight`` does in the browser.

    Parameters
    ----------
    seed : int
    places : numpy.ndarray
        Whole numbers from 0, any shape.

    Returns
    -------
    numpy.ndarray
        Shape of `places`, float64, uniform from -1 to 1.

    Notes
    -----
    Mulberry32 by Tommy Ettinger; its state only counts up, so a number depends on its place alone.
    """
    state = (seed * 0x9E3779B9 + (np.asarray(places) + 1) * 0x6D2B79F5) % 2**32
    z = state.astype(np.uint32)
    z = (z ^ (z >> np.uint32(15))) * (z | np.uint32(1))
    z = z ^ (z + (z ^ (z >> np.uint32(7))) * (z | np.uint32(61)))
    return (z ^ (z >> np.uint32(14))) / 2**31 - 1
