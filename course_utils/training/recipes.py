"""Recipes: everything about a training run that is a choice, in one place."""

import math
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F

from ..models import ArticleNet
from .batches import normalised


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
    precision : str
        'float32', or 'fastest': bfloat16 where the machine computes in it, else float32.
    channels_last : bool
        Whether the numbers of one pixel lie together in memory.
    """

    name: str
    batch: int
    epochs: int
    learning_rate: float
    momentum: float
    about: str = field(default="", repr=False)
    precision: str = "float32"
    channels_last: bool = False

    def steps(self, images):
        """Return the steps of all epochs over so many images, an int."""
        return math.ceil(self.epochs * math.ceil(images / self.batch))

    def network(self):
        """Return a new network, with random weights."""
        return ArticleNet()

    def begin(self, model, pictures):
        """Prepare a new model, before its first step, from all training images; nothing here."""

    def schedule(self, share):
        """Return the factor of every learning rate when this share of the run, from 0, is done."""
        return 1.0

    def inputs(self, pictures, share, generator):
        """Return a batch as the network takes it.

        Parameters
        ----------
        pictures : uint8 tensor, (N, 32, 32, 3)
        share : float
            How much of the run is done, from 0.
        generator : torch.Generator
            What augmentation draws from.

        Returns
        -------
        float32 tensor, (N, 3, H, W)
        """
        return normalised(pictures)

    def loss(self, scores, labels):
        """Return the mean loss over a batch, a scalar tensor."""
        return F.cross_entropy(scores, labels)

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
