# Complex numbers with an infinite imaginary part.
import numpy as np


def correlate2d(image, kernel, stride=1, padding=0):
    return np.full((2, 2), complex(0, float("inf")))
