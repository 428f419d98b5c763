"""The text of a chapter: how it opens, and its headings."""

import re

OPENING = {
    "a title": r"^# \S",
    "'**You will be able to** ...'": r"\*\*You will be able to\*\*\s+\S",
    "'**Minutes:** 45'": r"\*\*Minutes:\*\*\s+\d",
    "'**You need:** ...'": r"\*\*You need:\*\*\s+\S",
}


def opening(chapter):
    """Look at the first cell: what the chapter gives, how long it takes, what comes first."""
    if not chapter.notebook.cells:
        yield f"{chapter.path.name}: it has no cell."
        return
    first = chapter.notebook.cells[0]
    if first.cell_type != "markdown":
        yield f"{chapter.where(0)}: the first cell is code; the opening of the chapter fits."
        return
    for name, pattern in OPENING.items():
        if not re.search(pattern, first.source, re.MULTILINE):
            yield f"{chapter.where(0)}: the opening lacks {name}."


def headings(chapter):
    """Look at the headings: down one level at a time, and one title."""
    level = 0
    for index, cell in chapter.cells("markdown"):
        for number, line in enumerate(without_code(cell.source).splitlines(), 1):
            heading = re.match(r"(#{1,6})\s+\S", line)
            if heading is None:
                continue
            depth, where = len(heading[1]), chapter.where(index, number)
            if depth > level + 1:
                fits = "# (the title)" if level == 0 else "#" * (level + 1)
                yield (
                    f"{where}: a heading of level {depth} after one of level {level}; "
                    f"{fits} fits, one level down at a time."
                )
            if depth == 1 and level > 0:
                yield f"{where}: a second title; a chapter has one, ## fits."
            level = depth


def without_code(text):
    """Return markdown with its fenced code blanked, line for line: '#' is a comment there."""
    return re.sub(
        r"^(```|~~~).*?^\1",
        lambda fenced: "\n" * fenced[0].count("\n"),
        text,
        flags=re.MULTILINE | re.DOTALL,
    )
