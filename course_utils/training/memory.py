"""What the C library does with memory that is freed between two steps of training."""

import ctypes
import platform
from contextlib import contextmanager

# From glibc's malloc.h.
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
KEPT = 2**30  # bytes
# By itself glibc raises its thresholds, up to these, as large blocks are freed; one that was ever
# told what to do no longer does, so afterwards it is left where that ends.
MMAP_AFTER = 2**25
TRIM_AFTER = 2 * MMAP_AFTER


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
        library.mallopt(MMAP_THRESHOLD, MMAP_AFTER)
        library.mallopt(TRIM_THRESHOLD, TRIM_AFTER)
        library.malloc_trim(0)
