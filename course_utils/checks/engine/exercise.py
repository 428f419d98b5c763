"""What an exercise is: the truth, inputs to try it on, and the mistakes that are known."""

import re
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np
from hypothesis.configuration import set_hypothesis_home_dir

from .calling import PATIENCE, Outcome
from .comparing import difference

SAMPLES = 60

# Hypothesis keeps notes in a folder of its own; a learner's folder is no place for them.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "convolution-course-hypothesis")


@dataclass(frozen=True)
class Case:
    """The arguments of one call.

    Attributes
    ----------
    args : tuple
    kwargs : dict
    """

    args: tuple
    kwargs: dict = field(default_factory=dict)

    @property
    def size(self):
        """How much there is to read: numbers in arrays, and the sizes of numbers."""
        return sum(_size(value) for value in (*self.args, *self.kwargs.values()))


def _size(value):
    if isinstance(value, (list, tuple)):
        return 1 + sum(map(_size, value))
    if isinstance(value, np.ndarray):
        # A 0 hides what was done to it, so that it reads worse than a 1.
        return 10 * value.size + float(np.where(value == 0, 1.5, np.abs(value)).sum()) / 10
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return abs(value)
    return 1


@dataclass(frozen=True)
class Misconception:
    """A mistake that people make.

    Attributes
    ----------
    name : str
        Its id, such as ``"kernel-flipped"``.
    model : callable
        The mistake as a function with the exercise's signature; it may raise.
    sentence : str
        What the learner reads: the mistake named, without the code that mends it.
    worth : float
        Share of the points that an answer with this mistake, and no other, still earns.
    """

    name: str
    model: Callable
    sentence: str
    worth: float = 0.0


@dataclass(frozen=True)
class Trait:
    """A property of a case, to say where an answer fails that no known mistake explains.

    Attributes
    ----------
    name : str
        Makes the diagnosis id: ``"stride"`` gives ``"fails-with-stride"``.
    words : str
        Completes "It is right except where ...".
    holds : callable
        Takes what the exercise's function takes, and tells.
    """

    name: str
    words: str
    holds: Callable


class Staged:
    """A function on a probe's stage; where it fails, the lines are those of the function."""

    def __init__(self, probe, function):
        self.probe, self.function = probe, function
        self.__code__ = getattr(function, "__code__", None)

    def __call__(self, *args, **kwargs):
        """Return what the probe saw."""
        return self.probe(self.function, *args, **kwargs)


@dataclass(frozen=True, eq=False)  # compared, and kept in caches, as the object it is
class Exercise:
    """An exercise as a check sees it.

    Attributes
    ----------
    signature : str
        As the chapter gives it: ``"correlate2d(image, kernel, stride=1, padding=0)"``.
    reference : callable
        The truth. Where it raises ValueError, an answer must raise ValueError too.
    examples : tuple of Case
        Cases that a person can do by hand, the smallest first.
    inputs : hypothesis strategy of Case, or None
        Where further cases come from.
    misconceptions : tuple of Misconception
        The likeliest first: the first that explains an answer is told.
    traits : tuple of Trait
        The plainest first, for answers that no misconception explains.
    whole : bool
        The answer is a whole number (an int).
    booleans : bool
        True and False will do for the numbers 1 and 0.
    assess : callable, optional
        For exercises with many right answers: takes the returned value and gives None, or an id
        and a sentence. Then `reference` is not used.
    probe : callable, optional
        For functions that take or give what is not plain, such as a network. It takes the function
        and a case's arguments, sets the stage, and returns a dict of what it saw, plain values by
        the words that name them. Reference and wrong models go through it too. It may run where
        the answer runs, so it knows nothing of what is right.
    hints : tuple of str
        What a probe sees that may differ between right answers, and yet tells mistakes apart.
    given : tuple of str
        The names of a case's arguments, where they are not the function's parameters.
    verdict : callable, optional
        For exercises that are judged in a way of their own: takes `call`, which takes a `Case` and
        returns an `Outcome`, and `handed_in`, whether it is graded, and gives the `Verdict`. Then
        `reference`, `examples` and what follows from them are not used.
    patience : callable
        Gives the seconds that one call may take, from whether it is graded.
    lends : tuple of str
        Modules of the course that an answer may use while it is graded; others are not there.
    grading : str
        What learners are told of how it is graded, where that is another way than usual.
    """

    signature: str
    reference: Callable | None = None
    examples: tuple = (Case(()),)
    inputs: Any = None
    misconceptions: tuple = ()
    traits: tuple = ()
    whole: bool = False
    booleans: bool = True
    assess: Callable | None = None
    probe: Callable | None = None
    hints: tuple = ()
    given: tuple = ()
    verdict: Callable | None = None
    patience: Callable = lambda handed_in: PATIENCE
    lends: tuple = ()
    grading: str = ""

    @property
    def name(self):
        """The function's name."""
        return self.signature.partition("(")[0]

    @property
    def parameters(self):
        """The names of a case's arguments, in order: the function's, where no probe is between."""
        inside = self.signature.partition("(")[2].rpartition(")")[0]
        return self.given or tuple(re.findall(r"(\w+)\s*(?:=[^,]*)?(?:,|$)", inside))

    def staged(self, function):
        """Return what is called with a case's arguments: the function, on its probe's stage."""
        return function if self.probe is None else Staged(self.probe, function)

    def truth(self, case):
        """Return the `Outcome` that a right answer has on a case."""
        truth = outcome_of(self.staged(self.reference), case)
        if not self.hints or truth.kind == "error":
            return truth
        seen = {name: value for name, value in truth.value.items() if name not in self.hints}
        return replace(truth, value=seen)

    def mistaken(self, mistake, case):
        """Return the `Outcome` that a `Misconception` has on a case."""
        return outcome_of(self.staged(mistake.model), case)

    def differs(self, truth, outcome):
        """Return how an outcome differs from the truth, as a `Difference`, or None."""
        return difference(truth, outcome, whole=self.whole, booleans=self.booleans)

    def samples(self, seed=0):
        """Return cases drawn from `inputs`, the same at every call with the same seed."""
        return _draw(self, seed) if self.inputs is not None else ()


def outcome_of(function, case):
    """Call a trusted function; an exception is an outcome."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of wrong models, which may overflow
            return Outcome("value", value=function(*case.args, **case.kwargs))
    except Exception as error:  # wrong models may fail in any way, and that is what is compared
        return Outcome("error", error=type(error).__name__, message=str(error))


def settings(**more):
    """Return Hypothesis settings under which nothing is written and nothing is left to chance."""
    return hypothesis.settings(
        database=None,
        deadline=None,
        derandomize="seed" not in more,
        suppress_health_check=list(hypothesis.HealthCheck),
        **{name: value for name, value in more.items() if name != "seed"},
    )


@lru_cache(maxsize=64)
def _draw(exercise, seed):
    cases = []

    def keep(case):
        cases.append(case)

    drawn = hypothesis.given(exercise.inputs)(keep)
    plan = {"max_examples": SAMPLES, "phases": [hypothesis.Phase.generate]}
    if seed:
        drawn = hypothesis.seed(seed)(
            hypothesis.settings(settings(**plan), derandomize=False)(drawn)
        )
    else:
        drawn = settings(**plan)(drawn)
    drawn()
    return tuple(cases)
