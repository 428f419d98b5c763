"""What every chapter keeps to; each breach is told with its file, its line, and what would fit."""

import ast
import re

from .source import SourceError

MARKERS = {
    "solution": ("### BEGIN SOLUTION", "### END SOLUTION"),
    "hidden tests": ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"),
}
LONGEST_CELL = 25


def check(chapter):
    """Check a chapter against all rules.

    Raises
    ------
    SourceError
        With one line for each breach.
    """
    breaches = [
        *opening(chapter),
        *headings(chapter),
        *markers(chapter),
        *exercises(chapter),
        *alternatives(chapter),
        *cells(chapter),
    ]
    if breaches:
        raise SourceError("\n".join(breaches))


def opening(chapter):
    """Look at the first cell: what the chapter gives, how long it takes, what comes first."""
    first = chapter.notebook.cells[0]
    for wanted in ("# ", "**You will be able to**", "**Minutes:**", "**You need:**"):
        if first.cell_type != "markdown" or wanted not in first.source:
            yield f"{chapter.where(0)}: the first cell is text with a title and {wanted.strip()!r}."


def headings(chapter):
    """Look at the headings: down one level at a time, and one title."""
    level = 0
    for index, cell in enumerate(chapter.notebook.cells):
        if cell.cell_type != "markdown":
            continue
        for marks in re.findall(r"^(#+) ", without_code(cell.source), re.MULTILINE):
            if len(marks) > level + 1:
                yield (
                    f"{chapter.where(index)}: a heading of level {len(marks)} follows one of "
                    f"level {level}; go down one level at a time."
                )
            if len(marks) == 1 and level > 0:
                yield f"{chapter.where(index)}: a second title; a chapter has one."
            level = len(marks)


def without_code(text):
    """Return markdown without its fenced code, in which '#' begins a comment."""
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def markers(chapter):
    """Look at the markers: in pairs, each pair in one cell, none inside another."""
    for index, cell in enumerate(chapter.notebook.cells):
        opened = None
        for line in cell.source.splitlines():
            for kind, (begin, end) in MARKERS.items():
                if line.strip() == begin:
                    if opened:
                        yield f"{chapter.where(index)}: '{begin}' inside another {opened}."
                    opened = kind
                elif line.strip() == end:
                    if opened != kind:
                        yield f"{chapter.where(index)}: '{end}' without '{begin}' before it."
                    opened = None
        if opened:
            yield f"{chapter.where(index)}: '{MARKERS[opened][0]}' without '{MARKERS[opened][1]}'."
        is_answer = cell.metadata.get("nbgrader", {}).get("solution", False)
        has_solution = MARKERS["solution"][0] in cell.source
        if has_solution and not is_answer:
            yield (
                f"{chapter.where(index)}: a solution in a cell without nbgrader metadata that "
                "says 'solution': true; learners would see it."
            )
        if is_answer and not has_solution:
            yield f"{chapter.where(index)}: an answer cell without '{MARKERS['solution'][0]}'."
        is_test = cell.metadata.get("nbgrader", {}).get("grade", False)
        if MARKERS["hidden tests"][0] in cell.source and not is_test:
            yield f"{chapter.where(index)}: hidden tests in a cell that is no check cell."


def exercises(chapter):
    """Look at the exercises: each answer has one id, one check after it, and points."""
    seen, answers, checks = {}, {}, {}
    for index, cell in enumerate(chapter.notebook.cells):
        marked = cell.metadata.get("nbgrader")
        if marked is None:
            continue
        grade_id = marked.get("grade_id")
        if not grade_id:
            yield f"{chapter.where(index)}: nbgrader metadata without a grade_id."
            continue
        if grade_id in seen:
            yield f"{chapter.where(index)}: grade_id '{grade_id}' is taken by {seen[grade_id]}."
        seen[grade_id] = chapter.where(index)
        points = marked.get("points", 0)
        if marked.get("grade"):
            checks[grade_id] = index
            if not isinstance(points, (int, float)) or isinstance(points, bool) or points <= 0:
                yield f"{chapter.where(index)}: the check '{grade_id}' has no points."
        elif "points" in marked:
            yield f"{chapter.where(index)}: points on '{grade_id}', which is no check cell."
        if marked.get("solution"):
            answers[grade_id] = index
    for grade_id, index in answers.items():
        after = checks.pop(f"{grade_id}_check", None)
        if after is None or after < index:
            yield (
                f"{chapter.where(index)}: the answer '{grade_id}' has no check cell "
                f"'{grade_id}_check' after it."
            )
    for grade_id, index in checks.items():
        yield f"{chapter.where(index)}: the check '{grade_id}' has no answer cell before it."


def alternatives(chapter):
    """Look at the pictures: each has a text that says what it shows."""
    for index, cell in enumerate(chapter.notebook.cells):
        if cell.cell_type == "markdown":
            text = without_code(cell.source)
            if re.search(r"!\[\s*\]\(", text):
                yield f"{chapter.where(index)}: a picture without alternative text: ![...](...)."
            for tag in re.findall(r"<img\b[^>]*>", text):
                if not re.search(r"\balt\s*=\s*([\"'])(?=.*\S.*\1).+?\1", tag):
                    yield f"{chapter.where(index)}: an <img> without alternative text."
        elif draws(cell.source) and not re.search(r"\bfigure\((?s:.*)\balt\s*=", cell.source):
            yield (
                f"{chapter.where(index)}: a matplotlib figure that does not go through "
                "figure(fig, caption=..., alt=...)."
            )


def draws(code):
    """Tell whether code makes a matplotlib figure."""
    return re.search(r"\b(subplots|plt\.(figure|plot|imshow|bar|hist|scatter))\(", code) is not None


def cells(chapter):
    """Look at the code: short, parsed by Python, named where it is folded away."""
    for index, cell in enumerate(chapter.notebook.cells):
        if cell.cell_type != "code":
            continue
        folded = cell.metadata.get("jupyter", {}).get("source_hidden", False)
        first = cell.source.splitlines()[0] if cell.source else ""
        if folded and not first.startswith("# "):
            yield f"{chapter.where(index)}: a folded cell begins with a comment that names it."
        length = len(cell.source.splitlines())
        if length > LONGEST_CELL and not folded:
            yield (
                f"{chapter.where(index)}: {length} lines; up to {LONGEST_CELL} fit a cell, "
                "helper code goes into course_utils."
            )
        try:
            ast.parse(re.sub(r"^[%!].*", "", cell.source, flags=re.MULTILINE))
        except SyntaxError as error:
            yield f"{chapter.where(index)}: Python does not understand it: {error.msg}."
