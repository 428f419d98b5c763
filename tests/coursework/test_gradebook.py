"""nbgrader's gradebook: its own programs read it, and what a person gave is never lost."""

import csv
import os
import subprocess
import sys
import sysconfig
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coursework import gradebook, pages
from coursework.grade import CONFIG, CONFIG_TEXT, Result, harmless, table
from coursework.handins import HandIn
from coursework.marks import ExerciseMark
from coursework.released import Release, ReleasedExercise

from .papers import submission

RELEASE = Release(
    "01_convolution",
    (
        ReleasedExercise("output_size", "output_size_check", 2.0),
        ReleasedExercise("essay", "essay", 5.0, manual=True),
    ),
)
ADA = HandIn("ada", "01_convolution", Path(), datetime(2026, 3, 1, 10, tzinfo=UTC))


def marks(points=2.0, status="right"):
    return [
        ExerciseMark("output_size_check", "output_size", points, 2.0, status),
        ExerciseMark("essay", "essay", 0.0, 5.0, "manual"),
    ]


@pytest.fixture
def book(tmp_path):
    with gradebook.opened(tmp_path) as one:
        gradebook.prepare(one, RELEASE)
        yield one


def grade_of(book, name="output_size_check", learner="ada"):
    return book.find_grade(name, RELEASE.name, RELEASE.name, learner)


def test_points_are_entered_and_read_back(book):
    paper = gradebook.enter(book, RELEASE, ADA, marks())
    assert paper.points == 2
    assert paper.scores["output_size_check"] == gradebook.Score(2.0)
    assert paper.scores["essay"] == gradebook.Score(0.0, to_do=True)


def test_what_a_person_gave_survives_and_counts(book):
    gradebook.enter(book, RELEASE, ADA, marks())
    grade_of(book).manual_score = 1.5
    grade_of(book).extra_credit = 1.0
    grade_of(book, "essay").manual_score = 4.0
    comment = book.find_comment("output_size", RELEASE.name, RELEASE.name, "ada")
    comment.manual_comment = "See me."
    book.db.commit()
    paper = gradebook.enter(book, RELEASE, ADA, marks())
    assert paper.points == 6.5
    assert paper.scores["output_size_check"].by_hand
    assert not paper.scores["essay"].to_do
    assert paper.comments == {"output_size": "See me."}


def test_a_changed_answer_asks_for_another_look(book):
    gradebook.enter(book, RELEASE, ADA, marks())
    grade_of(book).manual_score = 1.0
    grade_of(book).needs_manual_grade = False
    assert not gradebook.enter(book, RELEASE, ADA, marks()).scores["output_size_check"].to_do
    again = gradebook.enter(book, RELEASE, ADA, marks(0.0, "wrong"))
    assert again.scores["output_size_check"] == gradebook.Score(1.0, by_hand=True, to_do=True)


def test_other_exercises_are_refused_once_there_are_submissions(book):
    changed = Release(RELEASE.name, RELEASE.exercises[:1])
    gradebook.prepare(book, changed)
    gradebook.enter(book, RELEASE, ADA, marks())
    with pytest.raises(gradebook.GradebookError, match="other exercises"):
        gradebook.prepare(book, changed)


def test_nbgraders_own_export_gives_the_same_points(tmp_path):
    with gradebook.opened(tmp_path) as book:
        gradebook.prepare(book, RELEASE, datetime(2026, 2, 28, tzinfo=UTC))
        gradebook.enter(book, RELEASE, ADA, marks(1.0, "partly"))
    (tmp_path / CONFIG).write_text(CONFIG_TEXT, "utf-8")
    (tmp_path / "grades.csv").write_text("the course's own")
    scripts = sysconfig.get_path("scripts")
    environment = {**os.environ, "PATH": os.pathsep.join([scripts, os.environ["PATH"]])}
    command = [sys.executable, "-m", "nbgrader", "export"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    with (tmp_path / "nbgrader.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["student_id"], float(row["score"]), float(row["max_score"])) == ("ada", 1.0, 7.0)
    assert (tmp_path / "grades.csv").read_text() == "the course's own"


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def hostile(book):
    """Return a result in which every text that a learner or a file can set is markup."""
    from dataclasses import replace

    from coursework.marks import message

    text, markup = message(HOSTILE, f"  your answer: {HOSTILE}", [HOSTILE])
    first = replace(marks()[0], message_text=text, message_html=markup)
    first = replace(first, status="wrong", misconception_id="x", misconception_title=HOSTILE)
    handin = replace(ADA, learner="ada", notes=(HOSTILE,))
    paper = gradebook.enter(book, RELEASE, handin, [first, marks()[1]])
    paper.comments["output_size"] = HOSTILE
    return Result(handin, [first, marks()[1]], paper)


def test_no_markup_of_a_learners_acts_in_a_page(hostile):
    work = submission([("output_size", f"def output_size():\n    '''{HOSTILE}\u202e'''")])
    page = pages.feedback(RELEASE, hostile.handin, work, hostile.marks, hostile.paper)
    problem = gradebook.GradebookError  # any object with these two attributes would do
    problem.learner, problem.sentence = HOSTILE, HOSTILE
    whole = pages.class_page([(RELEASE, [hostile])], [problem])
    for text in (page, whole):
        assert "<script" not in text
        assert "<img" not in text
        assert "\u202e" not in text
        assert text.count("&lt;script") >= 2
        assert "default-src &#39;none&#39;" in text or "default-src 'none'" in text
        assert "://" not in text


def test_no_name_is_a_formula_in_the_table(tmp_path, hostile):
    assert harmless("=1+1") == "'=1+1"
    path = tmp_path / "grades.csv"
    table([(RELEASE, [hostile])], path)
    (row,) = csv.DictReader(path.read_text("utf-8").splitlines())
    assert row["learner"] == "ada"
    assert (row["points"], row["max_points"], row["to_do"]) == ("2", "7", "1")


def test_a_histogram_counts_everybody():
    bars = pages.class_page.__globals__["histogram"]([0, 0, 1.5, 2, 3, 4, 4, 4], 4)
    assert [bar["count"] for bar in bars] == [2, 1, 1, 1, 3]
    assert [bar["label"] for bar in bars] == ["0", "1", "2", "3", "4"]
