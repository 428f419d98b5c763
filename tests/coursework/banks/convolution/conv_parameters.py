import math

import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


def sides(kernel):
    return kernel if isinstance(kernel, tuple) else (kernel, kernel)


@right
def formula(in_channels, out_channels, kernel, bias=True):
    rows, columns = sides(kernel)
    return out_channels * (in_channels * rows * columns + bias)


@right
def asks_torch(in_channels, out_channels, kernel, bias=True):
    import torch

    layer = torch.nn.Conv2d(in_channels, out_channels, kernel, bias=bias)
    return sum(parameter.numel() for parameter in layer.parameters())


@right
def counts_an_array(in_channels, out_channels, kernel, bias=True):
    weight = np.zeros((out_channels, in_channels, *sides(kernel)))
    return weight.size + (out_channels if bias else 0)


@right
def tries_to_unpack(in_channels, out_channels, kernel, bias=True):
    try:
        kh, kw = kernel
    except TypeError:
        kh = kw = kernel
    count = math.prod([in_channels, out_channels, kh, kw])
    if bias:
        count += out_channels
    return count


@right
def numpy_integer(in_channels, out_channels, kernel, bias=True):
    area = np.prod(np.broadcast_to(kernel, 2))
    return out_channels * in_channels * area + out_channels * int(bias)


@right
def one_by_one(in_channels, out_channels, kernel, bias=True):
    total = 0
    for _ in range(out_channels):
        for _ in range(in_channels):
            total += sides(kernel)[0] * sides(kernel)[1]
        total += 1 if bias else 0
    return total


def count(c, o, kernel):
    return c * o * sides(kernel)[0] * sides(kernel)[1]


bank.wrongs += [
    ("bias-forgotten", lambda in_channels, out_channels, kernel, bias=True: count(
        in_channels, out_channels, kernel)),
    ("bias-once", lambda in_channels, out_channels, kernel, bias=True: count(
        in_channels, out_channels, kernel) + (1 if bias else 0)),
    ("bias-always", lambda in_channels, out_channels, kernel, bias=True: count(
        in_channels, out_channels, kernel) + out_channels),
    ("bias-per-kernel", lambda in_channels, out_channels, kernel, bias=True: (
        in_channels * out_channels * (sides(kernel)[0] * sides(kernel)[1] + bias))),
    ("bias-per-input", lambda in_channels, out_channels, kernel, bias=True: count(
        in_channels, out_channels, kernel) + bias * in_channels),
    ("in-channels-forgotten", lambda in_channels, out_channels, kernel, bias=True: (
        out_channels * (sides(kernel)[0] * sides(kernel)[1] + bias))),
    ("out-channels-forgotten", lambda in_channels, out_channels, kernel, bias=True: (
        in_channels * sides(kernel)[0] * sides(kernel)[1] + bias)),
    ("not-an-int", lambda in_channels, out_channels, kernel, bias=True: float(
        formula(in_channels, out_channels, kernel, bias))),
]  # fmt: skip


@wrong("pair-not-handled")
def squares(in_channels, out_channels, kernel, bias=True):
    return out_channels * in_channels * kernel**2 + out_channels * bias


@wrong("pair-first-only")
def rows_only(in_channels, out_channels, kernel, bias=True):
    k = kernel if isinstance(kernel, int) else kernel[0]
    return out_channels * (in_channels * k * k + bias)


@wrong("kernel-not-squared")
def not_squared(in_channels, out_channels, kernel, bias=True):
    area = kernel if isinstance(kernel, int) else kernel[0] * kernel[1]
    return out_channels * (in_channels * area + bias)


@wrong("pair-summed")
def summed(in_channels, out_channels, kernel, bias=True):
    area = kernel * kernel if isinstance(kernel, int) else kernel[0] + kernel[1]
    return out_channels * (in_channels * area + bias)


@wrong("returns-nothing")
def forgot(in_channels, out_channels, kernel, bias=True):
    formula(in_channels, out_channels, kernel, bias)
