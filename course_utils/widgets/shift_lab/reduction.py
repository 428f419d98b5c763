"""Moving a picture and making it smaller, in NumPy, as ``ops/shift.js`` does in the browser.

Everything wraps around at the edges, so that a moved picture holds exactly the same content.
"""

import numpy as np

LOBES = 3


def lanczos_taps(fraction):
    """Return Lanczos' six weights for a move by a fraction of a cell.

    Output n is the sum over i from -3 to 2 of ``taps[i + 3] * x[n + i]``.

    Parameters
    ----------
    fraction : float
        From 0 up to 1.

    Returns
    -------
    numpy.ndarray
        Shape (6,), float64, its sum 1.
    """
    x = np.arange(-LOBES, LOBES) + fraction
    taps = np.sinc(x) * np.sinc(x / LOBES)
    return taps / taps.sum()


def moved(image, shift, direction):
    """Move an image to the right, down or both, by any number of pixels.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (H, W).
    shift : float
    direction : {"across", "down", "diagonally"}

    Returns
    -------
    numpy.ndarray
        Shape (H, W), float64.
    """
    whole = int(np.floor(shift))
    taps = lanczos_taps(shift - whole)
    axes = {"across": (1,), "down": (0,), "diagonally": (1, 0)}[direction]
    for axis in axes:
        image = sum(
            tap * np.roll(image, whole - i, axis)
            for i, tap in zip(range(-LOBES, LOBES), taps, strict=True)
        )
    return image


def divisible(image, factor):
    """Return the middle of an image whose rows and columns the factor divides."""
    height, width = (size - size % factor for size in image.shape)
    if 0 in (height, width):
        raise ValueError(
            f"The picture has {image.shape[0]} × {image.shape[1]} pixels; to be made {factor} "
            f"times smaller it needs at least {factor} × {factor}."
        )
    top, left = (image.shape[0] - height) // 2, (image.shape[1] - width) // 2
    return image[top : top + height, left : left + width]


def triangle(factor):
    """Return 2 factor - 1 weights, a box convolved with itself, their sum 1."""
    return np.convolve(np.ones(factor), np.ones(factor)) / factor**2


def wrapped(image, kernel):
    """Cross-correlate with a kernel of odd sizes that wraps around; shape (H, W)."""
    rows, columns = kernel.shape
    return sum(
        kernel[i, j] * np.roll(image, (rows // 2 - i, columns // 2 - j), (0, 1))
        for i, j in np.argwhere(kernel)
    )


def reduced(image, reduction, factor, kernel):
    """Make an image smaller by a factor that divides its rows and columns.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (H, W).
    reduction : {"max", "average", "strided", "blurred"}
    factor : int
    kernel : numpy.ndarray
        Shape (3, 3), of the two convolutions.

    Returns
    -------
    numpy.ndarray
        Shape (H / factor, W / factor).

    References
    ----------
    Zhang, "Making convolutional networks shift-invariant again", 2019.
    """
    height, width = image.shape
    if reduction in ("max", "average"):
        blocks = image.reshape(height // factor, factor, width // factor, factor)
        return blocks.max((1, 3)) if reduction == "max" else blocks.mean((1, 3))
    answered = wrapped(image, kernel)
    if reduction == "blurred":
        weights = triangle(factor)
        answered = wrapped(wrapped(answered, weights[None]), weights[:, None])
    return answered[::factor, ::factor]


def relative_change(output, reference):
    """Return how much an output differs, as a share of the reference's standard deviation."""
    difference = np.mean((output - reference) ** 2)
    if difference < 1e-12:  # what single precision leaves of equal numbers
        return 0.0
    contrast = reference.std()
    return float(np.sqrt(difference) / contrast) if contrast > 0 else float("inf")
