"""Which of a learner's cells run for an exercise.

The rule, as `instructions.md` tells it to learners: the exercise's own cell runs, and before it
those cells that the learner wrote or changed which define a name that it uses, and the imports of
the chapter and of the learner's cells. Cells of the chapter do not run, nor do checks, nor
`course_utils`, which holds the answers.
"""

import ast
import re
from dataclasses import dataclass

from .released import WITHHELD

WORD = re.compile(r"[^\W\d]\w*")
# What a cell defines: a function, a class or variables at the left margin.
NAME = r"[^\W\d]\w*"
DEFINES = re.compile(
    rf"^(?:async\s+def|def|class)\s+({NAME})"
    rf"|^({NAME}(?:\s*,\s*{NAME})*)\s*(?::[^=\n]*)?=(?!=)",
    re.MULTILINE,
)
IMPORT = re.compile(
    r"^(?:from[ \t]+[\w.]+[ \t]+import[ \t]*\([^)]*\)|(?:import|from)[ \t][^\n]*)", re.MULTILINE
)
MOST_IMPORTS, LONGEST_IMPORT = 100, 1000


@dataclass(frozen=True)
class Work:
    """What is run for one exercise.

    Attributes
    ----------
    name : str
        Of the function.
    imports : tuple of (str, tuple of str)
        Lines, and the names that each binds.
    probe : (str, str), optional
        The source of a module, and the name of the function in it that sets the stage.
    lent : tuple of (str, str)
        Modules of the course that may be imported: names and sources.
    patience : float
        Seconds that one call may take, where that is more than is usual.
    cells : tuple of (str, bool)
        Source, and whether it is the exercise's own. The others are those that may be needed, by
        their words; which are, is seen inside, where a learner's code is first parsed.
    """

    name: str
    imports: tuple
    cells: tuple
    probe: tuple = ()
    lent: tuple = ()
    patience: float = 0.0

    def order(self):
        """Return it as plain values."""
        cells = [
            {"source": source, "own": own, "defines": sorted(defined(source))}
            for source, own in self.cells
        ]
        imports = [{"line": line, "binds": list(names)} for line, names in self.imports]
        order = {"name": self.name, "imports": imports, "cells": cells}
        if self.probe:
            order["probe"] = dict(zip(("source", "name"), self.probe, strict=True))
        if self.lent:
            order["lent"] = dict(self.lent)
        return order

    def needs(self, module):
        """Tell whether the cells may use a module."""
        texts = [*(line for line, _ in self.imports), *(source for source, _ in self.cells)]
        texts += self.probe[:1]
        return any(module in text for text in texts)


def work(submission, release, exercise, lends=()):
    """Return the `Work` of an exercise, or None where the submission has no cell for it.

    Parameters
    ----------
    submission : Submission
    release : Release
    exercise : ReleasedExercise
    lends : tuple of str
        Modules of the course that this exercise's cells may import.
    """
    graded = {one.grade_id for one in release.exercises if not one.manual}
    candidates = [
        cell for cell in submission.cells if cell.grade_id not in graded and not is_check(cell)
    ]
    own = [cell for cell in candidates if cell.grade_id == exercise.name]
    # Some programs drop metadata; then the cell is known by what it defines.
    own = own or [cell for cell in candidates if exercise.name in defined(cell.source)]
    if not own:
        return None
    helpers = [
        cell
        for cell in candidates
        if not any(cell is one for one in own) and cell.source.strip() not in release.cells
    ]
    needed = closure(own, helpers)
    cells = [(cell.source, False) for cell in helpers if any(cell is one for one in needed)]
    cells += [(cell.source, True) for cell in own]
    words = {word for source, _ in cells for word in WORD.findall(source)}
    imports = [(line, names) for line, names in release.imports if words & {*names}]
    if lends:
        imports += bound(statements(release.setup), words, lends)
    imports += own_imports(submission, words, lends)
    return Work(exercise.name, tuple(dict.fromkeys(imports)), tuple(cells))


def is_check(cell):
    """Tell a check's cell by its name, where a learner's program has kept it."""
    return cell.grade_id.endswith("_check")


def defined(source):
    """Return the names that a cell defines at its left margin."""
    return {
        name for found in DEFINES.finditer(source) for name in WORD.findall(found[1] or found[2])
    }


def closure(own, helpers):
    """Return the cells among the helpers that define what is used, and what they use in turn."""
    found, waiting = [], list(own)
    defines = [(cell, defined(cell.source)) for cell in helpers]
    while waiting:
        used = set(WORD.findall(waiting.pop().source))
        for cell, names in defines:
            if names & used and not any(cell is one for one in found):
                found.append(cell)
                waiting.append(cell)
    return found


def own_imports(submission, words, lends=()):
    """Return (line, names) for the imports of a learner's cells that the cells may use."""
    found = {}
    for cell in submission.cells:
        for line in IMPORT.findall(cell.source):
            if len(line) < LONGEST_IMPORT:
                found |= dict(bound(statements(line), words, lends))
    return list(found.items())[:MOST_IMPORTS]


def bound(imports, words, lends=()):
    """Return (line, names) for the parts of import statements that bind one of the words."""
    return [
        (line, names)
        for statement in imports
        for line, names in allowed(statement, lends)
        if words & {*names}
    ]


def statements(code):
    """Return the import statements at the top level of a cell; none where it has magics."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return []
    return [one for one in tree.body if isinstance(one, (ast.Import, ast.ImportFrom))]


def allowed(statement, lends=()):
    """Yield (line, names) for the parts of an import that learners' cells may have.

    Parameters
    ----------
    statement : ast.Import or ast.ImportFrom
    lends : tuple of str
        Modules of the course that they may have too.
    """
    for alias in statement.names:
        module = statement.module if isinstance(statement, ast.ImportFrom) else alias.name
        withheld = (module or "").partition(".")[0] in WITHHELD
        if withheld and {module, f"{module}.{alias.name}"} & {*lends}:
            withheld = False
        if withheld or getattr(statement, "level", 0):
            continue
        one = type(statement)(**{**vars(statement), "names": [alias]})
        yield ast.unparse(one), (alias.asname or alias.name.partition(".")[0],)
