"""Pooling by hand agrees with PyTorch's, sizes, ties and refusals included."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course_utils import layers

window = st.one_of(st.integers(1, 4), st.tuples(st.integers(1, 4), st.integers(1, 4)))
padding = st.one_of(st.integers(0, 2), st.tuples(st.integers(0, 2), st.integers(0, 2)))


@st.composite
def inputs(draw):
    """Pictures with few different values, so that there are ties; borders of minus infinity."""
    shape = draw(st.tuples(st.integers(0, 2), st.integers(1, 2), *[st.integers(1, 8)] * 2))
    rng = np.random.default_rng(draw(st.integers(0, 2**16)))
    kind = draw(st.sampled_from(["normal", "ties", "minus infinity"]))
    if kind == "normal":
        return rng.normal(size=shape)
    x = rng.integers(-2, 1, shape).astype(float)
    return np.where(x == -2, -np.inf, x) if kind == "minus infinity" else x


def torchs(x, pool, *args):
    """Return the input and output tensors, or None where torch refuses."""
    x = torch.tensor(x, requires_grad=True)
    try:
        return x, pool(x, *args)
    except (RuntimeError, ValueError):
        return x, None


def same(ours, theirs):
    assert ours.shape == tuple(theirs.shape)
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-10, atol=1e-10)


@settings(max_examples=500, deadline=None)
@given(inputs(), window, st.one_of(st.none(), window), padding, window, st.booleans())
def test_max_pool_winners_and_gradient(x, size, stride, pad, dilation, ceil_mode):
    options = (size, stride, pad, dilation, ceil_mode)
    x_torch, answer = torchs(x, lambda x, *o: F.max_pool2d(x, *o, return_indices=True), *options)
    if answer is None:
        with pytest.raises(ValueError, match="fits"):
            layers.max_pool2d(x, *options)
        return
    out, indices = answer
    same(layers.max_pool2d(x, *options), out)
    winners = layers.max_pool_winners(x, *options)
    if (winners < 0).any():
        return  # no cell of x in a dilated window: torch gives an index outside x
    np.testing.assert_array_equal(winners, indices.numpy())
    grad_out = np.random.default_rng(0).normal(size=tuple(out.shape))
    out.backward(torch.tensor(grad_out))
    same(layers.max_pool2d_backward(grad_out, x, *options), x_torch.grad)


@settings(max_examples=400, deadline=None)
@given(inputs(), window, st.one_of(st.none(), window), padding, st.booleans(), st.booleans())
def test_average_pool_and_gradient(x, size, stride, pad, ceil_mode, include):
    x = np.where(np.isinf(x), 3.0, x)
    options = (size, stride, pad, ceil_mode, include)
    x_torch, out = torchs(x, F.avg_pool2d, *options)
    if out is None:
        with pytest.raises(ValueError, match="fits"):
            layers.avg_pool2d(x, *options)
        return
    same(layers.avg_pool2d(x, *options), out)
    grad_out = np.random.default_rng(0).normal(size=tuple(out.shape))
    out.backward(torch.tensor(grad_out))
    same(layers.avg_pool2d_backward(grad_out, x, *options), x_torch.grad)


@settings(max_examples=200, deadline=None)
@given(inputs(), window, st.one_of(st.none(), window), st.booleans())
def test_l2_pool(x, size, stride, ceil_mode):
    x = np.where(np.isinf(x), 3.0, x)
    _, out = torchs(x, lambda x: torch.nn.LPPool2d(2, size, stride, ceil_mode)(x))
    if out is None:
        with pytest.raises(ValueError, match="fits"):
            layers.l2_pool2d(x, size, stride, ceil_mode)
    else:
        same(layers.l2_pool2d(x, size, stride, ceil_mode), out)


@settings(max_examples=200, deadline=None)
@given(inputs(), window)
def test_adaptive_and_global_pools(x, out):
    same(layers.adaptive_max_pool2d(x, out), F.adaptive_max_pool2d(torch.tensor(x), out))
    x = np.where(np.isinf(x), 3.0, x)
    same(layers.adaptive_avg_pool2d(x, out), F.adaptive_avg_pool2d(torch.tensor(x), out))
    np.testing.assert_allclose(layers.global_average_pool(x), x.mean(axis=(2, 3)), atol=1e-12)


@settings(max_examples=300, deadline=None)
@given(
    size=st.integers(1, 12),
    k=st.integers(0, 5),
    stride=st.integers(0, 4),
    pad=st.integers(-1, 3),
    dilation=st.integers(0, 3),
    ceil_mode=st.booleans(),
)
@example(size=2, k=3, stride=2, pad=0, dilation=1, ceil_mode=True)
@example(size=5, k=2, stride=3, pad=1, dilation=1, ceil_mode=True)
def test_sizes_are_torchs(size, k, stride, pad, dilation, ceil_mode):
    options = (k, stride, pad, dilation, ceil_mode)
    try:
        out = F.max_pool2d(torch.zeros(1, 1, size, size), *options).shape[-1]
    except (RuntimeError, ValueError):
        with pytest.raises(ValueError, match=r"\.$|fits"):
            layers.pool_output_size(size, *options)
    else:
        assert layers.pool_output_size(size, *options) == out


def test_of_equal_cells_the_first_gets_the_whole_gradient():
    grad = layers.max_pool2d_backward(np.full((1, 1, 1, 1), 8.0), np.ones((1, 1, 2, 2)), 2)
    assert grad[0, 0].tolist() == [[8, 0], [0, 0]]


def test_whole_numbers_and_padding():
    x = np.full((1, 1, 2, 2), -5)
    assert (layers.max_pool2d(x, 2, 1, 1) == -5).all()
    assert layers.max_pool2d(x, 2).dtype == np.int64


def test_a_window_without_a_cell_gives_minus_infinity_and_no_gradient():
    x, options = np.zeros((1, 1, 1, 1)), (2, 2, 1, 3, True)
    assert layers.max_pool2d(x, *options).tolist() == [[[[-np.inf]]]]
    assert layers.max_pool_winners(x, *options).tolist() == [[[[-1]]]]
    assert layers.max_pool2d_backward(np.ones((1, 1, 1, 1)), x, *options).tolist() == [[[[0]]]]


def test_nan_is_not_hidden():
    x = np.ones((1, 1, 2, 2))
    x[0, 0, 1, 0] = np.nan
    assert np.isnan(layers.max_pool2d(x, 2)).all()
    assert layers.max_pool_winners(x, 2)[0, 0, 0, 0] == 2


def test_inputs_are_left_alone_and_single_precision_stays():
    x = np.ones((1, 2, 4, 4), np.float32)
    for pool in (layers.max_pool2d, layers.avg_pool2d, layers.l2_pool2d):
        assert pool(x, 2).dtype == np.float32
    assert (x == 1).all()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda x: layers.max_pool2d(x, 5), "A window of 5 .* but the padded input has 4"),
        (lambda x: layers.max_pool2d(x, 2, padding=2), "at most half of the window of 2 fits: 1"),
        (lambda x: layers.avg_pool2d(x, 3, padding=2), "at most half of the window of 3 fits: 1"),
        (lambda x: layers.max_pool2d(x, 0), "size of the window is 0"),
        (lambda x: layers.max_pool2d(x[0], 2), r"shape \(1, 4, 4\); 4 axes"),
        (lambda x: layers.max_pool2d(x[:, :0], 2), "at least one channel"),
        (lambda x: layers.adaptive_avg_pool2d(x, 0), "out is 0"),
        (lambda x: layers.global_average_pool(x[:, :, :0]), "at least one channel"),
        (lambda x: layers.max_pool2d_backward(x, x, 2), r"the output has \(1, 1, 2, 2\)"),
        (lambda x: layers.avg_pool2d_backward(x, x, 2), r"the output has \(1, 1, 2, 2\)"),
    ],
)
def test_a_refusal_says_what_came_and_what_fits(call, says):
    with pytest.raises(ValueError, match=says):
        call(np.zeros((1, 1, 4, 4)))
