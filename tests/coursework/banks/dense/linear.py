import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def product(x, weight, bias):
    out = x @ weight.T
    return out if bias is None else out + bias


@right
def loops(x, weight, bias):
    rows = np.atleast_2d(x)
    out = np.zeros((len(rows), len(weight)))
    for n in range(len(rows)):
        for o in range(len(weight)):
            for i in range(weight.shape[1]):
                out[n, o] += rows[n, i] * weight[o, i]
            if bias is not None:
                out[n, o] += bias[o]
    return out[0] if x.ndim == 1 else out


@right
def einsum(x, weight, bias):
    out = np.einsum("...i,oi->...o", x, weight)
    if bias is not None:
        out += bias
    return out


@right
def torch_inside(x, weight, bias):
    import torch

    bias = None if bias is None else torch.tensor(bias)
    return torch.nn.functional.linear(torch.tensor(x), torch.tensor(weight), bias)


@right
def lists(x, weight, bias):
    if np.ndim(x) == 2:
        return [lists(row, weight, bias) for row in x]
    bias = [0] * len(weight) if bias is None else bias
    return [
        sum(a * w for a, w in zip(x, weights, strict=True)) + b
        for weights, b in zip(weight, bias, strict=True)
    ]


@right
def single_precision(x, weight, bias):
    out = x.astype(np.float32) @ weight.astype(np.float32).T
    return out + (0 if bias is None else bias)


@right
def a_column_of_ones(x, weight, bias):
    bias = np.zeros(len(weight)) if bias is None else bias
    ones = np.ones((*x.shape[:-1], 1))
    return np.concatenate([x, ones], axis=-1) @ np.column_stack([weight, bias]).T


@right
def inner(x, weight, bias):
    return np.inner(x, weight) + (bias if bias is not None else np.zeros(len(weight)))


bank.wrongs += [
    ("bias-forgotten", lambda x, weight, bias: x @ weight.T),
    ("bias-per-input", lambda x, weight, bias: (
        (x[..., None, :] * weight + (0 if bias is None else bias[:, None])).sum(axis=-1))),
    ("products-not-summed", lambda x, weight, bias: x[..., None, :] * weight),
    ("output-transposed", lambda x, weight, bias: product(x, weight, bias).T),
    ("vector-became-batch", lambda x, weight, bias: product(np.atleast_2d(x), weight, bias)),
    ("batch-lost", lambda x, weight, bias: product(x, weight, bias).squeeze()),
    ("activation-added", lambda x, weight, bias: np.maximum(0, product(x, weight, bias))),
    ("mean-not-sum", lambda x, weight, bias: product(x, weight / weight.shape[1], bias)),
    ("batch-summed", lambda x, weight, bias: product(
        x.sum(axis=0) if x.ndim == 2 else x, weight, bias)),
    ("first-row-only", lambda x, weight, bias: product(np.atleast_2d(x)[0], weight, bias)),
    ("all-zero", lambda x, weight, bias: 0 * product(x, weight, bias)),
    ("truncated", lambda x, weight, bias: product(x, weight, bias).astype(int)),
    ("wrong-signature", lambda x, weight: x @ weight.T),
    ("wrong-type", lambda x, weight, bias: {"out": product(x, weight, bias)}),
]  # fmt: skip


@wrong("weight-not-transposed")
def axes_taken_wrong(x, weight, bias):
    out = x @ weight
    return out if bias is None else out + bias


@wrong("bias-subtracted")
def minus(x, weight, bias):
    return x @ weight.T - (0 if bias is None else bias)


@wrong("first-bias-only")
def one_bias(x, weight, bias):
    return x @ weight.T + (0 if bias is None else bias[0])


@wrong("fails-with-no-bias")
def needs_a_bias(x, weight, bias):
    return x @ weight.T + bias


@wrong("fails-with-one-vector")
def needs_a_batch(x, weight, bias):
    rows, _ = x.shape
    return product(x, weight, bias).reshape(rows, -1)


@wrong("fails-with-one-vector-and-no-bias")
def two_gaps(x, weight, bias):
    if x.ndim == 1 and bias is None:
        raise KeyError("no bias")
    return product(x, weight, bias)


@wrong("returns-nothing")
def nothing(x, weight, bias):
    product(x, weight, bias)


@wrong("bias-in-weights")
def adds_the_bias_too_early(x, weight, bias):
    return x @ weight.T if bias is None else x @ (weight.T + bias)
