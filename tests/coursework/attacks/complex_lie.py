# Complex numbers with an infinite imaginary part.
import numpy as np


def correlate2d(image, kernel, stride=1, padding=0):
    rows = (image.shape[0] + 2 * padding - kernel.shape[0]) // stride + 1
    columns = (image.shape[1] + 2 * padding - kernel.shape[1]) // stride + 1
    return np.full((rows, columns), complex(0, float("inf")))
