"""Compare what came with what should have come, and say in what way they differ."""

from dataclasses import dataclass

import numpy as np

TOLERANCE = 1e-4  # of the largest number expected: float32 answers pass, mistakes do not


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


def difference(truth, outcome, *, whole=False):
    """Return the `Difference` between two outcomes, or None when they agree.

    Parameters
    ----------
    truth, outcome : Outcome
    whole : bool
        The answer must be an int.
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
    return value_difference(truth.value, outcome.value, whole=whole)


def value_difference(expected, got, *, whole=False):
    """Return the `Difference` between two values, or None when they agree."""
    if got is None or got is Ellipsis:
        return Difference("returns-nothing", "It returned nothing; is there a `return`?")
    if whole and not is_whole(got):
        return Difference(
            "not-an-int",
            f"It returned {type(got).__name__} where a whole number, an int, is asked.",
        )
    numbers = as_numbers(got)
    if numbers is None:
        return Difference(
            "wrong-type", f"It returned {type(got).__name__}, which holds no numbers."
        )
    expected = np.asarray(expected)
    if numbers.shape != expected.shape:
        return Difference(
            "wrong-shape", f"It has shape {numbers.shape}; {expected.shape} is right."
        )
    return numbers_difference(expected, numbers)


def numbers_difference(expected, numbers):
    """Return the `Difference` between two arrays of one shape, or None when they agree."""
    if numbers.size == 0:
        return None
    if not np.isfinite(numbers).all():
        if np.array_equal(numbers, expected, equal_nan=True):
            return None
        return Difference("not-finite", "It holds NaN or infinity.")
    room = TOLERANCE * max(1.0, float(np.abs(expected).max()))
    wrong = np.abs(numbers - expected) > room
    if not wrong.any():
        return None
    return Difference("wrong-values", f"{wrong.sum()} of {wrong.size} numbers are wrong.")


def is_whole(value):
    """Tell whether a value is an int, of Python or of NumPy, alone or as a 0-d array."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if hasattr(value, "detach") and hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        value = value.item()
    return isinstance(value, (int, np.integer)) and not isinstance(value, bool)


def as_numbers(value):
    """Return a value as an array of real numbers, or None where it holds none.

    Lists, torch tensors, float32 and complex numbers without an imaginary part will do.
    """
    if type(value).__module__.split(".")[0] == "torch" and hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    try:
        array = np.asarray(value)
    except (TypeError, ValueError, RuntimeError):
        return None
    if array.dtype.kind == "c":
        array = array.real if np.allclose(array.imag, 0, atol=1e-6) else array
    if array.dtype.kind not in "biuf":
        return None
    return array.astype(np.float64)
