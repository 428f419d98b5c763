"""What the C library does with memory that is freed between two steps of training."""

import ctypes
import platform
from contextlib import contextmanager

# From glibc's malloc.h, and the values that it begins with, in bytes.
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
TRIM_DEFAULT = MMAP_DEFAULT = 128 * 1024
KEPT = 2**30


@contextmanager
def kept():
    """Keep freed memory within the process, and give it back at the end.

    Every step of training frees maps of many megabytes and asks for the same again. glibc hands
    blocks of that size back to the system at once, which gives them anew page by page, each filled
    with zeros: up to a third of a step's time on two cores (docs/training.md). Other C libraries
    are left as they are.
    """
    library = ctypes.CDLL(None) if platform.libc_ver()[0] == "glibc" else None
    if library is None:
        yield
        return
    library.mallopt(MMAP_THRESHOLD, KEPT)
    library.mallopt(TRIM_THRESHOLD, KEPT)
    try:
        yield
    finally:
        library.mallopt(MMAP_THRESHOLD, MMAP_DEFAULT)
        library.mallopt(TRIM_THRESHOLD, TRIM_DEFAULT)
        library.malloc_trim(0)
