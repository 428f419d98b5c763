"""Grade the papers of a class: several at a time, each finished one written down."""

import hashlib
import os
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from threading import Thread

from . import submission
from .journal import Journal
from .marking import SEED, mark
from .sandbox import Sandbox, bubblewrap
from .submission import BrokenSubmission
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
    with Journal(journal) as known, Lanes(lanes, (release, seed, trust, limits)) as pool:
        waiting = deque()
        for paper in papers:
            key = key_of(paper, release, seed)
            found = known.get(key)
            waiting.append((paper, key, found or pool.submit(paper.path)))
            while len(waiting) > 2 * pool.count:
                yield finish(known, pool, *waiting.popleft())
        while waiting:
            yield finish(known, pool, *waiting.popleft())


def finish(known, pool, paper, key, marks):
    """Wait for a paper's marks, write them down where they are new, and return both."""
    if isinstance(marks, Future):
        try:
            marks = marks.result()
        except BrokenProcessPool:
            marks = pool.alone(paper.path)
        known.add(key, marks)
    return paper, marks


class Lanes:
    """Processes that mark papers; one that a paper has brought down is replaced.

    Parameters
    ----------
    count : int or None
        How many; by default one for each processor, at most `MOST_LANES`.
    settings : tuple
        What `begin` takes.
    """

    def __init__(self, count, settings):
        self.count = count or min(os.cpu_count() or 1, MOST_LANES)
        self.settings = settings
        self.pool = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.pool.shutdown(cancel_futures=True)

    def start(self):
        """Start the processes."""
        self.pool = ProcessPoolExecutor(
            self.count, get_context("spawn"), initializer=begin, initargs=self.settings
        )

    def submit(self, path):
        """Have a paper marked; return its `Future`."""
        try:
            return self.pool.submit(mark_path, str(path))
        except BrokenProcessPool:
            self.start()
            return self.pool.submit(mark_path, str(path))

    def alone(self, path):
        """Mark a paper that was under way when a process was brought down, by it or by another.

        Those that were under way beside it are lost too, and come here in their turn: so each runs
        by itself, and the one that does it is known.
        """
        try:
            return self.submit(path).result()
        except BrokenProcessPool:
            return BrokenSubmission(
                f"{Path(path).name}: what marks it does not survive reading it; is it very large?"
            )


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
