"""The check of `max_pool2d_backward`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check
from ..inputs import array, volume
from .windows import TRAITS, seen


@st.composite
def _ways_back(draw):
    images, channels = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    size = draw(st.integers(1, 3))
    rows, columns = draw(st.integers(size, 4)), draw(st.integers(size, 4))
    x = array(draw, (images, channels, rows, columns), st.integers(-2, 3))  # few, so that ties come
    stride = draw(st.sampled_from([{}, {"stride": None}, *({"stride": s} for s in (1, 2, 3))]))
    shape = seen(x, size, **stride).shape[:4]
    return Case((array(draw, shape, st.integers(1, 9)), x, size), stride)


def _case(x, size, **more):
    """Return a case whose gradient counts up from 1, so that each one can be followed."""
    shape = seen(x, size, **more).shape[:4]
    return Case((np.arange(1.0, np.prod(shape) + 1).reshape(shape), x, size), more)


def _routed(weigh, *, add=True, scaled=True):
    """Return a way back that hands the gradient of a window to its cells by weights.

    Parameters
    ----------
    weigh : callable
        Takes a window (size, size) and gives the weights of its cells.
    add : bool
        Where windows overlap their gradients add up; else the last one stands.
    scaled : bool
        The weights are multiplied by the gradient.
    """

    def back(grad_out, x, size, stride=None):
        step = size if stride is None else stride
        grad = np.zeros(x.shape)
        for n, c, i, j in np.ndindex(*grad_out.shape):
            rows, columns = (slice(k * step, k * step + size) for k in (i, j))
            weights = weigh(x[n, c, rows, columns])
            share = weights * grad_out[n, c, i, j] if scaled else weights
            if add:
                grad[n, c, rows, columns] += share
            else:
                part = grad[n, c, rows, columns]
                part[weights != 0] = share[weights != 0]
        return grad

    return back


def _one(window, place):
    weights = np.zeros(window.shape)
    weights.flat[place] = 1
    return weights


def _first(window):
    return _one(window, window.argmax())


def _ties(window):
    return (window == window.max()).astype(float)


def _first_by_columns(window):
    return _one(window.T, window.T.argmax()).T


def _whole_overwritten(grad_out, x, size, stride=None):
    """Write all cells of each window, zeros too, over what was there."""
    step = size if stride is None else stride
    grad = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        rows, columns = (slice(k * step, k * step + size) for k in (i, j))
        grad[n, c, rows, columns] = _first(x[n, c, rows, columns]) * grad_out[n, c, i, j]
    return grad


def _in_the_corner(grad_out, x, size, stride=None):
    """Take a winner's place in its window for its place in the channel."""
    step = size if stride is None else stride
    grad = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        rows, columns = (slice(k * step, k * step + size) for k in (i, j))
        grad[n, c, :size, :size] += _first(x[n, c, rows, columns]) * grad_out[n, c, i, j]
    return grad


def _winner_of_first_channel(grad_out, x, size, stride=None):
    return layers.max_pool2d_backward(grad_out, np.repeat(x[:, :1], x.shape[1], 1), size, stride)


def _once_for_the_image(grad_out, x, size, stride=None):
    """Hand everything to the largest cell of the whole channel."""
    grad = np.zeros(x.shape)
    for n, c in np.ndindex(*x.shape[:2]):
        grad[n, c].flat[x[n, c].argmax()] = grad_out[n, c].sum()
    return grad


_right = layers.max_pool2d_backward
_TIES_ALL = (
    "Where several cells of a window are equally large, all get the gradient; the first of them, "
    "row by row, gets it alone."
)
_OVERWRITTEN = (
    "Where windows overlap, the gradient of one is written over that of another; a cell that wins "
    "several windows gets the sum."
)

MAX_POOL2D_BACKWARD = Exercise(
    signature="max_pool2d_backward(grad_out, x, size, stride=None)",
    reference=layers.max_pool2d_backward,
    examples=(
        _case(np.array([[[[1.0, 3], [2, 0]]]]), 2),
        Case((np.array([[[[5.0]]]]), np.array([[[[1.0, 2], [4, 3]]]]), 2)),
        _case(np.array([[[[-1.0, -3], [-2, -5]]]]), 2),
        _case(np.array([[[[1.0, 4], [4, 4]]]]), 2),
        _case(np.array([[[[1.0, 3, 3, 1], [3, 0, 1, 3]]]]), 2),
        _case(np.array([[[[0.0, 1, 0], [2, 9, 3], [0, 4, 0]]]]), 2, stride=1),
        _case(np.array([[[[7.0, 1, 8], [2, 0, 3], [9, 4, 6]]]]), 2, stride=1),
        _case(volume(1, 1, 3, 5), 2),
        _case(volume(1, 2, 2, 2), 2),
        _case(volume(2, 1, 2, 2), 2, stride=None),
        _case(volume(1, 1, 4, 4) / 2, 1, stride=3),
        _case(volume(2, 2, 4, 5), 3, stride=1),
    ),
    inputs=_ways_back(),
    traits=(
        Trait(
            "ties",
            "several cells of a window are equally large",
            lambda g, x, size, stride=None: _tied(x, size, stride),
        ),
        *TRAITS,
    ),
    misconceptions=(
        Misconception("ties-all", _routed(_ties), _TIES_ALL),
        Misconception(
            "ties-shared",
            _routed(lambda window: _ties(window) / _ties(window).sum()),
            "Where several cells of a window are equally large, they share the gradient; the "
            "first of them, row by row, gets it all.",
        ),
        Misconception(
            "ties-last",
            _routed(lambda window: _one(window, window.size - 1 - window[::-1, ::-1].argmax())),
            "Of cells that are equally large the last one gets the gradient; it is the first, "
            "row by row.",
        ),
        Misconception(
            "ties-by-columns",
            _routed(_first_by_columns),
            "Of cells that are equally large the first is found column by column; go row by row.",
        ),
        Misconception(
            "corner-forgotten",
            _in_the_corner,
            "Every gradient lands in the upper left corner: the winner's place is counted from "
            "its window's corner, so the window's own place has to be added.",
        ),
        Misconception("overwritten", _routed(_first, add=False), _OVERWRITTEN),
        Misconception("overwritten", _whole_overwritten, _OVERWRITTEN),
        Misconception(
            "ties-all-and-overwritten",
            _routed(_ties, add=False),
            f"Two things. {_TIES_ALL} And: {_OVERWRITTEN[0].lower()}{_OVERWRITTEN[1:]}",
        ),
        Misconception(
            "as-for-the-mean",
            _routed(lambda window: np.full(window.shape, 1 / window.size)),
            "All cells of a window share the gradient, as they do for the mean; of a maximum only "
            "the winner gets any.",
        ),
        Misconception(
            "to-every-cell",
            _routed(lambda window: np.ones(window.shape)),
            "Every cell of a window gets its gradient; only the winner does.",
        ),
        Misconception(
            "gradient-not-used",
            _routed(_first, scaled=False),
            "The winners are found, but get 1 instead of the gradient that comes back.",
        ),
        Misconception(
            "gradient-not-used",
            _routed(_first, scaled=False, add=False),
            "The winners are found, but get 1 instead of the gradient that comes back.",
        ),
        Misconception(
            "value-not-gradient",
            _routed(lambda window: _first(window) * window, scaled=False),
            "The winners get their own value; the gradient that comes back is theirs.",
        ),
        Misconception(
            "value-not-gradient",
            _routed(lambda window: _first(window) * window, scaled=False, add=False),
            "The winners get their own value; the gradient that comes back is theirs.",
        ),
        Misconception(
            "times-value",
            _routed(lambda window: _first(window) * window),
            "The gradient is multiplied by the winner's value; a maximum hands it on as it is.",
        ),
        Misconception(
            "to-the-smallest",
            _routed(lambda window: _one(window, window.argmin())),
            "The smallest cell of each window gets the gradient; the largest won.",
        ),
        Misconception(
            "to-the-corner",
            _routed(lambda window: _one(window, 0)),
            "The first cell of each window gets the gradient, whoever won.",
        ),
        Misconception(
            "to-the-strongest",
            _routed(lambda window: _one(window, np.abs(window).argmax())),
            "The cell of largest magnitude gets the gradient; of −5 and 3 the winner is 3.",
        ),
        Misconception(
            "negatives-lost",
            _routed(lambda window: _first(window) * (window.max() > 0)),
            "A window without a positive cell hands nothing back; its largest cell won all the "
            "same.",
        ),
        Misconception(
            "stride-ignored",
            lambda g, x, size, stride=None: _routed(_first)(g, x, size),
            "The stride is not used: the windows are placed by their own size.",
        ),
        Misconception(
            "stride-ignored",
            lambda g, x, size, stride=None: _right(g, x, size),
            "The stride is not used: the windows are placed by their own size.",
        ),
        Misconception(
            "stride-default-one",
            lambda g, x, size, stride=None: _routed(_first)(g, x, size, stride or 1),
            "Where no stride is given the windows move by one cell; they move by their own size "
            "then.",
        ),
        Misconception(
            "stride-default-one",
            lambda g, x, size, stride=None: _right(g, x, size, stride or 1),
            "Where no stride is given the windows move by one cell; they move by their own size "
            "then.",
        ),
        Misconception(
            "winners-of-first-channel",
            _winner_of_first_channel,
            "The winners of the first channel are used for all channels; each has its own.",
        ),
        Misconception(
            "one-winner-for-all",
            _once_for_the_image,
            "The largest cell of the whole channel gets everything; each window has a winner.",
        ),
        Misconception(
            "pooled-again",
            lambda g, x, size, stride=None: layers.max_pool2d(x, size, stride),
            "It pools x once more; the gradient of x, in the shape of x, is asked.",
        ),
        Misconception(
            "not-routed",
            lambda g, x, size, stride=None: g,
            "It gives back the gradient of the output; that of x has the shape of x.",
        ),
        Misconception(
            "first-image-only",
            lambda g, x, size, stride=None: np.concatenate(
                [_right(g[:1], x[:1], size, stride), np.zeros(x[1:].shape)]
            ),
            "Only the first image of the batch gets its gradient.",
        ),
        Misconception(
            "first-channel-only",
            lambda g, x, size, stride=None: np.concatenate(
                [_right(g[:, :1], x[:, :1], size, stride), np.zeros(x[:, 1:].shape)], axis=1
            ),
            "Only the first channel gets its gradient.",
        ),
    ),
)


def _tied(x, size, stride):
    windows = seen(x, size, stride)
    return bool(((windows == windows.max(axis=(-2, -1), keepdims=True)).sum((-2, -1)) > 1).any())


def max_pool2d_backward(answer):
    """Check ``max_pool2d_backward(grad_out, x, size, stride=None)``."""
    return check(MAX_POOL2D_BACKWARD, answer)
