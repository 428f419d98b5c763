import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


def seen(x, size, stride):
    step = size if stride is None else stride
    return np.lib.stride_tricks.sliding_window_view(x, (size, size), (2, 3))[:, :, ::step, ::step]


def pool(x, size, stride, reduce):
    """Go through the windows by loops, and reduce each."""
    step = size if stride is None else stride
    rows, columns = ((cells - size) // step + 1 for cells in x.shape[2:])
    out = np.zeros((*x.shape[:2], rows, columns))
    for n, c, i, j in np.ndindex(*out.shape):
        window = x[n, c, i * step : i * step + size, j * step : j * step + size]
        out[n, c, i, j] = reduce(window)
    return out


@right
def loops(x, size, stride=None):
    if stride is None:
        stride = size
    n, c, h, w = x.shape
    out = np.zeros((n, c, (h - size) // stride + 1, (w - size) // stride + 1))
    for i in range(out.shape[2]):
        for j in range(out.shape[3]):
            a, b = i * stride, j * stride
            out[:, :, i, j] = x[:, :, a : a + size, b : b + size].max(axis=(2, 3))
    return out


@right
def sliding_windows(x, size, stride=None):
    return seen(x, size, stride).max(axis=(4, 5))


@right
def single_precision(x, size, stride=None):
    return seen(x, size, stride).max(axis=(4, 5)).astype(np.float32)


@right
def cell_by_cell(x, size, stride=None):
    stride = stride or size
    rows, columns = ((cells - size) // stride + 1 for cells in x.shape[2:])
    out = np.full((*x.shape[:2], rows, columns), -np.inf)
    for u in range(size):
        for v in range(size):
            out = np.maximum(out, x[:, :, u::stride, v::stride][:, :, :rows, :columns])
    return out


@right
def nested_lists(x, size, stride=None):
    step = stride or size
    return [
        [
            [
                [
                    max(channel[i + u][j + v] for u in range(size) for v in range(size))
                    for j in range(0, len(channel[0]) - size + 1, step)
                ]
                for i in range(0, len(channel) - size + 1, step)
            ]
            for channel in image
        ]
        for image in x.tolist()
    ]


@right
def torch_inside(x, size, stride=None):
    import torch

    return torch.nn.functional.max_pool2d(torch.tensor(x), size, stride)


@right
def rows_then_columns(x, size, stride=None):
    stride = size if stride is None else stride
    for axis in (2, 3):
        windows = np.lib.stride_tricks.sliding_window_view(x, size, axis).max(axis=-1)
        x = windows.take(range(0, windows.shape[axis], stride), axis)
    return x


@right
def by_sorting(x, size, stride=None):
    windows = seen(x, size, stride)
    return np.sort(windows.reshape(*windows.shape[:4], -1), axis=-1)[..., -1]


@right
def with_a_generator(x, size, stride=None):
    step = stride or size

    def rows(channel):
        for i in range(0, channel.shape[0] - size + 1, step):
            yield [
                channel[i : i + size, j : j + size].max()
                for j in range(0, channel.shape[1] - size + 1, step)
            ]

    return np.array([[list(rows(channel)) for channel in image] for image in x])


@wrong("mean-not-maximum")
def averages(x, size, stride=None):
    return pool(x, size, stride, np.mean)


@wrong("minimum-not-maximum")
def smallest(x, size, stride=None):
    return pool(x, size, stride, np.min)


@wrong("starts-at-zero")
def best_from_zero(x, size, stride=None):
    def largest(window):
        best = 0
        for value in window.flat:
            if value > best:
                best = value
        return best

    return pool(x, size, stride, largest)


@wrong("stride-ignored")
def always_by_size(x, size, stride=None):
    return pool(x, size, size, np.max)


@wrong("stride-default-one")
def default_of_one(x, size, stride=None):
    return pool(x, size, 1 if stride is None else stride, np.max)


@wrong("stride-always-one")
def every_window(x, size, stride=None):
    return pool(x, size, 1, np.max)


@wrong("stride-not-read")
def reads_one_by_one(x, size, stride=None):
    step = size if stride is None else stride
    rows, columns = ((cells - size) // step + 1 for cells in x.shape[2:])
    return seen(x, size, 1).max(axis=(4, 5))[:, :, :rows, :columns]


@wrong("placed-by-size")
def multiples_of_size(x, size, stride=None):
    step = size if stride is None else stride
    rows, columns = ((cells - size) // step + 1 for cells in x.shape[2:])
    out = np.zeros((*x.shape[:2], rows, columns))
    for n, c, i, j in np.ndindex(*out.shape):
        out[n, c, i, j] = x[n, c, i * size : (i + 1) * size, j * size : (j + 1) * size].max()
    return out


@wrong("size-always-two")
def two_by_two(x, size, stride=None):
    return pool(x, 2, stride, np.max)


@wrong("hangs-over")
def uses_half_windows(x, size, stride=None):
    step = size if stride is None else stride
    rows, columns = (-(-(cells - size) // step) + 1 for cells in x.shape[2:])
    out = np.zeros((*x.shape[:2], rows, columns))
    for n, c, i, j in np.ndindex(*out.shape):
        out[n, c, i, j] = x[n, c, i * step : i * step + size, j * step : j * step + size].max()
    return out


@wrong("hangs-over")
def from_every_start(x, size, stride=None):
    step = size if stride is None else stride
    return [
        [
            [
                [
                    channel[i : i + size, j : j + size].max()
                    for j in range(0, channel.shape[1], step)
                ]
                for i in range(0, channel.shape[0], step)
            ]
            for channel in image
        ]
        for image in x
    ]


@wrong("only-square")
def rows_for_columns(x, size, stride=None):
    step = size if stride is None else stride
    side = (x.shape[2] - size) // step + 1
    out = np.zeros((*x.shape[:2], side, side))
    for n, c, i, j in np.ndindex(*out.shape):
        out[n, c, i, j] = x[n, c, i * step : i * step + size, j * step : j * step + size].max()
    return out


@wrong("channels-mixed")
def over_channels(x, size, stride=None):
    return pool(x, size, stride, np.max).max(axis=1)


@wrong("images-mixed")
def over_images(x, size, stride=None):
    return pool(x, size, stride, np.max).max(axis=0, keepdims=True)


@wrong("first-image-only")
def one_image(x, size, stride=None):
    return pool(x[:1], size, stride, np.max)


@wrong("place-not-value")
def argmax(x, size, stride=None):
    return pool(x, size, stride, np.argmax)


@wrong("largest-magnitude")
def strongest(x, size, stride=None):
    return pool(x, size, stride, lambda window: np.abs(window).max())


@wrong("takes-one-cell")
def subsamples(x, size, stride=None):
    return pool(x, size, stride, lambda window: window[0, 0])


@wrong("last-cells-missed")
def loop_ends_early(x, size, stride=None):
    def largest(window):
        best = window[0, 0]
        for i in range(size - 1):
            for j in range(size - 1):
                best = max(best, window[i, j])
        return best

    return pool(x, size, stride, largest)


@wrong("output-transposed")
def transposed(x, size, stride=None):
    return pool(x, size, stride, np.max).swapaxes(2, 3)


@wrong("one-too-few")
def too_few(x, size, stride=None):
    return pool(x, size, stride, np.max)[:, :, :-1, :-1]


@wrong("all-zero")
def zeros(x, size, stride=None):
    return np.zeros_like(pool(x, size, stride, np.max))


@wrong("truncated")
def into_an_int_array(x, size, stride=None):
    return pool(x, size, stride, np.max).astype(int)


@wrong("fails-with-odd-window")
def halves_the_window(x, size, stride=None):
    return pool(x, size, stride, lambda window: window.max() + (size % 2))


@wrong("wrong-signature")
def no_stride(x, size):
    return pool(x, size, None, np.max)


@wrong("prints")
def prints(x, size, stride=None):
    print(pool(x, size, stride, np.max))


@wrong("wrong-form")
def yields(x, size, stride=None):
    yield pool(x, size, stride, np.max)


@wrong("ragged")
def uneven(x, size, stride=None):
    return [[1.0, 2.0], [3.0]]


@wrong("timeout")
def endless(x, size, stride=None):
    i = 0
    while i + size <= x.shape[2]:
        j = 0
        while j + size <= x.shape[3]:
            j += 0
    return x


@wrong("blank")
def blank(x, size, stride=None):
    raise NotImplementedError
