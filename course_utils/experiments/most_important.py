"""Chapter 02: does max pooling keep 'the most important'? Change who wins, and see.

Networks are trained with one rule for who stays of four cells, then asked with every rule, once as
they are and once with the statistics of their batch norm measured anew under the new rule (no
weight changes): the first tells what the weights rest on, the second leaves out that a new rule
merely makes the numbers larger or smaller.
"""

import torch

from .. import figures, training
from ..training import normalised
from . import plots, pooling, subset
from .engine import Experiment
from .networks import RULES, Rule, SmallNet, cells
from .statistics import estimate
from .timing import report_timing as timing_lines
from .timing import timing

WEIGHED = 1000  # test pictures whose activations and gradients are looked at
RENEWED = 40  # batches over which batch norm measures anew
VARIANTS = (*RULES, "learned")  # learned: a 2 x 2 convolution, for the weighing only


NAMES = {
    "max": "the largest",
    "second": "the second largest",
    "mean": "their mean",
    "random": "one at random",
    "corner": "the top left one",
    "min": "the smallest",
}


def network(variant, seed=0):
    """Return a new network that pools by the rule, its first weights drawn from the seed."""
    if variant == "learned":
        return pooling.network("learned", seed)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        return SmallNet(lambda channels: Rule(variant))


def set_rule(model, rule):
    """Let every pooling layer of the model go by this rule from now on."""
    for one in model.modules():
        if isinstance(one, Rule):
            one.rule = rule


def renew(model, data, batch=250, batches=RENEWED):
    """Measure the statistics of batch norm anew over training pictures; no weight changes."""
    norms = [one for one in model.modules() if isinstance(one, torch.nn.BatchNorm2d)]
    for one in norms:
        one.reset_running_stats()
        one.momentum = None  # the plain mean over all batches
    model.train()
    with torch.no_grad():
        for part in torch.as_tensor(data.x_train[: batch * batches]).split(batch):
            model(normalised(part))
    model.eval()


def weigh(model, data, pictures=WEIGHED):
    """Return what the largest of four cells carries where all four reach the loss.

    Asked of a network whose first pooling is a learned 2 x 2 convolution, which gives each cell a
    gradient of its own. (Under max pooling the question is empty: only the winner has a gradient.)

    Returns
    -------
    dict
        Means over the windows of all channels with some importance. `share_largest`: the share of
        |activation x gradient| in the largest cell; `share_gradient`: the same for |gradient|
        alone; `share_random`: in a cell drawn at random; `top_largest`: how often the largest cell
        is also the one with the most |activation x gradient|.
    """
    layers = list(model.features)
    place = next(n for n, one in enumerate(layers) if isinstance(one, torch.nn.ReLU))
    images = normalised(torch.as_tensor(data.x_test[:pictures]))
    labels = torch.as_tensor(data.y_test[:pictures])
    model.eval()
    images = images.contiguous(memory_format=torch.channels_last)
    active = model.features[: place + 1](images).detach().requires_grad_()
    scores = model.scores(model.features[place + 1 :](active).mean((2, 3)))
    loss = torch.nn.functional.cross_entropy(scores, labels, reduction="sum")
    (slope,) = torch.autograd.grad(loss, active)
    value, slope = cells(active.detach()).flatten(1), cells(slope).abs().flatten(1)
    weight = value * slope  # activations after ReLU are not negative
    counts = weight.sum(0) > 0
    value, slope, weight = value[:, counts], slope[:, counts], weight[:, counts]
    largest = value.argmax(0, keepdim=True)
    drawn = torch.randint(0, 4, largest.shape, generator=torch.Generator().manual_seed(0))
    share, share_slope = weight / weight.sum(0), slope / slope.sum(0)
    return {
        "share_largest": share.gather(0, largest).mean().item(),
        "share_gradient": share_slope.gather(0, largest).mean().item(),
        "share_random": share.gather(0, drawn).mean().item(),
        "top_largest": (weight.argmax(0, keepdim=True) == largest).float().mean().item(),
    }


WEIGHTS = ("share_largest", "share_gradient", "share_random", "top_largest")


def measure(variant, seed, data, *, epochs, batch, train, test):
    """Train one network and return the columns of its row."""
    data = subset.first(data, train, test)
    model = network(variant, seed)
    recipe = pooling.recipe(epochs, batch)
    training.train(model, data, recipe, seed=seed, device="cpu", evaluation=False)
    row = dict.fromkeys(GRID.results)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)  # of the random rule
        if variant == "learned":
            row["accuracy"] = training.evaluate(model, data)
            row |= weigh(model, data)
        else:
            for rule in RULES:
                set_rule(model, rule)
                row[f"asked_{rule}"] = training.evaluate(model, data)
            row["accuracy"] = row[f"asked_{variant}"]
            for rule in RULES:
                set_rule(model, rule)
                renew(model, data)
                row[f"renewed_{rule}"] = training.evaluate(model, data)
    return {name: None if cell is None else round(cell, 6) for name, cell in row.items()}


GRID = Experiment(
    name="most_important",
    about="Max pooling keeps 'the most important'? Trained with one rule, asked with another.",
    variants=VARIANTS,
    defaults=pooling.GRID.defaults,
    results=(
        "accuracy",
        *(f"asked_{rule}" for rule in RULES),
        *(f"renewed_{rule}" for rule in RULES),
        *WEIGHTS,
    ),
    measure=measure,
)

TIMING = timing("most_important", tuple(RULES), network, pooling.recipe, batch=64, rounds=40)


def report(rows):
    """Return the lines that the command prints."""
    lines = []
    for what, title in (
        ("asked", "Trained with (rows), asked with (columns), as it is"),
        ("renewed", "the same, batch norm's statistics measured anew"),
    ):
        lines += [f"{title}:", f"{'':>10}" + "".join(f"{rule:>15}" for rule in RULES)]
        for variant in RULES:
            of = [row for row in rows if row["variant"] == variant]
            if of:
                numbers = (estimate(row[f"{what}_{rule}"] for row in of) for rule in RULES)
                lines.append(f"{variant:>10}" + "".join(f"{one.percent():>15}" for one in numbers))
    learned = [row for row in rows if row["variant"] == "learned"]
    if learned:
        lines.append(f"Learned 2 x 2 convolution, {len(learned)} seeds:")
        lines += [
            f"  {name}: {estimate(row[name] for row in learned).percent()}"
            for name in ("accuracy", *WEIGHTS)
        ]
    return lines


def figure(rows):
    """Draw who may stay of four cells: changed after a training with the largest, and trained so.

    Parameters
    ----------
    rows : list of dict
        Of `GRID.rows()`, or of a run.

    Returns
    -------
    course_utils.figures.Figure
    """
    largest = [row for row in rows if row["variant"] == "max"]
    series = {}
    if largest:
        for what, label in (
            ("asked", "trained with max, rule changed afterwards"),
            ("renewed", "the same, batch norm measured anew"),
        ):
            series[label] = {
                rule: estimate(row[f"{what}_{rule}"] for row in largest) for rule in RULES
            }
    trained = {
        rule: estimate(row["accuracy"] for row in rows if row["variant"] == rule)
        for rule in RULES
        if any(row["variant"] == rule for row in rows)
    }
    fig, ax = figures.subplots(figsize=(7.5, 4))
    for number, (label, of) in enumerate(series.items()):
        plots.dots(ax, of, NAMES, label, 0.2 * number - 0.2, figures.PALETTE[number], "os"[number])
    label = "trained and asked with the rule"
    plots.dots(ax, trained, NAMES, label, 0.2, figures.PALETTE[2], "D")
    series[label] = trained
    ax.set_xlabel("test accuracy, %")
    ax.set_ylabel("who stays of four cells")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), fontsize=9)
    return figures.figure(
        fig,
        caption="Who stays of the four cells of a window: changed in networks trained with max "
        f"pooling, and from the start; means of {plots.seeds_in_words(trained)}, bars one "
        "standard deviation.",
        alt="Test accuracy. "
        + " ".join(f"{what}: {plots.listed(of, NAMES)}." for what, of in series.items()),
    )


def report_timing(rows):
    """Return the lines that the command prints with ``--time``."""
    return timing_lines(rows, tuple(RULES))
