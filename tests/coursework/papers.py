"""Papers for tests: submissions made of answers, and chapters made of exercises."""

import hashlib
import importlib
import inspect
import json
import re

from coursework.released import Release, ReleasedExercise
from coursework.submission import Cell, Submission, parse
from tests.coursework import banks


def chapter(*exercises, points=4, imports=(("import numpy as np", ("np",)),)):
    """Return a release of exercises, each given as ``"convolution.correlate2d"``."""
    pairs = [one.split(".") for one in exercises]
    return Release(
        "a_chapter",
        tuple(
            ReleasedExercise(name, f"{name}_check", float(points), checks=checks)
            for checks, name in pairs
        ),
        imports=tuple(imports),
    )


def paper(**answers):
    """Return a submission with a cell for each exercise: its name and its source."""
    return submission(list(answers.items()))


def submission(cells):
    """Return a submission of (grade_id, source)."""
    known = json.dumps(cells)
    return Submission(
        "paper.ipynb",
        tuple(Cell(name, inspect.cleandoc("\n" + source)) for name, source in cells),
        hashlib.sha256(known.encode()).hexdigest(),
    )


def notebook(cells):
    """Return the bytes of a notebook of (metadata, source)."""
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {},
            "cells": [
                {
                    "cell_type": "code",
                    "id": str(number),
                    "metadata": metadata,
                    "source": source,
                    "outputs": [],
                    "execution_count": None,
                }
                for number, (metadata, source) in enumerate(cells)
            ],
        }
    ).encode()


def solution(name):
    """Return the metadata of an answer's cell."""
    return {"nbgrader": {"grade_id": name, "solution": True, "grade": False}}


def banked(module, exercise, kind, index):
    """Return a submission with one answer of a bank, and all that its module defines."""
    chosen = f"bank.rights[{index}]" if kind == "right" else f"bank.wrongs[{index}][1]"
    return submission([(exercise, f"{alone(module, exercise)}\n{exercise} = {chosen}\n")])


def alone(module, exercise):
    """Return the source of a bank's module with what it takes from others written out."""
    home = importlib.import_module(f"{banks.__name__}.{module}.{exercise}")
    source = inspect.getsource(home)
    source = source.replace("from .. import Bank", inspect.getsource(banks.Bank))
    return re.sub(r"from \.(\w+) import .*", lambda one: alone(module, one[1]), source)


def banked_answers():
    """Yield (module, exercise, kind, index, expected diagnosis, name) for all of the banks."""
    for module, exercise, bank in banks.banks():
        for index, answer in enumerate(bank.rights):
            yield module, exercise, "right", index, "right", answer.__name__
        for index, (diagnosis, answer) in enumerate(bank.wrongs):
            yield module, exercise, "wrong", index, diagnosis, answer.__name__


__all__ = ["banked", "banked_answers", "chapter", "notebook", "paper", "parse", "solution"]
