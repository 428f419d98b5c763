"""What a whole CIFAR-10 is: where it comes from, and how to know that it is that."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

CLASSES = (
    "airplane",
    "automobile",
    "bird",
    "cat",
    "deer",
    "dog",
    "frog",
    "horse",
    "ship",
    "truck",
)

SIDE = 32  # every picture is 32 x 32
ARRAYS = ("x_train", "y_train", "x_test", "y_test")


def _torchvision_class() -> Any:
    from torchvision.datasets import CIFAR10  # here, because it loads torch

    return CIFAR10


@dataclass(frozen=True)
class Release:
    """One published edition of the dataset.

    Parameters
    ----------
    rows : (int, int)
        Pictures to train on, and to test on; each class has a tenth of them.
    channel_sums : ((int, int, int), (int, int, int)) or None
        Sums of all red, green and blue values, of the training and the test pictures: a
        fingerprint that does not depend on the order of the rows.
    dataset : callable
        Gives the class of torchvision's that holds the address and the checksums.
    room : int
        Bytes of free disk that a download needs at its largest moment.
    """

    rows: tuple[int, int] = (50_000, 10_000)
    channel_sums: tuple[tuple[int, int, int], tuple[int, int, int]] | None = (
        (6_415_714_204, 6_295_060_180, 5_829_907_619),
        (1_290_492_328, 1_266_775_083, 1_176_108_223),
    )
    dataset: Callable[[], Any] = _torchvision_class
    room: int = 560_000_000  # 170 MB packed, 186 MB unpacked, 184 MB as .npz, and some air

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shape of each array by its name."""
        train, test = self.rows
        picture = (SIDE, SIDE, 3)
        return dict(
            zip(ARRAYS, ((train, *picture), (train,), (test, *picture), (test,)), strict=True)
        )

    def check_header(self, name: str, shape: tuple[int, ...], dtype: np.dtype) -> None:
        """Raise ValueError where an array has not the shape or kind of number of this release."""
        wanted = self.shapes()[name]
        if shape != wanted:
            raise ValueError(f"{name} has shape {shape} instead of {wanted}")
        fits = dtype.kind in "iu" if name.startswith("y") else dtype == np.uint8
        if not fits:
            raise ValueError(f"{name} holds {dtype} instead of 8-bit numbers")

    def check(self, arrays: dict[str, np.ndarray]) -> None:
        """Raise ValueError where the arrays are not this release; takes a fifth of a second."""
        for name in ARRAYS:
            self.check_header(name, arrays[name].shape, arrays[name].dtype)
        for part, rows in zip(("train", "test"), self.rows, strict=True):
            labels, pixels = arrays[f"y_{part}"], arrays[f"x_{part}"]
            if labels.min() < 0 or labels.max() >= len(CLASSES):
                raise ValueError(f"y_{part} has labels outside 0 to {len(CLASSES) - 1}")
            if (np.bincount(labels, minlength=len(CLASSES)) != rows // len(CLASSES)).any():
                raise ValueError(f"the classes of y_{part} are not of equal size")
            if self.channel_sums is None:
                continue
            sums = tuple(pixels.sum(axis=(0, 1, 2), dtype=np.int64).tolist())
            if sums != self.channel_sums[part == "test"]:
                raise ValueError(f"the pixels of x_{part} do not add up to those of CIFAR-10")


OFFICIAL = Release()
