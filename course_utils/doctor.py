"""What this machine has for the course, what it means, and how to mend what is missing.

Works before anything is installed: only Python's own library is needed, and what is not there is
said to be not there.
"""

import html
import json
import platform
import sys
from dataclasses import asdict, dataclass
from importlib import metadata

from . import machine

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
    cores = machine.cores()
    kind = {True: "with", False: "without", None: "perhaps without"}[machine.has_bfloat16()]
    return Finding(
        "processor",
        f"{cores} core{'s' if cores > 1 else ''}, {kind} bfloat16 arithmetic",
        "Training uses every core. "
        + (
            "In bfloat16 it is two to three times as fast as in float32."
            if machine.has_bfloat16()
            else "It computes in float32, for bfloat16 would be slower."
        ),
    )


def memory():
    """Ask the system for the size of its memory."""
    size = machine.memory()
    if size is None:
        return Finding("memory", "unknown", f"The course is made for {MEMORY_WANTED:.0f} GB.")
    enough = size / 1e9 >= MEMORY_WANTED * 0.9
    return Finding(
        "memory",
        f"{size / 1e9:.1f} GB",
        f"The course is made for {MEMORY_WANTED:.0f} GB.",
        "" if enough else "Close other programs, and one notebook before you open the next.",
        enough,
    )


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
    found = machine.browser()
    return Finding(
        "browser for tests",
        found or "none found",
        "Any current browser shows the course; only the tests need a Chromium.",
        "" if found else "Install Chromium or Chrome, or name one in COURSE_BROWSER.",
    )


def node():
    """Look for Node, which only authors of visualizers need."""
    version = machine.node_version()
    return Finding(
        "Node",
        ".".join(map(str, version)) if version else "none on the PATH",
        "Only authors of visualizers need it. Where 20 or newer is missing, the course brings one.",
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
