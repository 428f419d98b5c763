"""Show values so that a learner can do the example by hand: short, and in plain text."""

import numpy as np

from .plain import is_tensor, without_addresses

LONGEST = 360  # characters for one value


def show(value):
    """Return a short text for a value; arrays as nested lists with their shape where it helps."""
    if is_tensor(value):
        value = value.detach().cpu().numpy()
    if isinstance(value, np.ndarray):
        if value.size > 64:
            return f"an array of shape {value.shape}"
        text = listed(value)
        text = text if value.ndim < 3 else f"{text}  (shape {value.shape})"
    elif isinstance(value, (float, np.floating)):
        text = number(value)
        text = f"{text}.0" if text.lstrip("-").isdigit() else text  # a float, not an int
    elif isinstance(value, np.generic):
        text = str(value.item())
    elif isinstance(value, dict):
        return "".join(f"\n    {name}: {show(part)}" for name, part in value.items())
    elif isinstance(value, (list, tuple)) and value and all(map(is_float_list, value)):
        text = listed(np.asarray(value)) if is_even(value) else repr(value)
    else:
        text = without_addresses(repr(value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def is_float_list(value):
    """Tell a float, or a list that holds some, whose last digits would be noise."""
    if isinstance(value, list):
        return bool(value) and any(map(is_float_list, value))
    return isinstance(value, float)


def is_even(value):
    """Tell whether nested lists are an array of numbers, not too large to write out."""
    try:
        array = np.asarray(value)
    except ValueError:
        return False
    return array.dtype.kind in "biuf" and array.size <= 64


def listed(array):
    """Return an array as nested lists with short numbers."""
    if array.ndim == 0:
        return number(array.item())
    return "[" + ", ".join(listed(part) for part in array) + "]"


def number(value):
    """Return a number without the noise of its last digits."""
    if isinstance(value, (bool, int)):
        return str(value)
    if isinstance(value, complex):
        return f"{number(value.real)}{'+' if value.imag >= 0 else ''}{number(value.imag)}j"
    return f"{value + 0.0:.6g}"  # -0 is shown as 0


def show_case(exercise, case):
    """Return a case as a call: one argument a line where there are arrays."""
    named = zip(exercise.parameters, case.args, strict=False)
    shown = [f"{name} = {show(value)}" for name, value in [*named, *case.kwargs.items()]]
    large = any(isinstance(value, (np.ndarray, list)) for value in case.args)
    return ("\n    " if large else ", ").join(shown)
