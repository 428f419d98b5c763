"""From a notebook to marks: which cells run, what is believed, what is told."""

import json
import random
from dataclasses import replace

import pytest

from coursework import BrokenSubmission, ExerciseMark, mark, release, submission
from coursework.marks import STATUSES
from coursework.released import ReleasedExercise

from .papers import chapter, notebook, paper, solution
from .papers import submission as handed_in
from .test_attacks import CORRELATE, RIGHT, harmless

SIZES = chapter("convolution.output_size")
BOTH = chapter("convolution.output_size", "convolution.correlate2d")
ROUNDED_UP = """
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("it does not fit")
    return -(-room // stride) + 1
"""
BLANK = (
    "def output_size(size, kernel, stride=1, padding=0, dilation=1):\n    raise NotImplementedError"
)


def read(cells):
    return submission.parse(notebook(cells), "paper.ipynb")


def of_sizes(cells, sandbox):
    return mark(read(cells), SIZES, sandbox=sandbox)[0]


# --- what is told


def test_a_right_answer(sandbox):
    (found,) = mark(paper(output_size=RIGHT), SIZES, sandbox=sandbox)
    assert (found.points, found.max_points, found.status) == (4, 4, "right")
    assert (found.grade_id, found.exercise) == ("output_size_check", "output_size")
    assert found.misconception_id == found.misconception_title == ""


def test_a_mistake_is_named_with_a_visible_example(sandbox):
    (found,) = mark(paper(output_size=ROUNDED_UP), SIZES, sandbox=sandbox)
    assert (found.points, found.status) == (0, "wrong")
    assert found.misconception_id
    assert found.misconception_title.endswith(".")
    assert "example: size =" in found.message_text
    assert "<pre>" in found.message_html
    harmless(found)


def test_the_words_are_those_of_the_notebook(sandbox, monkeypatch):
    monkeypatch.delenv("COURSE_REQUIRE_PASS", raising=False)
    from course_utils.checks import convolution

    names = {}
    exec(ROUNDED_UP, names)
    verdict = convolution.output_size(names["output_size"])
    (found,) = mark(paper(output_size=ROUNDED_UP), SIZES, sandbox=sandbox)
    assert found.message_text == f"{verdict.message}\n{verdict.example}"
    assert found.misconception_id == verdict.diagnosis


def test_a_blank_exercise_and_one_that_is_missing(sandbox):
    assert mark(paper(output_size=BLANK), SIZES, sandbox=sandbox)[0].status == "blank"
    assert mark(handed_in([]), SIZES, sandbox=sandbox)[0].status == "blank"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def output_size(:\n    pass", "SyntaxError"),
        ("x = 1 / 0", "ZeroDivisionError"),
        ("x = 1", "there is no output_size"),
        ("output_size = 3", "int came instead of the function"),
        ("class output_size:\n    pass", "The class output_size came"),
        ("def output_size(*a, **b):\n    return layers.output_size(*a, **b)", "course_utils"),
        ("from course_utils import layers\noutput_size = layers.output_size", "course_utils"),
    ],
)
def test_what_cannot_be_called_is_told(source, words, sandbox):
    (found,) = mark(paper(output_size=source), SIZES, sandbox=sandbox)
    assert found.points == 0
    assert found.status in ("error", "wrong")
    assert words in found.message_text, found


def test_points_in_part(sandbox, monkeypatch):
    from coursework import marking
    from coursework.released import find

    known = find("convolution", "output_size")
    misconceptions = tuple(replace(one, worth=0.5) for one in known.misconceptions)
    monkeypatch.setattr(marking, "find", lambda *_: replace(known, misconceptions=misconceptions))
    (found,) = mark(paper(output_size=ROUNDED_UP), SIZES, sandbox=sandbox)
    assert (found.points, found.status) == (2, "partly")


def test_a_person_marks_what_is_to_be_marked_by_hand(sandbox):
    manual = replace(SIZES, exercises=(ReleasedExercise("essay", "essay", 3.0, manual=True),))
    (found,) = mark(handed_in([("essay", "1 / 0")]), manual, sandbox=sandbox)
    assert (found.status, found.points, found.max_points) == ("manual", 0, 3)


def test_the_same_marks_each_time(sandbox):
    answers = paper(
        output_size=ROUNDED_UP, correlate2d=CORRELATE.replace("image, padding", "image, 0")
    )
    first, second = (mark(answers, BOTH, sandbox=sandbox) for _ in range(2))
    assert first == second
    assert [ExerciseMark.from_dict(json.loads(json.dumps(one.asdict()))) for one in first] == first
    assert {one.status for one in first} <= set(STATUSES)


# --- tests that an author wrote as statements


def test_an_authors_own_statements_run_outside(sandbox):
    test = "assert output_size(5, 3) == 3\nassert output_size(7, 2, stride=2) == 3"
    own = replace(SIZES, exercises=(ReleasedExercise("output_size", "t", 4.0, test=test),))
    assert mark(paper(output_size=RIGHT), own, sandbox=sandbox)[0].points == 4
    (found,) = mark(paper(output_size=ROUNDED_UP), own, sandbox=sandbox)
    assert (found.points, found.status) == (0, "wrong")
    assert "stride" not in found.message_text
    assert mark(paper(output_size=BLANK), own, sandbox=sandbox)[0].status == "blank"


@pytest.mark.parametrize("name", ["equal_to_all", "float_subclass", "array_subclass"])
def test_a_value_that_lies_does_not_pass_an_authors_statement(name, sandbox):
    from .test_attacks import HERE

    test = "assert correlate2d(np.ones((3, 3)), np.ones((3, 3))) == 9"
    own = replace(
        chapter("convolution.correlate2d"),
        exercises=(ReleasedExercise("correlate2d", "t", 4.0, test=test),),
        setup="import numpy as np",
    )
    source = (HERE / "attacks" / f"{name}.py").read_text("utf-8")
    assert mark(paper(correlate2d=source), own, sandbox=sandbox)[0].points == 0


def test_hidden_tests_besides_a_check_count(sandbox):
    hidden = replace(SIZES.exercises[0], test="assert output_size(9, 3) == 8")
    (found,) = mark(paper(output_size=RIGHT), replace(SIZES, exercises=(hidden,)), sandbox=sandbox)
    assert found.points == 0


# --- which cells run


def test_cells_of_the_learners_own_are_there_when_they_are_used(sandbox):
    cells = [
        ({}, "import math\nfrom operator import (\n    add,\n    floordiv as divided,\n)"),
        ({}, "def room_of(*sizes):\n    return padded(*sizes) - one"),
        (
            {},
            "def padded(size, kernel, padding, dilation):\n    reach = dilation * (kernel - 1)\n"
            "    return size + 2 * padding - reach",
        ),
        ({}, "zero, one = 0, 1"),
        ({}, "while True:\n    unused = 1"),
        (
            solution("output_size"),
            "def output_size(size, kernel, stride=1, padding=0, dilation=1):\n"
            "    room = room_of(size, kernel, padding, dilation)\n"
            "    if room < 0:\n"
            "        raise ValueError('it does not fit')\n"
            "    return math.floor(divided(room, stride)) + 1",
        ),
    ]
    assert of_sizes(cells, sandbox).points == 4


def test_a_magic_does_not_stop_a_cell(sandbox):
    cells = [(solution("output_size"), "%matplotlib inline\n!ls\n" + RIGHT)]
    assert of_sizes(cells, sandbox).points == 4


def test_a_cell_without_its_id_is_known_by_what_it_defines(sandbox):
    assert of_sizes([({}, RIGHT)], sandbox).points == 4


def test_two_cells_of_one_id_run_in_order(sandbox):
    wrong, right = (solution("output_size"), ROUNDED_UP), (solution("output_size"), RIGHT)
    assert of_sizes([wrong, right], sandbox).points == 4
    assert of_sizes([right, wrong], sandbox).points == 0


# --- notebooks with altered metadata


def marked(name, points):
    return {"nbgrader": {"grade_id": name, "grade": True, "solution": True, "points": points}}


ALTERED = {
    "more points": [(marked("output_size", 1000), ROUNDED_UP)],
    "negative points": [(marked("output_size", -5), ROUNDED_UP)],
    "points that are no number": [(marked("output_size", "NaN"), ROUNDED_UP)],
    "another cell's id": [(solution("output_size"), CORRELATE), ({}, ROUNDED_UP)],
    "a check of its own": [
        (solution("output_size"), ROUNDED_UP),
        (marked("output_size_check", 4), "print('right')"),
    ],
    "the answer in the check's cell": [(marked("output_size_check", 4), RIGHT)],
    "redefined afterwards": [
        (solution("output_size"), ROUNDED_UP),
        ({}, "class output_size:\n    def __eq__(self, other):\n        return True"),
    ],
    "extra exercises": [
        (solution("output_size"), ROUNDED_UP),
        (marked("bonus", 50), "def bonus():\n    return 50"),
        (marked("output_size_2", 50), RIGHT.replace("output_size", "output_size_2")),
    ],
    "ids that are no text": [
        ({"nbgrader": {"grade_id": ["output_size"], "points": {}}}, ROUNDED_UP),
        ({"nbgrader": "output_size"}, ROUNDED_UP),
        ({"nbgrader": {"grade_id": {"a": 1}}}, "1"),
    ],
    "markup in ids": [
        ({"nbgrader": {"grade_id": "<script>alert(1)</script>"}}, "1"),
        (solution("output_size"), ROUNDED_UP),
    ],
    "thousands of cells": [({}, f"x{number} = {number}") for number in range(4000)]
    + [(solution("output_size"), ROUNDED_UP)],
    "a cell of megabytes": [
        ({}, "x = '" + "x" * 10**7 + "'"),
        (solution("output_size"), "y = x\n" + ROUNDED_UP),
    ],
    "an answer of megabytes": [(solution("output_size"), RIGHT + "#" + "x" * 10**7)],
    "nested brackets": [
        (solution("output_size"), "x = " + "(" * 50_000 + ")" * 50_000 + "\n" + RIGHT)
    ],
    "a thousand minus signs": [
        (solution("output_size"), "x = " + "-" * 90_000 + "1\n" + ROUNDED_UP)
    ],
    "imports of a thousand modules": [
        ({}, "\n".join(f"import missing{number} as size" for number in range(5000))),
        (solution("output_size"), ROUNDED_UP),
    ],
    "imports of what is withheld": [
        ({}, "from course_utils.layers import output_size as size"),
        ({}, "import course_utils.layers as layers"),
        (
            solution("output_size"),
            "def output_size(*sizes, **more):\n    return layers.output_size(*sizes, **more)",
        ),
    ],
}


@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_notebook_gains_nothing(what, tight_sandbox):
    found = mark(read(ALTERED[what]), SIZES, sandbox=tight_sandbox)
    assert [(one.grade_id, one.max_points) for one in found] == [("output_size_check", 4)]
    assert found[0].points == 0
    harmless(found[0])


# --- files


def test_real_notebooks_are_read():
    given = release.read("01")
    assert [one.name for one in given.exercises][:2] == ["output_size", "correlate2d"]
    assert given.max_points == sum(one.points for one in given.exercises) > 0
    assert all(one.checks and not one.test for one in given.exercises)
    assert all("course_utils" not in line for line, _ in given.imports)


def test_what_is_told_of_a_broken_file(tmp_path):
    good = notebook([(solution("output_size"), RIGHT)])
    files = {
        "empty": (b"", "empty"),
        "white": (b"  \n", "empty"),
        "cut": (good[:-40], "cut short"),
        "archive": (b"PK\x03\x04" + bytes(range(256)), "zip"),
        "picture": (b"\x89PNG" + bytes(range(256)) * 3, "not text"),
        "json": (b'{"a": 1}', "no cells"),
        "list": (b"[1, 2]", "no cells"),
        "cells": (b'{"cells": 3}', "no list"),
        "deep": (b"[" * 10**6, "nested"),
        "many": (json.dumps({"cells": [{}] * 10_000}).encode(), "cells"),
        "python": (b"def f():\n    return 1\n", "no JSON"),
    }
    for name, (data, words) in files.items():
        path = tmp_path / f"{name}.ipynb"
        path.write_bytes(data)
        with pytest.raises(BrokenSubmission, match=words) as caught:
            submission.read(path)
        assert str(caught.value).startswith(f"{name}.ipynb: ")
        assert len(str(caught.value)) < 200
    for path in (tmp_path, tmp_path / "missing.ipynb"):
        with pytest.raises(BrokenSubmission):
            submission.read(path)


def test_honest_files_of_odd_kinds_are_read(tmp_path, sandbox):
    cells = [(solution("output_size"), RIGHT)]
    good = notebook(cells)
    old = {
        "nbformat": 3,
        "worksheets": [{"cells": [{"cell_type": "code", "input": RIGHT.splitlines(True)}]}],
    }
    lines = json.loads(good)
    lines["cells"][0]["source"] = RIGHT.splitlines(keepends=True)
    lines["cells"][0]["outputs"] = [{"text": "x" * 10**6}] * 50
    for data in (
        b"\xef\xbb\xbf" + good,
        good.decode().encode("utf-16"),
        good.replace(b"\\n", b"\\r\\n"),
        json.dumps(old).encode(),
        json.dumps(lines).encode(),
    ):
        path = tmp_path / "paper.ipynb"
        path.write_bytes(data)
        assert mark(submission.read(path), SIZES, sandbox=sandbox)[0].points == 4


def test_noise_in_a_notebook_is_read_or_refused():
    good = bytearray(notebook([(solution("output_size"), RIGHT), ({}, "x = 1")]))
    chance = random.Random(0)
    for _ in range(500):
        changed = bytearray(good)
        for _ in range(3):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            submission.parse(bytes(changed), "paper.ipynb")
        except BrokenSubmission:
            continue
