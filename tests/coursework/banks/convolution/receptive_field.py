import itertools

import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def upwards(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += dilation * (kernel - 1) * jump
        jump *= stride
    return field


@right
def downwards(layers):
    size = 1
    for kernel, stride, dilation in reversed(layers):
        size = (size - 1) * stride + dilation * (kernel - 1) + 1
    return size


@right
def recursive(layers):
    if not layers:
        return 1
    (kernel, stride, dilation), *above = layers
    return (recursive(above) - 1) * stride + dilation * (kernel - 1) + 1


@right
def cumulative_products(layers):
    jumps = [1, *itertools.accumulate((s for _, s, _ in layers), lambda a, b: a * b)]
    return 1 + sum(d * (k - 1) * j for (k, _, d), j in zip(layers, jumps, strict=False))


@right
def numpy_integer(layers):
    if len(layers) == 0:
        return np.int64(1)
    kernel, stride, dilation = np.array(layers).T
    jump = np.concatenate([[1], np.cumprod(stride)[:-1]])
    return 1 + (dilation * (kernel - 1) * jump).sum()


@right
def marks_the_pixels(layers):
    units = {0}
    for kernel, stride, dilation in layers[::-1]:
        units = {unit * stride + tap * dilation for unit in units for tap in range(kernel)}
    return max(units) + 1


@wrong("strides-ignored")
def no_strides(layers):
    return 1 + sum(d * (k - 1) for k, _, d in layers)


@wrong("stride-too-early")
def own_stride(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        jump *= stride
        field += dilation * (kernel - 1) * jump
    return field


@wrong("dilation-ignored")
def no_dilation(layers):
    field, jump = 1, 1
    for kernel, stride, _ in layers:
        field += (kernel - 1) * jump
        jump *= stride
    return field


@wrong("strides-and-dilation-ignored")
def kernels_only(layers):
    return 1 + sum(k - 1 for k, _, _ in layers)


@wrong("kernels-summed")
def sums_kernels(layers):
    return 1 + sum(k for k, _, _ in layers)


@wrong("kernel-not-less-one")
def whole_kernels(layers):
    field, jump = 1, 1
    for kernel, stride, dilation in layers:
        field += dilation * kernel * jump
        jump *= stride
    return field


@wrong("kernels-multiplied")
def multiplies(layers):
    product = 1
    for kernel, _, _ in layers:
        product *= kernel
    return product


@wrong("last-stride-only")
def only_the_one_below(layers):
    field, below = 1, 1
    for kernel, stride, dilation in layers:
        field += dilation * (kernel - 1) * below
        below = stride
    return field


@wrong("from-the-top")
def wrong_way(layers):
    return upwards(layers[::-1])


@wrong("starts-at-zero")
def from_zero(layers):
    return upwards(layers) - 1


@wrong("empty-stack")
def fails_on_nothing(layers):
    first = layers[0]
    return upwards([first, *layers[1:]])


@wrong("last-layer-only")
def the_last(layers):
    field = 1
    for kernel, _, dilation in layers:
        field = 1 + dilation * (kernel - 1)
    return field


@wrong("not-an-int")
def in_floats(layers):
    return float(upwards(layers))


@wrong("all-zero")
def zero(layers):
    return 0
