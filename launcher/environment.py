"""The course's own Python environment: made once, remade when broken, filled as the pins change."""

import errno
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import urllib.error
import urllib.request
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEARNER = "requirements.txt"
AUTHOR = "requirements-dev.txt"

# PyTorch's own index of builds without CUDA: hundreds of megabytes instead of gigabytes.
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CPU_INDEX_PATIENCE = 5  # seconds


class Trouble(Exception):  # noqa: N818  (it is shown to people, not raised at programmers)
    """Something that a person can mend; its text is the sentence that they read."""


def folder():
    """Return the environment's folder: `.venv`, or what `COURSE_VENV` names."""
    return Path(os.environ.get("COURSE_VENV") or ROOT / ".venv").expanduser().absolute()


def interpreter():
    """Return where the environment's Python is, whether or not it is there."""
    scripts = "Scripts" if os.name == "nt" else "bin"
    return folder() / scripts / ("python.exe" if os.name == "nt" else "python")


def ensure(requirements):
    """Make the environment hold what a requirements file pins, and return its Python.

    Parameters
    ----------
    requirements : {LEARNER, AUTHOR}

    Raises
    ------
    Trouble
        With no network, a full disk, or a folder that cannot be written.
    """
    python = interpreter()
    stamps = {name: folder() / f"course-{Path(name).stem}.stamp" for name in (LEARNER, AUTHOR)}
    want = fingerprint(requirements)
    # What an author has holds all that a learner needs.
    for name in {requirements, AUTHOR}:
        stamp = stamps[name]
        if python.exists() and stamp.exists() and stamp.read_text("utf-8") == fingerprint(name):
            if works(python):
                return python
            print("The environment in .venv is broken; making it anew.", flush=True)
    if os.environ.get("COURSE_VENV"):
        print(f"COURSE_VENV names {folder()}: installing what is missing there.", flush=True)
    try:
        if not works(python):
            make(python)
        stamps[requirements].unlink(missing_ok=True)
        install(python, requirements)
        stamps[requirements].write_text(want, "utf-8")
    except OSError as error:
        raise Trouble(explain_os_error(error)) from error
    return python


def fingerprint(requirements):
    """Return a digest of the pins that a requirements file reaches, and of this Python."""
    digest = hashlib.sha256(sysconfig.get_python_version().encode())
    for name in (LEARNER, requirements, "constraints.txt"):
        if (ROOT / name).exists():
            digest.update((ROOT / name).read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def works(python):
    """Tell whether the environment's Python runs and is of this Python's version."""
    try:
        found = subprocess.run(
            [python, "-c", "import pip, sysconfig; print(sysconfig.get_python_version())"],
            capture_output=True,
            text=True,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return found.returncode == 0 and found.stdout.strip() == sysconfig.get_python_version()


def make(python):
    """Make the environment from nothing; what was left of an old one goes."""
    home = folder()
    if home.exists():
        if not (home / "pyvenv.cfg").exists() and any(home.iterdir()):
            raise Trouble(
                f"{home} exists and is no Python environment; move it away and try again."
            )
        shutil.rmtree(home)
    print(f"Making a Python environment in {home}", flush=True)
    try:
        venv.create(home, with_pip=True)
    except subprocess.CalledProcessError as error:
        shutil.rmtree(home, ignore_errors=True)
        raise Trouble(
            "Python could not make an environment. On Debian and Ubuntu the package python3-venv "
            f"is needed: sudo apt install python3-venv. (Exit status {error.returncode}.)"
        ) from error
    if not works(python):
        raise Trouble(f"The new environment's Python, {python}, does not run.")


def install(python, requirements):
    """Install the pins with pip, torch without CUDA first where there is no NVIDIA device."""
    print("Installing what the course needs; the first time takes some minutes.", flush=True)
    if wants_cpu_build() and cpu_index_answers():
        pins = [line for line in pinned(LEARNER) if line.startswith(("torch==", "torchvision=="))]
        print("PyTorch without CUDA, from its own index:", flush=True)
        if pip(python, "--index-url", CPU_INDEX, "--no-deps", *pins)[0] != 0:
            print("That index did not serve them; going on with the ordinary one.", flush=True)
    constraints = ["-c", "constraints.txt"] if (ROOT / "constraints.txt").exists() else []
    status, tail = pip(python, "-r", requirements, *constraints)
    if status != 0:
        raise Trouble(explain_pip(tail))


def pinned(requirements):
    """Return the lines of a requirements file that pin a package."""
    lines = (ROOT / requirements).read_text("utf-8").splitlines()
    return [line.strip() for line in lines if "==" in line and not line.startswith("#")]


def wants_cpu_build():
    """Tell whether this is a Linux without an NVIDIA device and torch is not there yet."""
    if not sys.platform.startswith("linux"):
        return False
    if Path("/proc/driver/nvidia").exists() or shutil.which("nvidia-smi"):
        return False
    return not list(folder().glob("lib/python*/site-packages/torch/version.py"))


def cpu_index_answers():
    """Ask PyTorch's CPU index for a sign of life, for five seconds at most."""
    try:
        with urllib.request.urlopen(f"{CPU_INDEX}/torch/", timeout=CPU_INDEX_PATIENCE) as answer:
            return answer.status == 200 and b"+cpu" in answer.read(1 << 20).replace(b"%2B", b"+")
    except (OSError, ValueError, urllib.error.URLError):
        return False


def pip(python, *arguments):
    """Run pip install with its progress in view; return its status and the last lines it said."""
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    tail = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout:
            tail = [*tail[-60:], line.rstrip()]
            if line.startswith(
                ("Collecting", "Downloading", "Installing", "Successfully", "ERROR")
            ):
                print(" ", line.rstrip()[:160], flush=True)
    return process.returncode, "\n".join(tail)


def explain_pip(tail):
    """Turn what pip said last into a sentence."""
    if "No space left" in tail or "Errno 28" in tail or "not enough space" in tail:
        return "The disk is full. Free about 8 GB and call the same command again."
    if any(
        sign in tail
        for sign in ("NewConnectionError", "Temporary failure", "timed out", "ConnectionError")
    ):
        return (
            "The packages could not be fetched: no network, or a firewall in between. Connect and "
            "call the same command again; what was fetched is kept."
        )
    if "No matching distribution" in tail or "Could not find a version" in tail:
        return (
            "A package is not to be had for this Python or this system, or the network is down. "
            "pip said: " + last_error(tail)
        )
    return "pip could not install the pinned packages. It said: " + last_error(tail)


def last_error(tail):
    """Return the last line of pip's that says what failed."""
    lines = [line for line in tail.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines or ["nothing"])[-1]


def explain_os_error(error):
    """Turn a failure of the file system into a sentence."""
    if error.errno == errno.ENOSPC:
        return "The disk is full. Free about 8 GB and call the same command again."
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        place = error.filename or folder()
        return f"{place} cannot be written. Put the course into a folder of yours."
    return f"The environment could not be made: {error}."
