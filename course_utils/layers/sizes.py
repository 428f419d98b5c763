"""Sizes and counts: how large an output is, how many weights it took, how far a unit sees."""

from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import Any

import numpy as np

Pair = tuple[int, int]
Sides = tuple[Pair, Pair]  # ((top, bottom), (left, right)): cells added on each side


def whole(name: str, value: Any, least: int) -> int:
    """Return `value` as an int, or raise ValueError: a whole number of at least `least` fits."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, Integral) or value < least:
        raise ValueError(f"{name} is {value!r}, but a whole number of at least {least} is needed.")
    return int(value)


def pair(name: str, value: Any, least: int) -> Pair:
    """Return one number as (number, number), and a pair (rows, columns) as it is."""
    if not isinstance(value, (Sequence, np.ndarray)) or isinstance(value, str):
        return (whole(name, value, least),) * 2
    if len(value) != 2:
        raise ValueError(f"{name} has {len(value)} numbers: {value!r}; one or two fit.")
    return whole(name, value[0], least), whole(name, value[1], least)


def reach(kernel: int, dilation: int = 1) -> int:
    """Return how many cells a kernel spans when its taps stand `dilation` cells apart."""
    return dilation * (kernel - 1) + 1


def axis_padding(padding: Any, kernel: int, stride: int = 1, dilation: int = 1) -> Pair:
    """Return (before, after) for one axis, from a number, a pair (before, after) or a word.

    The words are PyTorch's: 'valid' adds nothing; 'same' adds `dilation * (kernel - 1)` cells so
    that the output is as long as the input. Where that count is odd, the extra cell is at the end.
    """
    if isinstance(padding, str):
        if padding == "valid":
            return 0, 0
        if padding != "same":
            raise ValueError(f"padding is {padding!r}; a number, 'same' or 'valid' fits.")
        if stride != 1:
            raise ValueError(f"padding 'same' needs a stride of 1, but the stride is {stride}.")
        total = dilation * (kernel - 1)
        return total // 2, total - total // 2
    return pair("padding", padding, 0)


def output_size(
    size: int, kernel: int, stride: int = 1, padding: Any = 0, dilation: int = 1
) -> int:
    """Return the number of positions that a kernel takes along one axis.

    ``floor((size + padding on both sides - dilation * (kernel - 1) - 1) / stride) + 1``

    Parameters
    ----------
    size, kernel : int
        Cells of the input, and of the kernel, along this axis.
    stride : int
        Step between two positions.
    padding : int, (int, int), 'same' or 'valid'
        Cells added on each side; a pair is (before, after).
    dilation : int
        Distance between neighbouring taps of the kernel.

    Raises
    ------
    ValueError
        Where no position fits, or a number is not a whole one in its range.

    References
    ----------
    Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.
    """
    size = whole("size", size, 0)
    kernel = whole("kernel", kernel, 1)
    stride = whole("stride", stride, 1)
    dilation = whole("dilation", dilation, 1)
    padded = size + sum(axis_padding(padding, kernel, stride, dilation))
    span = reach(kernel, dilation)
    if span > padded:
        raise ValueError(
            f"A kernel of {kernel} with dilation {dilation} spans {span} cells, but the padded "
            f"input has {padded}; a span of at most {padded} fits."
        )
    return (padded - span) // stride + 1


def pool_output_size(
    size: int,
    window: int,
    stride: int | None = None,
    padding: int = 0,
    dilation: int = 1,
    ceil_mode: bool = False,
) -> int:
    """Return the number of positions that a pooling window takes along one axis, as PyTorch does.

    With `ceil_mode` a last window may hang over the end, unless it would begin in the padding
    there (it would see nothing real). `stride` None means `window`. PyTorch allows at most half
    a window of padding, so that no window sees padding alone.

    Raises
    ------
    ValueError
        Where no position fits, `padding` is more than half the window, or a number is not a
        whole one in its range.
    """
    size = whole("size", size, 0)
    window = whole("size of the window", window, 1)
    stride = window if stride is None else whole("stride", stride, 1)
    padding = whole("padding", padding, 0)
    dilation = whole("dilation", dilation, 1)
    if padding > window // 2:
        raise ValueError(
            f"padding is {padding}, but at most half of the window of {window} fits: {window // 2}."
        )
    span = reach(window, dilation)
    room = size + 2 * padding - span
    count = (room + (stride - 1 if ceil_mode else 0)) // stride + 1
    if ceil_mode and (count - 1) * stride >= size + padding:
        count -= 1
    if count < 1:
        raise ValueError(
            f"A window of {window} with dilation {dilation} spans {span} cells, but the padded "
            f"input has {size + 2 * padding}; a smaller window or a larger input fits."
        )
    return count


def conv_parameters(in_channels: int, out_channels: int, kernel: Any, bias: bool = True) -> int:
    """Return the number of weights of a convolution; `kernel` is a number or (rows, columns)."""
    rows, columns = pair("kernel", kernel, 1)
    in_channels = whole("in_channels", in_channels, 1)
    out_channels = whole("out_channels", out_channels, 1)
    return out_channels * (in_channels * rows * columns + bool(bias))


def conv_macs(
    in_channels: int, out_channels: int, kernel: Any, out_height: int, out_width: int
) -> int:
    """Return the multiply-accumulates of a convolution on one image; biases are not counted."""
    positions = whole("out_height", out_height, 1) * whole("out_width", out_width, 1)
    return positions * conv_parameters(in_channels, out_channels, kernel, bias=False)


def receptive_field(layers: Iterable[Sequence[int]]) -> int:
    """Return how many input cells, along one axis, one output cell of a stack can see.

    Parameters
    ----------
    layers : iterable of (kernel, stride, dilation)
        From the input on; an empty stack sees one cell, its own.
    """
    field, jump = 1, 1  # jump: input cells between two neighbouring outputs
    for layer in layers:
        if len(layer) != 3:
            raise ValueError(f"A layer is (kernel, stride, dilation), but {layer!r} came.")
        kernel, stride, dilation = (
            whole(name, value, 1)
            for name, value in zip(("kernel", "stride", "dilation"), layer, strict=True)
        )
        field += (reach(kernel, dilation) - 1) * jump
        jump *= stride
    return field


def flat_features(size: Any, layers: Iterable[Sequence[Any]], channels: int = 3) -> int:
    """Return how many numbers come out of a stack of layers when they are laid in one row.

    Parameters
    ----------
    size : int or (int, int)
        Height and width of the input.
    layers : iterable
        ``('conv', out_channels, kernel[, stride[, padding]])`` or
        ``('pool', window[, stride[, padding]])``, where the stride is the window if none is given.
    channels : int
        Channels of the input; they count only where no convolution comes.

    Examples
    --------
    >>> flat_features(32, [("conv", 6, 5), ("pool", 2), ("conv", 16, 5), ("pool", 2)])
    400
    """
    height, width = pair("size", size, 1)
    channels = whole("channels", channels, 1)
    for number, layer in enumerate(layers, start=1):
        match list(layer):
            case ["conv", out_channels, kernel, *rest] if len(rest) <= 2:
                channels = whole("out_channels", out_channels, 1)
                measure, window = output_size, kernel
            case ["pool", window, *rest] if len(rest) <= 2:
                measure = pool_output_size
            case _:
                raise ValueError(
                    f"Layer {number} is {layer!r}; ('conv', channels, kernel) or ('pool', window), "
                    "each with a stride and a padding after it where wanted, fits."
                )
        try:
            height, width = measure(height, window, *rest), measure(width, window, *rest)
        except ValueError as problem:
            raise ValueError(f"Layer {number}, {tuple(layer)!r}: {problem}") from None
    return channels * height * width
