"""Chapter 02: does max pooling keep 'the most important'? Change who wins, and see.

Networks are trained with one rule for who stays of four cells. Those trained with max pooling are
then asked with every other rule too, once as they are and once with the statistics of their batch
norm measured anew under the new rule (no weight changes): the first tells what the weights rest on,
the second leaves out that a new rule merely makes the numbers larger or smaller.
"""

import torch

from .. import figures, training
from ..training import normalised
from . import plots, pooling, subset
from .engine import Experiment
from .networks import RULES, Rule, SmallNet, cells
from .statistics import against, estimate, over_seeds

WEIGHED = 1000  # test pictures whose activations and gradients are looked at
TRAINED = "trained and asked with the rule"
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


def asked(model, data):
    """Return the accuracy of a trained network under every rule, and with batch norm renewed.

    Returns
    -------
    dict
        ``asked_RULE``, the network as it is, and ``renewed_RULE``.
    """
    found = {}
    for what in ("asked", "renewed"):  # renewing changes the network, so it comes second
        for rule in RULES:
            set_rule(model, rule)
            if what == "renewed":
                renew(model, data)
            found[f"{what}_{rule}"] = training.evaluate(model, data)
    return found


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
            row["accuracy"] = training.evaluate(model, data)
        if variant == "max":
            row |= asked(model, data)
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


def series(rows):
    """Return what is compared: for each series its label, and an Estimate for each rule."""
    largest = [row for row in rows if row["variant"] == "max"]
    found = {}
    if largest:
        for what, label in (
            ("asked", "trained with max, rule changed afterwards"),
            ("renewed", "the same, batch norm measured anew"),
        ):
            found[label] = {
                rule: estimate(row[f"{what}_{rule}"] for row in largest) for rule in RULES
            }
    accuracy = over_seeds(rows, "accuracy", "variant")
    trained = {rule: accuracy[rule] for rule in RULES if rule in accuracy}
    return {**found, TRAINED: trained}


def report(rows):
    """Return the lines that the command prints."""
    lines = [f"{'test accuracy':>42}" + "".join(f"{rule:>15}" for rule in RULES)]
    for label, of in series(rows).items():
        cells = (of[rule].percent() if rule in of else "" for rule in RULES)
        lines.append(f"{label:>42}" + "".join(f"{cell:>15}" for cell in cells))
    learned = [row for row in rows if row["variant"] == "learned"]
    if learned:
        lines.append(f"With a learned 2 x 2 convolution instead, {len(learned)} seeds:")
        lines += [
            f"{name:>42}{estimate(row[name] for row in learned).percent():>15}"
            for name in ("accuracy", *WEIGHTS)
        ]
    trained = series(rows)[TRAINED]
    return lines + (against(trained) if trained else [])


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
    fig, ax = figures.subplots(figsize=(7.5, 4))
    drawn = series(rows)
    for number, (label, of) in enumerate(drawn.items()):
        look = {"colour": figures.PALETTE[number], "marker": "osD"[number]}
        plots.dots(ax, of, NAMES, label=label, shift=0.2 * (number - 1), **look)
    ax.set_xlabel("test accuracy, %")
    ax.set_ylabel("who stays of four cells")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), fontsize=9)
    return figures.figure(
        fig,
        caption="Who stays of the four cells of a window: changed in networks trained with max "
        f"pooling, and from the start; means of {plots.seeds_in_words(drawn[TRAINED])}, bars one "
        "standard deviation.",
        alt="Test accuracy. "
        + " ".join(f"{what}: {plots.listed(of, NAMES)}." for what, of in drawn.items()),
    )
