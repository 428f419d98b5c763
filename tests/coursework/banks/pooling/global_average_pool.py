import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def mean_of_axes(x):
    return x.mean(axis=(2, 3))


@right
def flattened(x):
    return x.reshape(*x.shape[:2], -1).mean(axis=-1)


@right
def einsum(x):
    return np.einsum("nchw->nc", x) / (x.shape[2] * x.shape[3])


@right
def comprehension(x):
    return [[channel.sum() / channel.size for channel in image] for image in x]


@right
def loops(x):
    n, c, h, w = x.shape
    out = np.zeros((n, c))
    for image in range(n):
        for channel in range(c):
            for i in range(h):
                for j in range(w):
                    out[image, channel] += x[image, channel, i, j]
    return out / (h * w)


@right
def one_axis_after_the_other(x):
    return x.mean(axis=3).mean(axis=2)


@right
def torch_inside(x):
    import torch

    return torch.nn.AdaptiveAvgPool2d(1)(torch.tensor(x)).flatten(1)


@right
def single_precision(x):
    return x.astype(np.float32).mean((-2, -1))


bank.wrongs += [
    ("axes-kept", lambda x: x.mean(axis=(2, 3), keepdims=True)),
    ("maximum-not-mean", lambda x: x.max(axis=(2, 3))),
    ("sum-not-mean", lambda x: x.sum(axis=(2, 3))),
    ("all-in-one", lambda x: x.mean()),
    ("channels-averaged", lambda x: np.array([image.mean() for image in x])),
    ("images-averaged", lambda x: x.mean(axis=(0, 2, 3))),
    ("places-kept", lambda x: x.mean(axis=1)),
    ("one-axis-only", lambda x: x.mean(axis=-1)),
    ("one-axis-only", lambda x: x.mean(axis=-2)),
    ("channels-last", lambda x: x.mean(axis=(1, 2))),
    ("output-transposed", lambda x: x.mean(axis=(2, 3)).T),
    ("divided-by-rows-only", lambda x: x.sum(axis=(2, 3)) / x.shape[2]),
    ("only-square", lambda x: x.sum(axis=(2, 3)) / x.shape[3] ** 2),
    ("first-image-only", lambda x: x[0].mean(axis=(1, 2))),
    ("median-not-mean", lambda x: np.median(x, axis=(2, 3))),
    ("whole-numbers", lambda x: x.sum(axis=(2, 3)) // (x.shape[2] * x.shape[3])),
    ("all-zero", lambda x: np.zeros(x.shape[:2])),
    ("sign", lambda x: -x.mean(axis=(2, 3))),
    ("offset", lambda x: x.mean(axis=(2, 3)) + 1),
    ("not-repeatable", lambda x: x.mean(axis=(2, 3)) + np.random.default_rng().normal()),
]


@wrong("fails-with-images")
def forgets_the_batch(x):
    if len(x) > 1:
        raise IndexError("too many images")
    return x.mean(axis=(2, 3))


@wrong("blank")
def blank(x):
    raise NotImplementedError
