"""The labelled points of `LinearLab`: sets that a line can part, and sets that none can."""

from functools import cache

import numpy as np

EACH = 30  # points of a class
EDGE = 3.0  # the plane shows -3 to 3 on both axes
# Name of a set: how many classes it has.
CLASSES = {"two clouds": 2, "three clouds": 3, "rings": 2, "XOR": 2, "moons": 2}
PARTED = ("two clouds", "three clouds")  # by lines; held to it by a linear programme in the tests


def _clouds(draw, centres, spread):
    # Cut off at two spreads, so that no stray point lies among those of another cloud.
    noise = np.clip(draw.normal(size=(len(centres), EACH, 2)), -2, 2)
    return np.array(centres)[:, None] + spread * noise


def _rings(draw):
    angles = draw.uniform(0, 2 * np.pi, (2, EACH))
    radii = np.stack([0.9 * np.sqrt(draw.uniform(size=EACH)), draw.uniform(1.7, 2.5, EACH)])
    return radii[..., None] * np.stack([np.cos(angles), np.sin(angles)], -1)


def _xor(draw):
    corners = np.array([[[1, 1], [-1, -1]], [[-1, 1], [1, -1]]])  # class, half, axis
    centres = 1.5 * corners.repeat(EACH // 2, axis=1)
    return centres + 0.45 * np.clip(draw.normal(size=(2, EACH, 2)), -2, 2)


def _moons(draw):
    angle = np.linspace(0, np.pi, EACH)
    upper = np.stack([1.6 * np.cos(angle) - 0.8, 1.6 * np.sin(angle) - 0.5], -1)
    return np.stack([upper, -upper]) + 0.15 * np.clip(draw.normal(size=(2, EACH, 2)), -2, 2)


_MAKERS = {
    "two clouds": lambda draw: _clouds(draw, [(-1.1, -0.9), (1.1, 1.0)], 0.55),
    "three clouds": lambda draw: _clouds(draw, [(-1.5, -1.2), (1.6, -0.9), (0.0, 1.7)], 0.5),
    "rings": _rings,
    "XOR": _xor,
    "moons": _moons,
}


@cache
def labelled(name):
    """Return the points of a set and their classes, the same every time.

    Parameters
    ----------
    name : str
        Of `CLASSES`.

    Returns
    -------
    points : numpy.ndarray
        Shape (N, 2), float64, rounded to hundredths, read-only.
    labels : numpy.ndarray
        Shape (N,), int64, from 0, read-only.
    """
    by_class = np.round(_MAKERS[name](np.random.default_rng(3)), 2)
    points, labels = by_class.reshape(-1, 2), np.arange(len(by_class)).repeat(EACH)
    points.setflags(write=False)
    labels.setflags(write=False)
    return points, labels
