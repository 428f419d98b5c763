# A thread changes the array while it is being sent.
import threading

import numpy as np


def correlate2d(image, kernel, stride=1, padding=0):
    out = np.zeros((3, 3))

    def change():
        while True:
            out[:] = np.random.random((3, 3))

    threading.Thread(target=change, daemon=True).start()
    return out
