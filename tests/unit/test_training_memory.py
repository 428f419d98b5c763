"""Memory that is freed between steps stays with the process during a run, and not after it."""

import ctypes
import platform
import subprocess
import sys

import pytest

CODE = """
import resource
from contextlib import nullcontext
import torch
from course_utils.training import memory

def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()

def steps():
    for _ in range(20):
        torch.ones(64 * 2**20, dtype=torch.uint8)

torch.set_num_threads(1)
counts = []
for context in (nullcontext(), memory.kept()):
    with context:
        steps()
        before = faults()
        steps()
        counts.append(faults() - before)
print(*counts, resident() < 2**30)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is told what to keep")
def test_pages_are_not_fetched_again_within_a_run():
    """Twenty maps of 64 MB, one after the other: thousands of page faults, or next to none."""
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    usual, kept, small = done.stdout.split()
    assert int(kept) < int(usual) / 10
    assert small == "True"


def test_another_library_is_left_alone(monkeypatch):
    """Where the C library is not glibc, nothing is asked of it."""
    from course_utils.training import memory

    monkeypatch.setattr(platform, "libc_ver", lambda: ("", ""))
    monkeypatch.setattr(ctypes, "CDLL", lambda *_: pytest.fail("the library was loaded"))
    with memory.kept():
        pass


def test_training_loads_neither_a_compiler_nor_torchvision():
    """Triton and TorchVision take 160 MB, a tenth of what a run may hold, and do nothing for it."""
    code = (
        "import sys\nfrom course_utils import training\ntraining.train\n"
        "print(sorted({'triton', 'torchvision'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
