"""The ladder: from the article's recipe to over 90 %, each rung one change of the rung before.

`RUNGS` holds the recipes in order, each with the one change that makes it. `DETOURS` change the
last rung but one in one way that might be expected to help, or to be needed.
"""

from dataclasses import replace
from functools import partial

from ..models import FastNet, NormedNet
from .recipes import ARTICLE
from .schedules import constant, falling, one_cycle


def _rung(before, name, about, **changes):
    return replace(before, name=name, about=about, **changes)


BATCH = _rung(
    ARTICLE,
    "batch 64",
    "Batches of 64, and 16 times the rate: a step sees 16 times as much, and costs far less than "
    "16 times the time.",
    batch=64,
    learning_rate=0.016,
)
SCHEDULE = _rung(
    BATCH,
    "schedule",
    "The rate rises to 0.05 and falls to 0: large steps first, small ones to settle.",
    factor=one_cycle,
    learning_rate=0.05,
    nesterov=True,
)
NORMED = _rung(
    SCHEDULE,
    "batch norm",
    "Batch norm after both convolutions: each layer gets numbers of one size.",
    architecture=NormedNet,
)
FLIPS = _rung(NORMED, "flips", "Half of the images are mirrored: twice as many.", flips=True)
SHIFTS = _rung(FLIPS, "shifts", "Images are moved by up to 2 pixels each way.", shift=2)
SHORT = _rung(SHIFTS, "4 epochs", "Four epochs in place of ten.", epochs=4)
STAGES = _rung(
    SHORT,
    "3 x 3 stages",
    "Three stages of 3 x 3 convolutions with 32, 64 and 128 channels, batch norm after each, and "
    "the largest value of each map instead of hidden layers; channels last in memory.",
    architecture=partial(FastNet, (32, 64, 128), depth=(1, 2, 2)),
    channels_last=True,
)
LOW = _rung(
    STAGES,
    "bfloat16",
    "Products in bfloat16, where the processor has it.",
    precision="fastest",
)
WHITENED = _rung(
    LOW,
    "whitening",
    "The first layer is computed from the images and frozen.",
    whitened=True,
)
LARGE = _rung(
    WHITENED,
    "batch 500",
    "Batches of 500, and 8 times the rate.",
    batch=500,
    learning_rate=0.4,
)
MUON = _rung(
    LARGE,
    "Muon",
    "Orthogonalised momentum for the kernels, and rates of their own for the head and the rest; "
    "the rate only falls.",
    muon_rate=0.17,
    head_rate=168.0,
    learning_rate=26.0,
    momentum=0.85,
    factor=falling,
)
SMOOTHED = _rung(
    MUON,
    "label smoothing",
    "A fifth of the wanted probability is spread over all classes.",
    smoothing=0.2,
)
SMALL = _rung(
    SMOOTHED,
    "small images first",
    "20 x 20 pixels for 30 % of the run, and 26 x 26 as long.",
    sides=((0.3, 20), (0.6, 26)),
)
WIDE = _rung(
    SMALL,
    "width",
    "32, 96 and 192 channels.",
    architecture=partial(FastNet, (32, 96, 192), depth=(1, 2, 2)),
)

RUNGS = {
    one.name: one
    for one in (
        *(ARTICLE, BATCH, SCHEDULE, NORMED, FLIPS, SHIFTS, SHORT, STAGES, LOW, WHITENED, LARGE),
        *(MUON, SMOOTHED, SMALL, WIDE),
    )
}

DETOURS = {
    one.name: one
    for one in (
        _rung(SMALL, "shifts by 4", "Shifts by up to 4 pixels.", shift=4),
        _rung(SMALL, "one rate", "No schedule.", factor=constant),
        _rung(SMALL, "first layer learnt", "No whitening.", whitened=False),
    )
}
