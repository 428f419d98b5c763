"""What a notebook calls: check a function of the learner's, here and now."""

import os

from .calling import call_here
from .judging import judge
from .verdict import Verdict


class CheckFailed(AssertionError):  # noqa: N818  (it reads better where it is raised)
    """Raised for a verdict that is not right where `COURSE_REQUIRE_PASS` is set."""


def check(exercise, answer):
    """Check an answer and return a `Verdict`; never raise in a notebook.

    Parameters
    ----------
    exercise : Exercise
    answer : callable
        The learner's function.

    Raises
    ------
    CheckFailed
        Only where the environment variable ``COURSE_REQUIRE_PASS`` is set and not 0, as it is when
        the solved notebooks are tested.
    """
    what = not_a_function(answer)
    if what:
        sentence = (
            f"{what} came instead of the function; write the function's name, without brackets."
        )
        verdict = Verdict(exercise.name, False, "not-a-function", sentence)
    else:
        patience = exercise.patience(False)
        verdict = judge(exercise, lambda case: call_here(exercise.staged(answer), case, patience))
    if os.environ.get("COURSE_REQUIRE_PASS", "0") not in ("", "0") and not verdict.passed:
        raise CheckFailed(repr(verdict))
    return verdict


def not_a_function(answer):
    """Return what came where it cannot be called as a function, else an empty text."""
    if isinstance(answer, type):
        return f"The class {answer.__name__}"
    if callable(answer):
        return ""
    return "None" if answer is None else f"A value of type {type(answer).__name__}"
