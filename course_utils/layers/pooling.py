"""Pooling by hand: look at every window, keep the largest, the mean or the root of the squares.

Shapes follow PyTorch: x is (N, C, H, W). A window is a number or (rows, columns); a stride of None
means the window's size, so that windows do not overlap.
"""

from typing import Any

import numpy as np

from .convolution import numbers, windows
from .sizes import Pair, pair, pool_output_size, reach


def spell_out(size, stride, padding, dilation) -> tuple[Pair, Pair, Pair, Pair]:
    """Return size, stride, padding and dilation as pairs, all checked but for whether they fit."""
    size = pair("size of the window", size, 1)
    stride = size if stride is None else pair("stride", stride, 1)
    return size, stride, pair("padding", padding, 0), pair("dilation", dilation, 1)


def pooled_windows(
    x: np.ndarray,
    size: Pair,
    stride: Pair,
    padding: Pair = (0, 0),
    dilation: Pair = (1, 1),
    ceil_mode: bool = False,
    fill: float = 0,
    overhang: float | None = None,
) -> np.ndarray:
    """Return every pooling window: (N, C, H, W) -> (N, C, H', W', kh, kw).

    Cells of the padding hold `fill`; those beyond it, where `ceil_mode` lets a window hang over
    the end, hold `overhang` (None: `fill` too).
    """
    counts, beyond = [], []
    for cells, k, s, p, d in zip(x.shape[2:], size, stride, padding, dilation, strict=True):
        counts.append(pool_output_size(cells, k, s, p, d, ceil_mode))
        end = (counts[-1] - 1) * s + reach(k, d)  # of the last window
        beyond.append((0, max(0, end - cells - 2 * p)))
    if 0 in x.shape[1:]:
        raise ValueError(f"x has shape {x.shape}; at least one channel, row and column fits.")
    none, border = [(0, 0), (0, 0)], [(p, p) for p in padding]
    x = np.pad(x, none + border, constant_values=fill)
    x = np.pad(x, none + beyond, constant_values=fill if overhang is None else overhang)
    return windows(x, size, stride, dilation)[:, :, : counts[0], : counts[1]]


def max_pool_winners(
    x: Any,
    size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
) -> np.ndarray:
    """Return where each maximum of `max_pool2d` came from.

    Returns
    -------
    int64, (N, C, H', W')
        Index into the H * W cells of the channel, as PyTorch's `return_indices`: of equal cells
        the first of the window, row by row. -1 where a dilated window has no cell inside.
    """
    x = numbers("x", x, 4)
    shape = spell_out(size, stride, padding, dilation)
    height, width = x.shape[2:]
    seen = pooled_windows(x, *shape, ceil_mode, fill=lowest(x))
    cells = np.arange(height * width).reshape(1, 1, height, width)
    cells = pooled_windows(cells, *shape, ceil_mode, fill=-1)  # -1: not a cell of x
    top = seen.max(axis=(-2, -1), keepdims=True)
    is_top = ((seen == top) | np.isnan(seen)) & (cells >= 0)  # (N, C, H', W', kh, kw)
    kh, kw = shape[0]
    first = is_top.reshape(*is_top.shape[:4], kh * kw).argmax(axis=-1)  # the first True
    row, column = np.ogrid[: first.shape[2], : first.shape[3]]
    return cells.reshape(*cells.shape[2:4], -1)[row, column, first]


def lowest(x: np.ndarray) -> float:
    """Return a value that never wins against a cell of x."""
    return -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min


def max_pool2d(
    x: Any,
    size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
) -> np.ndarray:
    """Keep the largest cell of each window; padding never wins.

    Parameters
    ----------
    x : (N, C, H, W)
    size, stride, padding, dilation : int or (int, int)
        `stride` None means `size`; `padding` is at most half of `size`.
    ceil_mode : bool
        Let a last window hang over the end, unless it would begin in the padding there.

    Returns
    -------
    (N, C, H', W')

    Raises
    ------
    ValueError
        Where PyTorch refuses too.
    """
    x = numbers("x", x, 4)
    shape = spell_out(size, stride, padding, dilation)
    return pooled_windows(x, *shape, ceil_mode, fill=lowest(x)).max(axis=(-2, -1))


def max_pool2d_backward(
    grad_out: Any,
    x: Any,
    size: Any,
    stride: Any = None,
    padding: Any = 0,
    dilation: Any = 1,
    ceil_mode: bool = False,
) -> np.ndarray:
    """Return the gradient of x: each winner gets that of all windows it won, the others none.

    Parameters
    ----------
    grad_out : (N, C, H', W')
        Gradient of the loss with respect to what `max_pool2d` gave.

    Returns
    -------
    (N, C, H, W)
    """
    grad_out, x = numbers("grad_out", grad_out, 4), numbers("x", x, 4)
    winners = max_pool_winners(x, size, stride, padding, dilation, ceil_mode)
    check_grad(grad_out, winners.shape)
    n, c, height, width = x.shape
    outputs = winners.shape[2] * winners.shape[3]
    # one cell more than there are: index -1, no winner, falls there
    grad_x = np.zeros((n, c, height * width + 1), grad_out.dtype)
    image, channel = np.ogrid[:n, :c]
    where = (image[..., None], channel[..., None], winners.reshape(n, c, outputs))
    np.add.at(grad_x, where, grad_out.reshape(n, c, outputs))
    return grad_x[:, :, :-1].reshape(x.shape)


def check_grad(grad_out: np.ndarray, expected: tuple[int, ...]) -> None:
    """Raise ValueError where a gradient has not the shape of the output."""
    if grad_out.shape != expected:
        raise ValueError(f"grad_out has shape {grad_out.shape}, but the output has {expected}.")


def window_counts(
    shape: tuple[int, ...], options: tuple[Pair, ...], ceil_mode: bool, count_include_pad: bool
) -> np.ndarray:
    """Return by how many cells each window's mean divides, (1, 1, H', W')."""
    ones = np.ones((1, 1, *shape[2:]), np.int64)
    fill = int(count_include_pad)
    counted = pooled_windows(ones, *options, ceil_mode=ceil_mode, fill=fill, overhang=0)
    return counted.sum(axis=(-2, -1))


def avg_pool2d(
    x: Any,
    size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> np.ndarray:
    """Return the mean of each window.

    Parameters
    ----------
    x, size, stride, padding, ceil_mode
        As in `max_pool2d`.
    count_include_pad : bool
        Whether zeros of the padding count in the mean. What hangs over beyond it never counts.

    Returns
    -------
    (N, C, H', W')
    """
    x = numbers("x", x, 4)
    options = spell_out(size, stride, padding, 1)
    total = pooled_windows(x, *options, ceil_mode).sum(axis=(-2, -1))
    counts = window_counts(x.shape, options, ceil_mode, count_include_pad)
    return total / counts.astype(total.dtype)


def avg_pool2d_backward(
    grad_out: Any,
    x: Any,
    size: Any,
    stride: Any = None,
    padding: Any = 0,
    ceil_mode: bool = False,
    count_include_pad: bool = True,
) -> np.ndarray:
    """Return the gradient of x: every cell of a window gets an equal share of the window's.

    Only the shape of x matters. Parameters and result are as in `max_pool2d_backward`.
    """
    grad_out, x = numbers("grad_out", grad_out, 4), numbers("x", x, 4)
    options = spell_out(size, stride, padding, 1)
    counts = window_counts(x.shape, options, ceil_mode, count_include_pad)
    check_grad(grad_out, (*x.shape[:2], *counts.shape[2:]))
    share = grad_out / counts
    (kh, kw), (sh, sw), (ph, pw), _ = options
    rows, columns = grad_out.shape[2:]
    room = ((rows - 1) * sh + kh, (columns - 1) * sw + kw)  # cells that windows reach
    room = (max(room[0], x.shape[2] + ph), max(room[1], x.shape[3] + pw))
    grad = np.zeros((*x.shape[:2], *room), share.dtype)
    for i, j in np.ndindex(kh, kw):  # cell (i, j) of all windows at once lies on a grid
        grad[:, :, i::sh, j::sw][:, :, :rows, :columns] += share
    return grad[:, :, ph : ph + x.shape[2], pw : pw + x.shape[3]]


def l2_pool2d(x: Any, size: Any, stride: Any = None, ceil_mode: bool = False) -> np.ndarray:
    """Return the root of the sum of squares of each window, as PyTorch's LPPool2d(2).

    PyTorch computes it as the mean of squares times the cells of a full window, so a window that
    hangs over the end (`ceil_mode`) counts as if its cells stood for a full one.
    """
    x = numbers("x", x, 4)
    rows, columns = pair("size of the window", size, 1)
    return np.sqrt(avg_pool2d(x * x, size, stride, ceil_mode=ceil_mode) * (rows * columns))


def adaptive_bounds(size: int, bins: int) -> list[Pair]:
    """Return (start, end) of each of `bins` windows that cover `size` cells, as PyTorch has them.

    From ``floor(i * size / bins)`` to ``ceil((i + 1) * size / bins)``: all of nearly equal length,
    overlapping by a cell where `bins` does not divide `size`.
    """
    return [(i * size // bins, -(-(i + 1) * size // bins)) for i in range(bins)]


def adaptive_pool(x: Any, out: Any, reduce: Any) -> np.ndarray:
    """Reduce (N, C, H, W) to (N, C, *out) by windows whose size follows from `out`."""
    x = numbers("x", x, 4)
    rows, columns = pair("out", out, 1)
    if 0 in x.shape[1:]:
        raise ValueError(f"x has shape {x.shape}; at least one channel, row and column fits.")
    return np.stack(
        [
            np.stack(
                [
                    reduce(x[:, :, top:bottom, left:right], axis=(2, 3))
                    for left, right in adaptive_bounds(x.shape[3], columns)
                ],
                axis=-1,
            )
            for top, bottom in adaptive_bounds(x.shape[2], rows)
        ],
        axis=-2,
    )


def adaptive_avg_pool2d(x: Any, out: Any) -> np.ndarray:
    """Return means over windows chosen so that `out` (a number or a pair) of them cover x."""
    return adaptive_pool(x, out, np.mean)


def adaptive_max_pool2d(x: Any, out: Any) -> np.ndarray:
    """Return maxima over windows chosen so that `out` (a number or a pair) of them cover x."""
    return adaptive_pool(x, out, np.max)


def global_average_pool(x: Any) -> np.ndarray:
    """Return the mean of each channel: (N, C, H, W) -> (N, C).

    References
    ----------
    Lin, Chen and Yan, "Network In Network", 2014.
    """
    return adaptive_avg_pool2d(x, 1)[:, :, 0, 0]
