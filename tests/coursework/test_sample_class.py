"""The class of twelve that the handbook walks through gets what its table says."""

import csv
import re
from html.parser import HTMLParser

import pytest

from coursework import sample
from coursework.grade import grade_class

from .conftest import opened


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Return the folder of a class that was graded, with results and problems."""
    opened().close()  # skips, or fails, where there is no sandbox
    folder = tmp_path_factory.mktemp("class")
    sample.make(folder / "in")
    results, problems = grade_class(
        [folder / "in"], ["01"], folder / "out", due=sample.DUE, tell=lambda _: None
    )
    ((_, papers),) = results
    return folder, {one.handin.learner: one for one in papers}, problems


def name_of(member):
    return f"{member.name.replace(' ', '_')}_{2101 + sample.CLASS.index(member)}"


@pytest.mark.parametrize("member", sample.CLASS, ids=lambda one: one.name.split()[0])
def test_each_gets_what_the_table_says(graded, member):
    _, papers, problems = graded
    learner = name_of(member)
    if member.points is None:
        assert learner not in papers
        assert [one.learner for one in problems].count(learner) == 1
        return
    paper = papers[learner]
    lost = {mark.exercise: mark.status for mark in paper.marks if mark.points < mark.max_points}
    assert paper.paper.points == member.points
    assert lost == member.lost
    assert paper.handin.late == (member.when > sample.DUE)


def test_what_could_not_be_graded_is_said_in_a_sentence(graded):
    _, _, problems = graded
    said = {one.learner.split("_")[0]: one.sentence for one in problems}
    assert said["Kim"] == "Kim_Example_2111: no notebook was handed in, only 01_convolution.pdf."
    assert "cut short" in said["Leo"]


def test_of_two_notebooks_the_later_counts_and_this_is_said(graded):
    _, papers, _ = graded
    (note,) = papers["Jon_Example_2110"].handin.notes
    assert note.startswith("2 notebooks: the latest, ")
    assert "first try.ipynb" in note


def test_the_table_has_the_same_points(graded):
    folder, papers, _ = graded
    with (folder / "out" / "grades.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["learner"]: row for row in csv.DictReader(file)}
    assert {name: float(row["points"]) for name, row in rows.items()} == {
        name: one.paper.points for name, one in papers.items()
    }
    assert [name for name, row in rows.items() if row["late"]] == ["Gia_Example_2107"]


class Page(HTMLParser):
    """What could act in a page, and its text."""

    def __init__(self, text):
        super().__init__()
        self.acting, self.text = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        allowed = {"meta", "style", "html", "head", "title", "body", "details", "summary"}
        allowed |= {"h1", "h2", "h3", "p", "a", "pre", "section", "strong", "div", "span"}
        allowed |= {"table", "tr", "td", "th", "br"}
        bad = [name for name, value in attributes if name.startswith("on") or "//" in (value or "")]
        if tag not in allowed or bad:
            self.acting.append((tag, attributes))

    def handle_data(self, data):
        self.text.append(data)


def test_the_class_page_tells_misconceptions_blanks_and_who_never_ended(graded):
    folder, _, _ = graded
    page = Page((folder / "out" / "class.html").read_text("utf-8"))
    text = re.sub(r"\s+", " ", " ".join(page.text))
    assert page.acting == []
    assert "The kernel is turned by half a turn" in text
    assert "Blank: Eve_Example_2105." in text
    assert "Did not come to an end: Finn_Example_2106." in text
    assert "Late: Gia_Example_2107." in text
    assert "Could not be graded" in text


def test_a_learner_reads_the_diagnosis_with_an_example(graded):
    folder, _, _ = graded
    path = folder / "out/feedback/Cleo_Example_2103/01_convolution/01_convolution.html"
    page = Page(path.read_text("utf-8"))
    text = " ".join(page.text)
    assert page.acting == []
    assert "turned by half a turn" in text
    assert "example: image" in text
    assert "13 of 17 points" in text


def test_graded_again_it_is_the_same_and_nothing_runs(graded, monkeypatch):
    folder, _, _ = graded
    before = {
        path: path.read_bytes()
        for path in (folder / "out").rglob("*")
        if path.suffix in (".csv", ".html", ".ipynb")
    }
    monkeypatch.setattr("coursework.grading.mark_path", None)  # whatever runs now fails
    grade_class([folder / "in"], ["01"], folder / "out", due=sample.DUE, tell=lambda _: None)
    assert {path: path.read_bytes() for path in before} == before
