"""Counts of parameters, operations and cells seen, against PyTorch and against gradients."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import layers

layer = st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 3))


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("kernel", [1, 3, (2, 5)])
def test_conv_parameters_are_torchs(kernel, bias):
    module = torch.nn.Conv2d(3, 7, kernel, bias=bias)
    count = sum(p.numel() for p in module.parameters())
    assert layers.conv_parameters(3, 7, kernel, bias) == count


@settings(max_examples=60, deadline=None)
@given(st.lists(layer, max_size=4))
def test_receptive_field_is_where_the_gradient_reaches(stack):
    field = layers.receptive_field(stack)
    x = torch.zeros(1, 1, field, dtype=torch.float64, requires_grad=True)
    out = x
    for kernel, stride, dilation in stack:
        weight = torch.ones(1, 1, kernel, dtype=torch.float64)
        out = torch.nn.functional.conv1d(out, weight, stride=stride, dilation=dilation)
    assert out.shape[-1] == 1  # an input of exactly this size leaves one position
    out.sum().backward()
    touched = np.flatnonzero(x.grad[0, 0].numpy())
    assert (touched[0], touched[-1]) == (0, field - 1)


def test_flat_features_of_the_articles_network():
    article = [("conv", 6, 5), ("pool", 2), ("conv", 16, 5), ("pool", 2)]
    assert layers.flat_features(32, article) == 16 * 5 * 5
    assert layers.flat_features((32, 40), article) == 16 * 5 * 7
    assert layers.flat_features(32, []) == 3 * 32 * 32
    assert layers.flat_features(8, [("conv", 2, 3, 2, 1), ("pool", 3, 1, 1)]) == 2 * 4 * 4


@pytest.mark.parametrize(
    ("stack", "says"),
    [
        ([("conv", 6, 5), ("pool", 40)], r"Layer 2, \('pool', 40\): A window of 40"),
        ([("dense", 6)], "Layer 1 is"),
        ([("conv", 6)], "Layer 1 is"),
        ([("conv", 0, 3)], "out_channels is 0"),
    ],
)
def test_flat_features_names_the_layer_that_does_not_fit(stack, says):
    with pytest.raises(ValueError, match=says):
        layers.flat_features(32, stack)


def test_conv_macs_are_counted_products():
    assert layers.conv_macs(3, 6, 5, 28, 28) == 6 * 3 * 5 * 5 * 28 * 28
    assert layers.conv_macs(1, 1, (1, 3), 2, 2) == 12


def test_receptive_field_says_what_a_layer_is():
    assert layers.receptive_field([]) == 1
    with pytest.raises(ValueError, match="A layer is"):
        layers.receptive_field([(3, 1)])
