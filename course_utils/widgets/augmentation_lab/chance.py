"""What each image of a batch draws, and each step in NumPy: the same as in ``ops/augment.js``."""

import math
from dataclasses import dataclass

import numpy as np

from .._core.random import random_numbers

BATCH = 16  # images
SIZE = 32  # pixels, height and width
DRAWS = 12  # random numbers of an image
STEPS = ("crop", "flip", "rotation", "shift", "brightness", "contrast", "saturation", "cutout")
LUMA = np.array([0.2989, 0.587, 0.114], np.float32)  # torchvision's rounding of ITU-R 601


@dataclass(frozen=True)
class Drawn:
    """What one image has drawn.

    Attributes
    ----------
    crop, cutout : (int, int, int)
        Side, top row, left column of a square, pixels.
    flip : bool
    rotation : float
        Degrees, anticlockwise.
    shift : (int, int)
        Pixels down and to the right.
    brightness, contrast, saturation : float
        Factors.
    """

    crop: tuple[int, int, int]
    flip: bool
    rotation: float
    shift: tuple[int, int]
    brightness: float
    contrast: float
    saturation: float
    cutout: tuple[int, int, int]


def drawn(lab, image):
    """Draw for one image.

    Each step has its own random numbers, whatever the others are set to, so that a slider changes
    its own step and no other.

    Parameters
    ----------
    lab : object
        With a number for each of `STEPS`, a ``seed`` and a ``batch``.
    image : int
        Its number in the batch.

    Returns
    -------
    Drawn
    """
    first = (lab.batch * BATCH + image) * DRAWS
    u = ((random_numbers(lab.seed, first + np.arange(DRAWS)) + 1) / 2).tolist()
    side = max(1, math.floor(SIZE * math.sqrt(lab.crop + u[0] * (1 - lab.crop)) + 0.5))
    shift, cutout = lab.shift, lab.cutout

    def factor(share, most):
        return 1 + (2 * share - 1) * most

    return Drawn(
        crop=(side, *(math.floor(share * (SIZE - side + 1)) for share in u[1:3])),
        flip=u[3] < lab.flip,
        rotation=(2 * u[4] - 1) * lab.rotation,
        shift=tuple(math.floor(share * (2 * shift + 1)) - shift for share in u[5:7]),
        brightness=factor(u[7], lab.brightness),
        contrast=factor(u[8], lab.contrast),
        saturation=factor(u[9], lab.saturation),
        cutout=(cutout, *(math.floor(share * (SIZE - cutout + 1)) for share in u[10:12])),
    )


def augmented(image, found, padding):
    """Take an image through all the steps.

    Parameters
    ----------
    image : numpy.ndarray
        Shape (32, 32, 3), float32, 0 to 1; it is not changed.
    found : Drawn
    padding : {"reflect", "zeros"}
        What a shift fills with.

    Returns
    -------
    numpy.ndarray
        Shape (32, 32, 3), float32, 0 to 1.
    """
    side, top, left = found.crop
    if side != SIZE:
        image = resized(image[top : top + side, left : left + side])
    if found.flip:
        image = image[:, ::-1]
    if found.rotation:
        image = rotated(image, found.rotation)
    image = shifted(image, found.shift, padding)
    image = np.clip(image * np.float32(found.brightness), 0, 1)
    image = blended(image, (image @ LUMA).mean(), found.contrast)
    image = blended(image, (image @ LUMA)[..., None], found.saturation)
    side, top, left = found.cutout
    image[top : top + side, left : left + side] = 0
    return image


def blended(image, other, factor):
    """Stretch the distance of an image from another by a factor; a copy, float32, 0 to 1."""
    return np.clip(image * np.float32(factor) + other * np.float32(1 - factor), 0, 1)


def shifted(image, by, padding):
    """Move an image, shape (H, W, 3), down and to the right by whole pixels."""
    border = max(map(abs, by))
    edges = ((border, border), (border, border), (0, 0))
    mode = {"reflect": "reflect", "zeros": "constant"}[padding]
    padded = np.pad(image, edges, mode=mode)
    rows, columns = (slice(border - move, border - move + SIZE) for move in by)
    return padded[rows, columns]


def rotated(image, degrees):
    """Turn an image, shape (H, W, 3), anticlockwise around its middle; zeros come in."""
    height, width = image.shape[:2]
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    y, x = np.mgrid[:height, :width] - np.array([height - 1, width - 1])[:, None, None] / 2
    at_x = cos * x - sin * y + (width - 1) / 2 + 1
    at_y = sin * x + cos * y + (height - 1) / 2 + 1
    return _sampled(np.pad(image, ((1, 2), (1, 2), (0, 0))), at_y, at_x)


def resized(block):
    """Enlarge a block, shape (h, w, 3), to (32, 32, 3), bilinear."""
    places = [
        np.clip((np.arange(SIZE) + 0.5) * size / SIZE - 0.5, 0, size - 1)
        for size in block.shape[:2]
    ]
    edge = np.pad(block, ((0, 1), (0, 1), (0, 0)), mode="edge")
    return _sampled(edge, *np.meshgrid(*places, indexing="ij"))


def _sampled(image, y, x):
    """Read an image between its pixels; places outside are held at the border."""
    rows, columns = image.shape[:2]
    y, x = np.clip(y, 0, rows - 2), np.clip(x, 0, columns - 2)
    top, left = y.astype(int), x.astype(int)
    v, u = (y - top)[..., None], (x - left)[..., None]
    above = image[top, left] * (1 - u) + image[top, left + 1] * u
    below = image[top + 1, left] * (1 - u) + image[top + 1, left + 1] * u
    return (above * (1 - v) + below * v).astype(np.float32)
