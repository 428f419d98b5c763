"""Run learners' code without any protection, for `--trust`: with the rights of who grades.

It keeps the sandbox's ways, so that the marks are the same: a process for each exercise, one input
at a time, nothing but plain values back. It keeps nobody out: what runs can read and write all that
you can.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import psutil

from .sandbox.bubblewrap import ENVIRONMENT, INSIDE
from .sandbox.codec import HEAD, CodecError, decode, encode, lengths
from .sandbox.host import Ended, Other, outcome
from .sandbox.limits import Limits

# What the learner's code prints goes nowhere: the two pipes get other numbers first.
START = """
import os, sys
sys.path.insert(0, sys.argv[1])
import worker
pipes, null = (os.dup(0), os.dup(1)), os.open(os.devnull, os.O_RDWR)
os.dup2(null, 0), os.dup2(null, 1), os.dup2(null, 2)
worker.serve(*pipes)
"""


class Trusted:
    """Stands in for `Sandbox` where there is none, and where every hand-in is trusted.

    Parameters
    ----------
    limits : Limits, optional
        Of these only the times and the memory are kept.
    """

    protected = False

    def __init__(self, limits=None):
        self.limits = limits or Limits()
        # The parts of the course that run beside learners' code, without those that know answers.
        self.folder = tempfile.TemporaryDirectory(prefix="course-worker-")
        for name, path in INSIDE.items():
            target = Path(self.folder.name) / name
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Take the temporary folder away."""
        self.folder.cleanup()

    def open(self, work):
        """Return a process in which an exercise's cells have been run; see `Sandbox.open`."""
        return Process(self.folder.name, work, self.limits.lasting(work.patience))


class Process:
    """A process for one exercise; it has what `sandbox.host.Guest` has."""

    def __init__(self, folder, work, limits):
        self.limits = limits
        self.until = time.monotonic() + limits.seconds
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, **{k: v for k, v in ENVIRONMENT.items() if k != "HOME"}},
        )
        self.replies = Queue()
        Thread(target=self.listen, daemon=True).start()  # pipes of Windows know no `select`
        self.state = self.ask(work.order(), patience=limits.seconds)

    def close(self):
        """End it and what it started."""
        try:
            family = psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            family = []
        self.process.kill()
        for process in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self.process.wait()

    def call(self, case):
        """Call the learner's function; see `Guest.call`."""
        request = {"args": case.args, "kwargs": case.kwargs, "patience": self.limits.call}
        try:
            return outcome(self.ask(request, patience=self.limits.silence))
        except CodecError:
            self.close()
            raise Ended("nonsense") from None

    def ask(self, value, patience):
        """Send a value in and return the one that comes back."""
        with contextlib.suppress(OSError):  # a closed pipe: what comes back tells more
            self.process.stdin.write(encode(value))
            self.process.stdin.flush()
        deadline = min(time.monotonic() + patience, self.until)
        while True:
            try:
                reply = self.replies.get(timeout=0.1)
            except Empty:
                if time.monotonic() > deadline:
                    self.close()
                    raise Ended("timeout") from None
                if self.memory() > self.limits.memory + 2**30:
                    self.close()
                    raise Ended("memory") from None
                continue
            if isinstance(reply, Ended):
                self.close()
                raise reply
            return reply

    def memory(self):
        """Return the bytes of memory that it holds."""
        try:
            return psutil.Process(self.process.pid).memory_info().rss
        except psutil.NoSuchProcess:
            return 0

    def listen(self):
        """Read messages until there are no more."""
        pipe = self.process.stdout
        while True:
            try:
                head = pipe.read(HEAD.size)
                if len(head) < HEAD.size:
                    self.replies.put(Ended("crash"))
                    return
                tree, body = lengths(head)
                self.replies.put(decode(pipe.read(tree), pipe.read(body), Other))
            except CodecError:
                self.replies.put(Ended("nonsense"))
                return
