# Calls itself until the stack is at its end.
import sys

sys.setrecursionlimit(2**31 - 1)


def correlate2d(image, kernel, stride=1, padding=0):
    return correlate2d(image, kernel, stride, padding)
