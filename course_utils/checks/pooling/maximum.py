"""The check of `max_pool2d`."""

import numpy as np

from course_utils import layers

from ..engine import Case, Exercise, Misconception, check
from ..inputs import volume
from .windows import TRAITS, images_and_windows, place_mistakes, seen

_STRONGEST = "It looks for the largest magnitude; of −5 and 3 the largest is 3."
_CORNER = "It takes one cell of each window without looking at the others; the largest is asked."


def _strongest(x, size, stride=None):
    cells = _flat(x, size, stride)
    place = np.abs(cells).argmax(axis=-1, keepdims=True)
    return np.take_along_axis(cells, place, axis=-1)[..., 0]


def _ends_early(x, size, stride=None):
    cells = max(1, size - 1)
    return seen(x, size, stride)[..., :cells, :cells].max(axis=(-2, -1))


def _flat(x, size, stride=None):
    windows = seen(x, size, stride)
    return windows.reshape(*windows.shape[:4], -1)


MAX_POOL2D = Exercise(
    signature="max_pool2d(x, size, stride=None)",
    reference=layers.max_pool2d,
    examples=(
        Case((np.array([[[[1.0, 3], [2, 0]]]]), 2)),
        Case((np.array([[[[-1.0, -3], [-2, -5]]]]), 2)),
        Case((np.array([[[[2.0, -7], [5, 1]]]]), 1)),
        Case((volume(1, 1, 2, 4), 2)),
        Case((volume(1, 1, 3, 3), 2), {"stride": 1}),
        Case((volume(1, 1, 3, 5), 2)),
        Case((volume(1, 2, 2, 2), 2, None)),
        Case((volume(2, 1, 2, 2), 2)),
        Case((-np.abs(volume(1, 2, 4, 2)) - 1, 2, 2)),
        Case((volume(1, 1, 4, 5) / 4, 2), {"stride": 3}),
        Case((volume(2, 2, 5, 4), 3), {"stride": 1}),
        Case((volume(2, 3, 6, 4), 2)),
    ),
    inputs=images_and_windows(),
    traits=TRAITS,
    misconceptions=(
        Misconception(
            "mean-not-maximum",
            lambda x, size, stride=None: seen(x, size, stride).mean(axis=(-2, -1)),
            "The windows are averaged; the largest cell of each is asked.",
        ),
        Misconception(
            "minimum-not-maximum",
            lambda x, size, stride=None: seen(x, size, stride).min(axis=(-2, -1)),
            "The smallest cell of each window is kept; the largest is asked.",
        ),
        Misconception(
            "sum-not-maximum",
            lambda x, size, stride=None: seen(x, size, stride).sum(axis=(-2, -1)),
            "The windows are summed; the largest cell of each is asked.",
        ),
        Misconception(
            "starts-at-zero",
            lambda x, size, stride=None: np.maximum(layers.max_pool2d(x, size, stride), 0),
            "It never gives less than 0. A window may hold negative cells only, so the search for "
            "its largest must not begin at 0.",
        ),
        Misconception("largest-magnitude", _strongest, _STRONGEST),
        Misconception(
            "largest-magnitude",
            lambda x, size, stride=None: np.abs(seen(x, size, stride)).max(axis=(-2, -1)),
            _STRONGEST,
        ),
        Misconception(
            "place-not-value",
            lambda x, size, stride=None: _flat(x, size, stride).argmax(axis=-1),
            "It gives the place of the largest cell; its value is asked.",
        ),
        Misconception(
            "takes-one-cell", lambda x, size, stride=None: seen(x, size, stride)[..., 0, 0], _CORNER
        ),
        Misconception(
            "takes-one-cell",
            lambda x, size, stride=None: seen(x, size, stride)[..., -1, -1],
            _CORNER,
        ),
        Misconception(
            "diagonal-only",
            lambda x, size, stride=None: np.diagonal(seen(x, size, stride), axis1=-2, axis2=-1).max(
                axis=-1
            ),
            "Only the cells on the diagonal of each window are looked at.",
        ),
        Misconception(
            "last-cells-missed",
            _ends_early,
            "The last row and column of each window are not looked at.",
        ),
        *place_mistakes(np.max),
    ),
)


def max_pool2d(answer):
    """Check ``max_pool2d(x, size, stride=None)``."""
    return check(MAX_POOL2D, answer)
