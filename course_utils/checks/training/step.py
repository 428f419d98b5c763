"""The check of `train_step`: forget, ask, compare, go back, move."""

import numpy as np
import torch
import torch.nn.functional as F

from ..engine import Case, Exercise, Misconception, check
from . import probes


def _step(
    *,
    mode="train",
    forget="before",
    loss=F.cross_entropy,
    moves=1,
    early=False,
    back=True,
    says="before",
    form=float,
):
    """Return a training step with something done otherwise."""

    def step(model, images, labels, optimizer):
        if mode != "none":
            model.train(mode == "train")
        if forget == "before":
            optimizer.zero_grad()
        value = loss(model(images), labels)
        if early:
            optimizer.step()
        if back:
            value.backward()
        if forget == "late":
            optimizer.zero_grad()
        for _ in range(0 if early else moves):
            optimizer.step()
        if says == "after":
            with torch.no_grad():
                value = loss(model(images), labels)
        return form(value.detach())

    return step


def _on_probabilities(scores, labels):
    return F.cross_entropy(scores.softmax(1), labels)


def _only_log(scores, labels):
    return F.nll_loss(scores.softmax(1), labels)


def _no_softmax(scores, labels):
    return F.nll_loss(scores, labels)


def _summed(scores, labels):
    return F.cross_entropy(scores, labels, reduction="sum")


def _squared(scores, labels):
    return F.mse_loss(scores, F.one_hot(labels, scores.shape[1]).float())


def _squared_probabilities(scores, labels):
    return _squared(scores.softmax(1), labels)


def _climbs(scores, labels):
    return -F.cross_entropy(scores, labels)


def _case(weight, images, labels, rate=0.5):
    return Case((np.array(weight, float), np.array(images, float), np.array(labels), rate))


_ZERO = [[0.0, 0.0], [0.0, 0.0]]

TRAIN_STEP = Exercise(
    signature="train_step(model, images, labels, optimizer)",
    reference=_step(),
    probe=probes.train_step,
    hints=(probes.EVENTS,),
    given=("weight of a linear model", "two batches of images", "their labels", "learning rate"),
    examples=(
        _case(_ZERO, [[[1, 0]], [[1, 0]]], [[0], [0]]),
        _case(_ZERO, [[[1, 2]], [[2, -1]]], [[0], [1]]),
        _case([[1, 0], [0, 1]], [[[1, 2], [2, 0]], [[0, 1], [3, 1]]], [[0, 1], [1, 1]]),
        _case(
            [[1, 0], [0, 1], [1, -1]],
            [[[1, 2], [2, 0], [1, 1]], [[0, 1], [3, 1], [2, 2]]],
            [[0, 1, 2], [1, 2, 0]],
            0.25,
        ),
    ),
    misconceptions=(
        Misconception(
            "gradients-not-forgotten",
            _step(forget="never"),
            "The first step is right, the second is not: the gradients of the first are still in "
            "there, since `backward` adds to them.",
        ),
        Misconception(
            "stepped-before-backward",
            _step(early=True),
            "The optimiser steps before the gradients of this batch are known.",
        ),
        Misconception(
            "stepped-before-backward",
            _step(early=True, forget="never"),
            "The optimiser steps before the gradients of this batch are known, and moves by those "
            "of the batch before.",
        ),
        Misconception(
            "forgotten-too-late",
            _step(forget="late"),
            "The gradients are set to zero between `backward` and the step, so that nothing moves.",
        ),
        Misconception(
            "no-backward",
            _step(back=False),
            "The weights do not move: nothing asks for the gradients of the loss.",
        ),
        Misconception(
            "no-step",
            _step(moves=0),
            "The weights do not move: the optimiser is never asked for its step.",
        ),
        Misconception(
            "two-steps",
            _step(moves=2),
            "It moves twice by the same gradient; one step a batch.",
        ),
        Misconception(
            "not-in-training-mode",
            _step(mode="none"),
            "The network came in evaluation mode, and the step was taken in it; a step sets "
            "training mode.",
            0.5,
        ),
        Misconception(
            "returns-a-tensor",
            _step(form=lambda value: value),
            "It returns the loss as a tensor, which keeps memory for as long as it is kept; a "
            "float is asked.",
            0.5,
        ),
        Misconception(
            "loss-on-probabilities",
            _step(loss=_on_probabilities),
            "The loss is given probabilities; it takes the softmax itself, so give it the scores.",
        ),
        Misconception(
            "loss-without-logarithm",
            _step(loss=_only_log),
            "`nll_loss` expects logarithms of probabilities, and got probabilities.",
        ),
        Misconception(
            "loss-without-logarithm",
            _step(loss=_no_softmax),
            "`nll_loss` expects logarithms of probabilities, and got scores.",
        ),
        Misconception(
            "summed-loss",
            _step(loss=_summed),
            "The losses of the batch are summed, so that a larger batch takes larger steps; their "
            "mean is asked.",
        ),
        Misconception(
            "squared-error",
            _step(loss=_squared),
            "The loss is a squared error; the cross-entropy is asked.",
        ),
        Misconception(
            "squared-error",
            _step(loss=_squared_probabilities),
            "The loss is a squared error of probabilities; the cross-entropy is asked.",
        ),
        Misconception("climbs", _step(loss=_climbs), "The loss has the wrong sign: it climbs."),
        Misconception(
            "loss-after-the-step",
            _step(says="after"),
            "The loss that it returns is measured after the step; that of the step itself, before "
            "it, is asked.",
        ),
    ),
)


def train_step(answer):
    """Check ``train_step(model, images, labels, optimizer)``, which returns the loss."""
    return check(TRAIN_STEP, answer)
