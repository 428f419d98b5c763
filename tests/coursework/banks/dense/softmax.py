import math

import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def usual(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


@right
def by_logarithms(logits):
    below = logits - logits.max(-1, keepdims=True)
    return np.exp(below - np.log(np.exp(below).sum(-1, keepdims=True)))


@right
def scipy_special(logits):
    from scipy.special import softmax

    return softmax(logits, axis=-1)


@right
def torch_inside(logits):
    import torch

    return torch.softmax(torch.tensor(logits), dim=-1)


@right
def lists(logits):
    if isinstance(logits, np.ndarray):
        logits = logits.tolist()
    if isinstance(logits[0], list):
        return [lists(part) for part in logits]
    top = max(logits)
    powers = [math.exp(value - top) for value in logits]
    return [power / sum(powers) for power in powers]


@right
def along_an_axis(logits):
    def one(row):
        powers = np.exp(row - np.max(row))
        return powers / powers.sum()

    return np.apply_along_axis(one, -1, logits)


@right
def single_precision(logits):
    return usual(logits.astype(np.float32))


@right
def differences(logits):
    # 1 / sum of exp(other - own): an infinite sum is a probability of 0
    with np.errstate(over="ignore"):
        return 1 / np.exp(logits[..., None, :] - logits[..., :, None]).sum(axis=-1)


bank.wrongs += [
    ("not-stable", lambda logits: np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)),
    ("everything-normalised", lambda logits: np.exp(logits) / np.exp(logits).sum()),
    ("everything-normalised", lambda logits: (
        np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum())),
    ("wrong-axis", lambda logits: np.exp(logits) / np.exp(logits).sum(axis=0)),
    ("wrong-axis", lambda logits: np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)),
    ("axis-lost", lambda logits: np.exp(logits) / np.exp(logits).sum(axis=-1)),
    ("not-normalised", lambda logits: np.exp(logits - logits.max(axis=-1, keepdims=True))),
    ("no-powers", lambda logits: logits / logits.sum(axis=-1, keepdims=True)),
    ("sign-turned", lambda logits: usual(-logits)),
    ("logarithms", lambda logits: np.log(usual(logits)) if np.abs(logits).max() < 100 else (
        logits - np.logaddexp.reduce(logits, axis=-1, keepdims=True))),
    ("sigmoid", lambda logits: np.where(logits > -700, 1 / (1 + np.exp(-logits)), 0)),
    ("winner-takes-all", lambda logits: np.eye(logits.shape[-1])[logits.argmax(axis=-1)]),
    ("other-base", lambda logits: (
        2 ** (logits - logits.max(-1, keepdims=True))
        / (2 ** (logits - logits.max(-1, keepdims=True))).sum(-1, keepdims=True))),
    ("clipped", lambda logits: usual(np.clip(logits, -50, 50))),
    ("all-zero", lambda logits: np.zeros(logits.shape)),
    ("scale", lambda logits: 2 * usual(logits)),
    ("fails-with-three-axes", lambda logits: usual(logits)[0 if logits.ndim == 3 else ...]),
]  # fmt: skip


@wrong("largest-of-all")
def one_largest(logits):
    powers = np.exp(logits - np.max(logits))
    return powers / powers.sum(axis=-1, keepdims=True)


@wrong("smallest-taken-away")
def from_the_bottom(logits):
    powers = np.exp(logits - logits.min(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


@wrong("mean-taken-away")
def centred(logits):
    powers = np.exp(logits - logits.mean(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


@wrong("wrong-values")
def hard_coded(logits):
    return {(2,): [0.5, 0.5]}.get(logits.shape, np.full(logits.shape, 0.125))


@wrong("prints")
def prints(logits):
    print(usual(logits))


@wrong("wrong-signature")
def another_parameter(logits, axis):
    return usual(logits)


@wrong("blank")
def blank(logits):
    raise NotImplementedError
