"""What a learner handed in: the cells of one notebook, read as text and nothing else.

Ids are read to find the answers; points, which cell is a test, and outputs are not read at all.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

LARGEST = 100 * 2**20  # bytes of a file, outputs included
MOST_PARTS = 12_000_000  # commas and brackets: what is read takes memory for each part
LONGEST_CELL = 200_000  # characters of code that are run
MOST_CELLS = 5_000


class BrokenSubmission(Exception):  # noqa: N818  (it reads better where it is raised)
    """A file that cannot be graded; the text is a sentence that names it and says why."""

    def __reduce__(self):
        return type(self), self.args


@dataclass(frozen=True)
class Cell:
    """A code cell of a submission.

    Attributes
    ----------
    grade_id : str
        As the submission says; empty where it says none.
    source : str
    """

    grade_id: str
    source: str


@dataclass(frozen=True)
class Submission:
    """What is taken from a notebook.

    Attributes
    ----------
    name : str
        The file's name.
    cells : tuple of Cell
        Its code cells, in order.
    digest : str
        Of the cells; outputs and text do not change it.
    """

    name: str
    cells: tuple
    digest: str


def read(path):
    """Read a notebook.

    Parameters
    ----------
    path : str or pathlib.Path

    Returns
    -------
    Submission

    Raises
    ------
    BrokenSubmission
        With a sentence for the instructor.
    """
    path = Path(path)
    name = path.name
    try:
        if not path.is_file():
            raise BrokenSubmission(f"{name}: it is no file.")
        size = path.stat().st_size
        if size > LARGEST:
            raise BrokenSubmission(
                f"{name}: {size / 2**20:,.0f} MB; up to {LARGEST // 2**20} MB are read. "
                "Clear its outputs and save it again."
            )
        data = path.read_bytes()
    except OSError as error:
        raise BrokenSubmission(f"{name}: it cannot be read ({error.strerror}).") from None
    return parse(data, name)


def parse(data, name):
    """Return the submission that a notebook's bytes hold; see `read`."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise BrokenSubmission(f"{name}: it is empty.")
    if sum(map(data.count, b",[{")) > MOST_PARTS:
        raise BrokenSubmission(
            f"{name}: it holds too many numbers, perhaps of a picture. Clear its outputs and save "
            "it again."
        )
    notebook = json_of(decoded(data, name), name)
    cells = tuple(code_cells(notebook, name))
    known = json.dumps([[cell.grade_id, cell.source] for cell in cells])
    return Submission(name, cells, hashlib.sha256(known.encode()).hexdigest())


def decoded(data, name):
    """Return a notebook's text; UTF-8 is usual, UTF-16 comes from some editors."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    if data[:2] == b"PK":
        raise BrokenSubmission(f"{name}: it is a zip archive with the name of a notebook.")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise BrokenSubmission(f"{name}: it is not text, so it is no notebook.") from None
    if not text.lstrip().startswith("{"):
        raise BrokenSubmission(f"{name}: it is not text in UTF-8, so it is no notebook.")
    return text


def json_of(text, name):
    """Return the object that a notebook's text holds."""
    try:
        notebook = json.loads(text)
    except RecursionError:
        raise BrokenSubmission(f"{name}: it is nested too deep to be a notebook.") from None
    except ValueError as error:
        where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else str(error)
        cut = text.lstrip().startswith("{") and not text.rstrip().endswith("}")
        what = "it ends in the middle; was it cut short?" if cut else f"it is no JSON ({where})."
        raise BrokenSubmission(f"{name}: {what}") from None
    if not isinstance(notebook, dict) or not ({"cells", "worksheets"} & notebook.keys()):
        raise BrokenSubmission(f"{name}: it is JSON, but no notebook: it has no cells.")
    return notebook


def code_cells(notebook, name):
    """Yield the code cells of a notebook of format 4, or of the older format 3."""
    cells = notebook.get("cells")
    if cells is None:
        sheets = notebook["worksheets"]
        sheets = sheets if isinstance(sheets, list) else []
        cells = [one for sheet in sheets if isinstance(sheet, dict) for one in listed(sheet)]
    if not isinstance(cells, list):
        raise BrokenSubmission(f"{name}: it is JSON, but no notebook: its cells are no list.")
    if len(cells) > MOST_CELLS:
        raise BrokenSubmission(
            f"{name}: {len(cells):,} cells; a notebook of the course has no more than a hundred."
        )
    for cell in cells:
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = joined(cell.get("source", cell.get("input", "")))
        metadata = cell.get("metadata")
        marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
        yield Cell(grade_id[:200] if isinstance(grade_id, str) else "", clean(source))


def listed(sheet):
    """Return the cells of a worksheet."""
    cells = sheet.get("cells")
    return cells if isinstance(cells, list) else []


def joined(source):
    """Return a cell's source, which is a text or a list of lines."""
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def clean(source):
    """Return code that Python takes: no magics, no broken characters, nothing endless.

    A cell that is too long becomes one that says so when it is run.
    """
    if len(source) > LONGEST_CELL:
        return f"raise MemoryError('a cell of {len(source):,} characters')"
    source = source.encode("utf-8", "replace").decode().replace("\r\n", "\n")
    # At the left margin only: further in, a line may begin with the operator %.
    return re.sub(r"^([%!].*)$", r"pass  # \1", source, flags=re.MULTILINE)
