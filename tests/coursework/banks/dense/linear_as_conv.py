import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def reshaped(weight, shape):
    return weight.reshape(-1, *shape)


@right
def as_lists(weight, shape):
    c, h, w = shape
    return [
        [[[row[(k * h + i) * w + j] for j in range(w)] for i in range(h)] for k in range(c)]
        for row in weight
    ]


@right
def loops(weight, shape):
    out = np.zeros((len(weight), *shape))
    for o in range(len(weight)):
        for place, (c, i, j) in enumerate(np.ndindex(*shape)):
            out[o, c, i, j] = weight[o, place]
    return out


@right
def by_index(weight, shape):
    return weight[:, np.arange(np.prod(shape)).reshape(shape)]


@right
def torch_inside(weight, shape):
    import torch

    return torch.tensor(weight).unflatten(1, shape)


@right
def stacked(weight, shape):
    return np.stack([np.reshape(row, shape) for row in weight]).astype(np.float32)


@right
def measured(weight, shape):
    # Each filter's weight is what the layer answers to a picture with a single 1.
    out = np.zeros((len(weight), *shape))
    for place in np.ndindex(*shape):
        picture = np.zeros(shape)
        picture[place] = 1
        out[(slice(None), *place)] = weight @ picture.ravel()
    return out


def sides(weight, shape):
    return (len(weight), *shape)


bank.wrongs += [
    ("channels-last", lambda w, shape: w.reshape(len(w), *shape[1:], shape[0])),
    ("channels-last", lambda w, shape: (
        w.reshape(len(w), shape[1], shape[2], shape[0]).transpose(0, 3, 1, 2))),
    ("channels-last", lambda w, shape: reshaped(w, shape).transpose(0, 2, 3, 1)),
    ("column-by-column", lambda w, shape: (
        w.reshape(len(w), shape[0], shape[2], shape[1]).transpose(0, 1, 3, 2))),
    ("column-by-column", lambda w, shape: w.reshape(sides(w, shape), order="F")),
    ("rows-and-columns-swapped", lambda w, shape: reshaped(w, shape).transpose(0, 1, 3, 2)),
    ("turned", lambda w, shape: reshaped(w, shape)[..., ::-1, ::-1]),
    ("turned", lambda w, shape: reshaped(w[:, ::-1], shape)),
    ("weight-transposed", lambda w, shape: w.T.reshape(sides(w, shape))),
    ("outputs-last", lambda w, shape: w.T.reshape(*shape, len(w))),
    ("outputs-and-channels-swapped", lambda w, shape: reshaped(w, shape).transpose(1, 0, 2, 3)),
    ("first-output-only", lambda w, shape: w[0].reshape(shape)),
    ("one-by-one", lambda w, shape: w.reshape(*w.shape, 1, 1)),
    ("batch-axis", lambda w, shape: reshaped(w, shape)[np.newaxis]),
    ("channels-flattened", lambda w, shape: w.reshape(len(w), shape[0], -1)),
    ("unchanged", lambda w, shape: w),
    ("all-zero", lambda w, shape: np.zeros(sides(w, shape))),
    ("scale", lambda w, shape: reshaped(w, shape) / 2),
    ("wrong-signature", lambda weight: weight),
]  # fmt: skip


@wrong("fails-with-several-outputs")
def one_filter(weight, shape):
    return weight.reshape(1, *shape)


@wrong("returns-nothing")
def in_place(weight, shape):
    weight.shape = sides(weight, shape)


@wrong("blank")
def blank(weight, shape):
    raise NotImplementedError
