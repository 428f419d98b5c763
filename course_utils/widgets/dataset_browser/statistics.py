"""What is said of a whole part of a dataset, in one walk through it, a few images at a time."""

from dataclasses import dataclass

import numpy as np

CHUNK = 250  # images at a time: under 1 MB of bytes, 3 MB of numbers


@dataclass(frozen=True)
class Statistics:
    """Sums from which means and standard deviations of any classes follow, exactly.

    Attributes
    ----------
    counts : int64, (classes,)
        How many images each class has.
    sums : int64, (classes, height, width, 3)
        Of the bytes at each place.
    histograms : int64, (classes, 3, 256)
        How often each channel has each value.
    """

    counts: np.ndarray
    sums: np.ndarray
    histograms: np.ndarray

    def mean_image(self, classes):
        """Return the mean of all images of some classes, float64 (height, width, 3), 0 to 255."""
        return self.sums[classes].sum(0) / self.counts[classes].sum()

    def moments(self, classes):
        """Return mean and standard deviation of each channel, float64 (3,) each, 0 to 255."""
        counts, values = self.histograms[classes].sum(0), np.arange(256)
        mean = counts @ values / counts.sum(1)
        spread = (counts * (values - mean[:, None]) ** 2).sum(1) / counts.sum(1)
        return mean, np.sqrt(spread)


def statistics(images, labels, classes):
    """Walk through images once.

    Parameters
    ----------
    images : uint8 array, (N, height, width, 3)
    labels : int array, (N,)
    classes : int
        How many classes there are.

    Returns
    -------
    Statistics
    """
    sums = np.zeros((classes, *images.shape[1:]), np.int64)
    histograms = np.zeros((classes, 3, 256), np.int64)
    for label in range(classes):
        members = np.flatnonzero(labels == label)
        for start in range(0, len(members), CHUNK):
            chunk = images[members[start : start + CHUNK]]
            sums[label] += chunk.sum(0, dtype=np.int64)
            for channel in range(3):
                values = chunk[..., channel].ravel()
                histograms[label, channel] += np.bincount(values, minlength=256)
    return Statistics(np.bincount(labels, minlength=classes), sums, histograms)


def distances(images, image):
    """Return how far each image is from one, pixel by pixel.

    Parameters
    ----------
    images : uint8 array, (N, height, width, 3)
    image : uint8 array, (height, width, 3)

    Returns
    -------
    float64 array, (N,)
        The root of the mean squared difference of the bytes: 0 for the same image, at most 255.
    """
    wanted = image.astype(np.float32)
    squares = np.empty(len(images))
    for start in range(0, len(images), CHUNK):
        apart = images[start : start + CHUNK].astype(np.float32)
        apart -= wanted
        squares[start : start + CHUNK] = np.einsum("nhwc,nhwc->n", apart, apart)
    return np.sqrt(squares / image.size)
