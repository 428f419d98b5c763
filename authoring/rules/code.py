"""The code cells: understood by Python, short, named where they are folded away."""

import ast
import re

LONGEST = 25  # lines


def parsed(cell):
    """Return the syntax tree of a code cell, or None where Python does not understand it."""
    try:
        return parse(cell.source)
    except SyntaxError:
        return None


def parse(source):
    """Parse a cell as IPython would: magics and shell lines are passed over."""
    if source.lstrip().startswith("%%"):
        return ast.parse("")
    try:
        return ast.parse(source)
    except SyntaxError as error:
        plain = re.sub(r"^([ \t]*)[%!].*", r"\1pass", source, flags=re.MULTILINE)
        if plain == source:
            raise
        try:
            return ast.parse(plain)
        except SyntaxError:
            raise error from None


def understood(chapter):
    """Look that Python understands every cell."""
    for index, cell in chapter.cells("code"):
        try:
            parse(cell.source)
        except SyntaxError as error:
            where = chapter.where(index, error.lineno or 0)
            yield f"{where}: Python does not understand this: {error.msg}."


def folded(chapter):
    """Look that a folded cell begins with a title: JupyterLab shows its first line only."""
    for index, cell in chapter.cells("code"):
        first = cell.source.partition("\n")[0]
        if is_folded(cell) and not re.match(r"# \S", first):
            yield (
                f"{chapter.where(index, 1)}: a folded cell begins with {first!r}, the only line "
                "that is seen; a comment that names the cell fits, such as '# A prediction: ...'."
            )


def expected_errors(chapter):
    """Look that a cell that may raise stores nothing: errors hold paths and addresses."""
    for index, cell in chapter.cells("code"):
        tags = cell.metadata.get("tags", [])
        if "raises-exception" in tags and "nbval-ignore-output" not in tags:
            yield (
                f"{chapter.where(index)}: the tag 'raises-exception' came alone; together with "
                "'nbval-ignore-output' it fits, since an error is not stored."
            )


def length(chapter):
    """Look that cells are short, unless folded away."""
    for index, cell in chapter.cells("code"):
        lines = len(cell.source.splitlines())
        if lines > LONGEST and not is_folded(cell):
            yield (
                f"{chapter.where(index)}: a cell of {lines} lines; up to {LONGEST} read well, "
                "helper code belongs into course_utils."
            )


def is_folded(cell):
    """Tell whether JupyterLab shows only the first line of a cell."""
    return bool(cell.metadata.get("jupyter", {}).get("source_hidden"))
