"""The exercises: an answer cell `X` and, after it, its check cell `X_check` with points."""

import ast
import re

from .code import parsed

KEYS = {
    "grade": bool,
    "grade_id": str,
    "locked": bool,
    "schema_version": int,
    "solution": bool,
    "task": bool,
}
SCHEMA = 3


def marked_cells(chapter):
    """Yield index, cell and nbgrader's metadata of the cells that have them."""
    for index, cell in enumerate(chapter.notebook.cells):
        if "nbgrader" in cell.metadata:
            yield index, cell, cell.metadata["nbgrader"]


def metadata(chapter):
    """Look at nbgrader's keys: all there, of the right kind, and no other."""
    for index, _, marked in marked_cells(chapter):
        where = chapter.where(index)
        for key, kind in KEYS.items():
            if key == "grade_id":
                continue  # `identifiers` has its own sentence
            if key not in marked:
                yield f"{where}: nbgrader metadata without {key!r}."
            elif type(marked[key]) is not kind:
                fits = {bool: "true or false", int: "a whole number"}[kind]
                yield f"{where}: {key!r} is {marked[key]!r}; {fits} fits."
        for key in sorted(set(marked) - set(KEYS) - {"points"}):
            yield f"{where}: nbgrader metadata has no key {key!r}."
        if marked.get("schema_version", SCHEMA) != SCHEMA:
            yield f"{where}: schema_version is {marked['schema_version']}; {SCHEMA} fits."
        check = marked.get("grade") and not marked.get("solution")
        if check and marked.get("locked") is False:
            yield f'{where}: a check cell that learners may edit; "locked": true fits.'
        if marked.get("solution") and marked.get("locked"):
            yield f'{where}: an answer cell that is locked; "locked": false fits.'


def identifiers(chapter):
    """Look at the grade_ids: each cell has one, and no other cell has the same."""
    taken = {}
    for index, _, marked in marked_cells(chapter):
        where, grade_id = chapter.where(index), marked.get("grade_id")
        if not grade_id:
            yield f"{where}: nbgrader metadata without a grade_id."
        elif not isinstance(grade_id, str) or not re.fullmatch(r"[A-Za-z0-9_-]+", grade_id):
            yield f"{where}: grade_id is {grade_id!r}; letters, digits, '_' and '-' fit."
        elif grade_id in taken:
            yield f"{where}: grade_id {grade_id!r} is taken by the cell at {taken[grade_id]}."
        else:
            taken[grade_id] = where


def points(chapter):
    """Look at the points: every graded cell has some, and no other cell has any."""
    for index, _, marked in marked_cells(chapter):
        where, value = chapter.where(index), marked.get("points")
        name = marked.get("grade_id")
        if marked.get("grade") or marked.get("task"):
            number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if "points" not in marked:
                yield f'{where}: {name!r} has no points; "points": 2 in its metadata fits.'
            elif not number or value <= 0:
                yield f"{where}: {name!r} has {value!r} points; a number above 0 fits."
        elif "points" in marked:
            yield f"{where}: points on {name!r}, which is not graded; its check cell has them."


def pairs(chapter):
    """Look that each answer is followed by its check, and that the check looks at that answer.

    A cell that is answer and graded in one is marked by hand, and needs no check.
    """
    answers, checks = {}, {}
    for index, cell, marked in marked_cells(chapter):
        if marked.get("solution") and not marked.get("grade"):
            answers[marked.get("grade_id")] = index
        if marked.get("grade") and not marked.get("solution"):
            checks[marked.get("grade_id")] = (index, cell)
    for name, index in answers.items():
        after, cell = checks.pop(f"{name}_check", (None, None))
        if after is None or after < index:
            yield (
                f"{chapter.where(index)}: the answer {name!r} has no check cell after it; one with "
                f"the grade_id '{name}_check' fits."
            )
        elif parsed(cell) is not None and name not in names(parsed(cell)):
            yield f"{chapter.where(after)}: '{name}_check' does not use {name!r}."
    for name, (index, _) in checks.items():
        yield (
            f"{chapter.where(index)}: the check {name!r} has no answer cell; a check is named "
            "after its answer: 'X' and 'X_check'."
        )


def names(tree):
    """Return the names and attributes that occur in a syntax tree."""
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree)
        if isinstance(node, (ast.Name, ast.Attribute))
    }
