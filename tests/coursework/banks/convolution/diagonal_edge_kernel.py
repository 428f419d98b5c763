import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong

bank.rights += [
    lambda: np.array([[0, 1, 2], [-1, 0, 1], [-2, -1, 0]]),
    lambda: [[2, 1, 0], [1, 0, -1], [0, -1, -2]],
    lambda: -100.0 * np.array([[0, 1, 1], [-1, 0, 1], [-1, -1, 0]]),
    lambda: np.array([[0, 3, 10], [-3, 0, 3], [-10, -3, 0]], np.float32),
    lambda: ((0, 1, 1), (-1, 0, 1), (-1, -1, 0)),
    lambda: np.triu(np.ones((3, 3)), 1) - np.tril(np.ones((3, 3)), -1),
    lambda: 1e-6 * np.array([[0, 1, 2], [-1, 0, 1], [-2, -1, 0]]),
]


@right
def through_torch():
    import torch

    return torch.tensor([[0.0, 1, 2], [-1, 0, 1], [-2, -1, 0]])


bank.wrongs += [
    ("not-flat", lambda: np.eye(3)),
    ("not-flat", lambda: np.ones((3, 3)) / 9),
    ("straight-edge", lambda: np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])),
    ("straight-edge", lambda: np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]])),
    ("both-diagonals", lambda: np.array([[-1, 0, 1], [0, 0, 0], [1, 0, -1]])),
    ("all-zero", lambda: np.zeros((3, 3))),
    ("wrong-shape", lambda: np.array([[0, 1], [-1, 0]])),
    ("wrong-shape", lambda: np.array([0, 1, 2, -1, 0, 1, -2, -1, 0])),
    ("not-finite", lambda: np.full((3, 3), np.nan)),
    ("wrong-type", lambda: "[[0, 1, 2], [-1, 0, 1], [-2, -1, 0]]"),
    ("returns-nothing", lambda: None),
]


@wrong("prints")
def prints():
    print([[0, 1, 2], [-1, 0, 1], [-2, -1, 0]])


@wrong("raises")
def misspelt():
    return np.arry([[0, 1, 2]])


@wrong("blank")
def blank():
    raise NotImplementedError
