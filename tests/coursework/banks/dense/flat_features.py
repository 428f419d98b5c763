import math

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


def spelt(layer):
    kernel, *more = layer[2:] if layer[0] == "conv" else (layer[1], layer[1])
    stride, padding = [*more, *(1, 0)[len(more) :]]
    return kernel, stride, padding


@right
def walk(size, layers):
    for layer in layers:
        if layer[0] == "conv":
            channels = layer[1]
        kernel, stride, padding = spelt(layer)
        size = (size + 2 * padding - kernel) // stride + 1
    return channels * size * size


@right
def by_kinds(size, layers):
    channels = 3
    for kind, *numbers in layers:
        if kind == "conv":
            channels, kernel = numbers[:2]
            stride = numbers[2] if len(numbers) > 2 else 1
            padding = numbers[3] if len(numbers) > 3 else 0
            size = (size - kernel + 2 * padding) // stride + 1
        else:
            size //= numbers[0]
    return channels * size**2


@right
def matched(size, layers):
    channels = None
    for layer in layers:
        match layer:
            case ("pool", k):
                size = math.floor(size / k)
            case ("conv", channels, k):
                size -= k - 1
            case ("conv", channels, k, s):
                size = (size - k) // s + 1
            case ("conv", channels, k, s, p):
                size = (size + 2 * p - k) // s + 1
    return channels * size * size


@right
def asks_torch(size, layers):
    import torch

    x = torch.zeros(1, 3, size, size)
    for kind, *numbers in layers:
        if kind == "conv":
            x = torch.nn.Conv2d(x.shape[1], *numbers)(x)
        else:
            x = torch.nn.functional.max_pool2d(x, *numbers)
    return x.numel()


@right
def recursive(size, layers, channels=3):
    if not layers:
        return channels * size * size
    first, *others = layers
    kernel, stride, padding = spelt(first)
    after = len(range(0, size + 2 * padding - kernel + 1, stride))
    return recursive(after, others, first[1] if first[0] == "conv" else channels)


@right
def side_by_side(size, layers):
    height = width = size
    for layer in layers:
        kernel, stride, padding = spelt(layer)
        height, width = ((side + 2 * padding - kernel) // stride + 1 for side in (height, width))
    return [layer[1] for layer in layers if layer[0] == "conv"][-1] * height * width


def after(size, layers, change):
    """Walk with one layer's arithmetic changed."""
    for layer in layers:
        if layer[0] == "conv":
            channels = layer[1]
        size = change(layer[0], size, *spelt(layer))
    return channels, size


def usual(kind, size, kernel, stride, padding):
    return (size + 2 * padding - kernel) // stride + 1


def for_kind(kind, change):
    def step(this, size, kernel, stride, padding):
        return (change if this == kind else lambda *n: usual(this, *n))(
            size, kernel, stride, padding
        )

    return step


def count(step):
    def answer(size, layers):
        channels, side = after(size, layers, step)
        return channels * side * side

    return answer


bank.wrongs += [
    ("channels-forgotten", lambda size, layers: after(size, layers, usual)[1] ** 2),
    ("side-not-squared", lambda size, layers: math.prod(after(size, layers, usual))),
    ("size-only", lambda size, layers: after(size, layers, usual)[1]),
    ("pooling-ignored", count(for_kind("pool", lambda n, k, s, p: n))),
    ("pool-stride-one", count(for_kind("pool", lambda n, k, s, p: n - k + 1))),
    ("pool-always-two", count(for_kind("pool", lambda n, k, s, p: n // 2))),
    ("convolution-keeps-size", count(for_kind("conv", lambda n, k, s, p: n))),
    ("whole-kernel-lost", count(for_kind("conv", lambda n, k, s, p: (n + 2 * p - k) // s))),
    ("plus-one-inside", count(for_kind("conv", lambda n, k, s, p: (n + 2 * p - k + 1) // s))),
    ("stride-ignored", count(for_kind("conv", lambda n, k, s, p: n + 2 * p - k + 1))),
    ("padding-ignored", count(for_kind("conv", lambda n, k, s, p: (n - k) // s + 1))),
    ("padding-one-side", count(for_kind("conv", lambda n, k, s, p: (n + p - k) // s + 1))),
    ("stride-and-padding-ignored", count(for_kind("conv", lambda n, k, s, p: n - k + 1))),
    ("ceil", count(for_kind("pool", lambda n, k, s, p: math.ceil(n / k)))),
    ("ceil", count(lambda kind, n, k, s, p: math.ceil((n + 2 * p - k) / s) + 1)),
    ("not-an-int", lambda size, layers: float(walk(size, layers))),
    ("first-layer-only", lambda size, layers: walk(size, layers[:1])),
    ("all-zero", lambda size, layers: 0),
    ("constant", lambda size, layers: 400),
]  # fmt: skip


@wrong("channels-multiplied")
def multiplies(size, layers):
    channels = math.prod(layer[1] for layer in layers if layer[0] == "conv")
    return channels * after(size, layers, usual)[1] ** 2


@wrong("channels-added")
def adds(size, layers):
    channels = sum(layer[1] for layer in layers if layer[0] == "conv")
    return channels * after(size, layers, usual)[1] ** 2


@wrong("first-channels")
def of_the_first(size, layers):
    return layers[0][1] * after(size, layers, usual)[1] ** 2


@wrong("input-channels")
def of_the_picture(size, layers):
    return 3 * after(size, layers, usual)[1] ** 2


@wrong("size-not-carried")
def begins_anew(size, layers):
    for layer in layers:
        side = usual(layer[0], size, *spelt(layer))
        if layer[0] == "conv":
            channels = layer[1]
    return channels * side**2


@wrong("fails-with-stride")
def three_numbers_only(size, layers):
    for layer in layers:
        if layer[0] == "conv":
            _, channels, kernel = layer
            size -= kernel - 1
        else:
            size //= layer[1]
    return channels * size * size


@wrong("fails-with-pooling")
def misses_pool(size, layers):
    for layer in layers:
        if layer[0] == "pool":
            raise KeyError("pool")
    return walk(size, layers)


@wrong("returns-nothing")
def nothing(size, layers):
    walk(size, layers)
