"""Recipes: everything about a training run that is a choice, in one place."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

import torch
import torch.nn.functional as F

from ..models import ArticleNet, FastNet
from .augmentation import flipped, resized, shifted
from .batches import normalised
from .optimizers import Muon
from .precision import is_low
from .schedules import constant, falling
from .whitening import partners, whiten

SIDE = 32  # pixels


@dataclass(frozen=True)
class Recipe:
    """How a network is trained.

    Attributes
    ----------
    name : str
    batch : int
        Images a step.
    epochs : float
        How often every image is seen.
    learning_rate, momentum : float
        Of gradient descent; with Muon, those of everything but kernels and head.
    about : str
        What each part buys.
    precision : str
        'float32', or 'fastest': bfloat16 where the machine computes in it, else float32.
    channels_last : bool
        Whether the numbers of one pixel lie together in memory.
    architecture : callable
        Makes the network; without arguments.
    whitened : bool
        Set the network's layer `whiten` from the training images, and freeze it.
    nesterov : bool
        Look a step ahead along the momentum.
    weight_decay : float
        Pull of each weight towards 0, before the learning rate.
    muon_rate, muon_momentum : float
        Where the rate is above 0, kernels of convolutions are trained by Muon with it.
    muon_precision : str
        As `precision`, for the products of Muon: for small kernels float32 is as fast.
    head_rate : float
        Learning rate of the layer `head`, with Muon.
    factor : callable
        The schedule: from the share that is done to the factor of every rate.
    smoothing : float
        Share of the wanted probability that is spread over all classes.
    flips : bool
        Mirror a random half of the images.
    shift : int
        Move images by up to so many pixels each way.
    sides : tuple of (float, int)
        Pixels a side up to each share of the run, the shares rising; 32 after the last of them.
    kept : tuple of float
        Share of the images that each epoch takes, mostly those whose loss was high when they were
        last seen (`course_utils.training.order`); empty for all of them, always. A longer run goes
        on with the last share.
    """

    name: str
    batch: int
    epochs: float
    learning_rate: float
    momentum: float
    about: str = field(default="", repr=False)
    precision: str = "float32"
    channels_last: bool = False
    architecture: Callable = ArticleNet
    whitened: bool = False
    nesterov: bool = False
    weight_decay: float = 0.0
    muon_rate: float = 0.0
    muon_momentum: float = 0.6
    muon_precision: str = "float32"
    head_rate: float = 0.0
    factor: Callable = constant
    smoothing: float = 0.0
    flips: bool = False
    shift: int = 0
    sides: tuple = ()
    kept: tuple = ()

    def __post_init__(self):
        kept = self.kept if isinstance(self.kept, tuple | list) else None
        if kept is None or not all(0 < share <= 1 for share in kept):
            raise ValueError(
                f"kept is {self.kept!r}; a tuple fits, with a share above 0 and up to 1 for each "
                "epoch, such as (1.0, 0.5)."
            )

    def steps(self, images):
        """Return the steps of all epochs over so many images, an int."""
        rest, whole = math.modf(self.epochs)
        steps = [math.ceil(self.taken(epoch, images) / self.batch) for epoch in range(int(whole))]
        last = math.ceil(self.taken(int(whole), images) / self.batch)
        return sum(steps) + math.ceil(rest * last)

    def taken(self, epoch, images):
        """Return how many of so many images an epoch takes, counted from 0, an int."""
        share = self.kept[min(epoch, len(self.kept) - 1)] if self.kept else 1.0
        return max(1, round(share * images))

    def network(self):
        """Return a new network, with random weights."""
        return self.architecture()

    def begin(self, model, pictures):
        """Prepare a new model, before its first step, from all training images."""
        if not self.whitened:
            return
        mirrored = getattr(model, "mirrored", False)
        whiten(model.whiten, pictures, mirrored=mirrored)
        if mirrored:
            model.stages[0].convolutions[0].partners.copy_(partners(model.whiten.weight))

    def schedule(self, share):
        """Return the factor of every learning rate when this share of the run, from 0, is done."""
        return self.factor(share)

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
        if self.flips:
            pictures = flipped(pictures, generator)
        if self.shift:
            pictures = shifted(pictures, self.shift, generator)
        return resized(normalised(pictures), self.side(share))

    def side(self, share):
        """Return how many pixels a side the images have when this share of the run is done."""
        return next((side for end, side in self.sides if share < end), SIDE)

    def loss(self, scores, labels):
        """Return the mean loss over a batch, a scalar tensor."""
        return F.cross_entropy(scores.float(), labels, label_smoothing=self.smoothing)

    def losses(self, scores, labels):
        """Return the loss of each image of a batch, float32 (N,), by which `kept` chooses."""
        return F.cross_entropy(
            scores.float(), labels, label_smoothing=self.smoothing, reduction="none"
        )

    def optimizer(self, model):
        """Return the optimiser for the model's parameters, with its momentum at rest."""
        if not self.muon_rate:
            return torch.optim.SGD(
                model.parameters(),
                lr=self.learning_rate,
                momentum=self.momentum,
                nesterov=self.nesterov,
                weight_decay=self.weight_decay,
            )
        trained = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
        kernels = [p for _, p in trained if p.ndim == 4]
        head = [p for n, p in trained if p.ndim != 4 and n.startswith("head.")]
        rest = [p for n, p in trained if p.ndim != 4 and not n.startswith("head.")]
        groups = [
            {"params": kernels, "lr": self.muon_rate, "momentum": self.muon_momentum}
            | {"orthogonal": True},
            {"params": head, "lr": self.head_rate},
            {"params": rest, "lr": self.learning_rate},
        ]
        low = is_low(self.muon_precision, next(model.parameters()).device)
        return Muon(
            [g for g in groups if g["params"]],
            momentum=self.momentum,
            weight_decay=self.weight_decay,
            dtype=torch.bfloat16 if low else torch.float32,
        )


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

FAST = Recipe(
    "fast",
    batch=125,
    epochs=0.32,
    learning_rate=6.6,
    momentum=0.85,
    precision="fastest",
    channels_last=True,
    architecture=partial(FastNet, (32, 64, 128), patch=3, stride=2, directions=12),
    whitened=True,
    muon_rate=0.24,
    head_rate=84.0,
    factor=falling,
    smoothing=0.1,
    about="""\
What the article's recipe reaches in ten epochs, after less than a third of one.

Whitened, frozen first layer: the first kernels need not be found, and no gradient goes through.
Every second pixel there, and 12 directions of 27: a quarter of the numbers in all that follows.
Few channels at first, pooling before batch norm: little to compute, little to move in memory.
Batch norm: each layer gets numbers of one size, so large steps are safe from the start.
Muon: every direction of a kernel moves equally far, so that few steps are enough.
A rate that falls straight to 0: large steps first, the noise of small batches averaged last.
Label smoothing: no class has to reach certainty, and scores stay small.
bfloat16, where the processor has it: half the bytes, and twice to thrice the products a second.
No augmentation: no image is met twice.""",
)

NINETY = replace(
    FAST,
    name="ninety",
    batch=400,
    epochs=6,
    kept=(1.0, 0.8, 0.55, 0.4, 0.3, 0.25),
    architecture=partial(FastNet, (32, 96, 192), depth=(1, 2, 2), mirrored=True),
    learning_rate=21.0,
    head_rate=268.0,
    muon_rate=0.14,
    muon_precision="fastest",
    smoothing=0.2,
    flips=True,
    shift=2,
    sides=((0.3, 20), (0.6, 26)),
    about="""\
Made for 90 %, asked about six views of each image.

Every pixel, and up to 192 channels: room for finer distinctions.
Each kernel twice, as it is and mirrored: what an image teaches holds for its mirror image too.
One convolution in the first stage, where the maps are large, and two in each of the others, where
they are small: what a layer brings costs least there.
Six epochs for the work of little more than three: from the second on, each takes a part of the
images, mostly those whose loss was high when they were last seen. The others are learnt already.
Flips and shifts by up to 2 pixels: an image seldom comes twice as it was.
Smaller images at first: the coarse is learnt from 20 x 20 pixels at two fifths of the price.
The rest as in the recipe 'fast', with a lower rate for Muon: the more steps, the smaller.""",
)

ACCURATE = replace(
    NINETY,
    name="accurate",
    batch=250,
    epochs=10,
    kept=(),
    architecture=partial(FastNet, (64, 256, 256), depth=2, mirrored=True),
    learning_rate=13.0,
    head_rate=168.0,
    muon_rate=0.12,
    muon_momentum=0.7,
    about="""\
The most accurate of these: 93 % without a trick.

The widths and depths of airbench94 (Jordan, 2024): two convolutions a stage, of 64, 256 and 256
channels; each kernel twice, as it is and mirrored. Batches of an eighth of its size, to keep memory
small, with smaller steps.
Every epoch takes all images: the one trial in which it left some out did not pay.
The rest as in the recipe 'ninety'.""",
)

SMALL = replace(
    NINETY,
    name="small",
    batch=250,
    epochs=10,
    kept=(),
    architecture=partial(FastNet, (16, 32, 64)),
    learning_rate=13.0,
    head_rate=84.0,
    muon_rate=0.15,
    muon_precision="float32",
    sides=(),
    about="""\
A network smaller than the article's, trained well: its weights can be kept many times over.

One convolution a stage, of 16, 32 and 64 channels; ten epochs, as many as the article's, each with
all images, in full size.
The rest as in the recipe 'ninety'.""",
)

RECIPES = {one.name: one for one in (ARTICLE, FAST, SMALL, NINETY, ACCURATE)}


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
