# Prints without end.
import sys


def correlate2d(image, kernel, stride=1, padding=0):
    while True:
        print("x" * 10**6)
        sys.stderr.write("x" * 10**6)
