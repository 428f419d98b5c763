"""Grade the papers of a class: several at a time, each finished one written down."""

import hashlib
import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread

from . import submission
from .journal import Journal
from .marking import SEED, mark
from .sandbox import Sandbox, bubblewrap
from .trusted import Trusted

MOST_LANES = 4  # of which each may hold torch, about half a gigabyte


@dataclass(frozen=True)
class Paper:
    """A notebook that was handed in.

    Attributes
    ----------
    key : str
        Tells it from every other of the class, such as the learner's id.
    path : pathlib.Path
    """

    key: str
    path: Path


def grade(papers, release, *, journal=None, seed=SEED, lanes=None, trust=False, limits=None):
    """Grade papers, several at a time, and yield each with its marks, in their order.

    Parameters
    ----------
    papers : iterable of Paper
        Taken one after another, so that a large class takes no more memory than a small one.
    release : Release
    journal : pathlib.Path, optional
        A file of finished marks. Papers that are in it with the same content, of the same release,
        are not run again.
    seed : int
        Of the hidden inputs.
    lanes : int, optional
        How many papers are graded at the same time; by default one for each processor, at most 4.
    trust : bool
        Run the code without a sandbox.
    limits : Limits, optional

    Yields
    ------
    (Paper, list of ExerciseMark or BrokenSubmission)

    Raises
    ------
    NoSandbox
        Where there is no bubblewrap that works, unless `trust`; before anything is run.
    """
    if not trust:
        bubblewrap.program()
    lanes = lanes or min(os.cpu_count() or 1, MOST_LANES)
    with (
        Journal(journal) as known,
        ProcessPoolExecutor(
            lanes, get_context("spawn"), initializer=begin, initargs=(release, seed, trust, limits)
        ) as pool,
    ):
        waiting = deque()
        for paper in papers:
            key = key_of(paper, release, seed)
            found = known.get(key)
            waiting.append((paper, key, found or pool.submit(mark_path, str(paper.path))))
            while len(waiting) > 2 * lanes:
                yield finish(known, *waiting.popleft())
        while waiting:
            yield finish(known, *waiting.popleft())


def finish(known, paper, key, marks):
    """Wait for a paper's marks, write them down where they are new, and return both."""
    if hasattr(marks, "result"):
        marks = marks.result()
        known.add(key, marks)
    return paper, marks


def key_of(paper, release, seed):
    """Return a text that is another one when anything is that the marks depend on."""
    found = hashlib.sha256(f"{release.digest} {seed} {Path(paper.path).name} ".encode())
    try:
        with Path(paper.path).open("rb") as file:
            while part := file.read(2**20):
                found.update(part)
    except OSError:
        found.update(b"cannot be read")
    return f"{paper.key} {found.hexdigest()}"


class Lane:
    """What one process of the pool keeps between papers."""

    release = seed = sandbox = None


def begin(release, seed, trust, limits):
    """Prepare a process of the pool: its sandbox starts with its first paper."""
    Thread(target=end_with, args=[parent_process().sentinel], daemon=True).start()
    Lane.release, Lane.seed = release, seed
    Lane.sandbox = Trusted(limits) if trust else Sandbox(limits)


def end_with(parent):
    """End this process when the one that started it has ended, however that was."""
    connection.wait([parent])
    os._exit(1)  # bubblewrap ends with this process, and all that runs inside with bubblewrap


def mark_path(path):
    """Read and mark a paper in a process of the pool."""
    try:
        paper = submission.read(path)
    except submission.BrokenSubmission as broken:
        return broken
    return mark(paper, Lane.release, sandbox=Lane.sandbox, seed=Lane.seed)
