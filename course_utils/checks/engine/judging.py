"""Judge an answer: try it, find the smallest example on which it fails, and name the mistake."""

import time

import hypothesis
import numpy as np

from .comparing import as_numbers
from .exercise import outcome_of, settings
from .showing import show, show_case
from .verdict import Verdict

BUDGET = 20.0  # seconds for all calls of one check
SHRINKING = 2.0  # seconds for making a counterexample smaller


class Record:
    """One case with the truth, what came, and how they differ."""

    def __init__(self, exercise, case, outcome):
        self.case, self.outcome = case, outcome
        self.truth = exercise.truth(case)
        self.difference = exercise.differs(self.truth, outcome)


def judge(exercise, call, *, seed=0):
    """Judge an answer that can only be called.

    Parameters
    ----------
    exercise : Exercise
    call : callable
        Takes a `Case` and returns an `Outcome`; where the answer runs is its own affair.
    seed : int
        0 tries the visible cases; another number tries others of the same kind. The example that is
        told is always a visible one where a visible one fails.

    Returns
    -------
    Verdict
    """
    if exercise.assess is not None:
        return judge_by_property(exercise, call)
    records = try_all(exercise, call, exercise.examples)
    if not ended(records):
        records += try_all(exercise, call, exercise.samples(seed), since=records)
    failing = [record for record in records if record.difference]
    if not failing:
        return passed(exercise, call, records)
    verdict = general(exercise, records, failing)
    if verdict is None:
        verdict = simulated(exercise, call, records, failing)
    return verdict


def try_all(exercise, call, cases, since=()):
    """Call the answer on cases until one does not end or the time is up."""
    records = []
    begun = time.monotonic()
    for case in cases:
        record = Record(exercise, case, call(case))
        records.append(record)
        late = time.monotonic() - begun > BUDGET / 2
        if ended(records) or (late and any(one.difference for one in [*since, *records])):
            break
    return records


def ended(records):
    """Tell whether a call had to be stopped, so that no other is tried."""
    return bool(records) and records[-1].outcome.kind == "timeout"


def passed(exercise, call, records):
    """Return the verdict for an answer that was right on every case."""
    if any(record.outcome.changed for record in records):
        note = (
            " One thing: it changes the array that it is given, which may surprise whoever calls "
            "it; work on a copy."
        )
    else:
        note = ""
    first = records[0]
    if exercise.differs(first.truth, call(first.case)):
        return Verdict(
            exercise.name,
            False,
            "not-repeatable",
            "Called twice with the same input, it gave two answers; does it keep something between "
            "calls?",
            example(exercise, first),
        )
    return Verdict(
        exercise.name, True, "right", f"It agrees on all {len(records)} cases.{note}", points=1.0
    )


def general(exercise, records, failing):
    """Return a verdict that needs no knowledge of the exercise, or None."""
    first = failing[0]
    outcome = first.outcome
    if outcome.kind == "error" and outcome.error == "NotImplementedError":
        return Verdict(exercise.name, False, "blank", "Write the function, then run this again.")
    values = [record.outcome.value for record in records if record.outcome.kind == "value"]
    if values and all(value is None or value is Ellipsis for value in values):
        if outcome.printed:
            return Verdict(
                exercise.name,
                False,
                "prints",
                "It prints its answer but returns nothing; `return` hands a value on.",
            )
        return Verdict(
            exercise.name,
            False,
            "returns-nothing",
            "It returns nothing; a function hands its result on with `return`.",
        )
    if outcome.kind == "timeout":
        return Verdict(
            exercise.name,
            False,
            "timeout",
            "It did not come to an end on a small example and was stopped; is there a loop whose "
            "condition never changes?",
            example(exercise, first, answered=False),
        )
    return None


def simulated(exercise, call, records, failing):
    """Name the mistake by simulation, else by the way in which the numbers are off."""
    smallest = shrink(exercise, call, min(failing, key=lambda record: record.case.size))
    for mistake in exercise.misconceptions:
        if explains(exercise, mistake, records):
            shown = min(
                (record for record in [smallest, *failing] if telling(exercise, mistake, record)),
                key=lambda record: record.case.size,
                default=smallest,
            )
            return Verdict(
                exercise.name, False, mistake.name, mistake.sentence, example(exercise, shown)
            )
    kind, sentence = pattern(records, failing, smallest)
    return Verdict(exercise.name, False, kind, sentence, example(exercise, smallest))


def explains(exercise, mistake, records):
    """Tell whether an answer behaves as a wrong model does, wherever it was tried."""
    tells = False
    for record in records:
        model = outcome_of(mistake.model, record.case)
        if not alike(exercise, model, record.outcome):
            return False
        tells = tells or exercise.differs(record.truth, model) is not None
    return tells


def telling(exercise, mistake, record):
    """Tell whether a case shows a mistake: the wrong model differs from the truth there."""
    model = outcome_of(mistake.model, record.case)
    return exercise.differs(record.truth, model) is not None


def alike(exercise, model, outcome):
    """Tell whether two outcomes are the same, errors of any class included."""
    if model.kind == "error" or outcome.kind == "error":
        return model.kind == outcome.kind
    return exercise.differs(model, outcome) is None


def shrink(exercise, call, record):
    """Return the smallest failing case that Hypothesis finds, or the given one if it is smaller."""
    if exercise.inputs is None:
        return record
    deadline = time.monotonic() + SHRINKING
    best = record

    def fails(case):
        nonlocal best
        if time.monotonic() > deadline:
            return False
        tried = Record(exercise, case, call(case))
        if tried.difference is None or tried.outcome.kind == "timeout":
            return False
        if case.size < best.case.size:
            best = tried
        return True

    try:
        hypothesis.find(exercise.inputs, fails, settings=settings(max_examples=200))
    except hypothesis.errors.NoSuchExample:
        pass  # what failed before was not met again in time; the record at hand stands
    except hypothesis.errors.HypothesisException:
        pass  # an answer that is not repeatable confuses the search; the same holds
    return best


def pattern(records, failing, smallest):
    """Describe how the answer is off where no known mistake explains it."""
    outcome, difference = smallest.outcome, smallest.difference
    if outcome.kind == "error":
        where = f" ({outcome.where})" if outcome.where else ""
        text = f"It raised {outcome.error}: {outcome.message}{where}"
        if difference.kind == "wrong-error":
            text = f"{difference.sentence}{where}"
        return difference.kind, text if text.endswith((".", ")")) else f"{text}."
    if difference.kind != "wrong-values":
        return difference.kind, difference.sentence
    pairs = [
        (as_numbers(record.outcome.value), np.asarray(record.truth.value, float))
        for record in failing
        if record.difference.kind == "wrong-values"
    ]
    share = f"It differs on {len(failing)} of {len(records)} cases."
    if all(not got.any() for got, _ in pairs):
        return "all-zero", "Every number that it returns is 0."
    if all(np.ptp(got) == 0 and got.size > 1 for got, _ in pairs):
        return "constant", f"All numbers that it returns are the same. {share}"
    ratios = [scale(got, truth) for got, truth in pairs]
    if None not in ratios and np.ptp(ratios) < 1e-3:
        if abs(ratios[0] + 1) < 1e-3:
            return "sign", "The numbers are right but for their sign."
        return "scale", f"The numbers are {ratios[0]:.4g} times what is right."
    if all(
        np.allclose(got, np.trunc(truth)) or np.allclose(got, np.rint(truth))
        for got, truth in pairs
    ):
        return (
            "truncated",
            "The numbers lost what stands after the point; is an array of ints filled?",
        )
    return "wrong-values", share


def scale(got, truth):
    """Return the factor by which all numbers are off, or None where there is no such factor."""
    if not truth.any() or not got.any():
        return None
    factor = float((got * truth).sum() / (truth * truth).sum())
    return factor if np.allclose(got, factor * truth, atol=1e-4 * np.abs(got).max()) else None


def judge_by_property(exercise, call):
    """Judge an exercise that has many right answers."""
    case = exercise.examples[0]
    outcome = call(case)
    if outcome.kind == "error" and outcome.error == "NotImplementedError":
        return Verdict(exercise.name, False, "blank", "Write the function, then run this again.")
    if outcome.kind == "timeout":
        return Verdict(
            exercise.name, False, "timeout", "It did not come to an end; it was stopped."
        )
    if outcome.kind == "error":
        where = f" ({outcome.where})" if outcome.where else ""
        sentence = f"It raised {outcome.error}: {outcome.message}{where}"
        return Verdict(exercise.name, False, "raises", sentence)
    if outcome.value is None or outcome.value is Ellipsis:
        kind = "prints" if outcome.printed else "returns-nothing"
        return Verdict(exercise.name, False, kind, "It returns nothing; hand the result on.")
    numbers = as_numbers(outcome.value)
    if numbers is None:
        sentence = f"It returned {type(outcome.value).__name__}, which holds no numbers."
        return Verdict(exercise.name, False, "wrong-type", sentence)
    finding = exercise.assess(numbers)
    if finding is None:
        return Verdict(exercise.name, True, "right", "It does what was asked.", points=1.0)
    return Verdict(exercise.name, False, *finding, f"  your answer: {show(numbers)}")


def example(exercise, record, answered=True):
    """Return a case with what came and what is right, as a learner reads it."""
    lines = [f"  example: {show_case(exercise, record.case)}"]
    truth, outcome = record.truth, record.outcome
    if answered:
        came = (
            show(outcome.value)
            if outcome.kind == "value"
            else f"{outcome.error}: {outcome.message}"
        )
        lines.append(f"  your answer: {came}")
    right = show(truth.value) if truth.kind == "value" else "a ValueError"
    lines.append(f"  right: {right}")
    return "\n".join(lines)
