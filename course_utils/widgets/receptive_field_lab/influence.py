"""How much each pixel weighs on one unit of a stack of layers, in NumPy.

It is the walk backwards that ``ops/receptive_field.js`` makes in the browser: along one axis, a
transposed convolution of a single one, layer by layer. Nothing is approximated.
"""

from dataclasses import dataclass

import numpy as np

from .._core.random import random_numbers

LARGEST_KERNEL = 11
MOST_LAYERS = 8


@dataclass(frozen=True)
class Axis:
    """A stack laid out along one axis, as far as it fits.

    Attributes
    ----------
    layers : tuple of (kernel, stride, dilation)
        Those that fit.
    sizes : tuple of int
        Cells of the input, then of the map after each layer that fits.
    padding : tuple of (int, int)
        Zeros before and after the map that each layer reads.
    """

    layers: tuple
    sizes: tuple
    padding: tuple

    def field(self, unit):
        """Return (first cell, length) of what a unit of the last map sees; it may stick out."""
        start, length = unit, 1
        for (kernel, stride, dilation), (before, _) in zip(
            reversed(self.layers), reversed(self.padding), strict=True
        ):
            start = start * stride - before
            length = (length - 1) * stride + dilation * (kernel - 1) + 1
        return start, length

    def nearest_unit(self, cell):
        """Return the unit of the last map whose field is centred nearest to a cell."""
        start, length = self.field(0)
        jump = int(np.prod([stride for _, stride, _ in self.layers], dtype=int))
        wanted = int(np.floor((cell - (start + (length - 1) / 2)) / jump + 0.5))
        return min(max(wanted, 0), self.sizes[-1] - 1)


def lay_out(layers, size, same):
    """Lay a stack out along one axis, up to the first layer that does not fit.

    Parameters
    ----------
    layers : sequence of (kernel, stride, dilation)
    size : int
        Cells of the input.
    same : bool
        Pad each layer by ``dilation * (kernel - 1)`` zeros, the odd one at the end, so that
        ``ceil(size / stride)`` cells come out.

    Returns
    -------
    Axis
    """
    sizes, padding = [size], []
    for kernel, stride, dilation in layers:
        span = dilation * (kernel - 1)
        before, after = (span // 2, span - span // 2) if same else (0, 0)
        room = sizes[-1] + before + after - span - 1
        if room < 0:
            break
        sizes.append(room // stride + 1)
        padding.append((before, after))
    return Axis(tuple(layers[: len(padding)]), tuple(sizes), tuple(padding))


def random_weights(seed, draw, level, kernel):
    """Return the random weights of one layer, the same that the browser finds.

    Parameters
    ----------
    seed, draw, level, kernel : int
        `level` counts layers from 0.

    Returns
    -------
    numpy.ndarray
        Shape (kernel, kernel), float64, uniform from -1 to 1.
    """
    first = (draw * MOST_LAYERS + level) * LARGEST_KERNEL**2
    taps = np.arange(LARGEST_KERNEL**2).reshape(LARGEST_KERNEL, -1)[:kernel, :kernel]
    return random_numbers(seed, first + taps)


def box_profile(axis, unit):
    """Return how much each cell weighs on a unit when all weights are 1 / kernel.

    Parameters
    ----------
    axis : Axis
    unit : int

    Returns
    -------
    numpy.ndarray
        Shape (cells of the input,), float64.
    """
    weights = np.zeros(axis.sizes[-1])
    weights[unit] = 1
    for level in reversed(range(len(axis.layers))):
        kernel, stride, dilation = axis.layers[level]
        before, after = axis.padding[level]
        below = np.zeros(axis.sizes[level] + before + after)
        for tap in range(kernel):
            stop = tap * dilation + stride * (len(weights) - 1) + 1
            below[tap * dilation : stop : stride] += weights / kernel
        weights = below[before : before + axis.sizes[level]]
    return weights


def random_share(rows, columns, unit, seed, draws):
    """Return each pixel's share of the squared derivative, averaged over random weights.

    Parameters
    ----------
    rows, columns : Axis
        The same layers along both axes.
    unit : (int, int)
    seed, draws : int

    Returns
    -------
    numpy.ndarray
        Shape (rows, columns of the input), float64, its sum 1.
    """
    total = np.zeros((rows.sizes[0], columns.sizes[0]))
    for draw in range(draws):
        gradient = np.zeros((rows.sizes[-1], columns.sizes[-1]))
        gradient[unit] = 1
        for level in reversed(range(len(rows.layers))):
            kernel, stride, dilation = rows.layers[level]
            (top, bottom), (left, right) = rows.padding[level], columns.padding[level]
            height, width = rows.sizes[level], columns.sizes[level]
            below = np.zeros((height + top + bottom, width + left + right))
            weights = random_weights(seed, draw, level, kernel)
            for i, j in np.ndindex(kernel, kernel):
                down = slice(
                    i * dilation, i * dilation + stride * (gradient.shape[0] - 1) + 1, stride
                )
                across = slice(
                    j * dilation, j * dilation + stride * (gradient.shape[1] - 1) + 1, stride
                )
                below[down, across] += weights[i, j] * gradient
            gradient = below[top : top + height, left : left + width]
        total += gradient**2
    return total / (total.sum() or 1)
