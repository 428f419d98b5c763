import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


def log_softmax(logits):
    below = logits - logits.max(axis=1, keepdims=True)
    return below - np.log(np.exp(below).sum(axis=1, keepdims=True))


def softmax(logits):
    return np.exp(log_softmax(logits))


def own(values, labels):
    return values[np.arange(len(labels)), labels]


@right
def usual(logits, labels):
    return -own(log_softmax(logits), labels).mean()


@right
def one_hot(logits, labels):
    wanted = np.eye(logits.shape[1])[labels]
    return -(wanted * log_softmax(logits)).sum(axis=1).mean()


@right
def log_sum_exp(logits, labels):
    return float((np.logaddexp.reduce(logits, axis=1) - own(logits, labels)).mean())


@right
def loop(logits, labels):
    total = 0.0
    for row, label in zip(logits, labels, strict=True):
        top = max(row)
        total += top + np.log(sum(np.exp(value - top) for value in row)) - row[label]
    return total / len(labels)


@right
def torch_inside(logits, labels):
    import torch

    return torch.nn.functional.cross_entropy(torch.tensor(logits), torch.tensor(labels))


@right
def scipy_special(logits, labels):
    from scipy.special import logsumexp

    return np.mean(logsumexp(logits, axis=1) - own(logits, labels))


@right
def single_precision(logits, labels):
    return np.float32(usual(logits.astype(np.float32), labels))


@right
def zero_dimensional(logits, labels):
    return np.array(usual(logits, labels))


@right
def margins(logits, labels):
    return (
        np.log1p(np.exp(np.minimum(logits - own(logits, labels)[:, None], 0)).sum(1) - 1).mean()
        if (logits <= own(logits, labels)[:, None]).all()
        else usual(logits, labels)
    )


def naive(logits, labels, add=0.0):
    powers = np.exp(logits)
    return -np.log(own(powers / powers.sum(axis=1, keepdims=True), labels) + add).mean()


def twice(logits, labels):
    return usual(softmax(logits), labels)


bank.wrongs += [
    ("not-stable", naive),
    ("not-stable", lambda logits, labels: -np.log(own(softmax(logits), labels)).mean()),
    ("kept-from-zero", lambda logits, labels: -np.log(own(softmax(logits), labels) + 1e-9).mean()),
    ("kept-from-zero", lambda logits, labels: (
        -np.log(np.clip(own(softmax(logits), labels), 1e-12, 1)).mean())),
    ("kept-from-zero", lambda logits, labels: naive(logits, labels, 1e-8)),
    ("sum-not-mean", lambda logits, labels: -own(log_softmax(logits), labels).sum()),
    ("mean-over-classes", lambda logits, labels: (
        -(np.eye(logits.shape[1])[labels] * log_softmax(logits)).mean())),
    ("not-averaged", lambda logits, labels: -own(log_softmax(logits), labels)),
    ("sign", lambda logits, labels: own(log_softmax(logits), labels).mean()),
    ("no-logarithm", lambda logits, labels: own(softmax(logits), labels).mean()),
    ("logarithm-of-mean", lambda logits, labels: -np.log(own(softmax(logits), labels).mean())),
    ("other-base", lambda logits, labels: usual(logits, labels) / np.log(2)),
    ("no-softmax", lambda logits, labels: -own(logits, labels).mean()),
    ("no-softmax", lambda logits, labels: -np.log(own(logits, labels)).mean()),
    ("softmax-twice", twice),
    ("labels-not-paired", lambda logits, labels: -log_softmax(logits)[:, labels].mean()),
    ("labels-not-used", lambda logits, labels: -log_softmax(logits).max(axis=1).mean()),
    ("labels-from-one", lambda logits, labels: usual(logits, labels - 1)),
    ("wrong-axis", lambda logits, labels: -own(log_softmax(logits.T).T, labels).mean()),
    ("squared-error", lambda logits, labels: (
        ((softmax(logits) - np.eye(logits.shape[1])[labels]) ** 2).mean())),
    ("accuracy", lambda logits, labels: (logits.argmax(axis=1) == labels).mean()),
    ("first-row-only", lambda logits, labels: -log_softmax(logits)[0, labels[0]]),
    ("perplexity", lambda logits, labels: np.exp(usual(logits, labels))),
    ("entropy", lambda logits, labels: -(softmax(logits) * log_softmax(logits)).sum(1).mean()),
    ("all-zero", lambda logits, labels: 0.0),
    ("constant", lambda logits, labels: np.log(2)),
    ("wrong-shape", lambda logits, labels: [usual(logits, labels)]),
    ("offset", lambda logits, labels: usual(logits, labels) + 0.5),
    ("fails-with-classes", lambda logits, labels: usual(logits[:, :2], np.minimum(labels, 1))),
]  # fmt: skip


@wrong("raises")
def wrong_name(logits, labels):
    return -np.log(softmax(logits)[labls]).mean()  # noqa: F821


@wrong("returns-nothing")
def nothing(logits, labels):
    usual(logits, labels)


@wrong("maximum-not-added")
def takes_the_largest_away_for_good(logits, labels):
    largest = logits.max(axis=1, keepdims=True)
    logs = np.log(np.exp(logits - largest).sum(axis=1))
    return (logs - logits[np.arange(len(labels)), labels]).mean()


@wrong("no-logarithm-and-not-paired")
def reads_all_labels_of_all_rows(logits, labels):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return (powers / powers.sum(axis=1, keepdims=True))[:, labels]
