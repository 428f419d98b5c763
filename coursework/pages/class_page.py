"""The page of whoever teaches: where the class stands, and what it gets wrong."""

from collections import defaultdict
from statistics import mean

from .templates import rendered

BARS = 5  # of a histogram; fewer where an exercise has fewer points
GROUPS = {
    "blank": "Blank",
    "timeout": "Did not come to an end",
    "memory": "Too much memory",
    "crash": "Ended the process",
    "error": "Could not be run",
}


def class_page(results, problems):
    """Return the page.

    Parameters
    ----------
    results : list of (Release, list of Result)
        A `grade.Result` holds a hand-in, its marks, and what the gradebook has.
    problems : list of handins.Problem

    Returns
    -------
    str
        HTML that stands by itself.
    """
    chapters = [chapter(release, papers) for release, papers in results if papers]
    return rendered("class.html", chapters=chapters, problems=problems)


def chapter(release, papers):
    """Return what the template says of a chapter."""
    return {
        "name": release.name,
        "most": release.max_points,
        "mean": mean(one.paper.points for one in papers),
        "late": [one.handin.learner for one in papers if one.handin.late],
        "exercises": [of_exercise(exercise, papers) for exercise in release.exercises],
        "papers": [
            {
                "learner": one.handin.learner,
                "late": one.handin.late,
                "notes": one.handin.notes,
                "points": one.paper.points,
                "to_do": sum(score.to_do for score in one.paper.scores.values()),
            }
            for one in papers
        ],
    }


def of_exercise(exercise, papers):
    """Return what the template says of an exercise."""
    points, groups, mistakes = [], defaultdict(list), {}
    for one in papers:
        learner = one.handin.learner
        mark = next(mark for mark in one.marks if mark.grade_id == exercise.grade_id)
        points.append(one.paper.scores[exercise.grade_id].points)
        groups[mark.status].append(learner)
        if mark.misconception_id:
            known = mistakes.setdefault(
                mark.misconception_id,
                {"id": mark.misconception_id, "title": mark.misconception_title, "learners": []},
            )
            known["learners"].append(learner)
    bars = histogram(points, exercise.points)
    return {
        "name": exercise.name,
        "most": exercise.points,
        "mean": mean(points),
        "bars": bars,
        "words": "; ".join(
            f"{bar['count']} with {bar['label']} {'point' if bar['label'] == '1' else 'points'}"
            for bar in bars
        ),
        "mistakes": sorted(mistakes.values(), key=lambda one: (-len(one["learners"]), one["id"])),
        "lines": [
            {"what": words, "learners": groups[status]}
            for status, words in GROUPS.items()
            if groups[status]
        ],
    }


def histogram(points, most):
    """Return bars from 0 to all points, the last with those who have them all.

    Returns
    -------
    list of dict
        ``label``, ``count``, and ``height`` in per cent of the highest.
    """
    bars = max(1, min(BARS, round(most)))
    counts = [0] * (bars + 1)
    for value in points:
        share = min(max(value / most, 0), 1) if most else 0
        counts[bars if share == 1 else int(share * bars)] += 1
    step = most / bars
    labels = [f"{step * n:g}" if step == 1 else f"{step * n:g}–" for n in range(bars)]
    high = max(counts)
    return [
        {"label": label, "count": count, "height": round(100 * count / high)}
        for label, count in zip([*labels, f"{most:g}"], counts, strict=True)
    ]
