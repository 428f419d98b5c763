"""Tests that an author wrote as plain statements in a check cell, hidden ones included.

They run here, outside: the name of the answer stands for calls that go into the sandbox, and what
comes back are plain values, so that no object of a learner's takes part in a comparison.
"""

import builtins

from course_utils.checks.engine import Case
from course_utils.checks.engine.plain import Other

FAILED = "It does not do what was asked, in a case that the notebook does not show."


class Stopped(BaseException):
    """A call did not come to an end; no test can go on, and none may take it for an error."""


def run_test(exercise, release, answer):
    """Run a check cell's own statements.

    Returns
    -------
    (str, str) or None
        Status and sentence where the test fails.
    """
    namespace = {"__name__": "test"}
    exec(release.setup, namespace)  # the author's own code
    namespace[exercise.name] = calls(answer)
    try:
        exec(compile(exercise.test, f"<{exercise.grade_id}>", "exec"), namespace)
    except Stopped:
        from .marking import ENDED

        return ENDED[answer.ended or "timeout"]
    except NotImplementedError:
        return "blank", "This exercise was not written."
    except Exception:  # an assertion, or an answer whose value the test's words do not fit
        return "wrong", FAILED
    return None


def calls(answer):
    """Return a function that calls the answer inside, and raises here what it raised there."""

    def function(*args, **kwargs):
        outcome = answer.call(Case(args, kwargs))
        if outcome.kind == "timeout":
            raise Stopped
        if outcome.kind == "error":
            kind = getattr(builtins, outcome.error, None)
            if not (isinstance(kind, type) and issubclass(kind, Exception)):
                kind = RuntimeError
            raise kind(outcome.message)
        if isinstance(outcome.value, Other):
            raise TypeError(f"it returned {outcome.value.kind}")
        return outcome.value

    return function
