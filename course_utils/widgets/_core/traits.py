"""Traits whose refusals are ``ValueError`` sentences: what came, and what fits."""

import math

import numpy as np
import traitlets


class Number(traitlets.TraitType):
    """A number between two bounds; ``whole=True`` asks for a whole one.

    Raises
    ------
    ValueError
        When the value is no number, not finite, out of bounds, or not whole where it must be.
    """

    default_value = 0

    def __init__(self, default, least, most, *, whole=False, **metadata):
        self.least, self.most, self.whole = least, most, whole
        super().__init__(default, **metadata)

    def validate(self, obj, value):
        """Return the value as int or float, or refuse it."""
        kind = "whole number" if self.whole else "number"
        fits = f"a {kind} from {self.least} to {self.most} fits"
        if isinstance(value, bool) or not isinstance(value, (int, float, np.number)):
            raise ValueError(f"{self.name} is {value!r}; {fits}.")
        if not math.isfinite(value) or not self.least <= value <= self.most:
            raise ValueError(f"{self.name} is {value}; {fits}.")
        if self.whole and value != int(value):
            raise ValueError(f"{self.name} is {value}; {fits}.")
        return int(value) if self.whole else float(value)


class Choice(traitlets.TraitType):
    """One of a fixed list of names; the browser holds its index, as ipywidgets' dropdowns do.

    Raises
    ------
    ValueError
        When the value is none of the names.
    """

    def __init__(self, options, default=None, **metadata):
        self.options = tuple(options)
        default = self.options[0] if default is None else default
        super().__init__(default, **metadata)
        self.metadata.setdefault("to_json", lambda value, _: self.options.index(value))
        self.metadata.setdefault("from_json", lambda index, _: self.options[index])

    def validate(self, obj, value):
        """Return the name, or refuse it."""
        if not isinstance(value, str) or value not in self.options:
            raise ValueError(f"{self.name} is {value!r}; one of {', '.join(self.options)} fits.")
        return value


class Matrix(traitlets.TraitType):
    """A matrix of finite numbers, read-only, float64; lists are taken too.

    ``whole=True`` asks for whole numbers and gives int64.

    Raises
    ------
    ValueError
        When the value is no matrix of numbers, holds NaN or infinity, or is out of bounds.
    """

    def __init__(self, default, *, largest=7, limit=math.inf, whole=False, **metadata):
        self.largest, self.limit, self.whole = largest, limit, whole
        kind = int if whole else float
        super().__init__(self._frozen(np.array(default, kind)), **metadata)
        self.metadata.setdefault("to_json", lambda value, _: value.tolist())
        self.metadata.setdefault("from_json", lambda value, _: value)

    @staticmethod
    def _frozen(values):
        values.setflags(write=False)
        return values

    def validate(self, obj, value):
        """Return the matrix as a read-only float64 array, or refuse it."""
        try:
            matrix = np.array(value, float)
        except (TypeError, ValueError):
            raise ValueError(
                f"{self.name} is {value!r}; a matrix of numbers fits, such as [[0, 1], [2, 3]]."
            ) from None
        fits = f"1 × 1 to {self.largest} × {self.largest} numbers fit"
        if matrix.ndim != 2:
            raise ValueError(f"{self.name} has {matrix.ndim} axes; {fits}, rows by columns.")
        if not all(1 <= size <= self.largest for size in matrix.shape):
            raise ValueError(f"{self.name} is {matrix.shape[0]} × {matrix.shape[1]}; {fits}.")
        if not np.isfinite(matrix).all():
            raise ValueError(f"{self.name} holds NaN or infinity; finite numbers fit.")
        if np.abs(matrix).max() > self.limit:
            raise ValueError(
                f"{self.name} holds {matrix.flat[np.abs(matrix).argmax()]:g}; "
                f"numbers from {-self.limit:g} to {self.limit:g} fit."
            )
        if self.whole:
            if not np.equal(matrix, np.round(matrix)).all():
                odd = matrix[matrix != np.round(matrix)][0]
                raise ValueError(f"{self.name} holds {odd:g}; whole numbers fit.")
            matrix = matrix.astype(np.int64)
        return self._frozen(matrix)
