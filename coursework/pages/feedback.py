"""The page that a learner gets."""

from markupsafe import Markup

from ..marks import STATUSES
from ..work import work
from .templates import rendered


def feedback(release, handin, submission, marks, paper):
    """Return a learner's page.

    Parameters
    ----------
    release : Release
    handin : handins.HandIn
    submission : Submission
    marks : list of ExerciseMark
    paper : gradebook.Paper
        What counts, points and comments by hand included.

    Returns
    -------
    str
        HTML that stands by itself.
    """
    exercises = []
    for mark in marks:
        score = paper.scores[mark.grade_id]
        one = next(one for one in release.exercises if one.grade_id == mark.grade_id)
        found = work(submission, release, one)
        answer = "\n\n".join(code for code, own in found.cells if own) if found else ""
        exercises.append(
            {
                "name": mark.exercise,
                "status": mark.status,
                "status_text": STATUSES[mark.status],
                "points": score.points,
                "most": mark.max_points,
                "by_hand": score.by_hand,
                "message": Markup(mark.message_html),  # escaped where it was made
                "comment": paper.comments.get(mark.exercise, ""),
                "answer": answer,
            }
        )
    return rendered(
        "feedback.html",
        learner=handin.learner,
        chapter=release.name,
        when=f"{handin.when:%Y-%m-%d %H:%M}" if handin.when else "",
        late=handin.late,
        notes=handin.notes,
        points=paper.points,
        most=release.max_points,
        to_do=sum(score.to_do for score in paper.scores.values()),
        exercises=exercises,
    )
