"""Chapter 04: the ladder, from the article's recipe to over 90 %, one change a rung.

Each rung is a recipe of `course_utils.training.rungs`, and so are the detours, which did or did not
help. Two accuracies are kept: that of the test images as they are, and with a test-time trick, the
scores of each image and of its mirror image added up. Each run has one thread, and its seconds are
those of the processor, which do not count what else the machine does meanwhile.
"""

import time
from dataclasses import replace

import torch
from matplotlib.ticker import LogLocator, NullFormatter, ScalarFormatter

from .. import figures, training
from ..training.rungs import DETOURS, RUNGS
from . import subset
from .engine import Experiment
from .statistics import estimate, over_seeds

RECIPES = RUNGS | DETOURS


def measure(variant, seed, data, *, share, train, test):
    """Train by one recipe and return the columns of its row."""
    data, recipe = subset.first(data, train, test), RECIPES[variant]
    recipe = replace(recipe, epochs=recipe.epochs * share)
    torch.manual_seed(seed)
    model = recipe.network()
    start = time.process_time()
    history = training.train(model, data, recipe, seed=seed, device="cpu", evaluation=False)
    seconds = time.process_time() - start
    return {
        "accuracy": round(training.evaluate(model, data), 6),
        "accuracy_with_mirror": round(training.mirrored_accuracy(model, data), 6),
        "parameters": sum(one.numel() for one in model.parameters()),
        "epochs": history.epochs,
        "seconds": round(seconds, 2),
        "images_a_second": round(history.images / seconds),
    }


GRID = Experiment(
    name="ladder",
    about="From the article's recipe to over 90 %, one change a rung; accuracy and seconds.",
    variants=tuple(RECIPES),
    defaults={"share": 1.0, "train": 50_000, "test": 10_000},
    results=(
        *("accuracy", "accuracy_with_mirror", "parameters", "epochs"),
        *("seconds", "images_a_second"),
    ),
    measure=measure,
)


def in_order(rows):
    """Return the rows as the ladder is climbed, and the detours after it."""
    return sorted(rows, key=lambda row: (GRID.variants.index(row["variant"]), row["seed"]))


def report(rows):
    """Return the lines that the command prints: a table, mean and standard deviation."""
    rows = in_order(rows)
    heads = f"{'accuracy':>16}{'with mirror':>16}{'seconds':>9}{'images/s':>10}{'seeds':>7}"
    lines = [f"{'':>22}{heads}"]
    for variant in dict.fromkeys(row["variant"] for row in rows):
        of = [row for row in rows if row["variant"] == variant]
        accuracy, mirror = (
            estimate(row[name] for row in of).percent()
            for name in ("accuracy", "accuracy_with_mirror")
        )
        seconds, speed = (
            estimate(row[name] for row in of).mean for name in ("seconds", "images_a_second")
        )
        lines.append(
            f"{variant:>22}{accuracy:>16}{mirror:>16}{seconds:>9.1f}{speed:>10,.0f}{len(of):>7}"
        )
    return lines


def figure(rows):
    """Draw the accuracy of each rung against the seconds of its training.

    Parameters
    ----------
    rows : list of dict
        Of `GRID.rows()`, or of a run.

    Returns
    -------
    course_utils.figures.Figure
    """
    rows = in_order(rows)
    accuracy = over_seeds(rows, "accuracy", "variant")
    seconds = over_seeds(rows, "seconds", "variant")
    fig, ax = figures.subplots(figsize=(7.5, 4.5))
    for detour in (False, True):
        names = [name for name in accuracy if (name in DETOURS) == detour]
        ax.errorbar(
            [seconds[name].mean for name in names],
            [100 * accuracy[name].mean for name in names],
            yerr=[100 * accuracy[name].bar for name in names],
            fmt="s" if detour else "o-",
            linewidth=1,
            capsize=3,
            color=figures.PALETTE[detour],
        )
        places = [(seconds[name].mean, 100 * accuracy[name].mean) for name in names]
        for place, text in labels(names, places):
            shared = "\n" in text  # set below, clear of the line that comes from the left
            ax.annotate(
                text,
                place,
                xytext=(0, -11) if shared else (6, 4 if detour else -10),
                ha="center" if shared else "left",
                va="top" if shared else "baseline",
                textcoords="offset points",
                fontsize=8,
            )
    ax.set_xscale("log")
    ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    ax.xaxis.set_major_formatter(ScalarFormatter())
    ax.xaxis.set_minor_formatter(NullFormatter())
    ax.set_xlabel("seconds of training, one core")
    ax.set_ylabel("test accuracy, %")
    ax.grid(True)
    listed = "; ".join(
        f"{name} {one.percent()} in {seconds[name].mean:.0f} s" for name, one in accuracy.items()
    )
    return figures.figure(
        fig,
        caption="The ladder: each rung makes one change to the rung before (dots, joined); the "
        "squares change the rung 'flips'. Bars: one standard deviation over seeds.",
        alt=f"Test accuracy against seconds of training: {listed}.",
    )


def labels(names, places):
    """Return places and what to write there; points that nearly coincide share a text."""
    found = []
    for name, (x, y) in zip(names, places, strict=True):
        if found and abs(x / found[-1][0][0] - 1) < 0.05 and abs(y - found[-1][0][1]) < 1:
            place, text = found.pop()
            name, (x, y) = f"{text},\n{name}", place
        found.append(((x, y), name))
    return found
