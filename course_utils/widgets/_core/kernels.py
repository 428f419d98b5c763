"""Kernels as matrices: what every lab that resizes one does alike."""

import numpy as np


def resized(kernels, rows, columns):
    """Crop or extend kernels around their middle, which stays the middle; what is new is zero.

    Of an even number of weights the first of the two in the middle counts, as in 'same' padding.

    Parameters
    ----------
    kernels : numpy.ndarray
        Shape (..., kh, kw).
    rows, columns : int

    Returns
    -------
    numpy.ndarray
        Shape (..., rows, columns).
    """
    for axis, size in ((-2, rows), (-1, columns)):
        before = (size - 1) // 2 - (kernels.shape[axis] - 1) // 2
        after = size - kernels.shape[axis] - before
        kernels = np.moveaxis(kernels, axis, 0)
        kernels = kernels[max(-before, 0) : len(kernels) + min(after, 0)]
        sides = [(max(before, 0), max(after, 0))] + [(0, 0)] * (kernels.ndim - 1)
        kernels = np.moveaxis(np.pad(kernels, sides), 0, axis)
    return kernels
