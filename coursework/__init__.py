"""Coursework: what learners hand in is run where it can do no harm, and marked outside.

The pieces, and what each gives to the next::

    chapter = release.read("01")                # points, ids, checks: from the author's source
    handed_in = submission.read(path)           # Submission, or BrokenSubmission with a sentence
    with Sandbox() as sandbox:                  # or trusted.Trusted(); NoSandbox with a sentence
        marks = mark(handed_in, chapter, sandbox=sandbox)    # a list of ExerciseMark

and for a class, on all cores, with a journal from which an interrupted run goes on::

    for paper, marks in grading.grade(papers, chapter, journal=path): ...

``papers`` are `grading.Paper(key, path)`; what comes back is in the same order, and `marks` is a
list of `ExerciseMark` or, for a file that cannot be read, a `BrokenSubmission`.

An `ExerciseMark` is plain data: ``asdict()`` gives what JSON can hold, ``from_dict`` takes it back.
Its `grade_id` is the graded cell's, as nbgrader's gradebook wants it (``output_size_check``); its
`exercise` is the answer's (``output_size``). `message_html` is safe to put into a page as it is:
every text in it that came from a learner is escaped, and it holds no script. `message_text` is
plain text and must be escaped.

The same submission gets the same marks at any time: `mark` draws hidden inputs by a fixed seed, and
nothing that depends on the clock is in an `ExerciseMark`.
"""

import importlib

_HOMES = {
    "BrokenSubmission": "submission",
    "Submission": "submission",
    "ExerciseMark": "marks",
    "mark": "marking",
    "Sandbox": "sandbox",
    "NoSandbox": "sandbox",
    "Limits": "sandbox",
    "Trusted": "trusted",
}
__all__ = sorted(_HOMES)


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOMES[name]}", __name__), name)
