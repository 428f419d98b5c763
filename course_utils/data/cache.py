"""The folder in which CIFAR-10 is kept, and the one file in it; nothing in it is taken on trust."""

import os
import tempfile
import time
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.lib import format as npy
from platformdirs import user_cache_path

from .release import ARRAYS, Release

FILE = "cifar10.npz"
LITTER = ".cifar10-part-"  # what an unfinished download or save is called
STALE_SECONDS = 3600  # litter that nobody has written to for so long belongs to a dead process


class UnbelievableError(Exception):
    """A file that is not the whole, unaltered dataset; the text is one sentence."""


def folder(root: str | os.PathLike | None = None) -> Path:
    """Return the folder: `root`, else what COURSE_DATA names, else a cache folder of the user's."""
    named = root or os.environ.get("COURSE_DATA")
    if named:
        return Path(named).expanduser().absolute()
    return user_cache_path("convolution-course", appauthor=False)


def why_not_writable(place: Path) -> str | None:
    """Return None where files can be kept in `place`, which is made if need be, else why not."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):  # asking the system is no proof: try
            return None
    except OSError as problem:
        if place.exists() and not place.is_dir():
            return f"{place} is a file, not a folder, so nothing can be kept there."
        verb = "written to" if place.is_dir() else "made"
        reason = problem.strerror or problem
        return f"The folder {place} cannot be {verb} ({reason}), so nothing can be kept there."


def look(path: Path, release: Release) -> None:
    """Raise UnbelievableError where the file's table of contents is wrong; reads no pixel."""
    try:
        with zipfile.ZipFile(path) as pack:
            for name in ARRAYS:
                with pack.open(f"{name}.npy") as member:
                    version = npy.read_magic(member)
                    read = (
                        npy.read_array_header_1_0
                        if version == (1, 0)
                        else npy.read_array_header_2_0
                    )
                    shape, _, dtype = read(member)
                release.check_header(name, shape, dtype)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError) as problem:
        raise UnbelievableError(_sentence(path, problem)) from problem


def load(path: Path, release: Release) -> dict[str, np.ndarray]:
    """Return the four arrays of a file, each byte checked, or raise UnbelievableError.

    A file that has not changed is read once in a process.
    """
    try:
        state = path.stat()
    except OSError as problem:
        raise UnbelievableError(_sentence(path, problem)) from problem
    return _load(path, state.st_mtime_ns, state.st_size, release)


def forget() -> None:
    """Let go of the arrays that were read last, so that they are freed once nobody has them."""
    _load.cache_clear()


@lru_cache(maxsize=1)
def _load(path: Path, _changed: int, _size: int, release: Release) -> dict[str, np.ndarray]:
    look(path, release)  # first: a false header could ask for more memory than there is
    try:
        with np.load(path) as pack:  # reading a member to its end checks its CRC
            arrays = {name: pack[name] for name in ARRAYS}
        release.check(arrays)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError) as problem:
        raise UnbelievableError(_sentence(path, problem)) from problem
    return arrays


def _sentence(path: Path, problem: Exception) -> str:
    reason = str(problem).strip("'\"").rstrip(".") or type(problem).__name__
    return f"{path} is not the whole, unaltered dataset and is not used ({reason})."


def save(path: Path, arrays: dict[str, np.ndarray], set_aside: bool = False) -> None:
    """Write the arrays so that `path` is at every moment either absent, the old file or whole.

    With `set_aside` a file that stands there is kept beside it under another name; without, it
    can only be what another process has just downloaded too.

    Raises
    ------
    OSError
        Where the disk is full or the folder cannot be written to; then nothing has changed.
    """
    handle, name = tempfile.mkstemp(prefix=LITTER, suffix=".npz", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **arrays)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)  # mkstemp lets nobody else read; a class may share one folder
        if set_aside and path.exists():
            path.rename(_free_name(path))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _free_name(path: Path) -> Path:
    number = 1
    while (name := path.with_name(f"{path.stem}.set-aside-{number}{path.suffix}")).exists():
        number += 1
    return name


def sweep(place: Path) -> None:
    """Remove what killed processes left behind: never believed, but large."""
    for item in place.glob(f"{LITTER}*"):
        files = [item, *item.rglob("*")] if item.is_dir() else [item]
        try:
            if time.time() - max(file.stat().st_mtime for file in files) < STALE_SECONDS:
                continue  # perhaps another process is at work on it
            for file in reversed(files):
                file.rmdir() if file.is_dir() else file.unlink()
        except OSError:
            continue  # another process was faster, or it is not ours: it does no harm
