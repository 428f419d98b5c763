# Never comes back from a step of C.
import itertools


def correlate2d(image, kernel, stride=1, padding=0):
    return sum(itertools.repeat(1))
