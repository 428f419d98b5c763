"""Compare a canvas with numbers: through the same colour map, one level of rounding allowed."""

import time

import numpy as np

from course_utils.widgets._core.colour import LEVELS, colourise


def differing(pixels, values, name, low, high):
    """Return a sentence on how a canvas differs from numbers on a scale; empty where it shows them.

    Parameters
    ----------
    pixels : numpy.ndarray
        Shape (height, width, 4), uint8, from the canvas.
    values : numpy.ndarray
        Shape (height, width).
    name, low, high
        The colour map and the numbers at its ends.
    """
    if pixels.shape[:2] != values.shape:
        return f"the canvas is {pixels.shape[:2]}, the numbers are {values.shape}"
    if not (pixels[..., 3] == 255).all():
        return "the canvas is transparent somewhere"
    # A number on the edge between two levels may fall to either side in single precision.
    step = (high - low) / (LEVELS - 1)
    shown = [colourise(values + nudge * step, name, low, high) for nudge in (-0.02, 0, 0.02)]
    wrong = ~np.logical_or.reduce([(pixels[..., :3] == one).all(axis=-1) for one in shown])
    return f"{wrong.sum()} of {wrong.size} pixels differ" if wrong.any() else ""


def assert_soon(difference, timeout=10):
    """Assert that a difference is gone soon: the kernel follows the hand a moment later."""
    deadline = time.monotonic() + timeout
    while found := difference():
        assert time.monotonic() < deadline, found
        time.sleep(0.1)
