"""Convolution by hand: pad, look at every window, multiply, sum.

Shapes follow PyTorch: N images, C channels, H rows, W columns; O filters of kh by kw.
"""

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from .sizes import Pair, Sides, axis_padding, output_size, pair, whole

# PyTorch's name of a border -> NumPy's
PADDING_MODES = {"zeros": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def numbers(name: str, values: Any, dims: int) -> np.ndarray:
    """Return `values` as floats or 64-bit integers (a small integer type would overflow)."""
    array = np.asarray(values)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} holds {array.dtype}; real numbers fit.")
    if array.ndim != dims:
        raise ValueError(f"{name} has shape {array.shape}; {dims} axes fit.")
    return array if array.dtype.kind == "f" else array.astype(np.int64)


def padding_sides(
    padding: Any, kernel: Pair, stride: Pair = (1, 1), dilation: Pair = (1, 1)
) -> Sides:
    """Return ((top, bottom), (left, right)) from any way to state a padding.

    Parameters
    ----------
    padding : int, (int, int), ((int, int), (int, int)), 'same' or 'valid'
        One number for all sides; (rows, columns); or ((top, bottom), (left, right)).
    kernel, stride, dilation : (int, int)
        (rows, columns); only 'same' needs them.
    """
    axes = (padding, padding)
    if isinstance(padding, (tuple, list, np.ndarray)):
        if len(padding) != 2:
            raise ValueError(
                f"padding is {padding!r}; a number, (rows, columns), "
                "((top, bottom), (left, right)), 'same' or 'valid' fits."
            )
        axes = padding
    rows, columns = (axis_padding(axes[i], kernel[i], stride[i], dilation[i]) for i in range(2))
    return rows, columns


def check_mode(size: int, before: int, after: int, mode: str) -> None:
    """Raise ValueError where PyTorch would: a border can only be made from cells that exist."""
    if mode not in PADDING_MODES:
        raise ValueError(f"padding_mode is {mode!r}; one of {', '.join(PADDING_MODES)} fits.")
    most = max(before, after)
    if mode == "reflect" and most >= max(size, 1):
        raise ValueError(
            f"padding {most} reflects more than the {size} cells there are; at most "
            f"{max(size - 1, 0)} fits."
        )
    if mode == "circular" and most > size:
        raise ValueError(
            f"padding {most} goes round the {size} cells more than once; at most {size} fits."
        )
    if mode == "replicate" and size == 0 and most > 0:
        raise ValueError("There is no edge cell to replicate: the input is empty.")


def pad(x: np.ndarray, sides: Any, mode: str = "zeros") -> np.ndarray:
    """Return x with a border around its last two axes.

    Parameters
    ----------
    x : (..., H, W)
    sides : int, (int, int) or ((top, bottom), (left, right))
    mode : 'zeros', 'reflect' (edge not repeated), 'replicate' (edge repeated), 'circular'
    """
    sides = padding_sides(sides, (1, 1))
    for size, (before, after) in zip(x.shape[-2:], sides, strict=True):
        check_mode(size, before, after, mode)
    return np.pad(x, [(0, 0)] * (x.ndim - 2) + list(sides), PADDING_MODES[mode])


def pad_backward(grad: np.ndarray, sides: Sides, mode: str = "zeros") -> np.ndarray:
    """Return the gradient of what `pad` was given: each cell sums that of all of its copies."""
    for axis, (before, after) in zip((-2, -1), sides, strict=True):
        grad = np.moveaxis(grad, axis, 0)  # (size + before + after, ...)
        size = grad.shape[0] - before - after
        inner = grad[before : before + size]
        if mode != "zeros":
            came_from = np.pad(np.arange(size), (before, after), PADDING_MODES[mode])
            inner = np.zeros_like(inner)
            np.add.at(inner, came_from, grad)
        grad = np.moveaxis(inner, 0, axis)
    return grad


def windows(x: np.ndarray, kernel: Any, stride: Any = 1, dilation: Any = 1) -> np.ndarray:
    """Return every window of the last two axes, as a view: (..., H, W) -> (..., H', W', kh, kw)."""
    (kh, kw), (sh, sw), (dh, dw) = (
        pair(name, value, 1)
        for name, value in (("kernel", kernel), ("stride", stride), ("dilation", dilation))
    )
    output_size(x.shape[-2], kh, sh, 0, dh)  # raises where nothing fits
    output_size(x.shape[-1], kw, sw, 0, dw)
    span = (dh * (kh - 1) + 1, dw * (kw - 1) + 1)
    every = sliding_window_view(x, span, axis=(-2, -1))
    return every[..., ::sh, ::sw, ::dh, ::dw]


def prepare(x, kernel, stride, padding, dilation, mode) -> tuple[np.ndarray, Sides, Pair, Pair]:
    """Check and spell out what a convolution was given: padded x, sides, stride, dilation."""
    stride, dilation = pair("stride", stride, 1), pair("dilation", dilation, 1)
    sides = padding_sides(padding, kernel, stride, dilation)
    for axis in (0, 1):
        size = x.shape[axis - 2]
        check_mode(size, *sides[axis], mode)
        whole("rows" if axis == 0 else "columns", size, 1)
        output_size(size, kernel[axis], stride[axis], sides[axis], dilation[axis])
    return pad(x, sides, mode), sides, stride, dilation


def correlate2d(
    image: Any,
    kernel: Any,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    padding_mode: str = "zeros",
) -> np.ndarray:
    """Slide a kernel over one channel: at each position multiply cell by cell, and sum.

    This is what deep learning calls a convolution; the kernel is not flipped.

    Parameters
    ----------
    image : (H, W)
    kernel : (kh, kw)
    stride, dilation : int or (int, int)
    padding : int, (int, int), ((top, bottom), (left, right)), 'same' or 'valid'
    padding_mode : 'zeros', 'reflect', 'replicate' or 'circular'

    Returns
    -------
    (H', W'), floats, or integers where both inputs are integers.

    Raises
    ------
    ValueError
        Where no position fits or an argument is out of range.
    """
    image, kernel = numbers("image", image, 2), numbers("kernel", kernel, 2)
    padded, _, stride, dilation = prepare(
        image, kernel.shape, stride, padding, dilation, padding_mode
    )
    return np.einsum("hwij,ij->hw", windows(padded, kernel.shape, stride, dilation), kernel)


def convolve2d(image: Any, kernel: Any, *args: Any, **kwargs: Any) -> np.ndarray:
    """Convolve as mathematics has it: correlate with the kernel turned by half a turn.

    Takes what `correlate2d` takes.
    """
    return correlate2d(image, numbers("kernel", kernel, 2)[::-1, ::-1], *args, **kwargs)


def conv2d(
    x: Any,
    weight: Any,
    bias: Any = None,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    padding_mode: str = "zeros",
) -> np.ndarray:
    """Apply O filters to N images: each filter sums over all channels, and adds its bias.

    Parameters
    ----------
    x : (N, C, H, W)
    weight : (O, C, kh, kw)
    bias : (O,) or None
    stride, padding, dilation, padding_mode
        As in `correlate2d`.

    Returns
    -------
    (N, O, H', W')
    """
    x, weight = numbers("x", x, 4), numbers("weight", weight, 4)
    check_channels(x, weight)
    padded, _, stride, dilation = prepare(
        x, weight.shape[2:], stride, padding, dilation, padding_mode
    )
    seen = windows(padded, weight.shape[2:], stride, dilation)  # (N, C, H', W', kh, kw)
    out = np.einsum("nchwij,ocij->nohw", seen, weight, optimize=True)
    if bias is None:
        return out
    bias = numbers("bias", bias, 1)
    if len(bias) != len(weight):
        raise ValueError(f"bias has {len(bias)} numbers, but there are {len(weight)} filters.")
    return out + bias[:, None, None]


def conv2d_backward(
    grad_out: Any,
    x: Any,
    weight: Any,
    stride: Any = 1,
    padding: Any = 0,
    dilation: Any = 1,
    padding_mode: str = "zeros",
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the gradients of a loss with respect to x, weight and bias of `conv2d`.

    Parameters
    ----------
    grad_out : (N, O, H', W')
        Gradient of the loss with respect to what `conv2d` gave.

    Returns
    -------
    grad_x (N, C, H, W), grad_weight (O, C, kh, kw), grad_bias (O,)
    """
    grad_out = numbers("grad_out", grad_out, 4)
    x, weight = numbers("x", x, 4), numbers("weight", weight, 4)
    check_channels(x, weight)
    kernel = weight.shape[2:]
    padded, sides, (sh, sw), (dh, dw) = prepare(x, kernel, stride, padding, dilation, padding_mode)
    seen = windows(padded, kernel, (sh, sw), (dh, dw))
    expected = (len(x), len(weight), *seen.shape[2:4])
    if grad_out.shape != expected:
        raise ValueError(f"grad_out has shape {grad_out.shape}, but the output has {expected}.")

    # A weight met every window once: the sum over them of what it saw times what came of it.
    grad_weight = np.einsum("nchwij,nohw->ocij", seen, grad_out, optimize=True)
    grad_padded = np.zeros(padded.shape, np.result_type(grad_out, weight))
    rows, columns = grad_out.shape[2:]
    for i, j in np.ndindex(*kernel):  # tap (i, j) of all windows at once lies on a grid
        grid = np.s_[..., i * dh :: sh, j * dw :: sw]
        tap = np.einsum("nohw,oc->nchw", grad_out, weight[:, :, i, j], optimize=True)
        grad_padded[grid][..., :rows, :columns] += tap
    grad_x = pad_backward(grad_padded, sides, padding_mode)
    return grad_x, grad_weight, grad_out.sum(axis=(0, 2, 3))


def check_channels(x: np.ndarray, weight: np.ndarray) -> None:
    """Raise ValueError where filters were made for another number of channels."""
    if x.shape[1] != weight.shape[1]:
        raise ValueError(
            f"x has {x.shape[1]} channels, but each filter has {weight.shape[1]}; they must agree."
        )
    whole("the number of filters", len(weight), 1)
