"""An exercise and a chapter as they were given out. Nothing of this is taken from a submission."""

import importlib
import pkgutil
from dataclasses import dataclass, field

from course_utils.checks.engine import Exercise

# Modules that a learner's cells cannot have: they hold, or lead to, the answers.
WITHHELD = ("course_utils", "authoring", "coursework", "launcher", "tests")


class ReleaseError(Exception):
    """Something in a chapter's source makes it impossible to grade; the text names it."""


@dataclass(frozen=True)
class ReleasedExercise:
    """One exercise of a chapter.

    Attributes
    ----------
    name : str
        The answer's grade_id, which is the name of the function.
    grade_id : str
        The id of the cell with the points.
    points : float
    manual : bool
        A person marks it.
    checks : str
        The module of `course_utils.checks` that holds the exercise; empty where there is none.
    test : str
        The source of the check cell with its hidden tests, where it holds more than the check.
    """

    name: str
    grade_id: str
    points: float
    manual: bool = False
    checks: str = ""
    test: str = ""


@dataclass(frozen=True)
class Release:
    """A chapter as it was given out.

    Attributes
    ----------
    name : str
        Such as ``"01_convolution"``.
    exercises : tuple of ReleasedExercise
    imports : tuple of (str, tuple of str)
        The import statements of the chapter's own cells that a learner's cells may rely on, each
        with the names that it binds.
    setup : str
        All import statements, for tests of the author's, which run outside.
    cells : frozenset of str
        The sources of all code cells as they were given out, stripped.
    digest : str
        Changes whenever anything does that marks depend on.
    """

    name: str
    exercises: tuple
    imports: tuple = ()
    setup: str = ""
    cells: frozenset = field(default=frozenset(), repr=False)
    digest: str = ""

    @property
    def max_points(self):
        """The points of all exercises."""
        return sum(exercise.points for exercise in self.exercises)


def find(checks, name):
    """Return the `Exercise` of a name in a module of `course_utils.checks`.

    Raises
    ------
    ReleaseError
        When there is none.
    """
    package = importlib.import_module(f"course_utils.checks.{checks}")
    modules = [package]
    for info in pkgutil.iter_modules(getattr(package, "__path__", ())):
        modules.append(importlib.import_module(f"{package.__name__}.{info.name}"))
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, Exercise) and value.name == name:
                return value
    raise ReleaseError(f"course_utils.checks.{checks} has no exercise {name!r}.")
