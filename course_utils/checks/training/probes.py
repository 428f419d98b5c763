"""Stages for functions that take or give networks: what goes in is plain, and so is what is seen.

A probe knows nothing of what is right. It imports PyTorch only, so that it can run where a
learner's answer runs.
"""

import numpy as np
import torch
from torch import nn


def filled(model):
    """Give a network weights that depend on each parameter's shape alone, and return it.

    So two networks with the same layers compute the same, in whatever order they were written.
    """
    for parameter in model.parameters():
        seed = sum(size * 31**place for place, size in enumerate(parameter.shape))
        values = torch.randn(parameter.shape, generator=torch.Generator().manual_seed(seed))
        # Weights that keep the size of what passes; biases that show when one is missing.
        inputs = parameter[0].numel() if parameter.ndim > 1 else 4
        parameter.data = values * (2 / inputs) ** 0.5
    return model


def build_net(answer, images):
    """Build a network, count it, fill it, and let it score images, float (N, 3, 32, 32)."""
    torch.manual_seed(0)
    model = answer()
    if not isinstance(model, nn.Module):
        return model
    count = sum(parameter.numel() for parameter in model.parameters())
    with torch.no_grad():
        scores = filled(model).eval()(torch.as_tensor(images, dtype=torch.float32))
    return {"the number of parameters": count, "the scores of the images": scores}


EVENTS = "how often it went back, stepped with gradients, stepped without, and left some"
COUNTED = (("backward", True), ("step", True), ("step", False), ("left", True))


def has_gradient(model):
    """Tell whether a watched network's weight has a gradient that is not 0."""
    return model.weight.grad is not None and bool(model.weight.grad.any())


class Watched(nn.Module):
    """A linear layer that notes in which mode, and whether with gradients, it is asked.

    In training mode it adds a large number to its first score, as a layer would that behaves
    differently there.
    """

    def __init__(self, weight, upset=0.0):
        super().__init__()
        self.weight = nn.Parameter(torch.as_tensor(weight, dtype=torch.float32).clone())
        self.upset = upset
        self.notes = []

    def forward(self, x):
        """Return scores, (N, classes), for x, (N, inputs)."""
        self.notes.append((self.training, torch.is_grad_enabled()))
        scores = x @ self.weight.T
        if self.training and self.upset:
            scores = scores + self.upset * torch.eye(scores.shape[1])[0]
        return scores


def train_step(answer, weight, images, labels, rate):
    """Let two steps be taken on a linear network that is in evaluation mode before each.

    `weight` is (classes, inputs), `images` (2, N, inputs), `labels` (2, N): a batch a step.
    """
    model = Watched(weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    losses, weights, floats, events = [], [], [], []
    optimizer.register_step_pre_hook(lambda *_: events[-1].append(("step", has_gradient(model))))
    model.weight.register_post_accumulate_grad_hook(lambda _: events[-1].append(("backward", True)))
    for batch, right in zip(images, labels, strict=True):
        model.eval()
        events.append([])
        batch, right = torch.as_tensor(batch, dtype=torch.float32), torch.as_tensor(right)
        loss = answer(model, batch, right, optimizer)
        floats.append(isinstance(loss, float))
        losses.append(np.nan if loss is None else float(loss))
        weights.append(model.weight.detach().clone())
        events[-1].append(("left", has_gradient(model)))
    return {
        "the weights after each step": torch.stack(weights),
        "the losses returned": np.array(losses),
        "whether the network was in training mode": all(mode for mode, _ in model.notes),
        "whether each loss is a float": all(floats),
        EVENTS: np.array([[part.count(event) for event in COUNTED] for part in events]),
    }


def accuracy(answer, weight, images, labels, batch, training):
    """Let the accuracy of a linear network be measured, from batches of which the last is short.

    `weight` is (classes, inputs), `images` (N, inputs), `labels` (N,); `training` is the mode that
    the network is in before.
    """
    model = Watched(weight, upset=100.0).train(training)
    pairs = zip(
        torch.as_tensor(images, dtype=torch.float32).split(batch),
        torch.as_tensor(labels).split(batch),
        strict=True,
    )
    share = answer(model, list(pairs))
    return {
        "the accuracy": share,
        "whether the network is in training mode afterwards": model.training,
        "whether it was while it was asked": any(mode for mode, _ in model.notes),
        "whether gradients were kept": any(kept for _, kept in model.notes),
    }


def confusion_matrix(answer, predicted, actual, classes):
    """Hand the classes over as tensors, int64 (N,)."""
    return answer(torch.as_tensor(predicted), torch.as_tensor(actual), classes)
