"""Chapter 02: the same small network, made smaller in different ways, on CIFAR-10.

Compared are test accuracy, time, and whether the prediction stays when the picture moves.
"""

from dataclasses import dataclass

import torch
from torch import nn

from .. import figures, training
from . import plots, subset
from .engine import Experiment
from .networks import BlurPool, L2Pool, SmallNet, multiply_accumulates, parameters
from .shifts import consistency
from .statistics import against, estimate, over_seeds
from .timing import report_timing as timing_lines
from .timing import timing

SHIFTS = (1, 2, 3, 4)  # pixels; 4 is the product of both strides
SHIFTED = 2000  # test pictures that are moved: 4 directions and 4 distances each
NETWORKS = {
    "max": lambda: SmallNet(lambda channels: nn.MaxPool2d(2)),
    "average": lambda: SmallNet(lambda channels: nn.AvgPool2d(2)),
    "l2": lambda: SmallNet(lambda channels: L2Pool()),
    "blur": lambda: SmallNet(BlurPool),
    # The convolution that stands there takes every second cell: as many parameters.
    "strided": lambda: SmallNet(lambda channels: nn.Identity(), stride=2),
    # A 2 x 2 convolution in the place of each pooling: 5,168 parameters more.
    "learned": lambda: SmallNet(lambda channels: nn.Conv2d(channels, channels, 2, stride=2)),
    # Full resolution up to the mean at the end.
    "none": lambda: SmallNet(lambda channels: nn.Identity()),
}


NAMES = {
    "max": "max pooling",
    "average": "average pooling",
    "l2": "L2 pooling",
    "blur": "max, blur, stride",
    "strided": "strided convolution",
    "learned": "extra 2 x 2 convolution",
    "none": "full resolution",
}


def network(variant, seed=0):
    """Return a new network with its first weights drawn from the seed."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return NETWORKS[variant]()


@dataclass(frozen=True)
class Short(training.Recipe):
    """A recipe whose learning rate falls in a straight line to 0, so that a short run settles."""

    def schedule(self, share):
        """Return the share of the run that is left."""
        return 1.0 - share


def recipe(epochs, batch):
    """Return the recipe of this experiment: gradient descent with momentum, from 0.05 down to 0."""
    return Short("short", batch=batch, epochs=epochs, learning_rate=0.05, momentum=0.9)


def measure(variant, seed, data, *, epochs, batch, train, test):
    """Train one network and return the columns of its row."""
    data = subset.first(data, train, test)
    model = network(variant, seed)
    size = {"parameters": parameters(model), "macs": multiply_accumulates(model)}
    history = training.train(
        model, data, recipe(epochs, batch), seed=seed, device="cpu", evaluation=False
    )
    pictures = data.x_test[:SHIFTED]
    stay = {f"stay_{one}": round(consistency(model, pictures, one), 6) for one in SHIFTS}
    return {
        "accuracy": round(training.evaluate(model, data), 6),
        **stay,
        **size,
        "seconds": round(history.seconds, 2),
        "images_a_second": round(history.images_a_second),
    }


GRID = Experiment(
    name="pooling",
    about="Ways of making a map smaller: accuracy, seconds, predictions that stay under shifts.",
    variants=tuple(NETWORKS),
    defaults={"epochs": 1, "batch": 64, "train": 50_000, "test": 10_000},
    results=(
        "accuracy",
        *(f"stay_{one}" for one in SHIFTS),
        "parameters",
        "macs",
        "seconds",
        "images_a_second",
    ),
    measure=measure,
)

TIMING = timing("pooling", tuple(NETWORKS), network, recipe, batch=64, rounds=20)


def report(rows):
    """Return the lines that the command prints: a table, mean and standard deviation."""
    shares = ("accuracy", *(f"stay_{one}" for one in SHIFTS))
    lines = [f"{'':>10}" + "".join(f"{name:>17}" for name in shares) + f"{'seeds':>7}"]
    for variant in dict.fromkeys(row["variant"] for row in rows):
        of = [row for row in rows if row["variant"] == variant]
        numbers = (estimate(row[name] for row in of).percent() for name in shares)
        lines.append(f"{variant:>10}" + "".join(f"{one:>17}" for one in numbers) + f"{len(of):>7}")
    return lines + against(over_seeds(rows, "accuracy", "variant"))


def figure(rows):
    """Draw accuracy, and the share of predictions that stay under shifts.

    Parameters
    ----------
    rows : list of dict
        Of `GRID.rows()`, or of a run.

    Returns
    -------
    course_utils.figures.Figure
    """
    fig, (left, right) = figures.subplots(1, 2, figsize=(11, 3.8))
    accuracy = over_seeds(rows, "accuracy", "variant")
    plots.dots(left, accuracy, {variant: NAMES[variant] for variant in accuracy})
    left.set_xlabel("test accuracy, %")
    looks = zip("osD^vPX", (*figures.PALETTE, figures.NEUTRAL), strict=True)
    for variant, (marker, colour) in zip(NAMES, looks, strict=True):
        if variant not in accuracy:
            continue
        of = [row for row in rows if row["variant"] == variant]
        stay = [estimate(row[f"stay_{one}"] for row in of) for one in SHIFTS]
        right.errorbar(
            SHIFTS,
            [100 * one.mean for one in stay],
            yerr=[100 * one.bar for one in stay],
            marker=marker,
            color=colour,
            capsize=3,
            label=NAMES[variant],
        )
    right.set_xticks(SHIFTS)
    right.set_xlabel("shift, pixels")
    right.set_ylabel("predictions that stay, %")
    right.grid(axis="y")
    right.legend(fontsize=9, loc="center left", bbox_to_anchor=(1, 0.5))
    moved = over_seeds(rows, "stay_1", "variant")
    return figures.figure(
        fig,
        caption=f"The same three convolutions, the map made smaller in different ways: test "
        f"accuracy, and how many predictions stay when the picture moves; means of "
        f"{plots.seeds_in_words(accuracy)}, bars one standard deviation.",
        alt=f"Test accuracy: {plots.listed(accuracy, NAMES)}. Predictions that stay when the "
        f"picture moves by one pixel: {plots.listed(moved, NAMES)}.",
    )


def report_timing(rows):
    """Return the lines that the command prints with ``--time``."""
    return timing_lines(rows, tuple(NETWORKS))
