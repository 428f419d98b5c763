"""Packages by pip: PyTorch without CUDA where that will do, and failures said in sentences."""

import errno
import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections import deque
from functools import partial
from pathlib import Path

from . import ROOT, Trouble
from .progress import Progress

# PyTorch's own index of builds without CUDA: a tenth of the download, 4 GB less on the disk.
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CPU_INDEX_PATIENCE = 5  # seconds

FULL_DISK = (
    "The disk is full. The course needs about 2 GB, or 8 GB with an NVIDIA card. Free some space "
    "and give the same command again: it goes on where it stopped."
)
NO_NETWORK = (
    "The packages could not be fetched: there is no network, or a proxy or firewall is in "
    "between. Connect and give the same command again: what has arrived is kept."
)
SIGNS = {
    FULL_DISK: r"No space left|Errno 28\b|WinError 112\b|not enough space|Disk quota exceeded",
    NO_NETWORK: r"connection broken|ConnectionError|NameResolution|name resolution|timed? ?out"
    r"|ProxyError|SSLError|Max retries|Failed to establish",
}


def install(python, requirements):
    """Install what a requirements file pins into the environment of `python`.

    Raises
    ------
    Trouble
        When pip fails; the text says why and what to do.
    """
    print("Installing what the course needs. The first time takes a few minutes.", flush=True)
    pins = pinned(ROOT / "requirements.txt") | pinned(ROOT / "constraints.txt")
    if not is_installed(python, "pip", pins["pip"]):
        # Python's own is often too old to tell how far it is, or to resume a broken download.
        must(run_pip(python, f"pip=={pins['pip']}", bar="off"))
    torch = [f"{name}=={pins[name]}" for name in ("torch", "torchvision")]
    if may_do_without_cuda() and not is_installed(python, "torch", pins["torch"]):
        take_cpu_builds(python, torch)
    must(run_pip(python, "-r", requirements, "-c", "constraints.txt"))


def must(complaints):
    """Raise Trouble with a sentence where pip had complaints."""
    if complaints is not None:
        raise Trouble(explain_pip(complaints))


def take_cpu_builds(python, pins):
    """Try to install PyTorch from its own index of CPU builds; the ordinary ones do as well."""
    # No dependencies: this index has few of them. The install that follows adds them.
    options = ["--index-url", CPU_INDEX, "--no-deps"]
    if cpu_index_answers() and run_pip(python, *options, *pins) is None:
        return
    print("PyTorch's CPU builds are not to be had; taking the ordinary ones.", flush=True)


def pinned(path):
    """Return the exact pins of a requirements file.

    Parameters
    ----------
    path : pathlib.Path

    Returns
    -------
    dict of str to str
        Package to version, names in lower case.
    """
    pins = re.findall(r"^([\w.-]+)==([\w.+!-]+)", path.read_text("utf-8"), re.MULTILINE)
    return {name.lower(): version for name, version in pins}


def may_do_without_cuda():
    """Tell whether this is a Linux without an NVIDIA card; elsewhere there is one build only."""
    return sys.platform.startswith("linux") and not (
        Path("/proc/driver/nvidia").exists()
        or any(Path("/dev").glob("nvidia*"))
        or shutil.which("nvidia-smi")
    )


def is_installed(python, name, wanted):
    """Tell whether an environment holds a package in the wanted version, whichever its build."""
    ask = "import sys, importlib.metadata as m; print(m.version(sys.argv[1]).split('+')[0])"
    found = subprocess.run([python, "-I", "-c", ask, name], capture_output=True, text=True)
    return found.stdout.strip() == wanted


def cpu_index_answers():
    """Ask PyTorch's CPU index for a sign of life, through a proxy if one is set."""
    answers = []

    def ask():
        try:
            with urllib.request.urlopen(CPU_INDEX, timeout=CPU_INDEX_PATIENCE) as answer:
                answers.append(answer.status == 200)
        except (OSError, ValueError):
            answers.append(False)

    # In a thread, for looking up a name has no time limit of its own.
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(CPU_INDEX_PATIENCE)
    return answers == [True]


def run_pip(python, *arguments, bar="raw"):
    """Run `pip install`; return what it said last if it failed, or None when all went well."""
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    # Somebody's PIP_USER would send the packages past the environment.
    environment = {**os.environ, "PIP_USER": "0", "PYTHONUNBUFFERED": "1"}
    said = deque(maxlen=200)
    with (
        subprocess.Popen(
            [*command, "--progress-bar", bar, *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process,
        Progress(partial(count_packages, python)) as progress,
    ):
        for line in process.stdout:
            progress.tell(line)
            said.append(line.strip())
    return "\n".join(said) if process.returncode else None


def count_packages(python):
    """Return how many packages an environment holds."""
    return sum(1 for _ in Path(python).parents[1].glob("[lL]ib/**/site-packages/*.dist-info"))


def explain_pip(complaints):
    """Turn what pip complained of into a sentence."""
    lines = complaints.splitlines()
    errors = [line for line in lines if line.startswith(("ERROR", "WARNING", "error"))]
    for sentence, signs in SIGNS.items():
        if re.search(signs, "\n".join(errors)):
            return sentence
    if "ResolutionImpossible" in complaints:
        return "The pinned versions exclude each other; `python3 course.py pins` mends that."
    said = (errors or lines or ["nothing"])[-1]
    if re.search("No matching distribution|Could not find a version", complaints):
        return (
            f"A pinned package is not made for Python {sys.version_info[0]}.{sys.version_info[1]} "
            f"on this machine; another Python from 3.11 on may do. pip said: {said}"
        )
    return f"pip could not install the pinned packages. It said: {said}"


def explain(error):
    """Turn a failure to write the environment into a sentence.

    Parameters
    ----------
    error : OSError or subprocess.CalledProcessError
    """
    said = getattr(error, "output", None) or b""
    if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or re.search(
        SIGNS[FULL_DISK], said.decode(errors="replace")
    ):
        return FULL_DISK
    if isinstance(error, PermissionError) or getattr(error, "errno", None) == errno.EROFS:
        return f"{error.filename} cannot be written. Put the course into a folder of your own."
    lines = said.decode(errors="replace").strip().splitlines()
    return f"The Python environment could not be made: {lines[-1] if lines else error}."
