"""The check of `receptive_field`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check


def _field(stack, *, before=False, strides=True, dilated=True, reach=None):
    """Return a receptive field, with one thing done wrong."""
    field, jump = 1, 1
    for kernel, stride, dilation in stack:
        if before:
            jump *= stride
        step = dilation if dilated else 1
        field += (reach(kernel, step) if reach else step * (kernel - 1)) * jump
        if strides and not before:
            jump *= stride
    return field


def _last_stride(stack):
    field, stride_below = 1, 1
    for kernel, stride, dilation in stack:
        field += dilation * (kernel - 1) * stride_below
        stride_below = stride
    return field


def _from_the_top(stack):
    return _field(list(stack)[::-1])


def _fails_when_empty(stack):
    if not stack:
        raise IndexError
    return layers.receptive_field(stack)


RECEPTIVE_FIELD = Exercise(
    signature="receptive_field(layers)",
    reference=layers.receptive_field,
    whole=True,
    examples=(
        Case(([],)),
        Case(([(3, 1, 1)],)),
        Case(([(3, 2, 1)],)),
        Case(([(3, 1, 1), (3, 1, 1)],)),
        Case(([(3, 1, 2)],)),
        Case(([(2, 2, 1), (3, 1, 1)],)),
        Case(([(3, 2, 1), (3, 2, 1), (3, 1, 1)],)),
        Case(([(5, 1, 1), (2, 2, 1), (5, 1, 1), (2, 2, 1)],)),
        Case(([(3, 2, 2), (3, 3, 1), (2, 1, 4)],)),
    ),
    inputs=st.lists(
        st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 3)), max_size=4
    ).map(lambda stack: Case((stack,))),
    traits=(
        Trait("no-layer", "the list is empty", lambda stack: not stack),
        Trait("several-layers", "there are several layers", lambda stack: len(stack) > 1),
        Trait("stride", "a stride is more than 1", lambda stack: any(s > 1 for _, s, _ in stack)),
        Trait(
            "dilation", "a dilation is more than 1", lambda stack: any(d > 1 for _, _, d in stack)
        ),
        Trait("three-layers", "there are more than two layers", lambda stack: len(stack) > 2),
        Trait(
            "even-kernel", "a kernel is even", lambda stack: any(k % 2 == 0 for k, _, _ in stack)
        ),
    ),
    misconceptions=(
        Misconception(
            "empty-stack",
            _fails_when_empty,
            "It is right but for an empty list: with no layer a unit is a pixel, so its field is "
            "1.",
        ),
        Misconception(
            "empty-stack",
            lambda stack: layers.receptive_field(stack) if stack else 0,
            "It is right but for an empty list: with no layer a unit is a pixel, so its field is "
            "1.",
        ),
        Misconception(
            "strides-ignored",
            lambda stack: _field(stack, strides=False),
            "The strides are not used: each one widens the steps of all layers above it.",
        ),
        Misconception(
            "stride-too-early",
            lambda stack: _field(stack, before=True),
            "A layer's own stride is used for its own kernel; it counts only for the layers above.",
        ),
        Misconception(
            "dilation-ignored",
            lambda stack: _field(stack, dilated=False),
            "The dilation is not used.",
        ),
        Misconception(
            "strides-and-dilation-ignored",
            lambda stack: _field(stack, strides=False, dilated=False),
            "Neither strides nor dilations are used.",
        ),
        Misconception(
            "kernels-summed",
            lambda stack: 1 + sum(kernel for kernel, _, _ in stack),
            "The kernels are added up; each adds one less than its size.",
        ),
        Misconception(
            "kernels-summed",
            lambda stack: sum(kernel for kernel, _, _ in stack) or 1,
            "The kernels are added up; each adds one less than its size.",
        ),
        Misconception(
            "kernel-not-less-one",
            lambda stack: _field(stack, reach=lambda kernel, step: step * kernel),
            "Each layer adds its whole kernel; the field grows by the kernel less one.",
        ),
        Misconception(
            "kernels-multiplied",
            lambda stack: int(np.prod([kernel for kernel, _, _ in stack])) if stack else 1,
            "The kernels are multiplied; the field grows by steps that add up.",
        ),
        Misconception(
            "last-stride-only",
            _last_stride,
            "Only the stride of the layer just below is used; the strides of all layers below "
            "multiply.",
        ),
        Misconception(
            "from-the-top",
            _from_the_top,
            "The layers are gone through from the top; they are listed from the image upwards.",
        ),
        Misconception(
            "starts-at-zero",
            lambda stack: layers.receptive_field(stack) - 1,
            "The field starts at 0; with no layer a unit sees one pixel.",
        ),
        Misconception(
            "last-layer-only",
            lambda stack: _field(stack[-1:]),
            "Only the last layer is used.",
        ),
    ),
)


def receptive_field(answer):
    """Check ``receptive_field(layers)``, layers a list of (kernel, stride, dilation)."""
    return check(RECEPTIVE_FIELD, answer)
