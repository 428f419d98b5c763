import numpy as np

from .. import Bank
from .max_pool2d import pool, seen

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def loops(x, size, stride=None):
    return pool(x, size, stride, np.mean)


@right
def sliding_windows(x, size, stride=None):
    return seen(x, size, stride).mean(axis=(-2, -1))


@right
def sum_over_count(x, size, stride=None):
    return seen(x, size, stride).sum(axis=(4, 5)) / size**2


@right
def running_sums(x, size, stride=None):
    step = size if stride is None else stride
    table = np.pad(x, [(0, 0), (0, 0), (1, 0), (1, 0)]).cumsum(axis=2).cumsum(axis=3)
    total = (
        table[:, :, size:, size:]
        - table[:, :, :-size, size:]
        - table[:, :, size:, :-size]
        + table[:, :, :-size, :-size]
    )
    return total[:, :, ::step, ::step] / (size * size)


@right
def as_a_convolution(x, size, stride=None):
    return np.einsum("nchwij,ij->nchw", seen(x, size, stride), np.full((size, size), size**-2.0))


@right
def torch_inside(x, size, stride=None):
    import torch

    return torch.nn.functional.avg_pool2d(torch.tensor(x, dtype=torch.float32), size, stride)


@right
def nested_lists(x, size, stride=None):
    return pool(x, size, stride, lambda window: sum(window.flat) / len(window.ravel())).tolist()


@right
def recursion(x, size, stride=None):
    def total(numbers):
        return numbers[0] + total(numbers[1:]) if numbers else 0

    return pool(x, size, stride, lambda window: total(window.ravel().tolist()) / window.size)


@wrong("maximum-not-mean")
def largest(x, size, stride=None):
    return pool(x, size, stride, np.max)


@wrong("sum-not-mean")
def sums(x, size, stride=None):
    return pool(x, size, stride, np.sum)


@wrong("divided-by-side")
def by_side(x, size, stride=None):
    return pool(x, size, stride, np.sum) / size


@wrong("divided-by-stride")
def by_stride(x, size, stride=None):
    stride = size if stride is None else stride
    return pool(x, size, stride, np.sum) / stride**2


@wrong("divided-by-four")
def by_four(x, size, stride=None):
    return pool(x, size, stride, np.sum) / 4


@wrong("median-not-mean")
def median(x, size, stride=None):
    return pool(x, size, stride, np.median)


@wrong("whole-numbers")
def floors(x, size, stride=None):
    return pool(x, size, stride, lambda window: window.sum() // size**2)


@wrong("whole-numbers")
def into_an_int_array(x, size, stride=None):
    return pool(x, size, stride, np.mean).astype(int)


@wrong("stride-ignored")
def always_by_size(x, size, stride=None):
    return pool(x, size, None, np.mean)


@wrong("stride-default-one")
def default_of_one(x, size, stride=None):
    return pool(x, size, stride or 1, np.mean)


@wrong("hangs-over")
def zeros_at_the_end(x, size, stride=None):
    step = size if stride is None else stride
    more = [(0, (size - cells) % step) for cells in x.shape[2:]]
    return pool(np.pad(x, [(0, 0), (0, 0), *more]), size, stride, np.mean)


@wrong("hangs-over")
def half_windows(x, size, stride=None):
    step = size if stride is None else stride
    rows, columns = (-(-(cells - size) // step) + 1 for cells in x.shape[2:])
    out = np.zeros((*x.shape[:2], rows, columns))
    for n, c, i, j in np.ndindex(*out.shape):
        out[n, c, i, j] = x[n, c, i * step : i * step + size, j * step : j * step + size].mean()
    return out


@wrong("channels-mixed")
def over_channels(x, size, stride=None):
    mean = pool(x, size, stride, np.mean).mean(axis=1, keepdims=True)
    return np.repeat(mean, x.shape[1], axis=1)


@wrong("rows-only")
def one_row(x, size, stride=None):
    step = size if stride is None else stride
    windows = np.lib.stride_tricks.sliding_window_view(x, size, 3)[:, :, :, ::step]
    return windows.mean(axis=-1)


@wrong("only-square")
def rows_for_columns(x, size, stride=None):
    step = size if stride is None else stride
    side = (x.shape[2] - size) // step + 1
    out = np.zeros((*x.shape[:2], side, side))
    for n, c, i, j in np.ndindex(*out.shape):
        out[n, c, i, j] = x[n, c, i * step : i * step + size, j * step : j * step + size].mean()
    return out


@wrong("all-zero")
def zeros(x, size, stride=None):
    return 0 * pool(x, size, stride, np.mean)


@wrong("sign")
def negative(x, size, stride=None):
    return -pool(x, size, stride, np.mean)


@wrong("fails-with-overlap")
def loses_what_it_has_read(x, size, stride=None):
    out = pool(x, size, stride, np.mean)
    return out + (stride is not None and stride < size)


@wrong("returns-nothing")
def nothing(x, size, stride=None):
    pool(x, size, stride, np.mean)


@wrong("fails-with-stride")
def takes_a_stride_for_a_pair(x, size, stride=None):
    if stride not in (None, size):
        size, size = stride  # a number is no pair
    return pool(x, size, None, np.mean)
