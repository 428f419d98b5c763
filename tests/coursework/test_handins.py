"""Hand-ins are found wherever platforms put them; what is broken is named, and nothing escapes."""

import io
import json
import stat
import zipfile
from datetime import UTC, datetime

import pytest

from coursework.handins import collect
from coursework.handins import files as found_files
from coursework.released import Release, ReleasedExercise

from .papers import notebook, solution

ONE = Release("01_convolution", (ReleasedExercise("output_size", "output_size_check", 2.0),))
TWO = Release("02_pooling", (ReleasedExercise("max_pool2d", "max_pool2d_check", 3.0),))
PAPER = notebook([(solution("output_size"), "def output_size(): ...")])
OTHER = notebook([(solution("max_pool2d"), "def max_pool2d(): ...")])


@pytest.fixture
def put(tmp_path):
    """Write a file below the folder that is handed in."""

    def write(path, data=PAPER):
        place = tmp_path / "in" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        return place

    return write


@pytest.fixture
def collected(tmp_path):
    """Collect what was put, or the sources that are named."""

    def run(*sources, releases=(ONE, TWO), **more):
        sources = sources or [tmp_path / "in"]
        return collect(sources, list(releases), tmp_path / "out", **more)

    return run


def zipped(**members):
    """Return an archive; ``__`` in a name stands for a slash."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/") + ".ipynb", data)
    return buffer.getvalue()


LAYOUTS = {
    "nbgrader": ("ada/01_convolution/01_convolution.ipynb", "ada"),
    "nbgrader, from above": ("submitted/ada/01_convolution/01_convolution.ipynb", "ada"),
    "moodle, folders": ("Ada L_12_assignsubmission_file_/01_convolution.ipynb", "Ada_L_12"),
    "moodle, flat": ("Ada L_12_assignsubmission_file_01_convolution.ipynb", "Ada_L_12"),
    "canvas": ("lovelaceada_7_99_01_convolution-1.ipynb", "lovelaceada_7"),
    "a folder each": ("ada/home/work.ipynb", "ada"),
    "named after the learner": ("ada.ipynb", "ada"),
    "with the chapter's name": ("01_convolution_ada.ipynb", "ada"),
    "with the chapter's name behind": ("ada-01_convolution.ipynb", "ada"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_learner_is_known_by_every_layout(put, collected, layout):
    path, learner = LAYOUTS[layout]
    put(path)
    (handin,), problems = collected()
    assert problems == []
    assert (handin.learner, handin.chapter) == (learner, "01_convolution")
    assert handin.path.read_bytes() == PAPER
    assert handin.path.parts[-4:] == (
        *("submitted", learner),
        *("01_convolution", "01_convolution.ipynb"),
    )


def test_canvas_says_what_came_late(put, collected):
    put("lovelaceada_LATE_7_99_01_convolution.ipynb")
    (handin,), _ = collected()
    assert handin.late
    assert handin.learner == "lovelaceada_7"


def test_lateness_by_nbgraders_timestamp(put, collected):
    put("ada/01_convolution/01_convolution.ipynb")
    put("ada/01_convolution/timestamp.txt", b"2026-03-01 10:00:00 UTC\n")
    due = datetime(2026, 3, 1, 9, tzinfo=UTC)
    (handin,), _ = collected(due=due)
    assert handin.late
    assert handin.when == datetime(2026, 3, 1, 10, tzinfo=UTC)
    (handin,), _ = collected(due=datetime(2026, 3, 1, 11, tzinfo=UTC))
    assert not handin.late


def test_archives_for_each_learner_and_an_archive_of_archives(put, collected, tmp_path):
    put("ada.zip", zipped(home__01_convolution=PAPER))
    put("bob.zip", zipped(x=OTHER))
    handins, problems = collected()
    assert [(one.learner, one.chapter) for one in handins] == [
        ("ada", "01_convolution"),
        ("bob", "02_pooling"),
    ]
    everything = tmp_path / "export.zip"
    with zipfile.ZipFile(everything, "w") as packed:
        packed.write(tmp_path / "in/ada.zip", "Ada_1_assignsubmission_file_/work.zip")
        packed.write(tmp_path / "in/bob.zip", "Bob_2_assignsubmission_file_/work.zip")
    handins, problems = collected(everything)
    assert [one.learner for one in handins] == ["Ada_1", "Bob_2"]
    assert problems == []


def test_a_file_alone_and_a_folder_that_is_not_there(put, collected, tmp_path):
    (handin,), _ = collected(put("ada.ipynb"))
    assert handin.learner == "ada"
    handins, (problem,) = collected(tmp_path / "nowhere")
    assert handins == []
    assert problem.sentence == "nowhere: there is no such file or folder."


def test_a_chapter_is_known_by_its_exercises_then_its_path_then_its_functions(put, collected):
    put("ada/x.ipynb", OTHER)
    put("bob/02_pooling.ipynb", notebook([({}, "x = 1")]))
    put("cy/x.ipynb", notebook([({}, "def max_pool2d(x, size):\n    return x")]))
    put("dan/x.ipynb", notebook([({}, "x = 1")]))
    handins, (problem,) = collected()
    assert [one.chapter for one in handins] == ["02_pooling"] * 3
    assert problem.learner == "dan"
    assert "no exercise of 01_convolution, 02_pooling" in problem.sentence
    assert len(collected(releases=[TWO])[0]) == 4  # with one chapter, everything is of it


BROKEN = {
    "empty": (b"", "it is empty"),
    "spaces": (b"  \n", "it is empty"),
    "cut": (PAPER[:90], "cut short"),
    "no json": (b"hello", "no JSON"),
    "other json": (b"[1, 2]", "no notebook"),
    "a dict": (b'{"a": 1}', "it has no cells"),
    "binary": (bytes(range(128, 256)) * 4, "not text"),
    "a zip in disguise": (zipped(x=PAPER), "zip archive"),
    "deep": (b"[" * 100_000, "nested too deep"),
    "cells of another kind": (b'{"cells": 5}', "its cells are no list"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_named_and_the_others_go_on(put, collected, kind):
    data, words = BROKEN[kind]
    put("ada/01_convolution.ipynb", data)
    put("bob/01_convolution.ipynb")
    (handin,), (problem,) = collected()
    assert handin.learner == "bob"
    assert problem.learner == "ada"
    assert problem.sentence.startswith("01_convolution.ipynb: ")
    assert words in problem.sentence


def old_format():
    cell = {"cell_type": "code", "input": "def output_size(): ...", "metadata": {}}
    cell["metadata"] = solution("output_size")
    return json.dumps({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": [cell]}]}).encode()


def with_outputs():
    book = json.loads(PAPER)
    book["cells"][0]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}
    ]
    return json.dumps(book).encode()


ODD = {
    "old format": old_format(),
    "a byte order mark": b"\xef\xbb\xbf" + PAPER,
    "utf-16": PAPER.decode().encode("utf-16"),
    "latin": PAPER.replace(b"...", "'é'".encode("cp1252")),
    "no metadata": notebook([({}, "def output_size(): ...")]),
    "50 MB of outputs": with_outputs(),
}


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_but_honest_file_is_taken(put, collected, kind):
    put("ada/01_convolution.ipynb", ODD[kind])
    (handin,), problems = collected()
    assert problems == []
    assert handin.chapter == "01_convolution"


def test_a_broken_second_file_is_a_note(put, collected):
    put("ada/01_convolution.ipynb")
    put("ada/02_pooling.ipynb", b"")
    (handin,), problems = collected()
    assert problems == []
    assert handin.notes == ("02_pooling.ipynb: it is empty.",)


def test_an_archive_that_cannot_be_opened_is_named(put, collected):
    put("ada.zip", b"PK\x03\x04 nothing")
    put("bob.zip", zipped(x=PAPER)[:-30])
    _, problems = collected()
    assert [one.sentence for one in problems] == [
        "ada.zip: it is no zip archive, or a damaged one.",
        "bob.zip: it is no zip archive, or a damaged one.",
    ]


def test_a_damaged_member_and_a_password_are_named(put, collected):
    data = bytearray(zipped(x=PAPER * 3))
    data[60:70] = b"\xff" * 10
    put("ada.zip", bytes(data))
    locked = bytearray(zipped(x=PAPER))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):  # the flag that says: encrypted
        at = locked.find(mark) + (6 if mark[2] == 3 else 8)
        locked[at] |= 1
    put("bob.zip", bytes(locked))
    _, problems = collected()
    assert "damaged in its archive" in problems[0].sentence
    assert "asks for a password" in problems[1].sentence


def test_names_that_climb_and_links_lead_nowhere(put, collected, tmp_path):
    secret = tmp_path / "secret.ipynb"
    secret.write_bytes(OTHER)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("../../../../climbed.ipynb", PAPER)
        packed.writestr("/tmp/absolute.ipynb", PAPER)
        packed.writestr("..\\..\\windows.ipynb", PAPER)
        link = zipfile.ZipInfo("link.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, str(secret))
    put("ada.zip", buffer.getvalue())
    (tmp_path / "in" / "eve").mkdir()
    (tmp_path / "in" / "eve" / "01_convolution.ipynb").symlink_to(secret)
    (tmp_path / "in" / "mal").symlink_to(tmp_path)
    before = {path for path in tmp_path.rglob("*") if "out" not in path.parts}
    handins, _ = collected()
    assert {one.learner for one in handins} == {"ada"}
    after = {path for path in tmp_path.rglob("*") if "out" not in path.parts}
    assert after == before
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert {path.name for path in written} == {"01_convolution.ipynb", "timestamp.txt"}
    assert all(path.read_bytes() != OTHER for path in written)


def test_a_bomb_that_lies_of_its_size_stops_at_the_limit(put, collected, monkeypatch):
    for module in ("coursework.handins.files", "coursework.submission"):
        monkeypatch.setattr(f"{module}.LARGEST", 2**20)
    data = zipped(x=b" " * 2**24)
    lying = data.replace((2**24).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    put("ada.zip", data)
    put("bob.zip", lying)
    put("cy/01_convolution.ipynb", b" " * 2**21)
    _, problems = collected()
    assert len(problems) == 3
    assert "16 MB; up to 1 MB are read" in problems[0].sentence
    assert "damaged" in problems[1].sentence or "MB" in problems[1].sentence
    assert "2 MB; up to 1 MB are read" in problems[2].sentence


def test_archives_are_opened_two_deep_and_not_with_thousands_of_files(put, collected, monkeypatch):
    nested = zipped(x=PAPER)
    for _ in range(3):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as packed:
            packed.writestr("a.zip", nested)
        nested = buffer.getvalue()
    put("ada.zip", nested)
    monkeypatch.setattr(found_files, "MOST_MEMBERS", 10)
    put("bob.zip", zipped(**{f"x{n}": PAPER for n in range(11)}))
    _, problems = collected()
    assert "an archive in an archive in an archive" in problems[0].sentence
    assert "11 files; up to 10 are read" in problems[1].sentence


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>", "=cmd|'x'!A1", "a\nb", "\u202egpj.ada", "..", "  "]
)
def test_a_name_becomes_one_that_harms_nothing(put, collected, name):
    put(f"{name} x_12_assignsubmission_file_/01_convolution.ipynb")
    (handin,), _ = collected()
    assert handin.learner.isprintable()
    assert not set(handin.learner) & set("<>=|'/\\\n")
    assert handin.learner[0] not in ".-"


def test_names_that_differ_in_case_alone_do_not_share_a_folder(put, collected):
    put("Ada/01_convolution.ipynb")
    put("ada/01_convolution.ipynb", PAPER + b"\n")
    handins, _ = collected()
    assert len({str(one.path).lower() for one in handins}) == 2
    assert {one.path.read_bytes() for one in handins} == {PAPER, PAPER + b"\n"}
