# Waits for what never comes.
import threading


def correlate2d(image, kernel, stride=1, padding=0):
    threading.Event().wait()
