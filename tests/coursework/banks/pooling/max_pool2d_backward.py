import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


def routed(weigh, grad_out, x, size, stride):
    """Hand the gradient of each window to its cells by weights."""
    step = size if stride is None else stride
    grad = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        here = (n, c, slice(i * step, i * step + size), slice(j * step, j * step + size))
        grad[here] += weigh(x[here]) * grad_out[n, c, i, j]
    return grad


def winner(window):
    weights = np.zeros(window.shape)
    weights[np.unravel_index(window.argmax(), window.shape)] = 1
    return weights


@right
def loops(grad_out, x, size, stride=None):
    return routed(winner, grad_out, x, size, stride)


@right
def search_by_hand(grad_out, x, size, stride=None):
    step = size if stride is None else stride
    grad = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        best, place = -np.inf, None
        for u in range(size):
            for v in range(size):
                if x[n, c, i * step + u, j * step + v] > best:
                    best, place = x[n, c, i * step + u, j * step + v], (u, v)
        grad[n, c, i * step + place[0], j * step + place[1]] += grad_out[n, c, i, j]
    return grad


@right
def scattered(grad_out, x, size, stride=None):
    step = size if stride is None else stride
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), (2, 3))
    windows = windows[:, :, ::step, ::step]
    first = windows.reshape(*windows.shape[:4], -1).argmax(axis=-1)
    n, c, i, j = np.indices(first.shape)
    grad = np.zeros(x.shape)
    np.add.at(grad, (n, c, i * step + first // size, j * step + first % size), grad_out)
    return grad


@right
def torch_inside(grad_out, x, size, stride=None):
    import torch

    x = torch.tensor(x, requires_grad=True)
    torch.nn.functional.max_pool2d(x, size, stride).backward(torch.tensor(grad_out))
    return x.grad


@right
def counted(grad_out, x, size, stride=None):
    step = size if stride is None else stride
    grad = np.zeros(x.size)
    places = np.arange(x.size).reshape(x.shape)
    for place, value in np.ndenumerate(grad_out):
        n, c, i, j = place
        here = (n, c, slice(i * step, i * step + size), slice(j * step, j * step + size))
        grad[places[here].ravel()[x[here].argmax()]] += value
    return grad.reshape(x.shape)


@right
def single_precision(grad_out, x, size, stride=None):
    return loops(grad_out, x, size, stride).astype(np.float32)


@right
def nested_lists(grad_out, x, size, stride=None):
    return scattered(grad_out, x, size, stride).tolist()


@right
def first_tie_by_mask(grad_out, x, size, stride=None):
    def only_first(window):
        mask = (window == window.max()).ravel()
        return (mask & (mask.cumsum() == 1)).reshape(window.shape)

    return routed(only_first, grad_out, x, size, stride)


@wrong("ties-all")
def every_tie(grad_out, x, size, stride=None):
    return routed(lambda window: window == window.max(), grad_out, x, size, stride)


@wrong("ties-shared")
def shares_ties(grad_out, x, size, stride=None):
    def weigh(window):
        mask = window == window.max()
        return mask / mask.sum()

    return routed(weigh, grad_out, x, size, stride)


@wrong("ties-last")
def last_tie(grad_out, x, size, stride=None):
    step = size if stride is None else stride
    grad = np.zeros_like(x)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        best, place = -np.inf, None
        for u in range(size):
            for v in range(size):
                if x[n, c, i * step + u, j * step + v] >= best:
                    best, place = x[n, c, i * step + u, j * step + v], (u, v)
        grad[n, c, i * step + place[0], j * step + place[1]] += grad_out[n, c, i, j]
    return grad


@wrong("ties-by-columns")
def columns_first(grad_out, x, size, stride=None):
    return routed(lambda window: winner(window.T).T, grad_out, x, size, stride)


@wrong("overwritten")
def assigns(grad_out, x, size, stride=None):
    step = size if stride is None else stride
    grad = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        here = (n, c, slice(i * step, i * step + size), slice(j * step, j * step + size))
        u, v = np.unravel_index(x[here].argmax(), (size, size))
        grad[n, c, i * step + u, j * step + v] = grad_out[n, c, i, j]
    return grad


@wrong("overwritten")
def assigns_whole_windows(grad_out, x, size, stride=None):
    step = size if stride is None else stride
    grad = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        here = (n, c, slice(i * step, i * step + size), slice(j * step, j * step + size))
        grad[here] = winner(x[here]) * grad_out[n, c, i, j]
    return grad


@wrong("ties-all-and-overwritten")
def two_mistakes(grad_out, x, size, stride=None):
    step = size if stride is None else stride
    grad = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        here = (n, c, slice(i * step, i * step + size), slice(j * step, j * step + size))
        grad[here][x[here] == x[here].max()] = grad_out[n, c, i, j]
    return grad


@wrong("as-for-the-mean")
def spreads(grad_out, x, size, stride=None):
    return routed(lambda window: np.full(window.shape, size**-2.0), grad_out, x, size, stride)


@wrong("to-every-cell")
def copies(grad_out, x, size, stride=None):
    return routed(np.ones_like, grad_out, x, size, stride)


@wrong("gradient-not-used")
def counts_wins(grad_out, x, size, stride=None):
    return routed(winner, np.ones_like(grad_out), x, size, stride)


@wrong("value-not-gradient")
def unpools(grad_out, x, size, stride=None):
    step = size if stride is None else stride
    grad = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        here = (n, c, slice(i * step, i * step + size), slice(j * step, j * step + size))
        u, v = np.unravel_index(x[here].argmax(), (size, size))
        grad[n, c, i * step + u, j * step + v] = x[here].max()
    return grad


@wrong("times-value")
def times_value(grad_out, x, size, stride=None):
    return routed(lambda window: winner(window) * window, grad_out, x, size, stride)


@wrong("to-the-smallest")
def to_the_loser(grad_out, x, size, stride=None):
    return routed(lambda window: winner(-window), grad_out, x, size, stride)


@wrong("negatives-lost")
def best_from_zero(grad_out, x, size, stride=None):
    return routed(lambda window: winner(window) * (window > 0), grad_out, x, size, stride)


@wrong("stride-ignored")
def always_by_size(grad_out, x, size, stride=None):
    step = size
    grad = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        here = (n, c, slice(i * step, i * step + size), slice(j * step, j * step + size))
        grad[here] += winner(x[here]) * grad_out[n, c, i, j]
    return grad


@wrong("stride-default-one")
def default_of_one(grad_out, x, size, stride=None):
    return routed(winner, grad_out, x, size, stride or 1)


@wrong("winners-of-first-channel")
def first_channel_decides(grad_out, x, size, stride=None):
    return routed(winner, grad_out, np.repeat(x[:, :1], x.shape[1], axis=1), size, stride)


@wrong("first-image-only")
def one_image(grad_out, x, size, stride=None):
    grad = np.zeros_like(x)
    grad[0] = routed(winner, grad_out[:1], x[:1], size, stride)[0]
    return grad


@wrong("pooled-again")
def forwards(grad_out, x, size, stride=None):
    step = size if stride is None else stride
    windows = np.lib.stride_tricks.sliding_window_view(x, (size, size), (2, 3))
    return windows[:, :, ::step, ::step].max(axis=(4, 5))


@wrong("not-routed")
def hands_on(grad_out, x, size, stride=None):
    return grad_out


@wrong("all-zero")
def zeros(grad_out, x, size, stride=None):
    return np.zeros_like(x)


@wrong("scale")
def twice(grad_out, x, size, stride=None):
    return 2 * loops(grad_out, x, size, stride)


@wrong("changes-its-input")
def writes_into_x(grad_out, x, size, stride=None):
    step = size if stride is None else stride
    grad = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        here = (n, c, slice(i * step, i * step + size), slice(j * step, j * step + size))
        grad[here] += winner(x[here]) * grad_out[n, c, i, j]
        x[here] = 0  # forgets what other windows must still see
    return grad


@wrong("raises")
def misspelt(grad_out, x, size, stride=None):
    return np.zeros_lke(x)


@wrong("corner-forgotten")
def counts_from_the_window(grad_out, x, size, stride=None):
    step = stride or size
    grad = np.zeros(x.shape)
    for n, c, i, j in np.ndindex(*grad_out.shape):
        window = x[n, c, i * step : i * step + size, j * step : j * step + size]
        row, column = np.unravel_index(window.argmax(), window.shape)
        grad[n, c, row, column] += grad_out[n, c, i, j]
    return grad
