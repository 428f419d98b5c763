# A masked array, in which everything that is compared is hidden.
import numpy as np


def correlate2d(image, kernel, stride=1, padding=0):
    rows = (image.shape[0] + 2 * padding - kernel.shape[0]) // stride + 1
    columns = (image.shape[1] + 2 * padding - kernel.shape[1]) // stride + 1
    return np.ma.masked_all((rows, columns))
