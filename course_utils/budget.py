"""How much a notebook may compute: `COURSE_BUDGET` is smoke, lesson (the default) or full."""

import os

BUDGETS = ("smoke", "lesson", "full")


def current():
    """Return the budget in force.

    Returns
    -------
    {"smoke", "lesson", "full"}
        ``smoke`` is seconds a chapter, ``lesson`` at most about two minutes a cell on two cores,
        ``full`` the runs whose numbers the texts quote.

    Raises
    ------
    ValueError
        When ``COURSE_BUDGET`` holds another word.
    """
    budget = os.environ.get("COURSE_BUDGET", "") or "lesson"
    if budget not in BUDGETS:
        raise ValueError(f"COURSE_BUDGET is {budget!r}; one of {', '.join(BUDGETS)} fits.")
    return budget


def pick(*, smoke, lesson, full):
    """Return the value that belongs to the budget in force."""
    return {"smoke": smoke, "lesson": lesson, "full": full}[current()]
