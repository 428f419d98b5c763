"""The course's own Python environment: made once, remade when broken, filled as the pins change."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import venv
from pathlib import Path

from . import ROOT, Trouble
from .install import explain, install

LEARNER = "requirements.txt"
AUTHOR = "requirements-dev.txt"  # all of LEARNER and more
PIN_FILES = {LEARNER: (LEARNER,), AUTHOR: (LEARNER, AUTHOR)}

# Prints the version of a whole environment. pip writes RECORD last: without it pip is half there.
PROBE = (
    "import sys, importlib.metadata as m; m.distribution('pip').read_text('RECORD') or sys.exit(1);"
    "print('%d.%d' % sys.version_info[:2])"
)


def folder():
    """Return the environment's folder: `.venv`, or the one that `COURSE_VENV` lends."""
    return Path(os.environ.get("COURSE_VENV") or ROOT / ".venv").expanduser().absolute()


def interpreter():
    """Return where the environment's Python is, whether or not it is there."""
    return folder() / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def version(python):
    """Return the version of an environment's Python, such as "3.11"; None where it is broken."""
    try:
        found = subprocess.run(
            [python, "-I", "-c", PROBE], capture_output=True, text=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found.stdout.strip() if found.returncode == 0 else None


def ensure(requirements=None):
    """Return the Python of an environment that holds what a requirements file pins.

    An environment that is whole and up to date is left alone, which takes a moment. One that
    `COURSE_VENV` lends is used as it is: nothing is made or installed there.

    Parameters
    ----------
    requirements : {LEARNER, AUTHOR}, optional
        Without it, an environment that works is enough, whatever it holds.

    Raises
    ------
    Trouble
        With no network, a full disk, or a folder that cannot be written.
    """
    python = interpreter()
    found = version(python)
    if os.environ.get("COURSE_VENV"):
        if found is None:
            raise Trouble(
                f"COURSE_VENV is {folder()}, where no Python environment works. Name another, "
                "or unset it, and the course makes its own."
            )
        return python
    try:
        if found is None:
            make()
            found = version(python)
        if requirements is not None:
            fill(python, requirements, found)
    except OSError as error:
        raise Trouble(explain(error)) from error
    return python


def fill(python, requirements, python_version):
    """Install what a requirements file pins, unless it is there."""
    stamp = folder() / "course.stamp"
    written = stamp.read_text("utf-8") if stamp.exists() else None
    # What an author has holds all that a learner needs.
    if written in (fingerprint(name, python_version) for name in (requirements, AUTHOR)):
        return
    # Gone until all is installed: whatever interrupts this, the next call sees it.
    stamp.unlink(missing_ok=True)
    sweep()
    install(python, requirements)
    stamp.write_text(fingerprint(requirements, python_version), "utf-8")


def fingerprint(requirements, python_version):
    """Return a line that changes with the pins of a requirements file and with Python."""
    digest = hashlib.sha256(python_version.encode())
    for name in (*PIN_FILES[requirements], "constraints.txt"):
        digest.update((ROOT / name).read_bytes().replace(b"\r\n", b"\n"))
    return f"{requirements} {digest.hexdigest()}"


def make():
    """Make the environment from nothing; what was left of a broken one goes."""
    home = folder()
    if home.exists() or home.is_symlink():
        print("The Python environment in .venv does not work; making it anew.", flush=True)
        home.unlink() if home.is_symlink() or home.is_file() else shutil.rmtree(home)
    else:
        print("Making a Python environment in .venv", flush=True)
    if importlib.util.find_spec("ensurepip") is None:
        raise Trouble(
            "This Python cannot make environments: its module ensurepip is missing. On Debian and "
            "Ubuntu, `sudo apt install python3-venv` brings it."
        )
    try:
        venv.create(home, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError as error:
        raise Trouble(explain(error)) from error
    # Else Node takes JupyterLab's scripts in there for modules, as package.json above says of ours.
    (home / "package.json").write_text("{}\n", "utf-8")


def sweep():
    """Take away the records of packages that an interrupted install left half there.

    pip would believe them; without them it installs the package again. RECORD is written last.
    """
    for info in folder().glob("[lL]ib/**/site-packages/*.dist-info"):
        if not (info / "RECORD").exists():
            shutil.rmtree(info)
