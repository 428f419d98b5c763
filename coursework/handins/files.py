"""Find files in folders and archives. Nothing is unpacked; what is needed is read, up to a limit.

An archive's names are never used as paths, so that none can lead out of a folder; links are not
followed; what claims to be small and is not stops at the limit.
"""

import io
import os
import stat
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from ..submission import LARGEST

DEEPEST = 2  # archives in archives: a platform's, and the one that a learner has made
MOST_MEMBERS = 5_000
SKIPPED = {"__MACOSX", ".ipynb_checkpoints", "__pycache__", ".git"}


class Unreadable(Exception):  # noqa: N818  (it reads better where it is raised)
    """A file that cannot be read; the text says why, without naming it."""


@dataclass(frozen=True)
class File:
    """A file somewhere in what was handed in.

    Attributes
    ----------
    parts : tuple of str
        Its path from the folder that was named; an archive counts as a folder.
    when : datetime or None
        Its time of change, as far as it is told.
    read : callable
        Returns its bytes, or raises `Unreadable`.
    """

    parts: tuple
    when: datetime | None
    read: Callable

    @property
    def name(self):
        """The file's own name."""
        return self.parts[-1]


def find(source):
    """Yield every file in a folder or an archive, or the file itself, in order of names.

    Parameters
    ----------
    source : pathlib.Path

    Yields
    ------
    File
        An archive that cannot be opened comes as the file that it is, and raises when it is read.
    """
    if source.is_dir():
        for folder, inner, names in os.walk(source):
            inner[:] = sorted(name for name in inner if not skipped(name))
            for name in sorted(names):
                path = Path(folder, name)
                if not skipped(name) and path.is_file() and not path.is_symlink():
                    yield from opened(on_disk(path, path.relative_to(source).parts))
    else:
        yield from opened(on_disk(source, (source.name,)))


def skipped(name):
    """Tell what no learner hands in on purpose."""
    return name in SKIPPED or name.startswith("._")


def on_disk(path, parts):
    """Return the `File` of a path."""

    def read():
        try:
            if path.stat().st_size > LARGEST:
                raise Unreadable(too_large(path.stat().st_size))
            return path.read_bytes()
        except OSError as error:
            raise Unreadable(f"it cannot be read ({error.strerror}).") from None

    return File(parts, datetime.fromtimestamp(path.stat().st_mtime).astimezone(), read)


def opened(file, depth=0):
    """Yield a file, or what is in it where it is an archive."""
    if not file.name.lower().endswith(".zip"):
        yield file
        return
    try:
        archive = zipfile.ZipFile(io.BytesIO(file.read()))
        members = [one for one in archive.infolist() if wanted(one)]
        if depth >= DEEPEST:
            raise Unreadable("it is an archive in an archive in an archive.")
        if len(members) > MOST_MEMBERS:
            raise Unreadable(f"it holds {len(members):,} files; up to {MOST_MEMBERS:,} are read.")
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        yield refused(file, "it is no zip archive, or a damaged one.")
        return
    except Unreadable as problem:
        yield refused(file, str(problem))
        return
    for member in sorted(members, key=lambda one: one.filename):
        parts = (*file.parts[:-1], file.name[:-4], *names_in(member))
        yield from opened(File(parts, time_of(member), reader(archive, member)), depth + 1)


def refused(file, why):
    """Return a file that says why it cannot be read, when it is."""

    def read():
        raise Unreadable(why)

    return File(file.parts, file.when, read)


def wanted(member):
    """Tell a member that is an ordinary file of a learner's."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    ordinary = kind in (0, stat.S_IFREG)
    return ordinary and not member.is_dir() and not any(map(skipped, names_in(member)))


def names_in(member):
    """Return the names in a member's path, without those that climb."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    return tuple(name for name in path.parts if name not in ("/", "..", ".")) or ("unnamed",)


def time_of(member):
    """Return a member's time of change, which an archive tells without a zone."""
    try:
        return datetime(*member.date_time).astimezone()
    except (ValueError, OverflowError):
        return None


def reader(archive, member):
    """Return a function that reads a member, up to the limit, whatever it says of its size."""

    def read():
        try:
            with archive.open(member) as opened_member:
                data = opened_member.read(LARGEST + 1)
        except RuntimeError:
            raise Unreadable("it is in an archive that asks for a password.") from None
        except Exception as error:  # a damaged archive fails in many ways, zlib's among them
            raise Unreadable(f"it is damaged in its archive ({type(error).__name__}).") from None
        if len(data) > LARGEST:
            raise Unreadable(too_large(max(len(data), member.file_size)))
        return data

    return read


def too_large(size):
    """Say that a file is too large."""
    return f"it has {size / 2**20:,.0f} MB; up to {LARGEST // 2**20} MB are read."
