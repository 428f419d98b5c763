"""What this machine has for the course, what it means, and how to mend what is missing.

Works before anything is installed: only Python's own library is needed, and what is not there is
said to be not there.
"""

import html
import json
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

PACKAGES = ("torch", "torchvision", "jupyterlab", "ipywidgets", "anywidget", "numpy")
MEMORY_WANTED = 2.0  # GB, what Binder gives


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes
    ----------
    name, value : str
        What was looked at, and what was found.
    meaning : str
        What that means for the course.
    mend : str
        What to do about it; empty where nothing has to be done.
    ok : bool
        Whether the course works with it.
    """

    name: str
    value: str
    meaning: str
    mend: str = ""
    ok: bool = True


class Report:
    """The findings, as a table in a notebook and as lines in a terminal."""

    def __init__(self, findings):
        self.findings = tuple(findings)

    def __repr__(self):
        lines = []
        for finding in self.findings:
            lines.append(f"{'ok ' if finding.ok else 'NO '} {finding.name}: {finding.value}")
            lines.append(f"    {finding.meaning}")
            if finding.mend:
                lines.append(f"    To mend: {finding.mend}")
        return "\n".join(lines)

    def _repr_html_(self):
        rows = "".join(
            "<tr>"
            + "".join(
                f"<td style='text-align:left'>{html.escape(text)}</td>"
                for text in (
                    "ok" if finding.ok else "missing",
                    finding.name,
                    finding.value,
                    f"{finding.meaning} {finding.mend}".strip(),
                )
            )
            + "</tr>"
            for finding in self.findings
        )
        return f"<table><tr><th></th><th>what</th><th>found</th><th>meaning</th></tr>{rows}</table>"


def report():
    """Look around and return a `Report`."""
    return Report(
        [
            python(),
            packages(),
            processor(),
            memory(),
            accelerator(),
            dataset(),
            browser(),
            node(),
        ]
    )


def python():
    """Look at this Python."""
    return Finding(
        "Python",
        f"{platform.python_version()} on {platform.system()} {platform.machine()}",
        "The course needs 3.11 or newer.",
        "" if sys.version_info >= (3, 11) else "Install a newer Python from python.org.",
        sys.version_info >= (3, 11),
    )


def packages():
    """Look for the packages that the notebooks import."""
    found, missing = [], []
    for name in PACKAGES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    return Finding(
        "packages",
        ", ".join(found) or "none",
        f"Missing: {', '.join(missing)}." if missing else "All that the notebooks import is there.",
        "python3 course.py lab installs them." if missing else "",
        not missing,
    )


def processor():
    """Count cores and look for bfloat16 arithmetic."""
    cores = os.cpu_count() or 1
    fast = has_bfloat16()
    kind = {True: "with", False: "without", None: "perhaps without"}[fast]
    return Finding(
        "processor",
        f"{cores} cores, {kind} bfloat16 arithmetic",
        "Training uses all cores; "
        + (
            "bfloat16 makes it two to three times faster here." if fast else "it uses float32 here."
        ),
    )


def has_bfloat16():
    """Tell whether the processor multiplies bfloat16 (AVX512-BF16 or AMX); None when unknown."""
    try:
        flags = Path("/proc/cpuinfo").read_text("utf-8", "replace")
    except OSError:
        return None
    return "avx512_bf16" in flags or "amx_bf16" in flags


def memory():
    """Ask the system for the size of its memory."""
    size = memory_gigabytes()
    if size is None:
        return Finding("memory", "unknown", f"The course is made for {MEMORY_WANTED:.0f} GB.")
    enough = size >= MEMORY_WANTED * 0.9
    return Finding(
        "memory",
        f"{size:.1f} GB",
        f"The course is made for {MEMORY_WANTED:.0f} GB.",
        "" if enough else "Close other programs, and one notebook before you open the next.",
        enough,
    )


def memory_gigabytes():
    """Return the memory of this machine, or of its container, in GB; None when unknown."""
    if os.name == "nt":
        return windows_memory_gigabytes()
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return None
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text("utf-8").strip()
        size = min(size, int(limit)) if limit.isdigit() else size
    except OSError:
        pass  # not in a container with a limit: the machine's own size stands
    return size / 1e9


def windows_memory_gigabytes():
    """Return the physical memory that Windows reports, in GB."""
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 6),
        )

    status = Status()
    status.length = ctypes.sizeof(status)
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return status.total / 1e9


def accelerator():
    """Ask torch for a graphics card."""
    try:
        import torch
    except ImportError:
        return Finding("accelerator", "unknown", "torch, which would know, is not installed yet.")
    if torch.cuda.is_available():
        return Finding("accelerator", torch.cuda.get_device_name(0), "Training uses it.")
    if torch.backends.mps.is_available():
        return Finding("accelerator", "Apple MPS", "Training uses it.")
    return Finding("accelerator", "none", "None is needed: every chapter is made for two cores.")


def dataset():
    """Say where CIFAR-10 will come from, without asking the network."""
    try:
        from course_utils.data import cifar10_source
    except ImportError as error:
        return Finding("dataset", "unknown", f"The course's packages are missing ({error.name}).")
    kind, path, sentence = cifar10_source()
    mend = {
        "cache": "",
        "download": "",
        "stand-in": "Connect to a network once, or set COURSE_DATA to a folder with cifar10.npz.",
    }[kind]
    return Finding("dataset", f"{kind}: {path}" if path else kind, sentence, mend)


def browser():
    """Look for the browser that the tests drive; a learner's own one is as good as any."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge", "microsoft-edge")
    named = os.environ.get("COURSE_BROWSER")
    found = named or next(filter(None, map(shutil.which, names)), None)
    return Finding(
        "browser for tests",
        found or "none found on the PATH",
        "Any current browser shows the course; only the tests need a Chromium.",
        "" if found else "For the tests install Chromium or Chrome, or set COURSE_BROWSER.",
    )


def node():
    """Look for Node, which only authors of visualizers need."""
    found = shutil.which("node")
    version = ""
    if found:
        answer = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=60)
        version = answer.stdout.strip()
    return Finding(
        "Node",
        version or "none on the PATH",
        "Only authors of visualizers need it; the bundles are part of the course.",
    )


def main(arguments):
    """Print the report; with ``--json`` as one JSON object."""
    found = report()
    if "--json" in arguments:
        print(json.dumps({finding.name: asdict(finding) for finding in found.findings}))
    else:
        print(found)
    return 0 if all(finding.ok for finding in found.findings) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
