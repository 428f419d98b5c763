"""Fully connected layers, activations and losses by hand agree with PyTorch's."""

import warnings

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from course_utils import layers

finite = st.floats(-1e4, 1e4)
dims = st.integers(1, 6)


def same(ours, theirs, **tolerance):
    theirs = theirs.detach().numpy()
    assert np.shape(ours) == theirs.shape
    np.testing.assert_allclose(ours, theirs, **{"rtol": 1e-10, "atol": 1e-10} | tolerance)


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.none(), st.integers(0, 4)), dims, dims, st.booleans(), st.integers(0, 999))
def test_linear_and_gradients(n, inputs, outputs, with_bias, seed):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=inputs if n is None else (n, inputs))
    weight, bias = rng.normal(size=(outputs, inputs)), rng.normal(size=outputs)
    tensors = [torch.tensor(a, requires_grad=True) for a in (x, weight, bias)]
    out = F.linear(tensors[0], tensors[1], tensors[2] if with_bias else None)
    same(layers.linear(x, weight, bias if with_bias else None), out)
    grad_out = rng.normal(size=tuple(out.shape))
    out.backward(torch.tensor(grad_out))
    grads = layers.linear_backward(grad_out, x, weight)
    for ours, tensor in zip(grads[: 2 + with_bias], tensors, strict=False):
        same(ours, tensor.grad)


def test_a_fully_connected_layer_is_a_convolution():
    rng = np.random.default_rng(0)
    x, weight = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(7, 60))
    as_conv = layers.conv2d(x, layers.linear_as_conv(weight, (3, 4, 5)))
    np.testing.assert_allclose(as_conv[:, :, 0, 0], layers.linear(x.reshape(2, -1), weight))


ACTIVATIONS = {
    "relu": F.relu,
    "leaky_relu": F.leaky_relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "gelu": F.gelu,
}


@pytest.mark.parametrize("name", ACTIVATIONS)
@settings(max_examples=100, deadline=None)
@given(arrays(float, array_shapes(min_dims=0, max_dims=3), elements=finite))
def test_activations_and_slopes(name, x):
    tensor = torch.tensor(x, requires_grad=True)
    out = ACTIVATIONS[name](tensor)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # no power may overflow
        same(getattr(layers, name)(x), out)
        slope = getattr(layers, f"{name}_grad")(x)
    out.sum().backward()
    same(slope, tensor.grad)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_single_precision_stays_and_whole_numbers_become_floats(name):
    for suffix in ("", "_grad"):
        call = getattr(layers, name + suffix)
        assert call(np.ones(3, np.float32)).dtype == np.float32
        assert call([1, -2]).dtype == np.float64


@settings(max_examples=200, deadline=None)
@given(
    arrays(float, st.tuples(st.integers(1, 4), dims), elements=finite),
    st.integers(0, 999),
    st.floats(0, 1),
    st.floats(0.1, 10),
)
def test_softmax_and_cross_entropy(logits, seed, smoothing, temperature):
    n, classes = logits.shape
    labels = np.random.default_rng(seed).integers(classes, size=n)
    tensor = torch.tensor(logits, requires_grad=True)
    same(layers.softmax(logits), F.softmax(tensor, -1))
    same(layers.softmax(logits, axis=0), F.softmax(tensor, 0))
    same(layers.log_softmax(logits, -1, temperature), F.log_softmax(tensor / temperature, -1))
    loss = F.cross_entropy(tensor, torch.tensor(labels), label_smoothing=smoothing)
    np.testing.assert_allclose(
        layers.cross_entropy(logits, labels, smoothing), loss.item(), rtol=1e-10, atol=1e-10
    )
    loss.backward()
    same(layers.cross_entropy_grad(logits, labels, smoothing), tensor.grad)


def test_exact_at_logits_of_ten_thousand():
    assert layers.softmax([1e4, 1e4, -1e4]).tolist() == [0.5, 0.5, 0]
    assert layers.cross_entropy([[1e4, 0.0]], [1]) == 1e4
    assert layers.cross_entropy([[1e4, 0.0]], [0]) == 0


def test_minus_infinity_forbids_a_class():
    assert layers.softmax([0, -np.inf, 0]).tolist() == pytest.approx([0.5, 0, 0.5])
    assert layers.cross_entropy([[0, -np.inf]], [0]) == 0
    assert layers.cross_entropy([[0, -np.inf]], [1]) == np.inf


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (
            lambda: layers.linear([1, 2], [[1, 2, 3]]),
            "x has 2 inputs, but each row of",
        ),
        (lambda: layers.linear([1, 2], [[1, 2]], [1, 2]), "bias has 2 numbers"),
        (lambda: layers.linear_backward([1, 2], [1, 2], [[1, 2]]), r"the output has \(1,\)"),
        (lambda: layers.linear_as_conv(np.ones((2, 5)), (1, 2, 3)), "does not hold the 5 inputs"),
        (lambda: layers.relu(["a"]), "x holds <U1"),
        (lambda: layers.softmax([0, np.nan]), "NaN or infinity"),
        (lambda: layers.softmax([0, np.inf]), "NaN or infinity"),
        (lambda: layers.softmax([-np.inf] * 2), "forbids every class"),
        (lambda: layers.softmax([]), "at least one class"),
        (lambda: layers.softmax([0, 1], temperature=0), "temperature is 0"),
        (lambda: layers.cross_entropy(np.zeros((0, 3)), np.zeros(0, int)), "batch is empty"),
        (lambda: layers.cross_entropy([[0, 1, 2]], [3]), "labels has 3 in it; 0 to 2 fits"),
        (lambda: layers.cross_entropy([[0, 1, 2]], [-1]), "labels has -1 in it"),
        (lambda: layers.cross_entropy([[0, 1, 2]], [0.0]), "labels holds float64"),
        (lambda: layers.cross_entropy([[0, 1, 2]], [0, 1]), r"one for each row, \(1,\)"),
        (lambda: layers.cross_entropy([[0, 1]], [0], smoothing=2), "smoothing is 2"),
        (lambda: layers.cross_entropy([[0, np.nan]], [0]), "NaN or infinity"),
        (lambda: layers.cross_entropy([0, 1], [0]), "2 axes"),
    ],
)
def test_a_refusal_says_what_came_and_what_fits(call, says):
    with pytest.raises(ValueError, match=says):
        call()
