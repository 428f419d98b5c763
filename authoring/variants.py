"""The three notebooks that one source gives, made by nbgrader's own preprocessors."""

import copy
import re

import nbformat
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import Config

from .source import SourceError, shown

BEGIN, END = "### BEGIN", "### END"
# A line that holds a marker and nothing else.
LINE = re.compile(r"\s*### (BEGIN|END) (SOLUTION|HIDDEN TESTS)\s*")
STUB = 'raise NotImplementedError("Replace this line by your code.")'
CONFIG = Config({"ClearSolutions": {"code_stub": {"python": STUB}}})
# Of what nbgrader does to make a release, all that needs no gradebook.
RELEASE = (LockCells, ClearSolutions, ClearHiddenTests, CheckCellMetadata, ComputeChecksums)


def learner(chapter):
    """Return what a learner opens: stubs for solutions, no hidden tests, checks locked.

    Raises
    ------
    SourceError
        When nbgrader refuses the chapter for a reason that the rules do not know.
    """
    notebook = copy.deepcopy(chapter.notebook)
    for preprocessor in RELEASE:
        try:
            notebook, _ = preprocessor(config=CONFIG).preprocess(notebook, {})
        except (RuntimeError, ValueError, nbformat.ValidationError) as error:
            raise SourceError(f"{shown(chapter.path)}: nbgrader refuses it: {error}") from error
    return notebook


def solved(chapter):
    """Return the notebook with its solutions, for tests and measures; markers are gone."""
    notebook = copy.deepcopy(chapter.notebook)
    for cell in notebook.cells:
        lines = cell.source.splitlines()
        cell.source = "\n".join(line for line in lines if not LINE.fullmatch(line))
    return notebook


def nbgrader_source(chapter):
    """Return nbgrader's source notebook: solutions, hidden tests and markers, all in place."""
    return copy.deepcopy(chapter.notebook)
