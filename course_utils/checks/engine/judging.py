"""Judge an answer: try it, name its mistake, and show the smallest case on which it fails."""

from .comparing import as_numbers
from .patterns import pattern, raised
from .plain import kind_of
from .showing import show, show_case
from .trying import Record, Trial, smallest
from .verdict import Verdict

_NO_ERROR = " Besides, where nothing fits a ValueError is right, and only there."
_UNSEEN = "It fails on other cases than those that the check shows; try some of your own."


def judge(exercise, call, *, seed=0, patience=1.0):
    """Judge an answer that can only be called.

    Parameters
    ----------
    exercise : Exercise
    call : callable
        Takes a `Case` and returns an `Outcome`; where the answer runs is its own affair.
    seed : int
        0 tries the visible cases; another number tries hidden ones of the same kind. What is told
        never holds a hidden case: the example is one of the visible kind, or there is none.
    patience : float
        By how much more time there is than where a person waits; grading takes more, so that a busy
        machine does not cut the search for the smallest example.

    Returns
    -------
    Verdict
    """
    if exercise.verdict is not None:
        return exercise.verdict(call)
    if exercise.assess is not None:
        return judge_by_property(exercise, call)
    trial = Trial(exercise, call, patience)
    trial.on(exercise.examples)
    trial.on(exercise.samples(seed), visible=seed == 0)
    failing = trial.failing
    if not failing:
        return passed(exercise, call, trial)
    return general(exercise, trial.records, failing) or diagnosed(exercise, call, trial)


def failed(exercise, diagnosis, sentence, shown="", points=0.0):
    """Return a verdict that is not right."""
    return Verdict(exercise.name, False, diagnosis, sentence, shown, points)


def passed(exercise, call, trial):
    """Return the verdict for an answer that was right on every case that was tried."""
    if trial.late:
        return failed(
            exercise,
            "too-slow",
            "It is right as far as it was tried, but so slow on small examples that the check "
            "stopped; does it do the same work again and again?",
        )
    first = trial.records[0]
    if exercise.differs(first.truth, call(first.case)):
        return not_repeatable(exercise, first)
    note = ""
    if any(record.outcome.changed for record in trial.records):
        note = (
            " One thing: it changes the array that it is given, which may surprise whoever calls "
            "it; work on a copy."
        )
    cases = len(trial.records)
    return Verdict(
        exercise.name, True, "right", f"It agrees on all {cases} cases.{note}", points=1.0
    )


def not_repeatable(exercise, record):
    """Return the verdict for an answer that changes from call to call."""
    return failed(
        exercise,
        "not-repeatable",
        "Called twice with the same input, it gave two answers; does it keep something between "
        "calls, or draw at random?",
        example(exercise, record, answered=False) if record.visible else "",
    )


def general(exercise, records, failing):
    """Return a verdict that needs no knowledge of the exercise, or None."""
    first = failing[0]
    if first.outcome.kind == "error" and first.outcome.error == "NotImplementedError":
        return blank(exercise)
    values = [record.outcome.value for record in records if record.outcome.kind == "value"]
    if values and all(value is Ellipsis for value in values):
        return blank(exercise)
    if values and all(value is None for value in values):
        return nothing(exercise, records[0].outcome)
    for record in failing:
        if record.outcome.kind == "timeout":
            return endless(exercise, record)
        if not_taken(record.outcome):
            return failed(
                exercise,
                "wrong-signature",
                f"It could not be called as {exercise.signature}; Python said: "
                f"{record.outcome.message}.",
            )
    return None


def not_taken(outcome):
    """Tell an answer whose parameters do not take the arguments."""
    return outcome.error == "TypeError" and not outcome.where and "argument" in outcome.message


def blank(exercise):
    """Return the verdict for an exercise that is still to be done."""
    return failed(exercise, "blank", "Write the function, then run this again.")


def nothing(exercise, outcome):
    """Return the verdict for an answer that always gives None."""
    if outcome.printed:
        return failed(
            exercise,
            "prints",
            "It prints its answer but returns nothing; `return` hands a value on.",
        )
    return failed(
        exercise,
        "returns-nothing",
        "It returns nothing; a function hands its result on with `return`.",
    )


def endless(exercise, record):
    """Return the verdict for an answer of which a call had to be stopped."""
    sentence = (
        "It did not come to an end on a small example and was stopped; is there a loop whose "
        "condition never changes?"
    )
    if record.outcome.runs_on:
        sentence += (
            " It catches every exception, so it could not be stopped and still runs: restart the "
            "kernel when it is mended."
        )
    shown = example(exercise, record, answered=False) if record.visible else ""
    return failed(exercise, "timeout", sentence, shown)


def diagnosed(exercise, call, trial):
    """Name the mistake by simulation, else by the way in which the answer is off."""
    records, failing = trial.records, trial.failing
    mistake, note = found(exercise, records)
    if mistake is not None:
        shown = smallest(
            exercise,
            call,
            failing,
            lambda one: telling(exercise, mistake, one),
            trial.patience,
        )
        return failed(
            exercise,
            mistake.name,
            mistake.sentence + note,
            example(exercise, shown) if shown else "",
            0.0 if note else mistake.worth,
        )
    # What is computed matters more than a ValueError that is missing where nothing can be.
    valued = [record for record in records if record.truth.kind == "value"]
    kind = "error"
    if any(record.difference for record in valued):
        records, kind = valued, "value"
    shown = smallest(exercise, call, failing, lambda one: one.truth.kind == kind, trial.patience)
    if shown is None:
        return failed(exercise, failing[0].difference.kind, _UNSEEN)
    again = Record(exercise, shown.case, call(shown.case))
    if repr(again.outcome.value) != repr(shown.outcome.value):
        return not_repeatable(exercise, shown)
    diagnosis, sentence = pattern(exercise, records, shown)
    return failed(exercise, diagnosis, sentence, example(exercise, shown))


def found(exercise, records):
    """Return the mistake that explains an answer, or None, and what else is to be said.

    One that explains it to the letter comes first; then one that does so where it can be computed;
    then one beside which the ValueErrors are missing, or are raised in the wrong place.
    """
    valued = [record for record in records if record.truth.kind == "value"]
    for tried, strict, note in (
        (records, True, ""),
        (records, False, ""),
        (valued, True, _NO_ERROR if len(valued) < len(records) else ""),
    ):
        for mistake in exercise.misconceptions:
            if explains(exercise, mistake, tried, strict=strict):
                return mistake, note
    return None, ""


def explains(exercise, mistake, records, *, strict=True):
    """Tell whether an answer behaves as a wrong model does, wherever it was tried.

    Where a mistake leaves nothing to compute its model raises, but an answer that makes the mistake
    may give something all the same, such as an empty array. If not `strict` that will do, as long
    as it is wrong, and the mistake shows on another case.
    """
    tells = False
    for record in records:
        model = exercise.mistaken(mistake, record.case)
        if not strict and model.kind == "error" and record.truth.kind == "value":
            if record.difference is None:
                return False
            continue
        if not alike(exercise, model, record.outcome):
            return False
        tells = tells or exercise.differs(record.truth, model) is not None
    return tells


def telling(exercise, mistake, record):
    """Tell whether a case shows a mistake: the wrong model differs from the truth there."""
    model = exercise.mistaken(mistake, record.case)
    return exercise.differs(record.truth, model) is not None


def alike(exercise, model, outcome):
    """Tell whether two outcomes are the same, errors of any class included."""
    if model.kind == "error" or outcome.kind == "error":
        return model.kind == outcome.kind
    return exercise.differs(model, outcome) is None


def judge_by_property(exercise, call):
    """Judge an exercise that has many right answers."""
    outcome = call(exercise.examples[0])
    verdict = without_value(exercise, outcome)
    if verdict is not None:
        return verdict
    numbers = as_numbers(outcome.value)
    if numbers is None:
        sentence = f"It returned {kind_of(outcome.value)}, which holds no real numbers."
        return failed(exercise, "wrong-type", sentence)
    finding = exercise.assess(numbers)
    if finding is None:
        return Verdict(exercise.name, True, "right", "It does what was asked.", points=1.0)
    return failed(exercise, *finding, f"  your answer: {show(outcome.value)}")


def without_value(exercise, outcome):
    """Return the verdict for an answer that gave nothing to judge, or None."""
    if outcome.kind == "error" and outcome.error == "NotImplementedError":
        return blank(exercise)
    if outcome.kind == "timeout":
        return failed(exercise, "timeout", "It did not come to an end; it was stopped.")
    if not_taken(outcome):
        sentence = f"It is called as {exercise.signature}; Python said: {outcome.message}."
        return failed(exercise, "wrong-signature", sentence)
    if outcome.kind == "error":
        return failed(exercise, "raises", raised(outcome))
    if outcome.value is Ellipsis:
        return blank(exercise)
    return nothing(exercise, outcome) if outcome.value is None else None


def example(exercise, record, answered=True):
    """Return a case with what came and what is right, as a learner reads it."""
    lines = [f"  example: {show_case(exercise, record.case)}"]
    truth, outcome = record.truth, record.outcome
    if answered:
        came = show(outcome.value)
        if outcome.kind == "error":
            came = f"{outcome.error}: {outcome.message}".rstrip(": ")
        lines.append(f"  your answer: {came}")
    right = show(truth.value) if truth.kind == "value" else "a ValueError"
    lines.append(f"  right: {right}")
    return "\n".join(lines)
