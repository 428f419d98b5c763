"""The training loop, and what it tells of a run."""

import math
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F

from .batches import normalised, shuffled
from .evaluation import evaluate

SMALL = 32  # a batch below this is too little work to share between threads


class DivergedError(ArithmeticError):
    """The loss is no longer a finite number, so no further step can mend the weights."""


class Progress(NamedTuple):
    """Where a run stands after a step; what `on_step` is told.

    Attributes
    ----------
    step, steps : int
        The step just taken, from 1, and how many there will be.
    loss : float
        The mean loss of its batch, before the step changed the weights.
    images : int
        Images seen so far, each as often as it was seen.
    epochs : float
        `images` over the number of different ones.
    seconds : float
        Time spent training so far.
    accuracy : float or None
        On the test images, where this step was followed by an evaluation.
    """

    step: int
    steps: int
    loss: float
    images: int
    epochs: float
    seconds: float
    accuracy: float | None


@dataclass(frozen=True, eq=False)
class History:
    """What happened in a run.

    Attributes
    ----------
    losses : float32, (steps,)
        The mean loss of each step's batch, before that step changed the weights.
    seconds : float
        Time spent training, `on_step` included; neither loading the data nor evaluation.
    images : int
        How many images were seen, each as often as it was seen.
    epochs : float
        `images` over the number of different ones.
    accuracies : tuple of (int, float)
        Each evaluation on the test images: after which step, and the share that was right.
    recipe, device : str
    seed : int
    """

    losses: np.ndarray = field(repr=False)
    seconds: float
    images: int
    epochs: float
    accuracies: tuple
    recipe: str
    seed: int
    device: str

    @property
    def steps(self):
        """The number of steps."""
        return len(self.losses)

    @property
    def accuracy(self):
        """The share of the test images that was right at the end; None without evaluation."""
        return self.accuracies[-1][1] if self.accuracies else None

    @property
    def images_a_second(self):
        """How many images a second of training saw."""
        return self.images / self.seconds


def train(model, data, recipe, *, on_step=None, seed=0, device=None, steps=None, evaluation=True):
    """Train a model in place and return the history of the run.

    With the same model, seed and recipe the result is the same, bit for bit, in one thread on one
    machine; several threads may add numbers in another order. Batches below 32 images are computed
    in one thread in any case: threads would wait for each other longer than they work.

    Parameters
    ----------
    model : torch.nn.Module
        Takes float32 (N, 3, 32, 32) from -1 to 1 and gives a score a class, (N, classes). It is
        moved to the device and left there, in training mode.
    data : course_utils.data.Cifar10
        Or anything with `x_train`, uint8 (N, 32, 32, 3), `y_train`, int64 (N,), and the same for
        the test.
    recipe : Recipe
    on_step : callable, optional
        Called with a `Progress` after each step.
    seed : int
        Of the order of the images, and of what the model draws (dropout).
    device : str or torch.device, optional
        Default: an accelerator where there is one, else the processor.
    steps : int, optional
        Stop after so many steps; by default after the epochs of the recipe.
    evaluation : bool
        Evaluate on the test images after each epoch and at the end, outside the clock.

    Returns
    -------
    History

    Raises
    ------
    DivergedError
        When the loss is NaN or infinite; the sentence names the step and the likeliest causes.
    ValueError
        When there is no image, or `steps` is less than 1.
    """
    device = torch.device(device or accelerator())
    pictures, labels = whole(data, device)
    steps = recipe.steps(len(pictures)) if steps is None else steps
    if steps < 1:
        raise ValueError(f"steps is {steps}; 1 or more fits.")
    model.to(device).train()
    optimizer = recipe.optimizer(model)
    losses, accuracies, seen, aside = np.empty(steps, np.float32), [], 0, 0.0
    with threads_for(recipe.batch), torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        order = shuffled(len(pictures), recipe.batch, torch.Generator().manual_seed(seed))
        start = time.perf_counter()
        for step, chosen in enumerate(islice(order, steps), 1):
            chosen = chosen.to(device)
            loss = train_step(model, normalised(pictures[chosen]), labels[chosen], optimizer)
            if not math.isfinite(loss):
                raise DivergedError(diverged(loss, step, recipe))
            losses[step - 1] = loss
            seen += len(chosen)
            seconds, accuracy = time.perf_counter() - start - aside, None
            if evaluation and (seen % len(pictures) == 0 or step == steps):
                accuracy = evaluate(model, data)
                accuracies.append((step, accuracy))
                aside = time.perf_counter() - start - seconds
            if on_step is not None:
                epochs = seen / len(pictures)
                on_step(Progress(step, steps, loss, seen, epochs, seconds, accuracy))
        seconds = time.perf_counter() - start - aside
    epochs, accuracies = seen / len(pictures), tuple(accuracies)
    return History(losses, seconds, seen, epochs, accuracies, recipe.name, seed, str(device))


def train_step(model, images, labels, optimizer):
    """Take one step of gradient descent, and return the loss before it, a float.

    Parameters
    ----------
    model : torch.nn.Module
    images : float32 tensor, (N, 3, 32, 32)
    labels : int64 tensor, (N,)
    optimizer : torch.optim.Optimizer
        Over the model's parameters.
    """
    optimizer.zero_grad()
    loss = F.cross_entropy(model(images), labels)
    loss.backward()
    optimizer.step()
    return loss.item()


def whole(data, device):
    """Return all training images and labels as tensors on the device, the images as bytes.

    Returns
    -------
    uint8 tensor, (N, 32, 32, 3), and int64 tensor, (N,)
    """
    if len(data.x_train) == 0 or len(data.x_train) != len(data.y_train):
        raise ValueError(
            f"There are {len(data.x_train)} images and {len(data.y_train)} labels; "
            "one label an image, and at least one image, fits."
        )
    pictures, labels = torch.as_tensor(data.x_train), torch.as_tensor(data.y_train)
    return pictures.to(device), labels.to(device)


@contextmanager
def threads_for(batch):
    """Hold torch to one thread while batches are small; the number is put back afterwards."""
    before = torch.get_num_threads()
    torch.set_num_threads(1 if batch < SMALL else before)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def accelerator():
    """Return the name of the device to train on: 'cuda', 'mps' or 'cpu'."""
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def diverged(loss, step, recipe):
    """Say in words that a loss is not finite, and why that may be."""
    return (
        f"The loss is {loss} at step {step}, so training stopped there. The likeliest causes: a "
        f"learning rate that is too high ({recipe.learning_rate:g} here; try a tenth of it), "
        "images that hold NaN or were not normalised, or a model that takes the logarithm of zero "
        "or divides by zero."
    )
