"""How a check works: call the answer, compare, diagnose, and say it."""

from .calling import Outcome, call_here
from .checking import CheckFailed, check
from .exercise import Case, Exercise, Misconception, Trait
from .judging import judge
from .verdict import Verdict

__all__ = [
    "Case",
    "CheckFailed",
    "Exercise",
    "Misconception",
    "Outcome",
    "Trait",
    "Verdict",
    "call_here",
    "check",
    "judge",
]
