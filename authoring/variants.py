"""The three notebooks that one source gives, made by nbgrader's own preprocessors."""

import copy

from nbgrader.preprocessors import ClearHiddenTests, ClearSolutions, LockCells
from traitlets.config import Config

STUB = 'raise NotImplementedError("Replace this line by your code.")'
_CONFIG = Config({"ClearSolutions": {"code_stub": {"python": STUB}}})


def learner(chapter):
    """Return what a learner opens: stubs for solutions, no hidden tests, checks locked."""
    notebook = copy.deepcopy(chapter.notebook)
    for preprocessor in (LockCells, ClearSolutions, ClearHiddenTests):
        notebook, _ = preprocessor(config=_CONFIG).preprocess(notebook, {})
    return notebook


def solved(chapter):
    """Return the notebook with its solutions, for tests and measures; markers are gone."""
    notebook = copy.deepcopy(chapter.notebook)
    for cell in notebook.cells:
        lines = cell.source.splitlines()
        cell.source = "\n".join(line for line in lines if not is_marker(line))
    return notebook


def is_marker(line):
    """Tell whether a line is one of nbgrader's markers."""
    return line.strip().startswith(("### BEGIN ", "### END "))


def nbgrader_source(chapter):
    """Return nbgrader's source notebook: solutions, hidden tests and markers, all in place."""
    return copy.deepcopy(chapter.notebook)
