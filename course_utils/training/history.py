"""What is told of a run: after each step, at its end, and when it cannot go on."""

import math
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np


class DivergedError(ArithmeticError):
    """The loss is no longer a finite number, so no further step can mend the weights.

    Attributes
    ----------
    history : History
        Up to the step before, or None.
    """

    def __init__(self, sentence, history=None):
        super().__init__(sentence)
        self.history = history


class StoppedError(KeyboardInterrupt):
    """A run was interrupted; it ended after its step. The sentence tells how to go on.

    Attributes
    ----------
    history : History
        Up to that step.
    """

    def __init__(self, sentence, history):
        super().__init__(sentence)
        self.history = history


class Progress(NamedTuple):
    """Where a run stands after a step; what `on_step` is told.

    Attributes
    ----------
    step, steps : int
        The step just taken, from 1, and how many there will be, if nothing ends the run before.
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
    learning_rate : float
        Of this step, the first parameters' where they differ.
    share : float
        How much of the run is done, from 0 to 1.
    losses : float32, (step,)
        Those of all steps so far, also of those before a run was resumed. Not a copy.
    accuracies : list of (int, float)
        All evaluations so far: after which step, and the share that was right. Not a copy.
    model : torch.nn.Module
        As the step left it. Only to be looked at.
    """

    step: int
    steps: int
    loss: float
    images: int
    epochs: float
    seconds: float
    accuracy: float | None
    learning_rate: float = math.nan
    share: float = math.nan
    losses: Any = ()
    accuracies: Any = ()
    model: Any = None


@dataclass(frozen=True, eq=False)
class History:
    """What happened in a run.

    Attributes
    ----------
    losses : float32, (steps,)
        The mean loss of each step's batch, before that step changed the weights.
    seconds : float
        Time spent training, `on_step` and checkpoints included; neither loading the data, nor
        evaluation, nor pauses.
    images : int
        How many images were seen, each as often as it was seen.
    epochs : float
        `images` over the number of different ones.
    accuracies : tuple of (int, float)
        Each evaluation on the test images: after which step, and the share that was right.
    recipe, device : str
    seed : int
    ended : str
        Why it ended: 'steps' when all were taken; 'seconds', 'images' or 'macs' when that limit
        was reached; 'stopped' when it was asked to.
    macs : int
        Multiply-accumulates of all steps; 0 where they were not counted.
    """

    losses: np.ndarray = field(repr=False)
    seconds: float
    images: int
    epochs: float
    accuracies: tuple
    recipe: str
    seed: int
    device: str
    ended: str = "steps"
    macs: int = 0

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
