"""A class of twelve fictional learners, to try grading on: python -m coursework.sample DIR.

What each handed in, and what it must get, stands in `CLASS`; the handbook for instructors walks
through it. The hand-ins are made from the chapter's own source, laid out as Moodle exports them.
"""

import argparse
import copy
import io
import os
import sys
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import nbformat

from authoring import source, variants

CHAPTER = "01_convolution"
DUE = datetime(2026, 3, 6, 18, 0, tzinfo=UTC)
IN_TIME, TOO_LATE = (
    datetime(2026, 3, 5, 20, 15, tzinfo=UTC),
    datetime(2026, 3, 7, 9, 30, tzinfo=UTC),
)

ANOTHER_STYLE = """\
from numpy.lib.stride_tricks import sliding_window_view


def correlate2d(image, kernel, stride=1, padding=0):
    windows = sliding_window_view(np.pad(image, padding), np.shape(kernel))
    return np.einsum("ijuv,uv->ij", windows[::stride, ::stride], kernel)
"""
FLIPPED = """\
def correlate2d(image, kernel, stride=1, padding=0):
    image, kernel = np.pad(image, padding), np.flip(kernel)
    kh, kw = kernel.shape
    rows, columns = (image.shape[0] - kh) // stride + 1, (image.shape[1] - kw) // stride + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            out[i, j] = (image[top : top + kh, left : left + kw] * kernel).sum()
    return out
"""
ROUNDED_UP = """\
import math


def output_size(size, kernel, stride=1, padding=0, dilation=1):
    return math.ceil((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
"""
CHANNELS_AVERAGED = """\
def conv_layer(x, weight, bias, stride=1, padding=0):
    x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    windows = np.lib.stride_tricks.sliding_window_view(x, weight.shape[2:], axis=(2, 3))
    out = np.einsum("nchwuv,ocuv->nohw", windows[:, :, ::stride, ::stride], weight) / x.shape[1]
    return out if bias is None else out + bias[:, None, None]
"""
ENDLESS = """\
def receptive_field(layers):
    field = 1
    while layers:
        field += 1
    return field
"""
BROKEN = "def conv_parameters(in_channels, out_channels, kernel, bias=True)\n    return 1\n"


@dataclass(frozen=True)
class Member:
    """A learner of the class.

    Attributes
    ----------
    name : str
    about : str
        What was handed in.
    answers : dict of str to str or None
        Answers in place of the right ones; None leaves an exercise blank.
    blank : bool
        Every exercise that is not in `answers` is blank, not right.
    form : {"notebook", "zip", "renamed", "pdf", "cut", "two"}
        How it was handed in.
    when : datetime
    lost : dict of str to str
        The exercises that do not get all their points, and the status of each.
    points : float or None
        What it must get; None where there is nothing to grade.
    """

    name: str
    about: str
    answers: dict = field(default_factory=dict)
    blank: bool = False
    form: str = "notebook"
    when: datetime = IN_TIME
    lost: dict = field(default_factory=dict)
    points: float | None = 17


ALL = (
    "output_size",
    "correlate2d",
    "diagonal_edge_kernel",
    "conv_layer",
    "conv_parameters",
    "receptive_field",
)

CLASS = (
    Member("Ada Example", "everything right"),
    Member("Ben Example", "right, in another style", {"correlate2d": ANOTHER_STYLE}),
    Member(
        "Cleo Example",
        "the kernel is turned around in one exercise",
        {"correlate2d": FLIPPED},
        lost={"correlate2d": "wrong"},
        points=13,
    ),
    Member(
        "Dan Example",
        "two mistakes: a size rounded up, channels averaged",
        {"output_size": ROUNDED_UP, "conv_layer": CHANNELS_AVERAGED},
        lost={"output_size": "wrong", "conv_layer": "wrong"},
        points=11,
    ),
    Member(
        "Eve Example", "nothing written", blank=True, lost=dict.fromkeys(ALL, "blank"), points=0
    ),
    Member(
        "Finn Example",
        "one exercise is no Python, one never ends; the others are right",
        {"conv_parameters": BROKEN, "receptive_field": ENDLESS},
        lost={"conv_parameters": "error", "receptive_field": "timeout"},
        points=12,
    ),
    Member("Gia Example", "everything right, a day late", when=TOO_LATE),
    Member("Hal Example", "everything right, in a zip archive", form="zip"),
    Member("Ida Example", "everything right, the file renamed, its metadata lost", form="renamed"),
    Member("Jon Example", "two notebooks, the later one right", form="two"),
    Member("Kim Example", "a PDF instead of the notebook", form="pdf", points=None),
    Member("Leo Example", "a notebook that was cut off while uploading", form="cut", points=None),
)


def make(folder):
    """Write the class's hand-ins into a folder, as Moodle exports them.

    Parameters
    ----------
    folder : pathlib.Path
    """
    chapter = source.read(source.chapters([CHAPTER])[0])
    solved, blank = variants.solved(chapter), variants.learner(chapter)
    for number, member in enumerate(CLASS, 2101):
        place = folder / f"{member.name}_{number}_assignsubmission_file_"
        place.mkdir(parents=True, exist_ok=True)
        text = nbformat.writes(answered(blank if member.blank else solved, blank, member))
        for name, data in files(member, text, nbformat.writes(blank)).items():
            path = place / name
            path.write_bytes(data)
            stamp = member.when.timestamp() - (3600 if name.startswith("first") else 0)
            os.utime(path, (stamp, stamp))


def answered(notebook, blank, member):
    """Return a notebook with a member's answers in it."""
    notebook = copy.deepcopy(notebook)
    stubs = {
        cell.metadata["nbgrader"]["grade_id"]: cell.source
        for cell in blank.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if grade_id in member.answers:
            cell.source = member.answers[grade_id] or stubs[grade_id]
        if member.form == "renamed":
            cell.metadata = {}
    return notebook


def files(member, text, blank):
    """Return the files of a member, name to bytes."""
    data = text.encode()
    match member.form:
        case "zip":
            return {"homework.zip": archived(f"homework/{CHAPTER}.ipynb", data)}
        case "renamed":
            return {"my homework (final).ipynb": data}
        case "two":
            return {"first try.ipynb": blank.encode(), f"{CHAPTER}.ipynb": data}
        case "pdf":
            return {f"{CHAPTER}.pdf": b"%PDF-1.7\n"}
        case "cut":
            return {f"{CHAPTER}.ipynb": data[: len(data) // 2]}
        case _:
            return {f"{CHAPTER}.ipynb": data}


def archived(name, data):
    """Return the bytes of an archive that holds one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo(name, IN_TIME.timetuple()[:6]), data)
    return buffer.getvalue()


def main(arguments=None):
    """Carry out the command line."""
    parser = argparse.ArgumentParser(prog="python -m coursework.sample", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    options = parser.parse_args(arguments)
    make(options.folder)
    print(f"{len(CLASS)} hand-ins of {CHAPTER} are in {options.folder}. What each must get:")
    for member in CLASS:
        points = "nothing to grade" if member.points is None else f"{member.points:g}"
        print(f"  {member.name:14s} {points:16s} {member.about}")
    print(f"They were due on {DUE:%Y-%m-%dT%H:%M%z}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
