"""What is handed out holds no solution, no hidden test, no hidden input; a rehearsal is honest."""

import zipfile

import nbformat
import pytest

from authoring import source, variants
from coursework import rehearsal
from coursework import release as releases
from coursework.assign import assign, instructions
from coursework.release import ReleaseError
from coursework.submission import BrokenSubmission

WITH_EXERCISES = [
    path.stem
    for path in source.chapters()
    if any(cell.metadata.get("nbgrader") for cell in source.read(path).notebook.cells)
]


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    return folder, assign(WITH_EXERCISES, folder)


def secrets(chapter):
    """Yield the lines of a source that only its author may see."""
    inside = ""
    for cell in chapter.notebook.cells:
        for line in cell.source.splitlines():
            if found := variants.LINE.fullmatch(line):
                inside = found[2] if found[1] == "BEGIN" else ""
            elif inside and len(line.strip()) > 12:
                yield line.strip()


@pytest.mark.parametrize("name", WITH_EXERCISES)
def test_nothing_that_is_handed_out_is_an_answer(handed_out, name):
    folder, _ = handed_out
    chapter = source.read(source.chapters([name])[0])
    public = "\n".join(
        cell.source for cell in chapter.notebook.cells if not cell.metadata.get("nbgrader")
    )
    found = list(secrets(chapter))
    assert found
    files = [path for path in (folder / "release" / name).rglob("*") if path.is_file()]
    assert {path.name for path in files} == {f"{name}.ipynb", "INSTRUCTIONS.md"}
    notebook = nbformat.read(folder / "release" / name / f"{name}.ipynb", as_version=4)
    cells = "\n".join(cell.source for cell in notebook.cells)
    assert [line for line in found if line in cells and line not in public] == []
    everything = b"".join(path.read_bytes() for path in files).decode()
    assert "BEGIN SOLUTION" not in everything
    assert "HIDDEN" not in everything


def test_the_archive_holds_the_same_and_is_the_same_each_time(handed_out, tmp_path):
    folder, done = handed_out
    again = assign(WITH_EXERCISES, tmp_path)
    for (release, archive), (_, other) in zip(done, again, strict=True):
        assert archive.read_bytes() == other.read_bytes()
        with zipfile.ZipFile(archive) as packed:
            for name in packed.namelist():
                assert packed.read(name) == (folder / "release" / name).read_bytes()
        assert release.max_points > 0


def test_the_instructions_name_exercises_points_and_the_rule(handed_out):
    folder, _ = handed_out
    text = (folder / "release" / "01_convolution" / "INSTRUCTIONS.md").read_text("utf-8")
    assert "| `correlate2d` | 4 |" in text
    assert "course.py check notebooks/01_convolution.ipynb" in text
    assert "{" not in text


def test_the_instructions_tell_what_is_graded_in_another_way():
    text = instructions(releases.read("04"))
    assert "\n- `capstone`: in grading its recipe is trained once more" in text
    assert "50 billion" in text


def test_a_chapter_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ReleaseError, match="no chapter '99'"):
        assign(["99"], tmp_path)


def rehearsed(tmp_path, change, name="00_start_here"):
    chapter = source.read(source.chapters([name])[0])
    notebook = variants.solved(chapter)
    change(notebook)
    path = tmp_path / "mine.ipynb"
    path.write_text(nbformat.writes(notebook), "utf-8")
    return rehearsal.rehearse(path)


def answer(notebook):
    return next(
        cell
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "brighten"
    )


def test_a_rehearsal_says_what_the_notebook_says(tmp_path):
    def wrong(notebook):
        answer(notebook).source = "def brighten(pixel, amount):\n    return pixel + amount"

    found = rehearsed(tmp_path, wrong)
    assert found.said["brighten"].startswith("brighten: not right yet. It goes past 1")
    assert found.ready  # it may be handed in: it runs, and nothing is blank
    assert "The notebook runs from top to bottom. Not right yet: brighten." in found.lines()


def test_a_rehearsal_tells_blanks_and_where_it_stops(tmp_path):
    def stops(notebook):
        answer(notebook).source = "def brighten(pixel, amount):\n    raise NotImplementedError"
        cell = nbformat.v4.new_code_cell("oh_no = undefined", id="bad")
        notebook.cells.insert(notebook.cells.index(answer(notebook)), cell)

    found = rehearsed(tmp_path, stops)
    assert not found.ready
    assert "oh_no = undefined" in found.stopped
    assert "NameError" in found.stopped
    assert "brighten: its check was not reached." in found.lines()


def test_a_rehearsal_of_something_else_is_refused_in_words(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_text(nbformat.writes(nbformat.v4.new_notebook()), "utf-8")
    with pytest.raises(ReleaseError, match="no exercise of this course"):
        rehearsal.rehearse(path)
    path.write_text("{", "utf-8")
    with pytest.raises(BrokenSubmission, match="cut short"):
        rehearsal.rehearse(path)
