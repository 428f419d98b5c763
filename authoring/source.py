"""Read a chapter's percent script, and know on which line each of its cells begins."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import jupytext

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "notebooks" / "source"
NOTEBOOKS = ROOT / "notebooks"
# What is made for tests and coursework, and not committed.
SCRATCH = ROOT / ".course"

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# A line that begins a cell; '# %%timeit' is a magic that jupytext has commented out.
CELL = re.compile(r"# %%(\s|$)")

# Where jupytext keeps the number of blank lines between cells, which is nobody's business here.
BLANK_LINES = ("lines_to_next_cell", "lines_to_end_of_cell_marker")


class SourceError(Exception):
    """Something in a source that an author must mend; the text names file and line."""


@dataclass(frozen=True)
class Chapter:
    """A chapter as its author wrote it.

    Attributes
    ----------
    path : pathlib.Path
        The percent script.
    notebook : nbformat.NotebookNode
        Its cells, solutions and hidden tests included.
    lines : tuple of int
        For each cell the line of the script on which it begins.
    """

    path: Path
    notebook: object
    lines: tuple

    @property
    def name(self):
        """The chapter's name, such as ``01_convolution``."""
        return self.path.stem

    def where(self, index, line=0):
        """Say where a cell, or a line of it counted from 1, stands: file and line."""
        return f"{shown(self.path)}:{self.lines[index] + line}"

    def cells(self, kind):
        """Yield index and cell of the cells of a kind: ``"code"`` or ``"markdown"``."""
        for index, cell in enumerate(self.notebook.cells):
            if cell.cell_type == kind:
                yield index, cell


def shown(path):
    """Return a path as messages name it: from the project's folder, with '/'."""
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


def chapters(names=(), folder=None):
    """Return the paths of the sources, all or those named, in order.

    Parameters
    ----------
    names : sequence of str
        Chapters: ``01_convolution``, its number ``01``, or the path of a source or a notebook.
    folder : pathlib.Path, optional
        Where the sources are, when not in the project's folder.

    Raises
    ------
    SourceError
        When a name is no chapter's.
    """
    known = {path.stem: path for path in sorted((folder or SOURCES).glob("*.py"))}
    wanted = set()
    for name in names:
        stem = Path(name).stem
        found = {one for one in known if one == stem or one.partition("_")[0] == stem}
        if not found:
            raise SourceError(f"There is no chapter {name!r}; there are {', '.join(known)}.")
        wanted |= found
    return [known[name] for name in sorted(wanted or known)]


def read(path):
    """Read a percent script into a `Chapter` with deterministic cell ids and metadata.

    Raises
    ------
    SourceError
        When the script is not UTF-8, or text stands before its first cell.
    """
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise SourceError(f"{shown(path)}: it is not UTF-8 text ({error.reason}).") from error
    notebook = jupytext.reads(text, fmt="py:percent")
    lines = tuple(number for number, line in enumerate(text.splitlines(), 1) if CELL.match(line))
    if len(lines) != len(notebook.cells):
        raise SourceError(
            f"{shown(path)}: {len(lines)} lines begin with '# %%', but there are "
            f"{len(notebook.cells)} cells; begin every cell, the first too, with such a line."
        )
    notebook.metadata = {"kernelspec": dict(KERNEL), "language_info": {"name": "python"}}
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    taken = set()
    for cell in notebook.cells:
        for key in BLANK_LINES:
            cell.metadata.pop(key, None)
        cell.id = identifier(cell, taken)
    return Chapter(path, notebook, lines)


def identifier(cell, taken):
    """Return an id for a cell: its grade_id, or a digest of its text; the same at every build."""
    grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
    base = grade_id or hashlib.sha256(cell.source.encode()).hexdigest()[:12]
    base = re.sub(r"[^A-Za-z0-9_-]", "-", str(base))[:60]
    chosen, count = base, 1
    while chosen in taken:
        count += 1
        chosen = f"{base}-{count}"
    taken.add(chosen)
    return chosen
