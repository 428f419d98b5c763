"""The check of `avg_pool2d`."""

import numpy as np

from course_utils import layers

from ..engine import Case, Exercise, Misconception, check
from ..inputs import volume
from .windows import TRAITS, images_and_windows, place_mistakes, seen

_WHOLE = "The means lost what stands after the point; a mean of whole numbers need not be whole."


def _sums(x, size, stride=None):
    return seen(x, size, stride).sum(axis=(-2, -1))


def _padded_at_the_end(x, size, stride=None):
    """Return means where the end is filled with zeros that count."""
    step = size if stride is None else stride
    more = [(0, (size - cells) % step) for cells in x.shape[2:]]
    return layers.avg_pool2d(np.pad(x, [(0, 0), (0, 0), *more]), size, stride)


AVG_POOL2D = Exercise(
    signature="avg_pool2d(x, size, stride=None)",
    reference=layers.avg_pool2d,
    examples=(
        Case((np.array([[[[1.0, 3], [2, 2]]]]), 2)),
        Case((np.array([[[[1.0, -2], [0, 0]]]]), 2)),
        Case((np.array([[[[2.0, -7], [5, 1]]]]), 1)),
        Case((volume(1, 1, 2, 4), 2)),
        Case((volume(1, 1, 3, 3), 2), {"stride": 1}),
        Case((volume(1, 1, 3, 5), 2)),
        Case((volume(1, 2, 2, 2), 2, None)),
        Case((volume(2, 1, 2, 2), 2)),
        Case((volume(1, 1, 4, 5) / 4, 2), {"stride": 3}),
        Case((volume(2, 2, 5, 4), 3), {"stride": 1}),
        Case((volume(2, 3, 6, 4), 2)),
    ),
    inputs=images_and_windows(),
    traits=TRAITS,
    misconceptions=(
        Misconception(
            "maximum-not-mean",
            lambda x, size, stride=None: seen(x, size, stride).max(axis=(-2, -1)),
            "The largest cell of each window is kept; the mean is asked.",
        ),
        Misconception(
            "sum-not-mean",
            _sums,
            "The windows are summed, but not divided by how many cells they have.",
        ),
        Misconception(
            "divided-by-side",
            lambda x, size, stride=None: _sums(x, size, stride) / size,
            "The sum is divided by the side of the window; it has side × side cells.",
        ),
        Misconception(
            "divided-by-stride",
            lambda x, size, stride=None: _sums(x, size, stride) / (stride or size) ** 2,
            "The sum is divided by the stride squared; the window has size × size cells.",
        ),
        Misconception(
            "divided-by-four",
            lambda x, size, stride=None: _sums(x, size, stride) / 4,
            "The sum is divided by 4 whatever the size of the window.",
        ),
        Misconception(
            "rows-not-windows",
            lambda x, size, stride=None: seen(x, size, stride)[..., 0, :].mean(axis=-1),
            "Only the first row of each window is averaged.",
        ),
        Misconception(
            "median-not-mean",
            lambda x, size, stride=None: np.median(seen(x, size, stride), axis=(-2, -1)),
            "The median of each window is taken; the mean is asked.",
        ),
        Misconception(
            "extremes-only",
            lambda x, size, stride=None: (
                (
                    seen(x, size, stride).max(axis=(-2, -1))
                    + seen(x, size, stride).min(axis=(-2, -1))
                )
                / 2
            ),
            "It takes the middle between the smallest and the largest cell; all cells count.",
        ),
        Misconception(
            "whole-numbers",
            lambda *given, **more: np.trunc(layers.avg_pool2d(*given, **more)),
            _WHOLE,
        ),
        Misconception(
            "whole-numbers",
            lambda *given, **more: np.floor(layers.avg_pool2d(*given, **more)),
            _WHOLE,
        ),
        Misconception(
            "whole-numbers",
            lambda *given, **more: np.rint(layers.avg_pool2d(*given, **more)),
            _WHOLE,
        ),
        Misconception(
            "magnitudes",
            lambda x, size, stride=None: np.abs(seen(x, size, stride)).mean(axis=(-2, -1)),
            "The signs are lost: magnitudes are averaged.",
        ),
        Misconception(
            "zeros-left-out",
            lambda x, size, stride=None: (
                _sums(x, size, stride)
                / np.maximum((seen(x, size, stride) != 0).sum(axis=(-2, -1)), 1)
            ),
            "Cells that are 0 are not counted; they are cells like others.",
        ),
        *place_mistakes(np.mean),
        Misconception(
            "hangs-over",
            _padded_at_the_end,
            "A window that would hang over the end is filled with zeros; only windows that lie "
            "wholly inside count.",
        ),
    ),
)


def avg_pool2d(answer):
    """Check ``avg_pool2d(x, size, stride=None)``."""
    return check(AVG_POOL2D, answer)
