"""One step of training: from the indices of a batch to changed weights."""

import math
from functools import partial

import torch
import torch.nn.functional as F

from .batches import generator
from .precision import is_low
from .work import Meter


def train_step(model, images, labels, optimizer, loss=F.cross_entropy, low_precision=False):
    """Take one step of gradient descent, and return the loss before it, a float.

    Parameters
    ----------
    model : torch.nn.Module
    images : float32 tensor, (N, 3, H, W)
    labels : int64 tensor, (N,)
    optimizer : torch.optim.Optimizer
        Over the model's parameters.
    loss : callable
        Takes scores, (N, classes), and labels, and gives their loss, a mean over the images.
    low_precision : bool
        Compute convolutions and matrix products in bfloat16; the weights stay float32.
    """
    optimizer.zero_grad()
    with torch.autocast(images.device.type, torch.bfloat16, enabled=low_precision):
        value = loss(model(images), labels)
    value.backward()
    optimizer.step()
    return value.item()


class Stepper:
    """Takes the steps of a run as its recipe says, in all processes of its world.

    Parameters
    ----------
    model : torch.nn.Module
        On its device.
    pictures : uint8 tensor, (count, H, W, 3)
        All training images, on the same device.
    labels : int64 tensor, (count,)
    recipe : Recipe
    optimizer : torch.optim.Optimizer
    seed : int
    world : World
    count_work : bool
        Whether the multiply-accumulates are counted.
    note_losses : bool
        Whether the loss of each image is kept, which asks for `recipe.losses`.

    Attributes
    ----------
    rate : float
        The learning rate of the last step, the first parameters' where they differ.
    losses : float32 tensor, (batch,)
        Of each image of the last step, before it; None where they are not noted.
    """

    def __init__(
        self,
        model,
        pictures,
        labels,
        recipe,
        optimizer,
        *,
        seed,
        world,
        count_work=False,
        note_losses=False,
    ):
        self.model, self.optimizer, self.recipe = model, optimizer, recipe
        self.pictures, self.labels = pictures, labels
        self.seed, self.world, self.rate = seed, world, math.nan
        self.losses, self._note_losses = None, note_losses
        self._net, self._meter = world.wrap(model), Meter(count_work)
        self._low_precision = is_low(recipe.precision, pictures.device)
        for group in optimizer.param_groups:
            group.setdefault("initial_lr", group["lr"])

    def take(self, chosen, step, share):
        """Take a step with the images of these indices.

        Parameters
        ----------
        chosen : int64 tensor, (batch,)
        step : int
            Its number, from 1.
        share : float
            How much of the run was done before it, from 0 to 1.

        Returns
        -------
        float, int
            This process's part of the mean loss of the batch; multiply-accumulates.
        """
        recipe, world = self.recipe, self.world
        factor = recipe.schedule(share)
        for group in self.optimizer.param_groups:
            group["lr"] = group["initial_lr"] * factor
        self.rate = self.optimizer.param_groups[0]["lr"]
        chosen = chosen.to(self.pictures.device)
        draw = generator(self.seed, "inputs", step)
        part, weight = world.part(len(chosen))
        images = recipe.inputs(self.pictures[chosen], share, draw)[part]
        if recipe.channels_last:
            images = images.contiguous(memory_format=torch.channels_last)
        labels = self.labels[chosen][part]

        def loss(scores, labels):
            if self._note_losses:
                self._note(scores, labels, len(chosen), part, weight)
            value = recipe.loss(scores, labels)
            return value * weight if weight != 1 else value

        one = partial(
            train_step, self._net, images, labels, self.optimizer, loss, self._low_precision
        )
        trained = sum(parameter.requires_grad for parameter in self.model.parameters())
        value, work = self._meter.take((tuple(images.shape), trained), one)
        return value / world.size, work

    @torch.no_grad()
    def _note(self, scores, labels, count, part, weight):
        """Keep the losses of a batch of so many images; this process knows those of its part."""
        losses = torch.zeros(count, device=scores.device)
        if weight:
            losses[part] = self.recipe.losses(scores, labels)
        self.losses = self.world.gathered(losses)
