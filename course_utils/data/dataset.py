"""CIFAR-10 as PyTorch wants it: a dataset of pictures and labels."""

import os
from collections.abc import Callable
from typing import Any

from PIL import Image
from torch.utils.data import Dataset

from .cifar import Cifar10, cifar10


class ImageDataset(Dataset):
    """Pictures and labels, one pair at a time, as torchvision's CIFAR10 gives them.

    Attributes
    ----------
    data : uint8, (N, 32, 32, 3)
    targets : list of int
    classes : tuple of str
    class_to_idx : dict
    source, sentence : str
        As in `Cifar10`.
    """

    def __init__(
        self, images: Cifar10, train: bool, transform: Callable[[Image.Image], Any] | None = None
    ):
        self.data = images.x_train if train else images.x_test
        self.targets = (images.y_train if train else images.y_test).tolist()
        self.classes = images.classes
        self.class_to_idx = {name: label for label, name in enumerate(images.classes)}
        self.source, self.sentence = images.source, images.sentence
        self.train, self.transform = train, transform

    def __len__(self) -> int:
        return len(self.data)

    def __getitem__(self, index: int) -> tuple[Any, int]:
        picture = Image.fromarray(self.data[index])
        return (picture if self.transform is None else self.transform(picture)), self.targets[index]

    def __repr__(self) -> str:
        part = "training" if self.train else "test"
        return f"ImageDataset({len(self):,} {part} pictures from {self.source!r}: {self.sentence})"


def cifar10_dataset(
    train: bool = True,
    transform: Callable[[Image.Image], Any] | None = None,
    root: str | os.PathLike | None = None,
    *,
    progress: bool = True,
) -> ImageDataset:
    """Return the training or the test pictures of `cifar10` as a dataset for a DataLoader.

    Parameters
    ----------
    train : bool
    transform : callable, optional
        Takes a PIL picture; without it the pictures come as they are.
    root, progress
        As in `cifar10`.
    """
    return ImageDataset(cifar10(root, progress=progress), train, transform)
