"""Grade a class: collect, mark, enter into the gradebook, write pages and a table.

Everything is written into one folder, laid out as nbgrader has it::

    OUT/submitted/LEARNER/CHAPTER/CHAPTER.ipynb    what is graded, byte for byte
    OUT/autograded/LEARNER/CHAPTER/CHAPTER.ipynb   what formgrader shows
    OUT/feedback/LEARNER/CHAPTER/CHAPTER.html      what the learner gets
    OUT/gradebook.db, OUT/grades.csv, OUT/class.html
    OUT/journals/CHAPTER.jsonl                     finished papers, for a run that was interrupted
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat

from authoring import source, variants

from . import autograded, gradebook, pages, release, submission
from .grading import Paper, grade
from .handins import HandIn, Problem, collect
from .submission import BrokenSubmission
from .writing import replacing, write

CONFIG = "nbgrader_config.py"
# So that nbgrader's own commands, and formgrader, work in the folder.
CONFIG_TEXT = """\
c = get_config()
c.CourseDirectory.course_id = "course"
c.ExportPlugin.to = "nbgrader.csv"  # grades.csv is the course's own
"""


@dataclass(frozen=True)
class Result:
    """A hand-in with all that is known of it.

    Attributes
    ----------
    handin : HandIn
    marks : list of ExerciseMark
    paper : gradebook.Paper
    """

    handin: HandIn
    marks: list
    paper: gradebook.Paper


def grade_class(sources, chapters, out, *, due=None, trust=False, tell=print):
    """Grade what was handed in.

    Parameters
    ----------
    sources : sequence of pathlib.Path
        Folders as nbgrader lays them, exports of Moodle or Canvas, archives, notebooks.
    chapters : sequence of str
        Which chapters; all that have exercises where it is empty.
    out : pathlib.Path
        Made where it is not there. Grading again into the same folder runs only what is new, and
        keeps what a person gave in formgrader.
    due : datetime, optional
    trust : bool
        Run the code without a sandbox.
    tell : callable
        Takes a line for whoever waits.

    Returns
    -------
    list of (Release, list of Result), list of Problem

    Raises
    ------
    NoSandbox, ReleaseError, GradebookError
    BrokenSubmission
        When a source does not exist.
    """
    for path in map(Path, sources):
        if not path.exists():  # before anything is written: it may be a slip of the hand
            raise BrokenSubmission(f"{path}: there is no such file or folder.")
    out.mkdir(parents=True, exist_ok=True)
    found = list(released(chapters))
    handins, problems = collect(sources, [one for one, _ in found], out, due=due)
    config = out / CONFIG
    if not config.exists():
        config.write_text(CONFIG_TEXT, "utf-8")
    results = []
    with gradebook.opened(out) as book:
        for chapter, blank in found:
            theirs = [one for one in handins if one.chapter == chapter.name]
            if not theirs:
                continue
            gradebook.prepare(book, chapter, due)
            done = []
            for result in of_chapter(book, chapter, blank, theirs, out, trust):
                if isinstance(result, Problem):
                    problems.append(result)
                    continue
                done.append(result)
                points = f"{result.paper.points:g} of {chapter.max_points:g}"
                tell(f"{result.handin.learner}, {chapter.name}: {points}")
            results.append((chapter, done))
    table(results, out / "grades.csv")
    write(out / "class.html", pages.class_page(results, problems))
    return results, problems


def released(chapters):
    """Yield (Release, notebook as it was given out) for chapters, or for all with exercises."""
    try:
        paths = source.chapters([str(name) for name in chapters])
    except source.SourceError as error:
        raise release.ReleaseError(str(error)) from error
    for path in paths:
        chapter = source.read(path)
        found = release.of(chapter)
        if found.exercises:
            yield found, variants.learner(chapter)
        elif chapters:
            raise release.ReleaseError(f"{found.name} has no exercise to grade.")


def of_chapter(book, chapter, blank, handins, out, trust) -> Iterator[Result | Problem]:
    """Mark the hand-ins of a chapter and write what is written for each."""
    by_key = {one.learner: one for one in handins}
    papers = (Paper(one.learner, one.path) for one in handins)
    journal = out / "journals" / f"{chapter.name}.jsonl"
    for paper, marks in grade(papers, chapter, journal=journal, trust=trust):
        handin = by_key[paper.key]
        if isinstance(marks, BrokenSubmission):
            yield Problem(handin.learner, f"{handin.learner}: {marks}", chapter.name)
            continue
        known = gradebook.enter(book, chapter, handin, marks)
        work = submission.read(handin.path)
        place = Path(handin.learner, chapter.name, chapter.name)
        shown = autograded.build(blank, chapter, work, marks)
        shown = nbformat.writes(shown) + "\n"
        write((out / "autograded" / place).with_suffix(".ipynb"), shown)
        page = pages.feedback(chapter, handin, work, marks, known)
        write((out / "feedback" / place).with_suffix(".html"), page)
        yield Result(handin, marks, known)


def table(results, path):
    """Write a row for each paper: learner, chapter, points, and the points of each exercise."""
    names = list(dict.fromkeys(one.name for chapter, _ in results for one in chapter.exercises))
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["learner", "chapter", "points", "max_points", "late", "to_do", *names])
        for chapter, papers in results:
            ids = {one.name: one.grade_id for one in chapter.exercises}
            for result in papers:
                scores = result.paper.scores
                points = [f"{scores[ids[name]].points:g}" if name in ids else "" for name in names]
                rows.writerow(
                    [
                        harmless(result.handin.learner),
                        chapter.name,
                        f"{result.paper.points:g}",
                        f"{chapter.max_points:g}",
                        "late" if result.handin.late else "",
                        sum(score.to_do for score in scores.values()),
                        *points,
                    ]
                )


def harmless(text):
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
