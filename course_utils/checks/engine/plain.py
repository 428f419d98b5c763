"""Plain values: what a call hands back, without a learner's classes in it.

Whatever an answer returns becomes numbers, strings, lists, tuples, dicts and NumPy arrays before it
is compared, so that no method of a foreign object runs while judging, and so that an outcome may
come from another process.
"""

import numbers
import re
from dataclasses import dataclass
from typing import Any

import numpy as np

LONGEST = 300  # characters of a text that are kept
LARGEST = 200_000  # elements of lists that are looked at


@dataclass(frozen=True)
class Other:
    """What stands for a value that is not plain.

    Attributes
    ----------
    kind : str
        The name of its type.
    text : str
        How it prints, shortened.
    """

    kind: str
    text: str = ""

    def __repr__(self):
        return self.text or f"a {self.kind}"


def plain(value: Any) -> Any:
    """Return a value as plain data; an `Other` for what has no such form.

    Tensors and whatever NumPy can read become arrays; fractions and decimals become floats.
    """
    try:
        return _plain(value, [LARGEST])
    except Exception as error:  # methods of a learner's object may fail in any way
        return Other(kind_of(value), f"a {kind_of(value)} that raises {type(error).__name__}")


def _plain(value, room):
    room[0] -= 1
    if room[0] < 0:
        raise OverflowError("more than can be looked at")
    if value is None or value is Ellipsis or isinstance(value, bool):
        return value
    if isinstance(value, np.generic):
        return _array(np.asarray(value), room).item()
    if isinstance(value, numbers.Number):
        return _number(value)
    if isinstance(value, str):
        return str.__str__(value)[:LONGEST]
    if isinstance(value, list):
        return [_plain(part, room) for part in list.__iter__(value)]
    if isinstance(value, tuple):
        return tuple(_plain(part, room) for part in tuple.__iter__(value))
    if isinstance(value, dict):
        return {_plain(key, room): _plain(part, room) for key, part in dict.items(value)}
    if is_tensor(value):
        value = value.detach().cpu()
        value = value.numpy() if str(value.dtype) != "torch.bfloat16" else value.float().numpy()
    if isinstance(value, np.ndarray) or hasattr(value, "__array__"):
        return _array(np.asarray(value), room)
    return Other(kind_of(value), without_addresses(repr(value))[:LONGEST])


def _array(array, room):
    if array.dtype.kind in "biufc":
        return array
    if array.dtype.kind == "O" and array.size <= room[0]:  # fractions, or lists of uneven length
        return np.asarray([_plain(part, room) for part in array.flat]).reshape(array.shape)
    return Other("array", f"an array of {array.dtype}")


def _number(value):
    if isinstance(value, int):
        return int.__add__(value, 0)
    if isinstance(value, complex):
        return complex.__add__(value, 0j)
    return float(value)


def is_tensor(value: Any) -> bool:
    """Tell a torch tensor without importing torch."""
    return any(base.__module__.split(".")[0] == "torch" for base in type(value).__mro__) and (
        hasattr(value, "detach")
    )


def kind_of(value: Any) -> str:
    """Return the name of a value's type, as a learner reads it."""
    return value.kind if isinstance(value, Other) else type(value).__name__


def without_addresses(text: str) -> str:
    """Return a text without addresses of memory, which differ at every run."""
    return re.sub(r" at 0x[0-9a-fA-F]+", "", text)
