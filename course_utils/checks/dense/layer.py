"""The check of `linear`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check
from ..inputs import array, fractions, parts


@st.composite
def _layers_drawn(draw):
    inputs, outputs = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rows, biased = draw(st.sampled_from([(rows, b) for rows in (0, 1, 2, 3) for b in (0, 1)]))
    shape = (rows, inputs) if rows else (inputs,)
    bias = array(draw, (outputs,)) if biased else None
    x = array(draw, shape) / draw(parts)
    return Case((x, array(draw, (outputs, inputs)), bias))


def _biased(out, bias):
    return out if bias is None else out + bias


_AXES = (
    "The weight's axes are taken the other way round; here it is (outputs, inputs), a row of "
    "weights for each output."
)

LINEAR = Exercise(
    signature="linear(x, weight, bias)",
    reference=layers.linear,
    examples=(
        Case((np.array([2.0]), np.array([[3.0]]), np.array([1.0]))),
        Case((np.array([[2.0]]), np.array([[3.0]]), np.array([-10.0]))),
        Case((np.array([1.0, 2]), np.array([[1.0, 3], [5, -1]]), None)),
        Case((np.array([[1.0, 2]]), np.array([[3.0, 4], [0, -1]]), np.array([10.0, 20]))),
        Case((np.array([1.0, 2]), np.array([[1.0, 3], [5, -1]]), np.array([10.0, 20]))),
        Case((np.array([[1.0, 2], [3, 0]]), np.array([[1.0, -3]]), np.array([5.0]))),
        Case((np.array([[1.0, 2, 0]]), np.array([[1.0, 0, 2], [0, -1, 1]]), None)),
        Case((np.array([[1.0, 2], [3, 4], [0, 1]]), np.array([[1.0, 1], [2, 0]]), np.ones(2))),
        Case((np.array([[0.5, 2]]), np.array([[1.5, 0.25], [-1, 0]]), np.array([0.5, 0]))),
    ),
    inputs=_layers_drawn(),
    traits=(
        Trait("one-vector", "x is one vector", lambda x, w, b: x.ndim == 1),
        Trait("a-batch", "x is a batch", lambda x, w, b: x.ndim == 2),
        Trait("several-rows", "x has several rows", lambda x, w, b: x.ndim == 2 and len(x) > 1),
        Trait("no-bias", "the bias is None", lambda x, w, b: b is None),
        Trait("a-bias", "there is a bias", lambda x, w, b: b is not None),
        Trait("several-outputs", "there are several outputs", lambda x, w, b: len(w) > 1),
        Trait("several-inputs", "there are several inputs", lambda x, w, b: w.shape[1] > 1),
        Trait("fractions", "there are fractions", lambda x, w, b: fractions(x, w)),
    ),
    misconceptions=(
        Misconception(
            "bias-forgotten", lambda x, w, b: layers.linear(x, w), "The bias is not added."
        ),
        Misconception("weight-not-transposed", lambda x, w, b: _biased(x @ w, b), _AXES),
        Misconception("weight-not-transposed", lambda x, w, b: _biased((w.T @ x.T).T, b), _AXES),
        Misconception(
            "bias-subtracted",
            lambda x, w, b: layers.linear(x, w) - (0 if b is None else b),
            "The bias is subtracted; it is added.",
        ),
        Misconception(
            "bias-per-input",
            lambda x, w, b: _biased(x @ w.T, None if b is None else b * w.shape[1]),
            "The bias is added once for every input; it is added once for every output, after the "
            "sum.",
        ),
        Misconception(
            "bias-before",
            lambda x, w, b: _biased(x, b) @ w.T,
            "The bias is added to the inputs; it is added to the outputs.",
        ),
        Misconception(
            "bias-in-weights",
            lambda x, w, b: x @ _biased(w.T, b),
            "The bias is added to the weights, before the product; it is added to what comes out.",
        ),
        Misconception(
            "bias-scaled",
            lambda x, w, b: (x @ w.T) * (1 if b is None else b),
            "The outputs are multiplied by the bias; it is added.",
        ),
        Misconception(
            "first-bias-only",
            lambda x, w, b: _biased(x @ w.T, None if b is None else b[0]),
            "The first bias is added to every output; each output has its own.",
        ),
        Misconception(
            "activation-added",
            lambda x, w, b: np.maximum(layers.linear(x, w, b), 0),
            "Negative outputs became 0: the activation is a step of its own, not part of this "
            "function.",
        ),
        Misconception(
            "activation-added",
            lambda x, w, b: layers.sigmoid(layers.linear(x, w, b)),
            "The outputs went through a sigmoid: the activation is a step of its own, not part of "
            "this function.",
        ),
        Misconception(
            "products-not-summed",
            lambda x, w, b: x[..., None, :] * w,
            "The products are not summed; each output is one sum over all inputs.",
        ),
        Misconception(
            "mean-not-sum",
            lambda x, w, b: _biased(x @ w.T / w.shape[1], b),
            "The products are averaged; they are summed.",
        ),
        Misconception(
            "output-transposed",
            lambda x, w, b: layers.linear(x, w, b).T,
            "The output's axes are swapped: a row for each x, then the outputs.",
        ),
        Misconception(
            "first-row-only",
            lambda x, w, b: layers.linear(x[:1] if x.ndim == 2 else x, w, b),
            "Only the first row of x is treated.",
        ),
        Misconception(
            "first-row-only",
            lambda x, w, b: layers.linear(x[0] if x.ndim == 2 else x, w, b),
            "Only the first row of x is treated.",
        ),
        Misconception(
            "batch-summed",
            lambda x, w, b: layers.linear(x.sum(axis=0) if x.ndim == 2 else x, w, b),
            "The rows of x are summed; each is treated on its own.",
        ),
        Misconception(
            "vector-became-batch",
            lambda x, w, b: np.atleast_2d(layers.linear(x, w, b)),
            "For one vector it gives a batch of one; a vector of outputs is asked.",
        ),
        Misconception(
            "batch-lost",
            lambda x, w, b: np.squeeze(layers.linear(x, w, b)),
            "Axes of length 1 are dropped; a batch of one stays a batch.",
        ),
    ),
)


def linear(answer):
    """Check ``linear(x, weight, bias)``; x one vector or a batch, bias may be None."""
    return check(LINEAR, answer)
