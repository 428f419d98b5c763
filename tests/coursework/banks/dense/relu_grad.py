import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong

bank.rights += [
    lambda x: (x > 0).astype(float),
    lambda x: np.where(x > 0, 1, 0),
    lambda x: np.heaviside(x, 0),
    lambda x: 1.0 * (x > 0),
    lambda x: np.sign(np.maximum(x, 0)),
    lambda x: np.array([float(value > 0) for value in x.flat]).reshape(x.shape),
    lambda x: (x > 0).astype(np.int8).tolist(),
]


@right
def torch_inside(x):
    import torch

    x = torch.tensor(x, requires_grad=True)
    torch.relu(x).sum().backward()
    return x.grad


@right
def writes_twice(x):
    out = np.zeros(x.shape)
    out[x > 0] = 1
    return out


bank.wrongs += [
    ("booleans", lambda x: x > 0),
    ("one-at-zero", lambda x: (x >= 0).astype(int)),
    ("one-at-zero", lambda x: (np.maximum(x + 1e-3, 0) - np.maximum(x, 0)) / 1e-3),
    ("half-at-zero", lambda x: np.heaviside(x, 0.5)),
    ("half-at-zero", lambda x: (np.maximum(x + 1e-3, 0) - np.maximum(x - 1e-3, 0)) / 2e-3),
    ("not-finite-at-zero", lambda x: np.maximum(x, 0) / x),
    ("value-not-slope", lambda x: np.maximum(x, 0)),
    ("identity", lambda x: x),
    ("sign", lambda x: np.sign(x)),
    ("sign", lambda x: np.where(x > 0, 1, np.where(x < 0, -1, 0))),
    ("other-side", lambda x: (x < 0) * 1),
    ("one-everywhere", lambda x: np.ones(x.shape)),
    ("above-one", lambda x: (x > 1) * 1.0),
    ("leaky", lambda x: np.where(x > 0, 1, 0.01)),
    ("sigmoid", lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
    ("flattened", lambda x: [float(value > 0) for value in x.flat]),
    ("all-zero", lambda x: 0 * x),
    ("fails-with-several-axes", lambda x: [1.0 if value > 0 else 0.0 for value in x]),
]


@wrong("not-elementwise")
def asks_about_all(x):
    return np.ones_like(x) if x > 0 else np.zeros_like(x)


@wrong("blank")
def blank(x):
    raise NotImplementedError
