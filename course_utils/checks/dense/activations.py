"""The checks of `relu` and of its slope."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check
from ..inputs import array

_quarters = st.integers(-12, 12).map(lambda count: count / 4)


@st.composite
def _arrays(draw):
    shape = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    return Case((array(draw, tuple(shape), _quarters),))


_EXAMPLES = (
    Case((np.array([2.0]),)),
    Case((np.array([-2.0]),)),
    Case((np.array([3.0, -1, 0]),)),
    Case((np.array([0.5, -0.25, 1.5]),)),
    Case((np.array([[1.0, -2, 4], [-3, 0, 0.25]]),)),
    Case((np.array([[-1.0], [5]]),)),
    Case((np.array([-100.0, 100]),)),
    Case((np.array([[[[1.0, -1]], [[-2, 2]]]]),)),
)
_TRAITS = (
    Trait("several-axes", "x has more than one axis", lambda x: x.ndim > 1),
    Trait("several-numbers", "x holds more than one number", lambda x: x.size > 1),
    Trait("negative", "a number is negative", lambda x: bool((x < 0).any())),
    Trait("positive", "a number is positive", lambda x: bool((x > 0).any())),
    Trait("zero", "a number is 0", lambda x: bool((x == 0).any())),
    Trait("large", "a number is more than 1", lambda x: bool((x > 1).any())),
    Trait("fractions", "there are fractions", lambda x: bool((x % 1 != 0).any())),
)


def _only_one_number(function):
    """Return a function that refuses arrays of several numbers, as `if x > 0` does."""

    def guarded(x):
        if x.size > 1:
            raise ValueError
        return function(x)

    return guarded


_AS_ONE = (
    "It asks about x as if it were one number; x is an array, and each of its numbers is treated "
    "on its own."
)

_LARGEST = (
    "np.max looks for the largest number along an axis, which is what its second argument names; "
    "np.maximum takes the larger of two, number by number."
)

RELU = Exercise(
    signature="relu(x)",
    reference=layers.relu,
    examples=_EXAMPLES,
    inputs=_arrays(),
    traits=_TRAITS,
    misconceptions=(
        Misconception("not-elementwise", _only_one_number(layers.relu), _AS_ONE),
        Misconception("not-elementwise", lambda x: max(0, x), _AS_ONE),
        Misconception("not-elementwise", lambda x: max(x, 0), _AS_ONE),
        Misconception("not-elementwise", lambda x: max(0.0, float(x.max())), _AS_ONE),
        Misconception("largest-not-larger", lambda x: np.max(x, 0), _LARGEST),
        Misconception("largest-not-larger", lambda x: np.max(0, x), _LARGEST),
        Misconception(
            "identity", lambda x: x, "It returns x as it is; what is negative becomes 0."
        ),
        Misconception("magnitude", np.abs, "It turns −2 into 2; what is negative becomes 0."),
        Misconception(
            "negative-kept",
            lambda x: np.minimum(x, 0),
            "It keeps what is negative; it is the other way round.",
        ),
        Misconception(
            "negative-kept",
            lambda x: np.maximum(-x, 0),
            "It turns x round first: what was negative is kept; it is the other way round.",
        ),
        Misconception(
            "slope-not-value",
            layers.relu_grad,
            "It gives the slope, 0 or 1; where x is positive, x itself is asked.",
        ),
        Misconception(
            "dropped",
            lambda x: x[x > 0],
            "Negative numbers are left out, which changes the shape; each becomes 0 in its place.",
        ),
        Misconception(
            "dropped",
            lambda x: x[x >= 0],
            "Negative numbers are left out, which changes the shape; each becomes 0 in its place.",
        ),
        Misconception(
            "flattened",
            lambda x: layers.relu(x).ravel(),
            "The numbers are right, but stand in one row; the shape of x stays.",
        ),
        Misconception(
            "clipped-at-one",
            lambda x: np.clip(x, 0, 1),
            "Nothing gets larger than 1; what is positive stays as large as it is.",
        ),
        Misconception(
            "from-one-on",
            lambda x: np.maximum(x, 1),
            "Nothing gets smaller than 1; the bend is at 0.",
        ),
        Misconception(
            "whole-numbers",
            lambda x: np.trunc(layers.relu(x)),
            "What stands after the point is lost.",
        ),
        Misconception(
            "leaky",
            layers.leaky_relu,
            "That is the leaky ReLU: what is negative becomes 0 here.",
        ),
        Misconception(
            "leaky",
            lambda x: layers.leaky_relu(x, 0.1),
            "That is the leaky ReLU: what is negative becomes 0 here.",
        ),
        Misconception(
            "sigmoid", layers.sigmoid, "That is the sigmoid; the ReLU is straight on either side."
        ),
        Misconception(
            "softplus",
            lambda x: np.log1p(np.exp(x)),
            "That is softplus, which rounds the corner; the ReLU has a corner at 0.",
        ),
        Misconception(
            "gelu", layers.gelu, "That is GELU, which rounds the corner; the ReLU has one at 0."
        ),
    ),
)


def relu(answer):
    """Check ``relu(x)`` on arrays of any shape."""
    return check(RELU, answer)


def _half(x):
    return np.where(x == 0, 0.5, layers.relu_grad(x))


_AT_ZERO = "At 0 there is no slope; 0 was agreed on, and it gives {}."

RELU_GRAD = Exercise(
    signature="relu_grad(x)",
    reference=layers.relu_grad,
    booleans=False,
    examples=_EXAMPLES,
    inputs=_arrays(),
    traits=_TRAITS,
    misconceptions=(
        Misconception("not-elementwise", _only_one_number(layers.relu_grad), _AS_ONE),
        Misconception("one-at-zero", lambda x: (x >= 0) * 1.0, _AT_ZERO.format("1")),
        Misconception("half-at-zero", _half, _AT_ZERO.format("a half")),
        Misconception(
            "not-finite-at-zero",
            lambda x: np.where(x == 0, np.nan, layers.relu_grad(x)),
            "At 0 it divides by 0; the slope there was agreed to be 0.",
        ),
        Misconception(
            "value-not-slope",
            layers.relu,
            "It gives the ReLU itself; its slope is asked: how much it grows where x grows by a "
            "little.",
        ),
        Misconception(
            "identity", lambda x: x, "It returns x; the slope does not depend on how large x is."
        ),
        Misconception(
            "sign",
            np.sign,
            "Where x is negative it gives −1; the ReLU is flat there.",
        ),
        Misconception(
            "other-side",
            lambda x: (x < 0) * 1.0,
            "It is 1 where x is negative; it is the other way round.",
        ),
        Misconception(
            "other-side",
            lambda x: (x <= 0) * 1.0,
            "It is 1 where x is not positive; it is the other way round.",
        ),
        Misconception(
            "one-everywhere",
            np.ones_like,
            "It is 1 everywhere; where x is negative the ReLU is flat.",
        ),
        Misconception(
            "above-one",
            lambda x: (x > 1) * 1.0,
            "It is 1 only where x is more than 1; the bend is at 0.",
        ),
        Misconception(
            "above-one",
            lambda x: (x >= 1) * 1.0,
            "It is 1 only where x is 1 or more; the bend is at 0.",
        ),
        Misconception(
            "leaky",
            layers.leaky_relu_grad,
            "That is the slope of the leaky ReLU: where x is negative it is 0 here.",
        ),
        Misconception(
            "sigmoid",
            layers.sigmoid_grad,
            "That is the slope of the sigmoid; the ReLU's is 0 or 1.",
        ),
        Misconception(
            "sigmoid", layers.sigmoid, "That is the sigmoid; the slope of the ReLU is 0 or 1."
        ),
        Misconception(
            "flattened",
            lambda x: layers.relu_grad(x).ravel(),
            "The numbers are right, but stand in one row; the shape of x stays.",
        ),
        Misconception(
            "dropped",
            lambda x: layers.relu_grad(x)[x > 0],
            "Numbers are left out, so that the shape changes; every place of x has a slope.",
        ),
    ),
)


def relu_grad(answer):
    """Check ``relu_grad(x)``: the slope at each x, as numbers, 0 at 0."""
    return check(RELU_GRAD, answer)
