"""nbgrader's markers: in pairs, none inside another, each in a cell where it means something."""

import ast
import re

from ..variants import BEGIN, END, LINE
from .code import parsed

# Whatever nbgrader would take for a marker, and what a hurried hand makes of one.
LIKE = re.compile(r"\b(begin|end)\s+(solution|hidden\s+test)", re.IGNORECASE)


def found(cell):
    """Yield line number, ``"BEGIN"`` or ``"END"``, and kind of each marker of a cell."""
    for number, line in enumerate(cell.source.splitlines(), 1):
        marker = LINE.fullmatch(line)
        if marker:
            yield number, marker[1], marker[2]


def balanced(chapter):
    """Look at the markers' spelling and order."""
    for index, cell in enumerate(chapter.notebook.cells):
        for number, line in enumerate(cell.source.splitlines(), 1):
            comes = line.strip().startswith("#") and LIKE.search(line)
            if comes and not LINE.fullmatch(line):
                verb, kind = comes[1].upper(), "SOLUTION"
                kind = kind if comes[2].upper() == kind else "HIDDEN TESTS"
                yield (
                    f"{chapter.where(index, number)}: {line.strip()!r} came; "
                    f"'### {verb} {kind}' fits, alone on its line."
                )
        opened = None
        for number, verb, kind in found(cell):
            where = chapter.where(index, number)
            if verb == "BEGIN":
                if opened:
                    yield f"{where}: '{BEGIN} {kind}' inside a region that is still open."
                opened = (number, kind)
            elif opened is None:
                yield f"{where}: '{END} {kind}' without '{BEGIN} {kind}' before it in its cell."
            else:
                if opened[1] != kind:
                    yield f"{where}: '{END} {kind}' came; '{END} {opened[1]}' fits."
                opened = None
        if opened:
            number, kind = opened
            where = chapter.where(index, number)
            yield f"{where}: '{BEGIN} {kind}' without '{END} {kind}' in its cell."


def in_their_cells(chapter):
    """Look where markers stand: solutions in answer cells, hidden tests in check cells."""
    for index, cell in enumerate(chapter.notebook.cells):
        first = {kind: number for number, verb, kind in found(cell) if verb == "BEGIN"}
        marked = cell.metadata.get("nbgrader", {})
        if "SOLUTION" in first and not marked.get("solution"):
            yield (
                f"{chapter.where(index, first['SOLUTION'])}: a solution in a cell that is no "
                'answer cell; nbgrader={..., "solution": true, ...} in its first line fits.'
            )
        if marked.get("solution") and "SOLUTION" not in first:
            yield f"{chapter.where(index)}: an answer cell without '{BEGIN} SOLUTION'."
        if "HIDDEN TESTS" in first and not marked.get("grade"):
            yield (
                f"{chapter.where(index, first['HIDDEN TESTS'])}: hidden tests in a cell that is no "
                'check cell; nbgrader={..., "grade": true, ...} in its first line fits.'
            )


def inside_functions(chapter):
    """Look that a blank exercise does not raise before it is called: 'Run All' must go on."""
    for index, cell in chapter.cells("code"):
        tree = parsed(cell)
        for number, verb, kind in found(cell):
            if (verb, kind) != ("BEGIN", "SOLUTION") or tree is None:
                continue
            kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
            functions = [node for node in ast.walk(tree) if isinstance(node, kinds)]
            if not any(node.lineno < number <= node.end_lineno for node in functions):
                yield (
                    f"{chapter.where(index, number)}: a solution outside any function: left blank, "
                    "it would stop 'Run All' here; a region inside a function's body fits."
                )
