"""Call a learner's function without being hurt by it.

The caller gets copies of the arguments, catches whatever is raised, and stops a call that does not
end. Judging knows only the `Outcome`, so another caller may run the function in another process.
"""

import contextlib
import copy
import ctypes
import io
import linecache
import threading
import time
from dataclasses import dataclass
from typing import Any

PATIENCE = 3.0  # seconds for one call; loops over small arrays take milliseconds
GRACE = 1.0  # seconds for a stopped call to let go
LONGEST_PRINT = 10_000  # characters that are kept of what a call prints


@dataclass(frozen=True)
class Outcome:
    """What came of one call.

    Attributes
    ----------
    kind : {"value", "error", "timeout"}
    value : object
        What was returned; meaningful for ``"value"`` only.
    error : str
        The exception's class name, such as ``"ValueError"``.
    message : str
        What the exception said.
    where : str
        The learner's line in which it was raised, such as ``line 3: x = y[5]``.
    printed : str
        What the call wrote to standard output.
    changed : bool
        Whether the call changed an array or list that it was given.
    """

    kind: str
    value: Any = None
    error: str = ""
    message: str = ""
    where: str = ""
    printed: str = ""
    changed: bool = False


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
            result.append(Outcome("value", value=function(*args, **kwargs)))
        except TimeUp:
            pass  # the outcome stays empty, which means: stopped
        except BaseException as error:  # `exit()` and Ctrl-C inside an answer are its outcome too
            result.append(failure(function, error))

    # A thread, because a signal reaches only the main thread and Windows has none to offer.
    thread = threading.Thread(target=work, name="answer", daemon=True)
    with contextlib.redirect_stdout(paper):
        thread.start()
        thread.join(patience)
        if thread.is_alive():
            stop(thread)
    if not result:
        return Outcome("timeout", printed=paper.getvalue())
    outcome = result[0]
    return Outcome(
        outcome.kind,
        value=outcome.value,
        error=outcome.error,
        message=outcome.message,
        where=outcome.where,
        printed=paper.getvalue(),
        changed=not same((case.args, case.kwargs), (args, kwargs)),
    )


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
        message = str(error)
    except Exception as second:  # an exception class of the learner's may fail even at this
        message = f"(it could not be put in words: {type(second).__name__})"
    return Outcome("error", error=type(error).__name__, message=message[:300], where=where)


def same(before, after):
    """Tell whether nested arguments are unchanged, arrays included."""
    import numpy as np

    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and before.shape == after.shape
            and np.array_equal(before, after)
        )
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(same, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(same(before[k], after[k]) for k in before)
    return before == after
