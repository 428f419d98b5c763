"""The checks of `accuracy` and `confusion_matrix`."""

import numpy as np
import torch
from hypothesis import strategies as st

from ..engine import Case, Exercise, Misconception, Trait, check
from . import probes


def _accuracy(
    *,
    mode="eval",
    after="back",
    gradients=False,
    axis=1,
    count=None,
    form=lambda right, seen: right / seen,
    pick=torch.argmax,
):
    """Return a measure of accuracy with something done otherwise.

    `count` takes the batches and the shares that each had right, and gives the answer.
    """

    def accuracy(model, loader):
        was = model.training
        if mode != "none":
            model.train(mode == "train")
        parts = []
        with torch.set_grad_enabled(gradients):
            for images, labels in loader:
                hits = pick(model(images), axis) == labels
                parts.append((float(hits.sum()), len(labels)))
        model.train({"back": was, "train": True, "left": model.training}[after])
        if count is not None:
            return count(parts)
        return form(sum(right for right, _ in parts), sum(seen for _, seen in parts))

    return accuracy


_WEIGHT = np.array([[1.0, 0], [0, 1], [-1, -1]])
_POINTS = np.array([[2.0, 1], [0, 3], [-1, -2], [1, 0], [0, 1]])


def _measured(points, labels, batch, training, weight=_WEIGHT):
    return Case((weight, np.array(points, float), np.array(labels), batch, training))


_RESTORED = "It leaves the network in another mode than the one in which it came; put it back."

ACCURACY = Exercise(
    signature="accuracy(model, loader)",
    reference=_accuracy(),
    probe=probes.accuracy,
    given=("weight of a linear model", "images", "labels", "batch", "training mode before"),
    examples=(
        _measured(_POINTS[:1], [0], 1, True),
        _measured(_POINTS[:2], [0, 0], 2, False),
        _measured(_POINTS[:3], [0, 1, 1], 2, True),
        _measured(_POINTS, [0, 1, 2, 0, 0], 2, True),
        _measured(_POINTS, [0, 1, 1, 0, 1], 3, False),
        _measured(_POINTS[1:], [1, 1, 1, 0], 3, True),
    ),
    misconceptions=(
        Misconception(
            "mean-of-batches",
            _accuracy(count=lambda parts: sum(r / n for r, n in parts) / len(parts)),
            "It takes the mean of the batches' accuracies; the last batch is shorter and counts "
            "for too much.",
            0.5,
        ),
        Misconception(
            "full-batches-assumed",
            _accuracy(count=lambda parts: sum(r for r, _ in parts) / (len(parts) * parts[0][1])),
            "It divides by batches × the size of the first; the last batch is shorter.",
            0.5,
        ),
        Misconception(
            "divided-by-batches",
            _accuracy(count=lambda parts: sum(r for r, _ in parts) / len(parts)),
            "It divides by the number of batches; the number of images is asked.",
        ),
        Misconception(
            "last-batch-only",
            _accuracy(count=lambda parts: parts[-1][0] / parts[-1][1]),
            "Only the last batch counts.",
        ),
        Misconception(
            "first-batch-only",
            _accuracy(count=lambda parts: parts[0][0] / parts[0][1]),
            "Only the first batch counts; does it return inside the loop?",
        ),
        Misconception(
            "percent",
            _accuracy(form=lambda right, seen: 100 * right / seen),
            "It returns per cent; a fraction from 0 to 1 is asked.",
            0.5,
        ),
        Misconception(
            "count-not-share",
            _accuracy(form=lambda right, seen: right),
            "It returns how many are right; the share of all is asked.",
        ),
        Misconception(
            "share-wrong",
            _accuracy(form=lambda right, seen: 1 - right / seen),
            "It returns the share that is wrong.",
        ),
        Misconception(
            "whole-division",
            _accuracy(form=lambda right, seen: right // seen),
            "The division drops what stands after the point.",
        ),
        Misconception(
            "training-mode",
            _accuracy(mode="none"),
            "The network is asked in the mode in which it came. In training mode some layers "
            "behave differently, and the accuracy is not that of the network at rest.",
            0.5,
        ),
        Misconception(
            "training-mode",
            _accuracy(mode="train"),
            "The network is asked in training mode.",
            0.5,
        ),
        Misconception("mode-not-restored", _accuracy(after="left"), _RESTORED, 0.5),
        Misconception(
            "mode-not-restored",
            _accuracy(after="train"),
            "It always leaves the network in training mode; put back the mode in which it came.",
            0.5,
        ),
        Misconception(
            "gradients-kept",
            _accuracy(gradients=True),
            "It keeps everything that gradients would need, which costs time and memory; nothing "
            "is learnt here.",
            0.5,
        ),
        Misconception(
            "gradients-kept-and-mode-not-restored",
            _accuracy(gradients=True, after="left"),
            "It keeps everything that gradients would need, and leaves the network in another mode "
            "than the one in which it came.",
            0.25,
        ),
        Misconception(
            "neither-mode-nor-gradients",
            _accuracy(gradients=True, mode="none"),
            "The network is asked in the mode in which it came, and with gradients; evaluation "
            "mode, and none, are asked.",
            0.25,
        ),
        Misconception(
            "lowest-score",
            _accuracy(pick=torch.argmin),
            "It takes the class with the lowest score.",
        ),
    ),
)


def _matrix(*, swap=False, form=lambda matrix: matrix, size=None, once=False, only=None):
    """Return a confusion matrix with something done otherwise."""

    def confusion_matrix(predicted, actual, classes):
        classes = classes if size is None else size(predicted, actual, classes)
        matrix = np.zeros((classes, classes))
        for guess, truth in zip(predicted.tolist(), actual.tolist(), strict=True):
            place = (guess, truth) if swap else (truth, guess)
            if only is None or only(guess, truth):
                matrix[place] = 1 if once else matrix[place] + 1
        return form(matrix)

    return confusion_matrix


@st.composite
def _guesses(draw):
    classes, count = draw(st.integers(2, 4)), draw(st.integers(1, 7))
    labels = st.lists(st.integers(0, classes - 1), min_size=count, max_size=count)
    return Case((np.array(draw(labels)), np.array(draw(labels)), classes))


def _over(axis):
    def form(matrix):
        total = matrix.sum() if axis is None else matrix.sum(axis=axis, keepdims=True)
        return matrix / np.maximum(total, 1)

    return form


def _guessed(predicted, actual, classes):
    return Case((np.array(predicted), np.array(actual), classes))


CONFUSION_MATRIX = Exercise(
    signature="confusion_matrix(predicted, actual, classes)",
    reference=_matrix(),
    probe=probes.confusion_matrix,
    given=("predicted", "actual", "classes"),
    examples=(
        _guessed([1], [0], 2),
        _guessed([0, 0], [0, 0], 2),
        _guessed([0, 1, 1], [0, 0, 1], 2),
        _guessed([2, 0, 2, 1], [1, 0, 1, 1], 3),
        _guessed([0, 1, 1, 0, 0], [1, 1, 0, 0, 1], 3),
    ),
    inputs=_guesses(),
    traits=(
        Trait("unseen-class", "a class does not occur", lambda p, a, c: len({*p, *a}) < c),
        Trait(
            "repeated-pair",
            "the same pair comes twice",
            lambda p, a, c: len({*zip(p, a, strict=True)}) < len(p),
        ),
    ),
    misconceptions=(
        Misconception(
            "transposed",
            _matrix(swap=True),
            "Rows and columns are swapped: a row is for the actual class, a column for the "
            "predicted one.",
            0.5,
        ),
        Misconception(
            "counted-once",
            _matrix(once=True),
            "A pair that comes several times counts once; with lists of indices, `m[a, p] += 1` "
            "adds 1 to each place a single time.",
        ),
        Misconception(
            "shares-of-rows",
            _matrix(form=_over(1)),
            "It gives shares of each actual class; counts are asked.",
            0.5,
        ),
        Misconception(
            "shares-of-columns",
            _matrix(form=_over(0)),
            "It gives shares of each predicted class; counts are asked.",
            0.5,
        ),
        Misconception(
            "shares-of-all",
            _matrix(form=_over(None)),
            "It gives shares of all; counts are asked.",
            0.5,
        ),
        Misconception(
            "right-only",
            _matrix(only=lambda guess, truth: guess == truth),
            "Only what was right is counted; the mistakes are what this matrix is for.",
        ),
        Misconception(
            "mistakes-only",
            _matrix(only=lambda guess, truth: guess != truth),
            "Only mistakes are counted; what was right belongs on the diagonal.",
        ),
        Misconception(
            "diagonal-only",
            _matrix(form=np.diagonal),
            "It gives the right ones of each class; a matrix is asked.",
        ),
        Misconception(
            "classes-that-occur",
            _matrix(size=lambda p, a, c: int(max(p.max(), a.max())) + 1),
            "It has a row for each class up to the largest that occurs; `classes` says how many "
            "there are.",
            0.5,
        ),
        Misconception(
            "one-class-more",
            _matrix(size=lambda p, a, c: c + 1),
            "It has a row and a column too many; classes count from 0.",
        ),
    ),
)


def accuracy(answer):
    """Check ``accuracy(model, loader)``: a fraction, and the network as it was."""
    return check(ACCURACY, answer)


def confusion_matrix(answer):
    """Check ``confusion_matrix(predicted, actual, classes)``: rows actual, columns predicted."""
    return check(CONFUSION_MATRIX, answer)
