"""CIFAR-10 over the network: torchvision's address and checksums, with limits on waiting."""

import errno
import queue
import shutil
import tempfile
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from . import cache
from .release import Release

CHUNK = 1 << 16
FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


class DownloadError(Exception):
    """A download that did not give the dataset; the text is one sentence."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for what, in seconds; and `slowest`, in bytes a second over `window`."""

    connect: float = 5.0
    silence: float = 15.0
    window: float = 30.0
    slowest: float = 10_000.0  # CIFAR-10 would take five hours


PATIENCE = Patience()


def download(
    release: Release, place: Path, progress: bool = True, patience: Patience = PATIENCE
) -> dict[str, np.ndarray]:
    """Return the four arrays, each file checked against its published MD5.

    Parameters
    ----------
    release : Release
    place : Path
        A folder that can be written to, with room for `release.room` bytes. What is put there is
        gone when this returns.
    progress : bool
        Show a bar.

    Raises
    ------
    DownloadError
        Where the network, the server, the archive or the disk fails.
    """
    dataset = release.dataset()
    host = urlsplit(dataset.url).hostname
    free = shutil.disk_usage(place).free
    if free < release.room:
        raise DownloadError(
            f"{place} has {free / 1e6:,.0f} MB free, but a download of CIFAR-10 needs "
            f"{release.room / 1e6:,.0f} MB."
        )
    try:
        with tempfile.TemporaryDirectory(prefix=cache.LITTER, dir=place) as work:
            archive = Path(work) / dataset.filename
            _retrieve(dataset.url, archive, progress, patience)
            return _unpack(dataset, archive, release)
    except DownloadError:
        raise
    except (OSError, HTTPException, ValueError) as problem:
        if getattr(problem, "errno", None) in FULL:
            raise DownloadError(f"The disk that holds {place} is full.") from problem
        raise DownloadError(
            f"CIFAR-10 could not be downloaded from {host}: {_reason(problem)}."
        ) from problem


def _reason(problem: Exception) -> str:
    if isinstance(problem, urllib.error.HTTPError):
        return f"the server answered {problem.code}, {problem.reason}"
    if isinstance(problem, urllib.error.URLError) and isinstance(problem.reason, Exception):
        problem = problem.reason
    if isinstance(problem, TimeoutError):
        return "there was no answer in time"
    return str(problem).rstrip(".") or type(problem).__name__


def _retrieve(url: str, path: Path, progress: bool, patience: Patience) -> None:
    """Write what `url` gives to `path`; torchvision's own does the same but may wait for ever."""
    from tqdm.auto import tqdm

    response = _connect(url, patience)
    with (
        response,
        path.open("wb") as file,
        tqdm(
            total=response.length,
            unit="B",
            unit_scale=True,
            desc="CIFAR-10",
            disable=not progress,
        ) as bar,
    ):
        since, size_then, size = time.monotonic(), 0, 0
        while chunk := response.read1(CHUNK):  # read1: what is there, however little
            file.write(chunk)
            size += len(chunk)
            bar.update(len(chunk))
            waited = time.monotonic() - since
            if waited > patience.window:
                if size - size_then < patience.slowest * waited:
                    raise TimeoutError
                since, size_then = time.monotonic(), size
        if bar.total and size < bar.total:
            raise OSError(f"it broke off after {size:,} of {bar.total:,} bytes")


def _connect(url: str, patience: Patience) -> Any:
    """Open the address, in a thread: looking a name up cannot be given a time limit."""
    answers: queue.SimpleQueue = queue.SimpleQueue()
    request = urllib.request.Request(url, headers={"User-Agent": "convolution-course"})

    def ask() -> None:
        try:
            answers.put(urllib.request.urlopen(request, timeout=patience.silence))
        except (OSError, HTTPException, ValueError) as problem:
            answers.put(problem)

    threading.Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=patience.connect)
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _unpack(dataset: Any, archive: Path, release: Release) -> dict[str, np.ndarray]:
    from torchvision.datasets.utils import check_integrity, extract_archive

    if not check_integrity(archive, dataset.tgz_md5):
        raise ValueError("what arrived does not have the published checksum")
    extract_archive(str(archive), str(archive.parent))
    archive.unlink()  # its room is wanted for the .npz
    arrays = {}
    for part in ("train", "test"):
        try:
            pictures = dataset(archive.parent, train=part == "train")
        except RuntimeError as problem:  # a batch without its published MD5
            raise ValueError("a file in the archive does not have its checksum") from problem
        arrays[f"x_{part}"] = np.ascontiguousarray(pictures.data)
        arrays[f"y_{part}"] = np.asarray(pictures.targets, np.uint8)
    release.check(arrays)
    return arrays
