# Tries to become root, to mount, to change root and to make namespaces.
import ctypes
import os


def correlate2d(image, kernel, stride=1, padding=0):
    libc = ctypes.CDLL(None)
    for act in (
        lambda: os.setuid(0),
        lambda: os.chroot("/tmp"),
        lambda: libc.unshare(0x10000000) == 0 or 1 / 0,
        lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0 or 1 / 0,
        lambda: libc.umount2(b"/site/0", 2) == 0 or 1 / 0,
        lambda: os.mknod("/tmp/disk", 0o60600, os.makedev(8, 0)),
        lambda: libc.ptrace(16, 1, 0, 0) == 0 or 1 / 0,
        lambda: libc.setns(0, 0) == 0 or 1 / 0,
    ):
        try:
            act()
        except (OSError, ZeroDivisionError):
            continue
        raise ValueError("FOUND-THE-" + "DECOY")
    return 0
