"""Show values so that a learner can do the example by hand: short, and in plain text."""

import numpy as np

LONGEST = 360  # characters for one value


def show(value):
    """Return a short text for a value; arrays as nested lists with their shape where it helps."""
    if type(value).__module__.split(".")[0] == "torch" and hasattr(value, "detach"):
        value = value.detach().cpu().numpy()
    if isinstance(value, np.ndarray):
        if value.size > 64:
            return f"an array of shape {value.shape}"
        text = listed(value)
        text = text if value.ndim < 3 else f"{text}  (shape {value.shape})"
    elif isinstance(value, (float, np.floating)):
        text = number(value)
    elif isinstance(value, np.generic):
        text = str(value.item())
    else:
        try:
            text = repr(value)
        except Exception as error:  # a learner's class may fail even at this
            text = f"a {type(value).__name__} whose repr raises {type(error).__name__}"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


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
        return str(value)
    return f"{value:.6g}"


def show_case(exercise, case):
    """Return a case as a call: one argument a line where there are arrays."""
    shown = [
        f"{name} = {show(value)}"
        for name, value in [
            *zip(exercise.parameters, case.args, strict=False),
            *case.kwargs.items(),
        ]
    ]
    large = any(isinstance(value, (np.ndarray, list)) for value in case.args)
    return ("\n    " if large else ", ").join(shown)
