"""nbgrader's own gradebook, so that its formgrader, its export and its users go on as they know it.

Only automatic points are ever written. What a person gave in formgrader, points and comments, is
read back and counts: nbgrader's rule is that manual points come first.
"""

import os
import sysconfig
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field

from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy.exc import SAWarning

FILE = "gradebook.db"


class GradebookError(Exception):
    """The gradebook does not fit the chapter; the text says how, and what to do."""


@dataclass(frozen=True)
class Score:
    """What the gradebook has for one exercise of a learner.

    Attributes
    ----------
    points : float
        Those that count: by hand where there are some, else automatic, with extra credit.
    by_hand : bool
        A person gave points, or extra credit.
    to_do : bool
        A person has to look at it.
    """

    points: float
    by_hand: bool = False
    to_do: bool = False


@dataclass(frozen=True)
class Paper:
    """What the gradebook has for a learner's notebook.

    Attributes
    ----------
    scores : dict of str to Score
        By the graded cell's id.
    comments : dict of str to str
        What a person wrote, by the answer's id.
    """

    scores: dict = field(default_factory=dict)
    comments: dict = field(default_factory=dict)

    @property
    def points(self):
        """All points that count."""
        return sum(score.points for score in self.scores.values())


@contextmanager
def opened(folder):
    """Open the gradebook in a folder; it is made where there is none."""
    path = (folder / FILE).resolve()
    with (
        scripts_on_path(),
        Gradebook(f"sqlite:///{path.as_posix()}") as book,
        warnings.catch_warnings(),
    ):
        # nbgrader builds a submission before it is in the session, and SQLAlchemy remarks on it.
        warnings.simplefilter("ignore", SAWarning)
        yield book


@contextmanager
def scripts_on_path():
    """Let nbgrader find `alembic`, which it calls by name, in this Python's own environment."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def prepare(book, release, due=None):
    """Enter a chapter: its notebook, and a cell for each exercise.

    Raises
    ------
    GradebookError
        When submissions are there already whose exercises are other ones.
    """
    name = release.name
    more = {"duedate": due.isoformat()} if due else {}
    assignment = book.update_or_create_assignment(name, **more)
    notebook = book.update_or_create_notebook(name, name)
    wanted = {exercise.grade_id for exercise in release.exercises}
    known = {cell.name for cell in notebook.grade_cells}
    if assignment.submissions and known != wanted:
        changed = ", ".join(sorted(known ^ wanted))
        raise GradebookError(
            f"{FILE} holds submissions of {name} with other exercises ({changed}). Grade into a "
            "new folder, or take that file away."
        )
    for exercise in release.exercises:
        kind = {"max_score": exercise.points, "cell_type": "code"}
        book.update_or_create_grade_cell(exercise.grade_id, name, name, **kind)
        book.update_or_create_solution_cell(exercise.name, name, name)


def enter(book, release, handin, marks):
    """Write the automatic points of a hand-in, and leave what a person gave.

    Returns
    -------
    Paper
    """
    name = release.name
    book.update_or_create_student(handin.learner)
    more = {"timestamp": handin.when.isoformat()} if handin.when else {}
    book.update_or_create_submission(name, handin.learner, **more)
    for mark in marks:
        grade = book.find_grade(mark.grade_id, name, name, handin.learner)
        manual = mark.status == "manual"
        before, grade.auto_score = grade.auto_score, None if manual else mark.points
        if manual:
            grade.needs_manual_grade = grade.manual_score is None
        elif grade.manual_score is None:
            grade.needs_manual_grade = False
        elif before != grade.auto_score:
            grade.needs_manual_grade = True  # the answer is another one than a person looked at
        comment = book.find_comment(mark.exercise, name, name, handin.learner)
        comment.auto_comment = "No response." if mark.status == "blank" else None
    book.db.commit()
    return paper(book, release, handin.learner)


def paper(book, release, learner):
    """Return what the gradebook has for a learner's notebook."""
    name = release.name
    scores, comments = {}, {}
    for exercise in release.exercises:
        try:
            grade = book.find_grade(exercise.grade_id, name, name, learner)
            comment = book.find_comment(exercise.name, name, name, learner)
        except MissingEntry:
            continue
        by_hand = grade.manual_score is not None or bool(grade.extra_credit)
        scores[exercise.grade_id] = Score(grade.score, by_hand, grade.needs_manual_grade)
        if comment.manual_comment:
            comments[exercise.name] = comment.manual_comment
    return Paper(scores, comments)
