"""Call a learner's function without being hurt by it.

The caller gets copies of the arguments, catches whatever is raised, and stops a call that does not
end. Judging knows only the `Outcome`, so another caller may run the function in another process.

A call is stopped by an exception that is raised inside its thread, between two steps of Python.
That works on every system and in a notebook's kernel; a single step of C code that never ends
(``sum(itertools.count())``) can be stopped only with its whole process.
"""

import contextlib
import copy
import ctypes
import io
import linecache
import sys
import threading
import time
import warnings
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .plain import plain, without_addresses

PATIENCE = 3.0  # seconds for one call; loops over small arrays take milliseconds
IMPORTING = 60.0  # seconds for an `import` inside a call, which does not count as its time
GRACE = 1.0  # seconds for a stopped call to let go
STACK = 16 * 2**20  # bytes; a thread's own stack is small on some systems, and recursion deep
LONGEST_PRINT = 10_000  # characters that are kept of what a call prints


@dataclass(frozen=True)
class Outcome:
    """What came of one call.

    Attributes
    ----------
    kind : {"value", "error", "timeout"}
    value : object
        What was returned, as plain data; meaningful for ``"value"`` only.
    error : str
        The exception's class name, such as ``"ValueError"``.
    message : str
        What the exception said.
    where : str
        The learner's line in which it was raised, such as ``line 3: x = y[5]``; empty where it was
        raised before the first of them, as for arguments that do not fit the signature.
    printed : str
        What the call wrote to standard output.
    changed : bool
        Whether the call changed an array or list that it was given.
    runs_on : bool
        Whether a call that had to be stopped could not be.
    """

    kind: str
    value: Any = None
    error: str = ""
    message: str = ""
    where: str = ""
    printed: str = ""
    changed: bool = False
    runs_on: bool = False


class TimeUp(BaseException):
    """Raised inside a call that has run too long; no ``except Exception`` catches it."""


class Paper(io.StringIO):
    """A standard output that keeps the beginning and forgets the rest."""

    def write(self, text):
        """Keep what fits."""
        room = LONGEST_PRINT - self.tell()
        if room > 0:
            super().write(text[:room])
        return len(text)


def call_here(function, case, patience=PATIENCE):
    """Call a function with copies of a case's arguments, in a thread of this process.

    Parameters
    ----------
    function : callable
    case : Case
    patience : float
        Seconds after which the call is stopped.

    Returns
    -------
    Outcome
    """
    args, kwargs = copy.deepcopy((case.args, case.kwargs))
    result = []
    paper = Paper()

    def work():
        try:
            result.append(Outcome("value", value=plain(function(*args, **kwargs))))
        except TimeUp:
            pass  # the outcome stays empty, which means: stopped
        except BaseException as error:  # `exit()` and Ctrl-C inside an answer are its outcome too
            result.append(failure(function, error))

    # A thread, because a signal reaches only the main thread and Windows has none to offer.
    thread = Thread(target=work, name="answer", daemon=True)
    with (
        contextlib.redirect_stdout(paper),
        contextlib.redirect_stderr(Paper()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        thread.start()
        try:
            wait(thread, patience)
        finally:  # also where the learner interrupts the kernel
            stop(thread)
    if not result:
        return Outcome("timeout", printed=paper.getvalue(), runs_on=thread.is_alive())
    changed = not same((case.args, case.kwargs), (args, kwargs))
    return replace(result[0], printed=paper.getvalue(), changed=changed)


class Thread(threading.Thread):
    """A thread with a stack of its own size, which is asked for when it starts."""

    def start(self):
        """Start with `STACK` bytes, and leave other threads as they were."""
        before = threading.stack_size(STACK)
        try:
            super().start()
        finally:
            threading.stack_size(before)


def wait(thread, patience):
    """Wait for a thread to end; the time of an import in it does not count."""
    begun = counted = time.monotonic()
    while thread.is_alive():
        now = time.monotonic()
        if importing(thread) and now - begun < IMPORTING:
            counted = now
        if now - counted >= patience:
            return
        thread.join(min(0.1, patience))


def importing(thread):
    """Tell whether a thread is inside an `import` statement."""
    frame = sys._current_frames().get(thread.ident)
    while frame is not None:
        if frame.f_code.co_filename == "<frozen importlib._bootstrap>":
            return True
        frame = frame.f_back
    return False


def stop(thread):
    """Raise `TimeUp` inside a thread until it ends, or leave it behind after a moment of grace."""
    deadline = time.monotonic() + GRACE
    while thread.is_alive() and time.monotonic() < deadline:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(thread.ident), ctypes.py_object(TimeUp)
        )
        thread.join(0.05)


def failure(function, error):
    """Describe an exception by the learner's own line."""
    where = ""
    code = getattr(function, "__code__", None)
    trace = error.__traceback__
    while trace is not None and code is not None:
        if trace.tb_frame.f_code.co_filename == code.co_filename:
            line = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            where = f"line {trace.tb_lineno}" + (f": {line}" if line else "")
        trace = trace.tb_next
    try:
        message = without_addresses(str(error))
    except Exception as second:  # an exception class of the learner's may fail even at this
        message = f"(it could not be put in words: {type(second).__name__})"
    return Outcome("error", error=type(error).__name__, message=message[:300], where=where)


def same(before, after):
    """Tell whether nested arguments are unchanged, arrays included."""
    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and before.shape == after.shape
            and np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
        )
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(same, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(same(before[k], after[k]) for k in before)
    return before is after or before == after
