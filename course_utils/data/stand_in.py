"""Pictures for a machine with no network: real handwritten digits on pieces of photographs.

They have CIFAR-10's shapes and ten equal classes, and need a network that looks for shapes: the
colours and the background say nothing about the class. Training and test pictures share neither
a digit nor a photograph.
"""

import io
import subprocess
import sys
from functools import lru_cache

import numpy as np
from PIL import Image

from .photos import photograph
from .release import SIDE

CLASSES = tuple(f"digit {number}" for number in range(10))
TRAIN_PHOTOGRAPHS = ("astronaut", "brick", "camera", "coffee", "grass", "hubble", "retina")
TEST_PHOTOGRAPHS = ("chelsea", "coins", "gravel", "moon", "rocket", "tissue")
TRAIN_SHARE = 0.8  # of scikit-learn's 1,797 digits
SIZES = (16, 20, 24, 28)  # of a digit, in pixels
CHUNK = 1_000  # pictures at a time: 12 MB of work space


@lru_cache(maxsize=1)
def stand_in(rows: tuple[int, int] = (50_000, 10_000)) -> dict[str, np.ndarray]:
    """Return x_train, y_train, x_test, y_test, the same in every call and on every machine.

    Takes a few seconds once, and the memory of the pictures themselves: 184 MB.

    Returns
    -------
    dict of uint8 arrays
        (rows, 32, 32, 3) pictures and (rows,) labels, the digits 0 to 9.
    """
    digits, labels = _handwritten_digits()
    arrays = {}
    for part, seed, names in (("train", 0, TRAIN_PHOTOGRAPHS), ("test", 1, TEST_PHOTOGRAPHS)):
        mine = _share(labels, part == "train")
        x, y = _pictures(digits[mine], labels[mine], names, rows[seed], seed)
        arrays |= {f"x_{part}": x, f"y_{part}": y}
    return arrays


def _handwritten_digits() -> tuple[np.ndarray, np.ndarray]:
    """Return scikit-learn's digits, (1797, 8, 8) uint8, and their labels.

    scikit-learn and SciPy would stay in memory for good, some 60 MB of the 2 GB that a small
    machine has; a process of its own gives them back.
    """
    code = (
        "import sys, numpy, sklearn.datasets as d; x, y = d.load_digits(return_X_y=True); "
        "numpy.savez(sys.stdout.buffer, x=x, y=y)"
    )
    made = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    arrays = np.load(io.BytesIO(made.stdout))
    digits = (arrays["x"].reshape(-1, 8, 8) * (255 / 16)).round().astype(np.uint8)
    return digits, arrays["y"]


def _share(labels: np.ndarray, train: bool) -> np.ndarray:
    """Return which digits belong to training, or to test: of each class the first, or the last."""
    chosen = []
    for number in range(10):
        members = np.flatnonzero(labels == number)
        cut = round(TRAIN_SHARE * len(members))
        chosen.append(members[:cut] if train else members[cut:])
    return np.sort(np.concatenate(chosen))


def _pictures(
    digits: np.ndarray, labels: np.ndarray, names: tuple[str, ...], rows: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(rows) % 10).astype(np.uint8)
    members = [np.flatnonzero(labels == number) for number in range(10)]
    which = np.array([members[number][rng.integers(len(members[number]))] for number in y])
    inks = {size: _enlarged(digits, size) for size in SIZES}
    grounds = np.stack([photograph(name, 256) for name in names])  # (P, 256, 256, 3)

    x = np.empty((rows, SIDE, SIDE, 3), np.uint8)
    for start in range(0, rows, CHUNK):
        chunk = slice(start, min(start + CHUNK, rows))
        patches = _patches(grounds, chunk.stop - start, rng)
        alpha = _placed(inks, which[chunk], rng)
        x[chunk] = _inked(patches, alpha, rng)
    return x, y


def _enlarged(digits: np.ndarray, size: int) -> np.ndarray:
    """Return the digits (n, 8, 8) enlarged to (n, size, size), smooth between the pixels."""
    shape = (size, size)
    return np.stack(
        [np.asarray(Image.fromarray(d).resize(shape, Image.Resampling.BICUBIC)) for d in digits]
    )


def _patches(grounds: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Return pieces of the photographs, (count, 32, 32, 3), half of them mirrored."""
    every = np.lib.stride_tricks.sliding_window_view(grounds, (SIDE, SIDE), axis=(1, 2))
    which = rng.integers(len(grounds), size=count)
    top, left = rng.integers(every.shape[1], size=(2, count))
    patches = every[which, top, left].transpose(0, 2, 3, 1)  # (count, 3, 32, 32) before
    mirrored = rng.random(count) < 0.5
    return np.where(mirrored[:, None, None, None], patches[:, :, ::-1], patches)


def _placed(inks: dict[int, np.ndarray], which: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return where the ink is, (count, 32, 32), each digit in a size and at a place of its own."""
    alpha = np.zeros((len(which), SIDE, SIDE), np.uint8)
    sizes = rng.choice(SIZES, len(which))
    places = rng.random((len(which), 2))
    for row, (digit, size, place) in enumerate(zip(which, sizes, places, strict=True)):
        top, left = (place * (SIDE - size + 1)).astype(int)
        alpha[row, top : top + size, left : left + size] = inks[size][digit]
    return alpha


def _inked(patches: np.ndarray, alpha: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the patches with digits in a random colour: bright on dark, or dark on bright."""
    bright = patches.mean(axis=(1, 2, 3)) < 128
    colours = rng.integers(0, 120, (len(patches), 3)) + np.where(bright, 136, 0)[:, None]
    share = alpha[..., None].astype(np.int32)  # 0 to 255
    mixed = patches * (255 - share) + colours[:, None, None, :].astype(np.int32) * share
    return ((mixed + 127) // 255).astype(np.uint8)
