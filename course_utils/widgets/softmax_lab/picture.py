"""What stands for `SoftmaxLab` where no JavaScript runs: three columns of bars."""

import numpy as np

from .._core.base import side_by_side

ROW, BAR, WIDTH = 24, 14, 240  # pixels
INK, PROBABILITY = (0x59, 0x63, 0x6E), (0x00, 0x72, 0xB2)
BELOW, ABOVE = (0x31, 0x82, 0xBD), (0xE6, 0x55, 0x0D)
PAPER, LINE = 242, 150


def bars(logits, probabilities, target, gradient):
    """Draw logits, probabilities with their targets, and the gradient.

    Parameters
    ----------
    logits, probabilities, target, gradient : numpy.ndarray
        Shape (classes,), each.

    Returns
    -------
    numpy.ndarray
        Shape (height, width, 3), uint8.
    """
    reach = max(10.0, np.abs(logits).max())
    left = _column(logits, -reach, reach, INK, INK)
    middle = _column(probabilities, 0, 1, PROBABILITY, PROBABILITY)
    for row, share in enumerate(target):
        at = min(int(share * WIDTH), WIDTH - 2)
        middle[row * ROW + 2 : row * ROW + ROW - 2, at : at + 2] = 0
    largest = max(1.0, np.abs(gradient).max())
    return side_by_side(left, middle, _column(gradient, -largest, largest, BELOW, ABOVE), gap=18)


def _column(values, low, high, below, above):
    """Draw one bar a value, each from 0."""
    picture = np.full((ROW * len(values), WIDTH, 3), 255, np.uint8)
    place = [int((value - low) / (high - low) * (WIDTH - 1)) for value in (0, *values)]
    for row, (value, end) in enumerate(zip(values, place[1:], strict=True)):
        top = row * ROW + (ROW - BAR) // 2
        picture[top : top + BAR] = PAPER
        start, stop = sorted((place[0], end))
        picture[top : top + BAR, start : stop + 1] = above if value > 0 else below
    picture[:, place[0]] = LINE
    return picture
