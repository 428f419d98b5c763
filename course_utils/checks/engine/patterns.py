"""Say how an answer is off where no known mistake explains it.

First the ways in which all its numbers are off (0, a factor, digits lost), then where it fails
(only with a stride, only with several channels), then what is seen on the smallest case.
"""

from itertools import combinations

import numpy as np

from .comparing import as_numbers

SHARE = 0.7  # of the cases with a trait must fail: some pass by chance, as where all is 0
PAIR = 0.15  # by how much two traits together must fit better than one
ENOUGH = 3  # cases are needed to call something a rule


def pattern(exercise, records, shown):
    """Return (id, sentence) for an answer, of which `shown` is the smallest failing record."""
    return (
        numbers_pattern(records)
        or trait_pattern(exercise, records, shown)
        or changed_pattern(records)
        or seen(shown, records)
    )


def numbers_pattern(records):
    """Return (id, sentence) where all numbers of an answer are off in one way, or None."""
    kinds = {record.difference.kind for record in records if record.difference}
    if not {"wrong-values"} <= kinds <= {"wrong-values", "no-error"}:
        return None
    failing = [
        record
        for record in records
        if record.difference and record.difference.kind == "wrong-values"
    ]
    if any(isinstance(record.truth.value, dict) for record in failing):
        return None  # what a probe saw has numbers of several kinds
    pairs = [
        (as_numbers(record.outcome.value), np.asarray(record.truth.value, float))
        for record in failing
    ]
    if not all(np.isfinite(part).all() for pair in pairs for part in pair):
        return None
    if all(not got.any() for got, _ in pairs):
        return "all-zero", "Every number that it returns is 0."
    if all(
        np.allclose(got, np.trunc(truth))
        or np.allclose(got, np.rint(truth))
        or np.allclose(got, np.floor(truth))
        for got, truth in pairs
    ):
        return (
            "truncated",
            "The numbers lost what stands after the point; is an array of ints filled?",
        )
    given = {tuple(np.unique(as_numbers(one.outcome.value))) for one in records}
    if len(given) == 1 and len(next(iter(given))) == 1 and len(records) > 3:
        return "constant", "It returns the same number whatever it is given."
    if len(pairs) >= ENOUGH and all(np.ptp(got) == 0 and got.size > 1 for got, _ in pairs):
        return "constant", f"All numbers that it returns are the same. {share(records)}"
    ratios = [scale(got, truth) for got, truth in pairs]
    if None not in ratios and np.ptp(ratios) < 1e-3 * abs(ratios[0]):
        if abs(ratios[0] + 1) < 1e-3:
            return "sign", "The numbers are right but for their sign."
        return "scale", f"The numbers are {ratios[0]:.4g} times what is right."
    offsets = np.concatenate([(got - truth).ravel() for got, truth in pairs])
    if len(pairs) == len(records) and np.ptp(offsets) < 1e-3 * abs(offsets[0]):
        more = "more" if offsets[0] > 0 else "less"
        return "offset", f"Every number is {abs(offsets[0]):.4g} {more} than is right."
    return None


def scale(got, truth):
    """Return the factor by which all numbers are off, or None where there is no such factor."""
    if not truth.any() or not got.any():
        return None
    factor = float((got * truth).sum() / (truth * truth).sum())
    return factor if np.allclose(got, factor * truth, atol=1e-4 * np.abs(got).max()) else None


def trait_pattern(exercise, records, shown):
    """Return (id, sentence) where a trait of a case, or two together, tell failing from right."""
    held = {
        trait: [bool(trait.holds(*record.case.args, **record.case.kwargs)) for record in records]
        for trait in exercise.traits
    }
    fails = [record.difference is not None for record in records]
    found, best = None, 0.0
    for group in [(one,) for one in exercise.traits] + list(combinations(exercise.traits, 2)):
        has = [all(values) for values in zip(*(held[trait] for trait in group), strict=True)]
        with_it = [fail for fail, one in zip(fails, has, strict=True) if one]
        without = [fail for fail, one in zip(fails, has, strict=True) if not one]
        if any(without) or len(without) < ENOUGH or sum(with_it) < SHARE * len(with_it):
            continue
        fit = sum(with_it) / len(with_it) - (PAIR if len(group) == 2 else 0)
        if fit > best:
            found, best = group, fit
    if found is None:
        return None
    name = "-and-".join(trait.name for trait in found)
    words = " and ".join(trait.words for trait in found)
    return f"fails-with-{name}", f"It is right except where {words}. {seen(shown, ())[1]}"


def changed_pattern(records):
    """Return (id, sentence) for a wrong answer that writes into its arguments, or None."""
    if any(record.difference and record.outcome.changed for record in records):
        return (
            "changes-its-input",
            "It writes into the array that it is given, and may read what it wrote; write into an "
            "array of its own.",
        )
    return None


def seen(shown, records):
    """Return (id, sentence) for what is seen on one failing case."""
    outcome, difference = shown.outcome, shown.difference
    if difference.kind == "raises":
        return "raises", raised(outcome)
    if difference.kind == "wrong-error" and outcome.where:
        return difference.kind, f"{difference.sentence} ({outcome.where})"
    sentence = difference.sentence
    if difference.kind == "wrong-values" and records:
        sentence = f"{sentence} {share(records)}"
    return difference.kind, sentence


def raised(outcome):
    """Return a sentence for an answer that raised."""
    said = f": {outcome.message}" if outcome.message else ""
    where = f" ({outcome.where})" if outcome.where else ""
    text = f"It raised {outcome.error}{said}{where}"
    return text if text.endswith((".", ")")) else f"{text}."


def share(records):
    """Return a sentence that says on how many cases an answer differs."""
    failing = sum(record.difference is not None for record in records)
    return f"It differs on {failing} of {len(records)} cases."
