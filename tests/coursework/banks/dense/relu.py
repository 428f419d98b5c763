import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong

bank.rights += [
    lambda x: np.maximum(x, 0),
    lambda x: np.where(x > 0, x, 0),
    lambda x: x * (x > 0),
    lambda x: (x + np.abs(x)) / 2,
    lambda x: x.clip(min=0),
    lambda x: np.vectorize(lambda value: max(value, 0.0))(x),
    lambda x: np.maximum(x, 0).astype(np.float32).tolist(),
]


@right
def recursive(x):
    return x if x.ndim == 0 and x > 0 else 0.0 if x.ndim == 0 else [recursive(part) for part in x]


@right
def writes_into_a_copy(x):
    out = x.copy()
    out[out < 0] = 0
    return out


@right
def writes_into_x(x):
    x[x < 0] = 0  # right, but rude; the verdict says so
    return x


@right
def torch_inside(x):
    import torch

    return torch.relu(torch.tensor(x))


def always(x):
    return 1.0


def in_one_row(x):
    return [max(value, 0) for value in x.ravel()]


bank.wrongs += [
    ("largest-not-larger", lambda x: np.max(x, 0)),
    ("largest-not-larger", lambda x: np.max(0, x)),
    ("identity", lambda x: x),
    ("magnitude", lambda x: np.abs(x)),
    ("negative-kept", lambda x: np.minimum(x, 0)),
    ("negative-kept", lambda x: np.maximum(0, -x)),
    ("slope-not-value", lambda x: x > 0),
    ("dropped", lambda x: x[x > 0]),
    ("dropped", lambda x: np.array([value for value in x.flat if value >= 0])),
    ("flattened", in_one_row),
    ("clipped-at-one", lambda x: np.clip(x, 0, 1)),
    ("leaky", lambda x: np.where(x > 0, x, 0.01 * x)),
    ("sigmoid", lambda x: 1 / (1 + np.exp(-x))),
    ("softplus", lambda x: np.log(1 + np.exp(x))),
    ("from-one-on", lambda x: np.maximum(1, x)),
    ("whole-numbers", lambda x: np.maximum(x, 0).astype(int)),
    ("all-zero", lambda x: np.zeros(x.shape)),
    ("sign", lambda x: -np.maximum(x, 0)),
    ("scale", lambda x: 2 * np.maximum(x, 0)),
    ("wrong-shape", always),
    ("wrong-form", lambda x: lambda: np.maximum(x, 0)),
    ("wrong-form", lambda x: (max(value, 0) for value in x.flat)),
    ("wrong-type", lambda x: f"{np.maximum(x, 0)}"),
    ("wrong-type", lambda x: {1, 2}),
]


@wrong("not-elementwise")
def asks_about_all(x):
    return x if x > 0 else 0 * x


@wrong("not-elementwise")
def builtin_max(x):
    return max(0, x)


@wrong("fails-with-several-axes")
def one_axis(x):
    return np.array([max(value, 0) for value in x])


@wrong("fails-with-zero")
def divides(x):
    return np.where(x == 0, np.nan, np.maximum(x, 0))


@wrong("returns-nothing")
def unfinished(x): ...


@wrong("blank")
def ellipsis(x):
    return ...


class Broken:
    def __array__(self, *args, **kwargs):
        raise RuntimeError("no array here")

    def __repr__(self):
        raise RuntimeError("nor a text")


@wrong("wrong-type")
def a_broken_object(x):
    return Broken()


@wrong("wrong-shape")
def huge(x):
    return np.broadcast_to(np.float64(0), (10**6, 10**6))


@wrong("wrong-type")
def never_ends_inside(x):
    loop = []
    loop.append(loop)
    return loop
