"""Colour maps: the table that the canvases use, for stored pictures and for tests.

The stops live in ``palette.json``, which ``colour.js`` reads too.
"""

import json
from functools import cache
from pathlib import Path

import numpy as np

LEVELS = 256


@cache
def table(name):
    """Return the colours of a map.

    Parameters
    ----------
    name : {"signed", "grey", "sequential"}

    Returns
    -------
    numpy.ndarray
        Shape (256, 3), uint8.
    """
    stops = json.loads(Path(__file__).with_name("palette.json").read_text("utf-8"))[name]
    points = np.array([[int(stop[at : at + 2], 16) for at in (1, 3, 5)] for stop in stops], float)
    at = np.arange(LEVELS) / (LEVELS - 1) * (len(points) - 1)
    left = np.minimum(at.astype(int), len(points) - 2)
    share = (at - left)[:, None]
    return np.floor(points[left] * (1 - share) + points[left + 1] * share + 0.5).astype(np.uint8)


def colourise(values, name, low, high):
    """Turn numbers into colours, as ``colourise`` in ``colour.js`` does.

    Parameters
    ----------
    values : numpy.ndarray
        Any shape, float.
    name : {"signed", "grey", "sequential"}
    low, high : float
        The numbers that get the first and the last colour; numbers outside are held at the ends.

    Returns
    -------
    numpy.ndarray
        Shape of ``values`` plus (3,), uint8.
    """
    values = np.asarray(values, np.float64)
    share = (values - low) / (high - low) if high > low else np.full_like(values, 0.5)
    level = np.floor(np.nan_to_num(np.clip(share, 0, 1)) * (LEVELS - 1) + 0.5).astype(int)
    return table(name)[level]


def symmetric_range(values):
    """Return ``(-m, m)`` with the largest magnitude m, or (-1, 1) where all is zero."""
    most = float(np.max(np.abs(values), initial=0.0)) or 1.0
    return -most, most
