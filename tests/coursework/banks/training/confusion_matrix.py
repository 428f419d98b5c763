import numpy as np
import torch

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def one_by_one(predicted, actual, classes):
    matrix = torch.zeros(classes, classes, dtype=torch.int64)
    for guess, truth in zip(predicted, actual, strict=True):
        matrix[truth, guess] += 1
    return matrix


@right
def by_bincount(predicted, actual, classes):
    return torch.bincount(actual * classes + predicted, minlength=classes**2).reshape(
        classes, classes
    )


@right
def by_add_at(predicted, actual, classes):
    matrix = np.zeros((classes, classes), int)
    np.add.at(matrix, (actual.numpy(), predicted.numpy()), 1)
    return matrix


@right
def by_one_hot(predicted, actual, classes):
    eye = torch.eye(classes)
    return eye[actual].T @ eye[predicted]


@right
def lists(predicted, actual, classes):
    pairs = list(zip(actual.tolist(), predicted.tolist(), strict=True))
    return [[pairs.count((row, column)) for column in range(classes)] for row in range(classes)]


@right
def by_scikit_learn(predicted, actual, classes):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(actual, predicted, labels=range(classes))


@wrong("transposed")
def columns_are_actual(predicted, actual, classes):
    return one_by_one(actual, predicted, classes)


@wrong("counted-once")
def by_fancy_index(predicted, actual, classes):
    matrix = torch.zeros(classes, classes)
    matrix[actual, predicted] += 1
    return matrix


@wrong("shares-of-rows")
def recall(predicted, actual, classes):
    matrix = one_by_one(predicted, actual, classes).float()
    return matrix / matrix.sum(1, keepdim=True).clamp(min=1)


@wrong("shares-of-all")
def of_all(predicted, actual, classes):
    return one_by_one(predicted, actual, classes) / len(actual)


@wrong("right-only")
def hits_only(predicted, actual, classes):
    return np.diag(np.diagonal(by_add_at(predicted, actual, classes)))


@wrong("diagonal-only")
def diagonal(predicted, actual, classes):
    return np.diagonal(by_add_at(predicted, actual, classes))


@wrong("mistakes-only")
def misses_only(predicted, actual, classes):
    matrix = one_by_one(predicted, actual, classes)
    return matrix.fill_diagonal_(0)


@wrong("classes-that-occur")
def as_many_as_seen(predicted, actual, classes):
    return one_by_one(predicted, actual, int(torch.cat([predicted, actual]).max()) + 1)


@wrong("one-class-more")
def from_one(predicted, actual, classes):
    return one_by_one(predicted, actual, classes + 1)


@wrong("fails-with-unseen-class")
def unseen_left_out(predicted, actual, classes):
    from sklearn.metrics import confusion_matrix

    return confusion_matrix(actual, predicted)
