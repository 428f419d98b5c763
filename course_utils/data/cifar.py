"""CIFAR-10: from the cache, else from the network, else a stand-in that says what it is."""

import os
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import numpy as np

from . import cache, stand_in
from .download import PATIENCE, DownloadError, Patience, download
from .release import CLASSES, OFFICIAL, Release

Source = Literal["cache", "download", "stand-in"]
RETRY_SECONDS = 60  # a network that failed is left alone for so long, else every call would wait

_failed: dict[Path, tuple[float, str]] = {}  # folder: (when, the sentence)
_unkept: dict[Path, dict[str, np.ndarray]] = {}  # downloads that no folder could take


@dataclass(frozen=True, eq=False, repr=False)
class Cifar10:
    """The pictures of CIFAR-10, or of its stand-in, as arrays.

    All callers in a process get the same arrays: copy before you change them.

    Attributes
    ----------
    x_train, x_test : uint8, (50000, 32, 32, 3) and (10000, 32, 32, 3)
    y_train, y_test : int64, (50000,) and (10000,), from 0 to 9
    source : 'cache', 'download' or 'stand-in'
    sentence : str
        What these pictures are and, where they are not what one would expect, why.
    classes : tuple of str
        The name of each label.
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    source: Source
    sentence: str
    classes: tuple[str, ...] = CLASSES

    def __repr__(self) -> str:
        return f"Cifar10({self.source!r}: {self.sentence})"


def offline() -> bool:
    """Return whether COURSE_OFFLINE forbids the network."""
    return os.environ.get("COURSE_OFFLINE", "").strip().lower() not in ("", "0", "false", "no")


def cifar10(
    root: str | os.PathLike | None = None,
    *,
    progress: bool = True,
    _release: Release = OFFICIAL,
    _patience: Patience = PATIENCE,
) -> Cifar10:
    """Return CIFAR-10 as arrays: from the cache, else downloaded, else a labelled stand-in.

    Nothing that is cut, truncated or altered is believed; a file of yours is never deleted. Look
    at `sentence` before you trust a number: it says plainly what the pictures are.

    Parameters
    ----------
    root : path, optional
        The folder that holds, or will hold, `cifar10.npz`. Default: what the environment
        variable COURSE_DATA names, else a cache folder of the user's.
    progress : bool
        Show a bar while downloading.

    Returns
    -------
    Cifar10
    """
    place = cache.folder(root)
    path = place / cache.FILE
    notes: list[str] = []  # what went otherwise than expected, a sentence each
    if path.is_file():
        try:
            return _record(cache.load(path, _release), "cache", f"Read from {path}.")
        except cache.UnbelievableError as problem:
            notes.append(str(problem))
    if place in _unkept:
        return _record(_unkept[place], "download", "Downloaded earlier, and held in memory only.")
    if offline():
        notes.append("COURSE_OFFLINE is set, so the network was not asked.")
    elif (failed := _failed.get(place)) and time.monotonic() - failed[0] < RETRY_SECONDS:
        notes.append(failed[1])
    else:
        try:
            arrays = _downloaded(place, path, notes, progress, _release, _patience)
            return _record(arrays, "download", *notes)
        except DownloadError as problem:
            notes.append(str(problem))
            _failed[place] = (time.monotonic(), str(problem))
    return _record(stand_in.stand_in(_release.rows), "stand-in", *notes)


def cifar10_part(
    train: int, test: int, root: str | os.PathLike | None = None, *, progress: bool = True
) -> Cifar10:
    """Return the first pictures of what `cifar10` returns; the others do not stay in memory.

    Parameters
    ----------
    train, test : int
        How many to train on, and to test on.
    root, progress
        As of `cifar10`.

    Raises
    ------
    ValueError
        When there are not so many.
    """
    part = first(cifar10(root, progress=progress), train, test)
    cache.forget()
    stand_in.stand_in.cache_clear()
    return replace(
        part,
        x_train=part.x_train.copy(),
        x_test=part.x_test.copy(),
        sentence=f"{part.sentence} Of these the first {train:,} and {test:,}.",
    )


def first(data: Cifar10, train: int, test: int) -> Cifar10:
    """Return a record with only the first so many pictures; they share its memory.

    Raises
    ------
    ValueError
        When there are not so many.
    """
    for what, wanted, there in (("train", train, data.x_train), ("test", test, data.x_test)):
        if not 1 <= wanted <= len(there):
            raise ValueError(f"{wanted} pictures to {what} on came; 1 to {len(there):,} fit.")
    return replace(
        data,
        x_train=data.x_train[:train],
        y_train=data.y_train[:train],
        x_test=data.x_test[:test],
        y_test=data.y_test[:test],
    )


def _downloaded(
    place: Path,
    path: Path,
    notes: list[str],
    progress: bool,
    release: Release,
    patience: Patience,
) -> dict[str, np.ndarray]:
    """Download, keep what came if that can be, and add to `notes` what became of it."""
    broken = path.exists()  # else it would have been read
    no_room = cache.why_not_writable(place)
    if no_room is None:
        cache.sweep(place)
    work = place if no_room is None else Path(tempfile.gettempdir())
    arrays = download(release, work, progress, patience)
    host = urlsplit(release.dataset().url).hostname
    try:
        if no_room is None:
            cache.save(path, arrays, set_aside=broken)
            notes.append(f"Downloaded from {host}, checksums right, and kept in {path}.")
            return arrays
    except OSError as problem:
        reason = problem.strerror or problem
        no_room = f"{path} could not be written ({reason}), so the download is not kept."
    notes += [f"Downloaded from {host}, checksums right.", no_room]
    _unkept[place] = arrays
    return arrays


def _record(arrays: dict[str, np.ndarray], source: Source, *notes: str) -> Cifar10:
    labels = {name: arrays[name].astype(np.int64) for name in ("y_train", "y_test")}
    count = f"{len(arrays['x_train']):,} to train on and {len(arrays['x_test']):,} to test on"
    if source == "stand-in":
        what = (
            f"These are NOT CIFAR-10 but a stand-in of the same shapes, {count}: handwritten "
            "digits on pieces of photographs. A number measured on them says nothing about "
            "CIFAR-10."
        )
    else:
        what = f"CIFAR-10: photographs in ten classes, {count}."
    return Cifar10(
        arrays["x_train"],
        labels["y_train"],
        arrays["x_test"],
        labels["y_test"],
        source,
        " ".join((what, *notes)),
        stand_in.CLASSES if source == "stand-in" else CLASSES,
    )


def cifar10_source(
    root: str | os.PathLike | None = None, *, _release: Release = OFFICIAL
) -> tuple[Source, Path, str]:
    """Return where `cifar10` would look now, at once: no network is asked, no pixel read.

    Returns
    -------
    kind : 'cache', 'download' (nothing is cached, it would be downloaded) or 'stand-in'
    path : Path
        The file that holds, or would hold, the dataset.
    sentence : str
    """
    place = cache.folder(root)
    path = place / cache.FILE
    notes = []
    if path.is_file():
        try:
            cache.look(path, _release)
            return "cache", path, f"CIFAR-10 is in {path}."
        except cache.UnbelievableError as problem:
            notes.append(str(problem))
    if offline():
        notes.append(
            "COURSE_OFFLINE is set, so the notebooks use a stand-in: handwritten digits on pieces "
            "of photographs."
        )
        return "stand-in", path, " ".join(notes)
    notes.append(
        f"CIFAR-10 is not in {place}: it is downloaded (170 MB) when first used; with no network, "
        "the notebooks use a stand-in."
    )
    no_room = cache.why_not_writable(place) if place.exists() else None
    return "download", path, " ".join([*notes, *([no_room] if no_room else [])])
