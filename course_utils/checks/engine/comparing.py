"""Compare what came with what should have come, and say in what way they differ."""

from dataclasses import dataclass

import numpy as np

from .plain import Other, kind_of
from .showing import number

TOLERANCE = 1e-4  # of the largest number expected: float32 answers pass, mistakes do not

# What is returned by forms of a function that give no value when they are called.
_FORMS = {
    "generator": "It yields its values one by one; `return` hands back the whole.",
    "coroutine": "It is an `async` function, which gives nothing until it is awaited; plain `def` "
    "is right.",
    "function": "It returned a function; is there a pair of brackets missing?",
}


@dataclass(frozen=True)
class Difference:
    """How an answer differs from the truth.

    Attributes
    ----------
    kind : str
        A diagnosis id, such as ``"wrong-shape"``.
    sentence : str
    """

    kind: str
    sentence: str


def difference(truth, outcome, *, whole=False, booleans=True):
    """Return the `Difference` between two outcomes, or None when they agree.

    Parameters
    ----------
    truth, outcome : Outcome
    whole : bool
        The answer must be an int.
    booleans : bool
        True and False will do for 1 and 0.
    """
    if outcome.kind == "timeout":
        return Difference("timeout", "It did not come to an end, and was stopped.")
    if truth.kind == "error":
        if outcome.kind == "value":
            return Difference(
                "no-error", "It returned a value where nothing fits; there a ValueError is right."
            )
        if outcome.error != "ValueError":
            return Difference(
                "wrong-error", f"It raised {outcome.error} where a ValueError is right."
            )
        return None
    if outcome.kind == "error":
        return Difference("raises", f"It raised {outcome.error}: {outcome.message}")
    return value_difference(truth.value, outcome.value, whole=whole, booleans=booleans)


def value_difference(expected, got, *, whole=False, booleans=True):
    """Return the `Difference` between two plain values, or None when they agree."""
    if got is None or got is Ellipsis:
        return Difference("returns-nothing", "It returned nothing; is there a `return`?")
    if isinstance(expected, dict):
        return seen_difference(expected, got, whole=whole, booleans=booleans)
    expected = np.asarray(expected)
    numbers = as_array(got)
    if numbers is None:
        if kind_of(got) in _FORMS:
            return Difference("wrong-form", _FORMS[kind_of(got)])
        if isinstance(got, (list, tuple)):
            return Difference(
                "ragged",
                "It returned lists that are no array: of uneven length, or not of numbers.",
            )
        return Difference("wrong-type", f"It returned {kind_of(got)}, which holds no numbers.")
    if numbers.shape != expected.shape:
        return Difference("wrong-shape", shape_sentence(expected.shape, numbers.shape))
    if whole and (isinstance(got, bool) or numbers.dtype.kind not in "iu"):
        kind = kind_of(got) if numbers.dtype.kind != "b" else "bool"
        return Difference(
            "not-an-int", f"It returned {kind} where a whole number, an int, is asked."
        )
    if not booleans and numbers.dtype.kind == "b":
        return Difference("booleans", "It holds True and False; numbers, 1 and 0, are asked.")
    numbers = as_reals(numbers)
    if numbers is None:
        return Difference("complex", "It holds complex numbers; real ones are asked.")
    return numbers_difference(expected, numbers)


def seen_difference(expected, got, **options):
    """Return the first `Difference` between two dicts of what a probe saw, or None."""
    if not isinstance(got, dict) or not expected.keys() <= got.keys():
        return Difference("wrong-type", f"It returned {kind_of(got)}, which does not fit here.")
    for name, right in expected.items():
        found = value_difference(right, got[name], **options)
        if found is not None and isinstance(right, bool) and isinstance(got[name], bool):
            yes, no = ("yes", "no") if got[name] else ("no", "yes")
            return Difference(found.kind, f"{name[0].upper()}{name[1:]}: {yes}; {no} is right.")
        if found is not None:
            return Difference(found.kind, f"{name[0].upper()}{name[1:]}: {found.sentence}")
    return None


def shape_sentence(right, came):
    """Return by how much a shape is off."""
    sentence = f"It has shape {came}; {right} is right"
    if () in (right, came):
        what = "a single number" if right == () else "an array"
        return f"{sentence}: {what} is asked."
    if len(right) != len(came):
        return f"{sentence}: it has {len(came)} axes where {len(right)} are right."
    if came == right[::-1] or (right[:-2] == came[:-2] and came[-2:] == right[:-3:-1]):
        return f"{sentence}: two axes are swapped."
    off = [
        f"axis {axis} is {abs(a - b)} too {'long' if a > b else 'short'}"
        for axis, (a, b) in enumerate(zip(came, right, strict=True))
        if a != b
    ]
    return f"{sentence}: {', '.join(off)}."


def numbers_difference(expected, numbers):
    """Return the `Difference` between two arrays of one shape, or None when they agree."""
    if numbers.size == 0:
        return None
    if np.isnan(numbers).any() and not np.isnan(expected).any():
        return Difference("not-finite", "It holds NaN, which is not a number.")
    if np.isinf(numbers).any() and not np.isinf(expected).any():
        return Difference("not-finite", "It holds infinity.")
    wrong = ~np.isclose(numbers, expected, rtol=0, atol=room(expected), equal_nan=True)
    if not wrong.any():
        return None
    sentence = f"{wrong.sum()} of {wrong.size} numbers are wrong"
    if wrong.size == 1:
        return Difference("wrong-values", "The number is wrong.")
    place = tuple(int(part) for part in np.argwhere(wrong)[0])
    return Difference(
        "wrong-values",
        f"{sentence}, the first at {list(place)}: {number(numbers[place])} came, "
        f"{number(expected[place].item())} is right.",
    )


def room(expected):
    """Return by how much a number may be off: a share of the largest that is expected."""
    finite = expected[np.isfinite(expected)]
    return TOLERANCE * max(1.0, float(np.abs(finite).max(initial=0)))


def as_array(value):
    """Return a plain value as an array of numbers, of any dtype, or None where it holds none."""
    if isinstance(value, Other):
        return None
    try:
        array = np.asarray(value)
    except (TypeError, ValueError, OverflowError):
        return None
    if array.dtype.kind == "O":  # whole numbers too large for 64 bits
        try:
            array = array.astype(float)
        except (TypeError, ValueError, OverflowError):
            return None
    return array if array.dtype.kind in "biufc" else None


def as_reals(array):
    """Return numbers as float64, or None where they have imaginary parts that are not noise."""
    if array.dtype.kind == "c":
        size = max(1.0, float(np.abs(array.real).max(initial=0)))
        if not np.abs(array.imag).max(initial=0) <= 1e-6 * size:  # infinite or NaN, too
            return None
        array = array.real
    return array.astype(np.float64)


def as_numbers(value):
    """Return a plain value as an array of real numbers, or None where it holds none."""
    array = as_array(value)
    return None if array is None else as_reals(array)
