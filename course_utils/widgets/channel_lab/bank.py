"""Banks of filters: the traits that carry them, and their shapes."""

import numpy as np
import traitlets

CHANNELS = 3
MOST_FILTERS = 4
LARGEST = 5
WEIGHT_LIMIT = 4.0
BIAS_LIMIT = 2.0


class Numbers(traitlets.TraitType):
    """An array of finite numbers, read-only, float64; lists are taken too.

    Raises
    ------
    ValueError
        When the value is no such array; the sentence says what came and what fits.
    """

    limit, fits, axes = np.inf, "", 0

    def __init__(self, default, **metadata):
        super().__init__(frozen(np.array(default, float)), **metadata)
        self.metadata.setdefault("to_json", lambda value, _: value.tolist())
        self.metadata.setdefault("from_json", lambda value, _: value)

    def validate(self, obj, value):
        """Return the numbers as a read-only float64 array, or refuse them."""
        try:
            numbers = np.array(value, float)
        except (TypeError, ValueError):
            raise ValueError(f"{self.name} is {value!r}; {self.fits}.") from None
        if numbers.ndim != self.axes or not self.shape_fits(numbers.shape):
            raise ValueError(f"{self.name} has shape {numbers.shape}; {self.fits}.")
        if not np.isfinite(numbers).all():
            raise ValueError(f"{self.name} holds NaN or infinity; finite numbers fit.")
        if np.abs(numbers).max() > self.limit:
            raise ValueError(
                f"{self.name} holds {numbers.flat[np.abs(numbers).argmax()]:g}; "
                f"numbers from {-self.limit:g} to {self.limit:g} fit."
            )
        return frozen(numbers)


class FilterBank(Numbers):
    """The weights of a convolution over three channels, shape (O, 3, kh, kw)."""

    limit, axes = WEIGHT_LIMIT, 4
    fits = (
        f"numbers of shape (O, {CHANNELS}, kh, kw) fit, with 1 to {MOST_FILTERS} filters O "
        f"and kh and kw from 1 to {LARGEST}"
    )

    @staticmethod
    def shape_fits(shape):
        """Say whether a bank may have this shape."""
        filters, channels, rows, columns = shape
        return (
            1 <= filters <= MOST_FILTERS
            and channels == CHANNELS
            and 1 <= rows <= LARGEST
            and 1 <= columns <= LARGEST
        )


class Biases(Numbers):
    """One number a filter, shape (O,)."""

    limit, axes = BIAS_LIMIT, 1
    fits = f"1 to {MOST_FILTERS} numbers fit, one a filter"

    @staticmethod
    def shape_fits(shape):
        """Say whether biases may have this shape."""
        return 1 <= shape[0] <= MOST_FILTERS


def frozen(numbers):
    """Make an array read-only, and return it."""
    numbers.setflags(write=False)
    return numbers


def round_up(value):
    """Return a round number no smaller than `value`, as ``roundUp`` in ``ops/channels.js`` does."""
    if not 0 < value < np.inf:
        return 1.0
    power = 10.0 ** np.floor(np.log10(value))
    ends = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)
    step = next((end for end in ends if value / power <= end + 1e-9), 10)
    return float(f"{step * power:.6g}")
