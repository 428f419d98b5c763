"""The fully connected layer by hand: every output is a weighted sum of all inputs."""

from typing import Any

import numpy as np

from .convolution import numbers


def linear(x: Any, weight: Any, bias: Any = None) -> np.ndarray:
    """Return ``x @ weight.T + bias``.

    Parameters
    ----------
    x : (N, inputs) or (inputs,)
    weight : (outputs, inputs)
    bias : (outputs,) or None

    Returns
    -------
    (N, outputs) or (outputs,)
    """
    x, weight = vectors("x", x), numbers("weight", weight, 2)
    if x.shape[-1] != weight.shape[1]:
        raise ValueError(
            f"x has {x.shape[-1]} inputs, but each row of weight has {weight.shape[1]}; "
            "they must agree."
        )
    out = x @ weight.T
    if bias is None:
        return out
    bias = numbers("bias", bias, 1)
    if len(bias) != len(weight):
        raise ValueError(f"bias has {len(bias)} numbers, but there are {len(weight)} outputs.")
    return out + bias


def linear_backward(
    grad_out: Any, x: Any, weight: Any
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the gradients of a loss with respect to x, weight and bias of `linear`.

    Parameters
    ----------
    grad_out : (N, outputs) or (outputs,)
        Gradient of the loss with respect to what `linear` gave.

    Returns
    -------
    grad_x, shaped as x; grad_weight (outputs, inputs); grad_bias (outputs,)
    """
    grad_out, x, weight = (
        vectors("grad_out", grad_out),
        vectors("x", x),
        numbers("weight", weight, 2),
    )
    expected = (*x.shape[:-1], len(weight))
    if grad_out.shape != expected:
        raise ValueError(f"grad_out has shape {grad_out.shape}, but the output has {expected}.")
    rows, seen = np.atleast_2d(grad_out), np.atleast_2d(x)
    return grad_out @ weight, rows.T @ seen, rows.sum(axis=0)


def vectors(name: str, values: Any) -> np.ndarray:
    """Return `values` as one vector, or as a row for each of N of them."""
    return numbers(name, values, 1 if np.ndim(values) == 1 else 2)


def linear_as_conv(weight: Any, shape: tuple[int, int, int]) -> np.ndarray:
    """Return the filters that do to (C, H, W) what `weight` does to its flattened numbers.

    Flattening goes channel by channel, row by row; a filter as large as the input has one
    position, and the same weights in the same order.

    Parameters
    ----------
    weight : (outputs, C * H * W)
    shape : (C, H, W)

    Returns
    -------
    (outputs, C, H, W)
    """
    weight = numbers("weight", weight, 2)
    if len(shape) != 3 or int(np.prod(shape)) != weight.shape[1]:
        raise ValueError(
            f"shape {tuple(shape)} does not hold the {weight.shape[1]} inputs of weight; "
            "(C, H, W) with as many numbers fits."
        )
    return weight.reshape(len(weight), *shape)
