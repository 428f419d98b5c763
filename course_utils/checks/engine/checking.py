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
        Only where the environment variable ``COURSE_REQUIRE_PASS`` is set, as it is when the solved
        notebooks are tested.
    """
    if not callable(answer) or isinstance(answer, type):
        what = "a class" if isinstance(answer, type) else type(answer).__name__
        verdict = Verdict(
            exercise.name,
            False,
            "not-a-function",
            f"{what} came instead of the function; write the function's name, without brackets.",
        )
    else:
        verdict = judge(exercise, lambda case: call_here(answer, case))
    if os.environ.get("COURSE_REQUIRE_PASS") and not verdict.passed:
        raise CheckFailed(repr(verdict))
    return verdict
