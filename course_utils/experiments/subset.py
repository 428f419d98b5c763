"""A part of the pictures, and pictures whose pixels are in another order."""

from dataclasses import replace

import numpy as np

from ..data.cifar import first

__all__ = ["first", "permuted"]


def permuted(data, seed: int = 0):
    """Return the record with the pixels of every picture in one and the same new order.

    A pixel keeps its three colours together. Nothing is lost: one permutation, the same for all
    pictures, would put it right. Only who is whose neighbour is gone.

    Parameters
    ----------
    data : course_utils.data.Cifar10
    seed : int
        Of the order.
    """
    height, width = data.x_train.shape[1:3]
    order = np.random.default_rng(seed).permutation(height * width)

    def shuffle(pictures):
        return pictures.reshape(len(pictures), -1, 3)[:, order].reshape(pictures.shape)

    return replace(data, x_train=shuffle(data.x_train), x_test=shuffle(data.x_test))
