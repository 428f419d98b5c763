"""The training loop, and what it tells of a run."""

import math
import time
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import torch
import torch.nn.functional as F

from .batches import normalised, shuffled


class DivergedError(ArithmeticError):
    """The loss is no longer a finite number, so no further step can mend the weights."""


@dataclass(frozen=True, eq=False)
class History:
    """What happened in a run.

    Attributes
    ----------
    losses : float32, (steps,)
        The mean loss of each step's batch, before that step changed the weights.
    seconds : float
        Time spent training: without loading the data, `on_step`, or evaluation.
    images : int
        How many images were seen, each as often as it was seen.
    epochs : float
        `images` over the number of different ones.
    recipe, device : str
    seed : int
    """

    losses: np.ndarray = field(repr=False)
    seconds: float
    images: int
    epochs: float
    recipe: str
    seed: int
    device: str

    @property
    def steps(self):
        """The number of steps."""
        return len(self.losses)

    @property
    def images_a_second(self):
        """How many images a second of training saw."""
        return self.images / self.seconds


def train(model, images, recipe, *, on_step=None, seed=0, device=None, steps=None):
    """Train a model in place and return the history of the run.

    With the same model, seed and recipe the result is the same, bit for bit, in one thread on one
    machine; several threads may add numbers in another order.

    Parameters
    ----------
    model : torch.nn.Module
        Takes float32 (N, 3, 32, 32) from -1 to 1 and gives a score a class, (N, classes). It is
        moved to the device and left there, in training mode.
    images : course_utils.data.Cifar10
        Or anything with `x_train`, uint8 (N, 32, 32, 3), and `y_train`, int64 (N,).
    recipe : Recipe
    on_step : callable, optional
        Called as ``on_step(step, loss, images)`` after each step; `step` counts from 1, `images`
        is the size of the batch.
    seed : int
        Of the order of the images, and of what the model draws (dropout).
    device : str or torch.device, optional
        Default: an accelerator where there is one, else the processor.
    steps : int, optional
        Stop after so many steps; by default after the epochs of the recipe.

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
    pictures, labels = whole(images, device)
    steps = recipe.steps(len(pictures)) if steps is None else steps
    if steps < 1:
        raise ValueError(f"steps is {steps}; 1 or more fits.")
    model.to(device).train()
    optimizer = recipe.optimizer(model)
    losses, seen, aside = np.empty(steps, np.float32), 0, 0.0
    with torch.random.fork_rng(devices=[]):
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
            if on_step is not None:
                pause = time.perf_counter()
                on_step(step, loss, len(chosen))
                aside += time.perf_counter() - pause
        seconds = time.perf_counter() - start - aside
    epochs = seen / len(pictures)
    return History(losses, seconds, seen, epochs, recipe.name, seed, str(device))


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


def whole(images, device):
    """Return all training images and labels as tensors on the device, the images as bytes.

    Returns
    -------
    uint8 tensor, (N, 32, 32, 3), and int64 tensor, (N,)
    """
    if len(images.x_train) == 0 or len(images.x_train) != len(images.y_train):
        raise ValueError(
            f"There are {len(images.x_train)} images and {len(images.y_train)} labels; "
            "one label an image, and at least one image, fits."
        )
    pictures, labels = torch.as_tensor(images.x_train), torch.as_tensor(images.y_train)
    return pictures.to(device), labels.to(device)


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
