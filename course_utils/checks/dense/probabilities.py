"""The check of `softmax`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check
from ..inputs import array

small = st.integers(-3, 5).map(float)
_large = st.sampled_from([-10000.0, -9999.0, -2.0, 0.0, 1.0, 9998.0, 10000.0])


@st.composite
def _logits(draw):
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    return Case((array(draw, tuple(shape), draw(st.sampled_from([small, small, _large]))),))


def _powers(x):
    return np.exp(x)


def _over(axis, of=np.exp):
    """Return a softmax along another axis, exact but for that."""

    def model(x):
        below = of(x - x.max(axis=axis, keepdims=True))
        return below / below.sum(axis=axis, keepdims=True)

    return model


def _naive(x):
    return np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True)


def _axis_lost(x):
    """Sum over the last axis without keeping it: fits by chance, or not at all."""
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1)


def _axis_lost_naive(x):
    return np.exp(x) / np.exp(x).sum(axis=-1)


def _largest_of_all(x):
    powers = np.exp(x - x.max())
    return powers / powers.sum(axis=-1, keepdims=True)


def _everything_naive(x):
    return np.exp(x) / np.exp(x).sum()


def _clipped(limit):
    def model(x):
        return _naive(np.clip(x, -limit, limit))

    return model


_UNSTABLE = (
    "It is right for small logits, but the power of a large one is infinite. What does taking the "
    "same number away from all logits change?"
)
_ALL = "All numbers together sum to 1; each row of logits has probabilities of its own."
_AXIS = "It sums over axis {}; the classes are the last axis, whatever their number."
_KEEP = (
    "The sums have lost the axis that was summed, so that dividing by them meets the wrong "
    "numbers, or none."
)

SOFTMAX = Exercise(
    signature="softmax(logits)",
    reference=layers.softmax,
    examples=(
        Case((np.array([0.0, 0]),)),
        Case((np.array([1.0, 0]),)),
        Case((np.array([2.0, -1, 0]),)),
        Case((np.array([[1.0, 0], [0, 3]]),)),
        Case((np.array([[1.0, 0, 2], [0, 3, -1]]),)),
        Case((np.array([5.0]),)),
        Case((np.array([10000.0, 9999]),)),
        Case((np.array([-10000.0, -10001]),)),
        Case((np.array([0.0, 3000]),)),
        Case((np.array([[1.0, 0], [10000, 10000]]),)),
        Case((np.array([[[1.0, 0], [2, 4]], [[0, 1], [1, 1]]]),)),
    ),
    inputs=_logits(),
    traits=(
        Trait("large-logits", "logits are large", lambda x: bool((np.abs(x) > 100).any())),
        Trait("negative-logits", "a logit is negative", lambda x: bool((x < 0).any())),
        Trait("one-vector", "logits are one vector", lambda x: x.ndim == 1),
        Trait("a-batch", "logits have several axes", lambda x: x.ndim > 1),
        Trait("three-axes", "logits have more than two axes", lambda x: x.ndim > 2),
    ),
    misconceptions=(
        Misconception("not-stable", _naive, _UNSTABLE),
        Misconception(
            "largest-of-all",
            _largest_of_all,
            "The largest logit of all rows is taken away from each; in a row that lies far below "
            "it all powers become 0. Each row has a largest of its own.",
        ),
        Misconception("everything-normalised", _over(None), _ALL),
        Misconception("everything-normalised", _everything_naive, _ALL),
        Misconception("wrong-axis", _over(0), _AXIS.format(0)),
        Misconception("wrong-axis", lambda x: np.exp(x) / np.exp(x).sum(axis=0), _AXIS.format(0)),
        Misconception("wrong-axis", _over(1), _AXIS.format(1)),
        Misconception(
            "wrong-axis",
            lambda x: np.exp(x) / np.exp(x).sum(axis=1, keepdims=True),
            _AXIS.format(1),
        ),
        Misconception("axis-lost", _axis_lost, _KEEP),
        Misconception("axis-lost", _axis_lost_naive, _KEEP),
        Misconception(
            "not-normalised",
            _powers,
            "The powers are not divided by their sum, so they do not sum to 1.",
        ),
        Misconception(
            "not-normalised",
            lambda x: np.exp(x - x.max(axis=-1, keepdims=True)),
            "The powers are not divided by their sum, so they do not sum to 1.",
        ),
        Misconception(
            "no-powers",
            lambda x: x / x.sum(axis=-1, keepdims=True),
            "The logits themselves are divided by their sum; it is their powers of e that are.",
        ),
        Misconception(
            "no-powers",
            lambda x: np.abs(x) / np.abs(x).sum(axis=-1, keepdims=True),
            "Magnitudes are divided by their sum; it is the powers of e that are.",
        ),
        Misconception(
            "sign-turned",
            lambda x: layers.softmax(-x),
            "The smallest logit gets the largest probability; it is the other way round.",
        ),
        Misconception(
            "sign-turned",
            lambda x: _naive(-x),
            "The smallest logit gets the largest probability; it is the other way round.",
        ),
        Misconception(
            "logarithms",
            layers.log_softmax,
            "It gives the logarithms of the probabilities; the probabilities are asked.",
        ),
        Misconception(
            "sigmoid",
            layers.sigmoid,
            "That is the sigmoid of each logit on its own; the classes share a sum of 1.",
        ),
        Misconception(
            "winner-takes-all",
            lambda x: (x == x.max(axis=-1, keepdims=True)) * 1.0,
            "Only the largest logit gets anything; each class gets a share.",
        ),
        Misconception(
            "winner-takes-all",
            lambda x: np.eye(x.shape[-1])[x.argmax(axis=-1)],
            "Only the largest logit gets anything; each class gets a share.",
        ),
        Misconception(
            "other-base",
            _over(-1, np.exp2),
            "The powers are those of 2; softmax takes powers of e.",
        ),
        Misconception(
            "other-base",
            _over(-1, lambda x: 10.0**x),
            "The powers are those of 10; softmax takes powers of e.",
        ),
        *(
            Misconception(
                "clipped",
                _clipped(limit),
                "Large logits are cut off, so that different ones become alike; there is a way "
                "without loss.",
            )
            for limit in (20, 30, 50, 80, 88, 100, 500, 700, 709)
        ),
        Misconception(
            "smallest-taken-away",
            lambda x: _naive(x - x.min(axis=-1, keepdims=True)),
            "The smallest logit is taken away from all, which leaves the others as far above 0 as "
            "they were above it: their powers are still infinite.",
        ),
        Misconception(
            "mean-taken-away",
            lambda x: _naive(x - x.mean(axis=-1, keepdims=True)),
            "The mean is taken away, which may leave large logits: their powers are still "
            "infinite.",
        ),
    ),
)


def softmax(answer):
    """Check ``softmax(logits)`` over the last axis, exact at logits of 10,000."""
    return check(SOFTMAX, answer)
