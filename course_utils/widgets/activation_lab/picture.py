"""What stands for `ActivationLab` where no JavaScript runs: curves, and bars on a log scale."""

import numpy as np

from .._core.base import ACCENT, side_by_side

WIDTH, HEIGHT = 241, 180  # pixels
INK, SLOPE, LINE = (0x1F, 0x23, 0x28), (0xE6, 0x55, 0x0D), 215
FORWARD = (0x00, 0x72, 0xB2)


def drawing(function, derivative, at, deviation, gradient):
    """Draw a function with its derivative, and the sizes in a stack of layers.

    Parameters
    ----------
    function, derivative : callable
    at : float
        The x that is looked at.
    deviation, gradient : numpy.ndarray
        Shape (layers,), each.

    Returns
    -------
    numpy.ndarray
        Shape (height, width, 3), uint8.
    """
    sizes = [_sizes(deviation, FORWARD), _sizes(gradient, SLOPE)]
    return side_by_side(_curves(function, derivative, at), *sizes, gap=18)


def _curves(function, derivative, at):
    x = np.linspace(-6, 6, WIDTH)
    high, low = max(1.2, function(x).max()), min(-1.2, function(x).min())
    paper = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)

    def row(y):
        return np.rint((high - y) / (high - low) * (HEIGHT - 1)).astype(int)

    paper[row(np.array(0.0))] = LINE
    paper[:, int((at + 6) / 12 * (WIDTH - 1))] = ACCENT
    for curve, colour in ((derivative, SLOPE), (function, INK)):
        rows = row(curve(x))
        for column, (start, end) in enumerate(zip(rows, (*rows[1:], rows[-1]), strict=True)):
            first, last = sorted((start, end))
            paper[max(first - 1, 0) : last + 1, column] = colour
    return paper


def _sizes(values, colour):
    """One bar a layer, from 1e-10 at the bottom to 1e6 at the top; 0 has none."""
    paper = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    one = round(HEIGHT * 6 / 16)
    width = WIDTH // len(values)
    logs = np.log10(np.maximum(values, 1e-10))
    for layer, log in enumerate(np.where(values > 0, logs, 0.0)):
        end = int(np.clip(one - log * HEIGHT / 16, 0, HEIGHT))
        first, last = sorted((one, end))
        paper[first:last, layer * width + 2 : (layer + 1) * width - 2] = colour
    paper[one] = LINE - 100
    return paper
