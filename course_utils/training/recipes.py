"""Recipes: everything about a training run that is a number, in one place."""

import math
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Recipe:
    """How a network is trained.

    Attributes
    ----------
    name : str
    batch : int
        Images a step.
    epochs : int
        How often every image is seen.
    learning_rate, momentum : float
        Of stochastic gradient descent.
    """

    name: str
    batch: int
    epochs: int
    learning_rate: float
    momentum: float

    def steps(self, images):
        """Return the steps of all epochs over so many images, an int."""
        return self.epochs * math.ceil(images / self.batch)

    def optimizer(self, model):
        """Return the optimiser for the model's parameters, with its momentum at rest."""
        return torch.optim.SGD(model.parameters(), lr=self.learning_rate, momentum=self.momentum)


ARTICLE = Recipe("article", batch=4, epochs=10, learning_rate=0.001, momentum=0.9)

RECIPES = {one.name: one for one in (ARTICLE,)}


def recipe(name):
    """Return the recipe of that name.

    Raises
    ------
    ValueError
        When there is none; the sentence lists those that there are.
    """
    if name not in RECIPES:
        raise ValueError(f"There is no recipe {name!r}; these exist: {', '.join(RECIPES)}.")
    return RECIPES[name]
