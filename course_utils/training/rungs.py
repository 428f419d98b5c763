"""The ladder: from the article's recipe to over 90 %, each rung one change of the rung before.

`RUNGS` holds the recipes in order, each with one change and the rates that belong to it; '3 x 3
stages', 'Muon' and '6 epochs' change several things that belong together. `DETOURS` change the rung
'flips' in one way that might be expected to help, or to be needed.
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
    "The rate rises to 0.05 and falls to 0: large steps first, small ones to settle; Nesterov's "
    "momentum.",
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
SHORT = _rung(NORMED, "2 epochs", "Two epochs in place of ten.", epochs=2)
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
SMALL = _rung(
    MUON,
    "small images first",
    "20 x 20 pixels for 30 % of the run, and 26 x 26 as long.",
    sides=((0.3, 20), (0.6, 26)),
)
FLIPS = _rung(SMALL, "flips", "Half of the images are mirrored: twice as many.", flips=True)
WIDE = _rung(
    FLIPS,
    "width",
    "48, 128 and 256 channels.",
    architecture=partial(FastNet, (48, 128, 256), depth=(1, 2, 2)),
    head_rate=335.0,
)
LONG = _rung(
    WIDE,
    "6 epochs",
    "Three times as long, and what that asks for: shifts by up to 2 pixels, a fifth of the wanted "
    "probability spread over all classes, slightly smaller steps.",
    epochs=6,
    shift=2,
    smoothing=0.2,
    muon_rate=0.15,
)

HARD = _rung(
    LONG,
    "hard images",
    "Ten epochs for the work of six: from the fourth on, each takes a part of the images only, "
    "mostly those whose loss was high when they were last seen.",
    epochs=10,
    kept=(1.0, 1.0, 1.0, 0.6, 0.5, 0.45, 0.4, 0.4, 0.35, 0.3),
)

RUNGS = {
    one.name: one
    for one in (
        *(ARTICLE, BATCH, SCHEDULE, NORMED, SHORT, STAGES, LOW, WHITENED, LARGE, MUON, SMALL),
        *(FLIPS, WIDE, LONG, HARD),
    )
}

DETOURS = {
    one.name: one
    for one in (
        _rung(
            FLIPS,
            "two a stage",
            "Two convolutions in each stage.",
            architecture=partial(FastNet, (32, 64, 128), depth=2),
        ),
        _rung(FLIPS, "one rate", "No schedule.", factor=constant),
    )
}
