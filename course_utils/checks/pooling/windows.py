"""What the checks of pooling share: inputs, and the mistakes that any pooling can have."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Misconception, Trait
from ..inputs import array, digits, fractions, parts


def seen(x, size, stride=None):
    """Return every window, (N, C, H', W', size, size)."""
    stride = size if stride is None else stride
    return layers.windows(x, (size, size), (stride, stride))


@st.composite
def images_and_windows(draw, numbers=digits):
    """Draw a `Case` of x, size and stride; half of them have no stride or None."""
    images, channels = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    size = draw(st.integers(1, 3))
    rows, columns = draw(st.integers(size, 5)), draw(st.integers(size, 5))
    x = array(draw, (images, channels, rows, columns), numbers) / draw(parts)
    stride = draw(st.sampled_from([{}, {"stride": None}, *({"stride": s} for s in (1, 2, 3))]))
    return Case((x, size), stride)


def _trait(name, words, holds):
    """Return a trait of x, size and stride; a gradient before them does not matter."""

    def of_the_windows(*given, stride=None):
        x, size, *positional = given[1:] if isinstance(given[1], np.ndarray) else given
        return holds(x, size, positional[0] if positional else stride)

    return Trait(name, words, of_the_windows)


TRAITS = (
    _trait(
        "stride",
        "a stride is given that is not the size",
        lambda x, size, stride: stride not in (None, size),
    ),
    _trait("no-stride", "no stride is given", lambda x, size, stride: stride is None),
    _trait("channels", "there are several channels", lambda x, *_: x.shape[1] > 1),
    _trait("images", "there are several images", lambda x, *_: x.shape[0] > 1),
    _trait("oblong-image", "the images are not square", lambda x, *_: x.shape[2] != x.shape[3]),
    _trait("odd-window", "the size is odd", lambda x, size, stride: size % 2 == 1),
    _trait(
        "cells-left-over",
        "the windows do not reach the last row or column",
        lambda x, size, stride: any((cells - size) % (stride or size) for cells in x.shape[2:]),
    ),
    _trait("overlap", "windows overlap", lambda x, size, stride: (stride or size) < size),
    _trait("negative-cells", "a cell is negative", lambda x, *_: bool((x < 0).any())),
    _trait("fractions", "there are fractions", lambda x, *_: fractions(x)),
)


def place_mistakes(reduce):
    """Return the misconceptions about where windows lie, for a pooling that reduces so.

    Parameters
    ----------
    reduce : callable
        Takes windows (N, C, H', W', size, size) and the keyword ``axis``.
    """

    def pool(x, size, stride=None):
        return reduce(seen(x, size, stride), axis=(-2, -1))

    def stride_not_read(x, size, stride=None):
        rows, columns = pool(x, size, stride).shape[2:]
        return pool(x, size, 1)[:, :, :rows, :columns]

    def placed_by_size(x, size, stride=None):
        out = np.empty(pool(x, size, stride).shape)
        for i, j in np.ndindex(*out.shape[2:]):
            window = x[:, :, i * size : (i + 1) * size, j * size : (j + 1) * size]
            out[:, :, i, j] = reduce(window, axis=(-2, -1))  # raises where the window is empty
        return out

    def only_square(x, size, stride=None):
        step = size if stride is None else stride
        side = (x.shape[2] - size) // step + 1
        out = np.empty((*x.shape[:2], side, side))
        for i, j in np.ndindex(side, side):
            window = x[:, :, i * step : i * step + size, j * step : j * step + size]
            out[:, :, i, j] = reduce(window, axis=(-2, -1))
        return out

    def rounded_up(x, size, stride=None):
        step = size if stride is None else stride
        rows, columns = (max(0, -(-(cells - size) // step)) + 1 for cells in x.shape[2:])
        out = np.empty((*x.shape[:2], rows, columns))
        for i, j in np.ndindex(rows, columns):
            window = x[:, :, i * step : i * step + size, j * step : j * step + size]
            out[:, :, i, j] = reduce(window, axis=(-2, -1))
        return out

    def counted_from_every_start(x, size, stride=None):
        step = size if stride is None else stride
        rows, columns = (-(-cells // step) for cells in x.shape[2:])
        out = np.empty((*x.shape[:2], rows, columns))
        for i, j in np.ndindex(rows, columns):
            window = x[:, :, i * step : i * step + size, j * step : j * step + size]
            out[:, :, i, j] = reduce(window, axis=(-2, -1))
        return out

    def zeros_at_the_end(x, size, stride=None):
        step = size if stride is None else stride
        more = [(0, (size - cells) % step) for cells in x.shape[2:]]
        return pool(np.pad(x, [(0, 0), (0, 0), *more]), size, stride)

    cut = (
        "A window that would hang over the end is used too; only windows that lie wholly inside "
        "count."
    )
    mixed = "The channels are mixed; each is pooled on its own."
    together = "The images of the batch are mixed; each is pooled on its own."
    return (
        Misconception(
            "stride-ignored",
            lambda x, size, stride=None: pool(x, size),
            "The stride is not used: the windows always move by their own size.",
        ),
        Misconception(
            "stride-default-one",
            lambda x, size, stride=None: pool(x, size, 1 if stride is None else stride),
            "Where no stride is given the windows move by one cell; they move by their own size "
            "then.",
        ),
        Misconception(
            "stride-always-one",
            lambda x, size, stride=None: pool(x, size, 1),
            "The windows always move by one cell.",
        ),
        Misconception(
            "size-always-two",
            lambda x, size, stride=None: pool(x, 2, stride),
            "The window is 2 × 2 whatever size is asked.",
        ),
        Misconception(
            "stride-not-read",
            stride_not_read,
            "The output has the right size, but x is read one cell at a time: the place in x is "
            "the place in the output times the stride.",
        ),
        Misconception(
            "placed-by-size",
            placed_by_size,
            "The windows are placed at multiples of their size; it is the stride that they move "
            "by.",
        ),
        Misconception(
            "only-square",
            only_square,
            "It takes the number of rows for the number of columns too; images may be oblong.",
        ),
        Misconception("hangs-over", rounded_up, cut),
        Misconception("hangs-over", counted_from_every_start, cut),
        Misconception("hangs-over", zeros_at_the_end, cut),
        Misconception(
            "one-too-few",
            lambda x, size, stride=None: pool(x, size, stride)[:, :, :-1, :-1],
            "The last row and the last column are missing: the loop ends one window early.",
        ),
        Misconception(
            "channels-mixed",
            lambda x, size, stride=None: reduce(pool(x, size, stride), axis=1),
            mixed,
        ),
        Misconception(
            "channels-mixed",
            lambda x, size, stride=None: reduce(pool(x, size, stride), axis=1)[:, None],
            mixed,
        ),
        Misconception(
            "channels-mixed",
            lambda x, size, stride=None: np.broadcast_to(
                reduce(pool(x, size, stride), axis=1)[:, None], pool(x, size, stride).shape
            ),
            mixed,
        ),
        Misconception(
            "images-mixed",
            lambda x, size, stride=None: reduce(pool(x, size, stride), axis=0),
            together,
        ),
        Misconception(
            "images-mixed",
            lambda x, size, stride=None: reduce(pool(x, size, stride), axis=0)[None],
            together,
        ),
        Misconception(
            "images-mixed",
            lambda x, size, stride=None: np.broadcast_to(
                reduce(pool(x, size, stride), axis=0), pool(x, size, stride).shape
            ),
            together,
        ),
        Misconception(
            "first-image-only",
            lambda x, size, stride=None: pool(x[:1], size, stride),
            "Only the first image of the batch is pooled.",
        ),
        Misconception(
            "first-channel-only",
            lambda x, size, stride=None: pool(x[:, :1], size, stride),
            "Only the first channel is pooled.",
        ),
        Misconception(
            "first-channel-only",
            lambda x, size, stride=None: pool(x, size, stride)[:, 0],
            "Only the first channel is pooled.",
        ),
        Misconception(
            "output-transposed",
            lambda x, size, stride=None: pool(x, size, stride).swapaxes(2, 3),
            "The output's rows and columns are swapped.",
        ),
        Misconception(
            "rows-only",
            lambda x, size, stride=None: reduce(
                layers.windows(x, (1, size), (1, size if stride is None else stride)),
                axis=(-2, -1),
            ),
            "It pools along rows only; a window has as many rows as columns.",
        ),
        Misconception(
            "columns-only",
            lambda x, size, stride=None: reduce(
                layers.windows(x, (size, 1), (size if stride is None else stride, 1)),
                axis=(-2, -1),
            ),
            "It pools along columns only; a window has as many columns as rows.",
        ),
    )
