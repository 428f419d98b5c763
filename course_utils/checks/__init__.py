"""Checks that diagnose: a package per chapter, and `engine` for what they share.

To add an exercise:

1. Write its reference in `course_utils.layers`, and test it there against PyTorch.
2. In a module of the chapter's package declare an `Exercise`: name, reference, and three to eight
   examples that a person can do by hand, the smallest first, which together tell the known mistakes
   apart.
3. Give it `inputs`, a Hypothesis strategy of `Case`s; keep arrays small, whole numbers in them.
4. For each mistake that learners make add a `Misconception`: an id, the mistake itself as a
   function (the wrong model), and a sentence that names it without giving the code away.
5. Add the function that learners call: ``def name(answer): return check(EXERCISE, answer)``.
6. Write its bank in ``tests/coursework/banks``: wrong answers with the id they must get, right ones
   in other styles. Run ``python3 course.py test tests/coursework``.

Where a function takes or gives what is not plain, such as a network, the exercise has a `probe`
that sets the stage and says in plain values what it saw; ``training/probes.py`` has examples.

A diagnosis is found by simulation: an answer that agrees with a wrong model on all the inputs that
were tried, where that model differs from the truth, has made that mistake.
"""

import importlib

_CHAPTERS = ("start", "convolution", "pooling", "dense", "training")

__all__ = ["CheckFailed", *_CHAPTERS]


def __getattr__(name):
    if name == "CheckFailed":
        return importlib.import_module(".engine", __name__).CheckFailed
    if name not in _CHAPTERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return importlib.import_module(f".{name}", __name__)
