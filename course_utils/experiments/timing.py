"""Seconds that a busy machine does not spoil: several networks step in turn, and are compared.

Each round takes one training step with every network, one after another on the same batch. What
slows the machine for longer than a round slows all of them, so that the ratio to the first one
stays. The median over rounds leaves out what hits a single step.
"""

import statistics
import time

import torch

from ..training import normalised, train_step
from .engine import Experiment, Row

UNMEASURED = 3  # rounds before the first that counts: memory is fetched, kernels are chosen


def columns(variants) -> tuple[str, ...]:
    """Return the names of what `interleaved` gives."""
    return tuple(f"{what}_{one}" for what in ("ms", "ratio") for one in variants)


def interleaved(networks, optimizers, data, batch: int, rounds: int, seed: int = 0) -> Row:
    """Return the median milliseconds of a training step, and the median ratio to the first's.

    Parameters
    ----------
    networks, optimizers : dict
        By variant; those of the optimizers belong to the networks.
    data : course_utils.data.Cifar10
    batch, rounds, seed : int

    Returns
    -------
    dict
        ``ms_VARIANT`` and ``ratio_VARIANT``; the ratio is taken within a round.
    """
    drawn = torch.Generator().manual_seed(seed)
    names = list(networks)
    taken = {name: [] for name in names}
    for turn in range(UNMEASURED + rounds):
        chosen = torch.randint(len(data.x_train), (batch,), generator=drawn).numpy()
        images = normalised(torch.as_tensor(data.x_train[chosen]))
        labels = torch.as_tensor(data.y_train[chosen])
        first = turn % len(names)
        for name in names[first:] + names[:first]:  # each comes first equally often
            begun = time.perf_counter()
            train_step(networks[name].train(), images, labels, optimizers[name])
            if turn >= UNMEASURED:
                taken[name].append(time.perf_counter() - begun)
    base = taken[names[0]]
    milliseconds = {
        f"ms_{name}": round(1000 * statistics.median(times), 3) for name, times in taken.items()
    }
    ratios = {
        f"ratio_{name}": round(
            statistics.median(one / other for one, other in zip(times, base, strict=True)), 4
        )
        for name, times in taken.items()
    }
    return milliseconds | ratios


def timing(name, variants, network, recipe, batch, rounds) -> Experiment:
    """Return the experiment that times the networks of another one.

    Parameters
    ----------
    name : str
        That of the other experiment.
    variants : tuple of str
    network : callable
        ``network(variant, seed) -> torch.nn.Module``.
    recipe : callable
        ``recipe(epochs, batch) -> Recipe``, whose optimizer is used.
    batch, rounds : int
    """

    def measure(variant, seed, data, *, batch, rounds):
        networks = {one: network(one, seed) for one in variants}
        optimizers = {one: recipe(1, batch).optimizer(made) for one, made in networks.items()}
        return interleaved(networks, optimizers, data, batch, rounds, seed)

    return Experiment(
        name=f"{name}_time",
        about=f"Seconds of a step in {name}, the variants in turn.",
        variants=("all",),
        defaults={"batch": batch, "rounds": rounds},
        results=columns(variants),
        measure=measure,
    )


def report_timing(rows, variants) -> list[str]:
    """Return a line a variant: milliseconds a step, and the ratio to the first."""
    from .statistics import estimate

    lines = [f"A training step, in turn, {len(rows)} runs; the ratio is to {variants[0]}."]
    for one in variants:
        ms, ratio = (estimate(row[f"{what}_{one}"] for row in rows) for what in ("ms", "ratio"))
        lines.append(f"{one:>10}  {ms.mean:7.1f} ms   ratio {ratio.mean:.2f} ± {ratio.sd:.2f}")
    return lines
