"""The convolution written by hand agrees with PyTorch's, and refuses what PyTorch refuses."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.signal import convolve2d as scipy_convolve2d

from course_utils import layers

MODES = tuple(layers.PADDING_MODES)
small = st.integers(1, 3)


@st.composite
def cases(draw):
    """A convolution that may or may not be legal."""
    padding = draw(
        st.one_of(
            st.integers(0, 4),
            st.tuples(st.integers(0, 4), st.integers(0, 4)),
            st.sampled_from(["same", "valid"]),
        )
    )
    return {
        "n": draw(st.integers(0, 2)),
        "channels": draw(small),
        "filters": draw(small),
        "size": draw(st.tuples(st.integers(1, 9), st.integers(1, 9))),
        "kernel": draw(st.tuples(st.integers(1, 5), st.integers(1, 5))),
        "stride": draw(st.one_of(small, st.tuples(small, small))),
        "padding": padding,
        "dilation": draw(st.one_of(small, st.tuples(small, small))),
        "padding_mode": draw(st.sampled_from(MODES)),
        "bias": draw(st.booleans()),
        "seed": draw(st.integers(0, 2**16)),
    }


def both(case):
    """Run torch; return its layer, input and output, or the error it raised."""
    rng = np.random.default_rng(case["seed"])
    options = {k: case[k] for k in ("stride", "padding", "dilation", "padding_mode")}
    x = torch.tensor(rng.normal(size=(case["n"], case["channels"], *case["size"])))
    x.requires_grad_()
    try:
        layer = torch.nn.Conv2d(
            case["channels"],
            case["filters"],
            case["kernel"],
            bias=case["bias"],
            dtype=torch.float64,
            **options,
        )
        return layer, x, layer(x), options
    except (RuntimeError, ValueError):
        return None, x, None, options


@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel lengths")
@settings(max_examples=400, deadline=None)
@given(cases())
def test_forward_and_backward_are_torchs(case):
    layer, x, out, options = both(case)
    x_np = x.detach().numpy()
    if layer is None:
        weight = np.zeros((case["filters"], case["channels"], *case["kernel"]))
        with pytest.raises(ValueError, match=r"fits|needs|exist|once"):
            layers.conv2d(x_np, weight, None, **options)
        return
    weight = layer.weight.detach().numpy()
    bias = layer.bias.detach().numpy() if case["bias"] else None
    ours = layers.conv2d(x_np, weight, bias, **options)
    assert ours.shape == tuple(out.shape)
    np.testing.assert_allclose(ours, out.detach().numpy(), rtol=1e-10, atol=1e-10)

    grad_out = np.random.default_rng(case["seed"] + 1).normal(size=tuple(out.shape))
    out.backward(torch.tensor(grad_out))
    grad_x, grad_weight, grad_bias = layers.conv2d_backward(grad_out, x_np, weight, **options)
    np.testing.assert_allclose(grad_x, x.grad.numpy(), rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(grad_weight, layer.weight.grad.numpy(), rtol=1e-10, atol=1e-10)
    if case["bias"]:
        np.testing.assert_allclose(grad_bias, layer.bias.grad.numpy(), rtol=1e-10, atol=1e-10)


@settings(max_examples=300, deadline=None)
@given(
    size=st.integers(0, 20),
    kernel=st.integers(0, 7),
    stride=st.integers(0, 4),
    padding=st.one_of(st.integers(-1, 5), st.just("same")),
    dilation=st.integers(0, 4),
)
@example(size=5, kernel=4, stride=1, padding="same", dilation=3)
def test_output_size_is_torchs(size, kernel, stride, padding, dilation):
    try:
        out = F.conv1d(
            torch.zeros(1, 1, size),
            torch.zeros(1, 1, kernel),
            stride=stride,
            padding=padding,
            dilation=dilation,
        ).shape[-1]
    except RuntimeError:
        if size == 0 and kernel and stride and dilation and padding != -1:
            return  # torch refuses every empty input; our arithmetic goes on where it can
        with pytest.raises(ValueError, match=r"\.$"):
            layers.output_size(size, kernel, stride, padding, dilation)
    else:
        assert layers.output_size(size, kernel, stride, padding, dilation) == out


@settings(max_examples=100, deadline=None)
@given(
    sides=st.tuples(*[st.integers(0, 4)] * 4),
    size=st.tuples(st.integers(1, 5), st.integers(1, 5)),
    mode=st.sampled_from(MODES),
)
def test_pad_each_side(sides, size, mode):
    top, bottom, left, right = sides
    x = np.arange(np.prod(size), dtype=float).reshape(size)
    ours = ((top, bottom), (left, right))
    name = "constant" if mode == "zeros" else mode
    try:
        expected = F.pad(torch.tensor(x)[None, None], (left, right, top, bottom), mode=name)
    except RuntimeError:
        with pytest.raises(ValueError, match="fits"):
            layers.pad(x, ours, mode)
    else:
        np.testing.assert_array_equal(layers.pad(x, ours, mode), expected[0, 0].numpy())


def test_correlate2d_is_one_channel_of_conv2d():
    rng = np.random.default_rng(0)
    image, kernel = rng.normal(size=(9, 7)), rng.normal(size=(3, 2))
    options = {"stride": (2, 1), "padding": ((1, 2), (0, 1)), "dilation": (1, 3)}
    one = layers.correlate2d(image, kernel, padding_mode="reflect", **options)
    many = layers.conv2d(image[None, None], kernel[None, None], padding_mode="reflect", **options)
    np.testing.assert_allclose(one, many[0, 0], rtol=1e-12)


def test_convolve2d_is_the_mathematicians():
    rng = np.random.default_rng(1)
    image, kernel = rng.normal(size=(8, 6)), rng.normal(size=(3, 4))
    np.testing.assert_allclose(
        layers.convolve2d(image, kernel), scipy_convolve2d(image, kernel, mode="valid")
    )


def test_whole_numbers_stay_whole_and_do_not_overflow():
    image = np.full((4, 4), 200, np.uint8)
    out = layers.correlate2d(image, [[1, 1], [1, 1]])
    assert out.dtype == np.int64
    assert out.tolist() == [[800] * 3] * 3


def test_single_precision_stays_single():
    x, weight = np.ones((1, 2, 4, 4), np.float32), np.ones((3, 2, 3, 3), np.float32)
    assert layers.conv2d(x, weight, np.ones(3, np.float32)).dtype == np.float32


def test_inputs_are_left_alone():
    x, weight = np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3))
    layers.conv2d(x, weight, padding=1, padding_mode="circular")
    layers.conv2d_backward(np.ones((1, 1, 2, 2)), x, weight)
    assert (x == 1).all()
    assert (weight == 1).all()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: layers.output_size(4, 5), "spans 5 cells, but the padded input has 4"),
        (lambda: layers.output_size(4, 3, dilation=2), "kernel of 3 with dilation 2 spans 5"),
        (lambda: layers.output_size(4, 3, stride=0), "stride is 0, but a whole number of at least"),
        (lambda: layers.output_size(4, 2.5), "kernel is 2.5"),
        (lambda: layers.output_size(4, True), "kernel is True"),
        (lambda: layers.output_size(4, 3, padding="full"), "padding is 'full'"),
        (lambda: layers.output_size(4, 3, 2, "same"), "stride of 1, but the stride is 2"),
        (lambda: layers.correlate2d(np.ones(3), np.ones((1, 1))), r"image has shape \(3,\)"),
        (lambda: layers.correlate2d([["a"]], [[1]]), "image holds <U1"),
        (lambda: layers.correlate2d([[1j]], [[1]]), "image holds complex128"),
        (lambda: layers.correlate2d([[1, 2]], [[1]], padding=(1, 2, 3)), "padding is"),
        (lambda: layers.correlate2d([[1, 2]], [[1]], stride=(1, 2, 3)), "stride has 3 numbers"),
        (lambda: layers.correlate2d([[1]], [[1]], padding_mode="edge"), "padding_mode is 'edge'"),
        (lambda: layers.conv2d(np.ones((1, 3, 4, 4)), np.ones((2, 1, 3, 3))), "3 channels, but"),
        (lambda: layers.conv2d(np.ones((1, 1, 4, 4)), np.ones((2, 1, 3, 3)), [1.0]), "2 filters"),
        (
            lambda: layers.conv2d_backward(
                np.ones((1, 1, 3, 3)), np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3))
            ),
            r"but the output has \(1, 1, 2, 2\)",
        ),
    ],
)
def test_a_refusal_says_what_came_and_what_fits(call, says):
    with pytest.raises(ValueError, match=says):
        call()
