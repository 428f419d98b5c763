"""Chapter 03: what the fully connected part is worth, and what throwing position away costs.

The article's network; its convolutions with other ends; and networks without any convolution.
Some are also shown pictures whose pixels are in another order, the same for all pictures.
"""

from dataclasses import dataclass

import torch
from torch import nn

from .. import figures, training
from ..models import ArticleNet
from . import plots, subset
from .engine import Experiment
from .networks import multiply_accumulates, parameters
from .statistics import against, estimate, over_seeds
from .timing import report_timing as timing_lines
from .timing import timing


def convolutions(first=6, second=16):
    """Return the article's two convolutions, each with ReLU and pooling: gives (N, second, 5, 5).

    Parameters
    ----------
    first, second : int
        Filters of the two layers.
    """
    return (
        nn.Conv2d(3, first, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(first, second, 5),
        nn.ReLU(),
        nn.MaxPool2d(2),
    )


def global_average(first=6, second=16):
    """Return the convolutions, the mean of each channel, and one linear layer."""
    end = (nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(second, 10))
    return nn.Sequential(*convolutions(first, second), *end)


NETWORKS = {
    "article": ArticleNet,
    "one linear": lambda: nn.Sequential(*convolutions(), nn.Flatten(), nn.Linear(400, 10)),
    "global average": global_average,
    "global average, wide": lambda: global_average(16, 148),
    "hidden layer": lambda: nn.Sequential(
        nn.Flatten(), nn.Linear(3072, 20), nn.ReLU(), nn.Linear(20, 10)
    ),
    "linear": lambda: nn.Sequential(nn.Flatten(), nn.Linear(3072, 10)),
}
PERMUTED = ("article", "global average", "hidden layer", "linear")
MARK = " (permuted)"


def network(variant, seed=0):
    """Return a new network with its first weights drawn from the seed."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return NETWORKS[variant.removesuffix(MARK)]()


@dataclass(frozen=True)
class Adam(training.Recipe):
    """A recipe with Adam, whose steps depend little on the scale of a network's gradients."""

    def optimizer(self, model):
        """Return Adam for the model's parameters."""
        return torch.optim.Adam(model.parameters(), lr=self.learning_rate)


def recipe(epochs, batch):
    """Return the recipe of this experiment: Adam at 0.001, one rate from begin to end."""
    return Adam("experiment", batch=batch, epochs=epochs, learning_rate=0.001, momentum=0.0)


def measure(variant, seed, data, *, epochs, batch, train, test):
    """Train one network and return the columns of its row."""
    data = subset.first(data, train, test)
    if variant.endswith(MARK):
        data = subset.permuted(data)
    model = network(variant, seed)
    history = training.train(
        model, data, recipe(epochs, batch), seed=seed, device="cpu", evaluation=False
    )
    return {
        "accuracy": round(training.evaluate(model, data), 6),
        "parameters": parameters(model),
        "macs": multiply_accumulates(model),
        "seconds": round(history.seconds, 2),
        "images_a_second": round(history.images_a_second),
    }


GRID = Experiment(
    name="global_average",
    about="Three fully connected layers against a global average; pixels in another order.",
    variants=(*NETWORKS, *(name + MARK for name in PERMUTED)),
    defaults={"epochs": 3, "batch": 64, "train": 50_000, "test": 10_000},
    results=("accuracy", "parameters", "macs", "seconds", "images_a_second"),
    measure=measure,
)

TIMING = timing("global_average", tuple(NETWORKS), network, recipe, batch=64, rounds=20)


def report(rows):
    """Return the lines that the command prints: a table, mean and standard deviation."""
    lines = [f"{'':>28}{'accuracy':>16}{'parameters':>12}{'MACs':>11}{'seeds':>7}"]
    for variant in dict.fromkeys(row["variant"] for row in rows):
        of = [row for row in rows if row["variant"] == variant]
        accuracy = estimate(row["accuracy"] for row in of).percent()
        lines.append(
            f"{variant:>28}{accuracy:>16}{of[0]['parameters']:>12,}{of[0]['macs']:>11,}{len(of):>7}"
        )
    return lines + against(over_seeds(rows, "accuracy", "variant"))


def figure(rows):
    """Draw the accuracy of each network, with pixels in order and in another order.

    Parameters
    ----------
    rows : list of dict
        Of `GRID.rows()`, or of a run.

    Returns
    -------
    course_utils.figures.Figure
    """
    accuracy = over_seeds(rows, "accuracy", "variant")
    sizes = {row["variant"]: row["parameters"] for row in rows}
    names = {name: f"{name}\n{size:,} parameters" for name, size in sizes.items()}
    fig, ax = figures.subplots(figsize=(7.5, 0.45 * len(accuracy) + 1))
    for mixed in (False, True):
        of = {name: one for name, one in accuracy.items() if name.endswith(MARK) == mixed}
        plots.dots(ax, of, names, colour=figures.PALETTE[mixed], marker="os"[mixed])
    ax.tick_params(axis="y", labelsize=9)
    ax.set_xlabel("test accuracy, %")
    return figures.figure(
        fig,
        caption="What stands behind the convolutions, or in their place, and the same with every "
        f"picture's pixels in one other order (squares); means of {plots.seeds_in_words(accuracy)},"
        " bars one standard deviation.",
        alt=f"Test accuracy: {plots.listed(accuracy)}.",
    )


def report_timing(rows):
    """Return the lines that the command prints with ``--time``."""
    return timing_lines(rows, tuple(NETWORKS))
