"""Recipes: everything about a training run that is a choice, in one place."""

import math
from dataclasses import dataclass, field

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
    about : str
        What each part buys.
    """

    name: str
    batch: int
    epochs: int
    learning_rate: float
    momentum: float
    about: str = field(default="", repr=False)

    def steps(self, images):
        """Return the steps of all epochs over so many images, an int."""
        return self.epochs * math.ceil(images / self.batch)

    def optimizer(self, model):
        """Return the optimiser for the model's parameters, with its momentum at rest."""
        return torch.optim.SGD(model.parameters(), lr=self.learning_rate, momentum=self.momentum)


ARTICLE = Recipe(
    "article",
    batch=4,
    epochs=10,
    learning_rate=0.001,
    momentum=0.9,
    about="""\
The recipe of the article that this course grew from.

Images from -1 to 1: numbers around 0, as the first weights expect them.
Batches of 4: a step costs little, so there are many of them; each is a rough guess.
A new order each epoch: no batch is met twice, so nothing is learnt from the order.
Learning rate 0.001: small enough for such rough guesses.
Momentum 0.9: a step keeps nine tenths of the one before, which averages the guesses and makes
a step in a steady direction ten times as long.
Ten epochs at one rate: no schedule, nothing to tune.""",
)

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
