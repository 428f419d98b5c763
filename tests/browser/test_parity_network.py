"""Networks composed of layers: what the browser and Python say of them, and what torch does."""

import random

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from course_utils.widgets.parameter_counter import composing

CASES = 400


def drawn(draw):
    """Return a random layer as plain data, often one that does not fit."""
    kind = draw.choice([*composing.FIELDS, "conv", "conv", "maxpool"])
    small = {
        "filters": draw.randint(1, 8),
        "outputs": draw.randint(1, 12),
        "kernel": draw.randint(1, 6),
        "size": draw.randint(1, 5),
        "stride": draw.randint(1, 3),
        "padding": draw.choice([0, 0, 0, 1, 2, 3]),
        "bias": draw.random() < 0.7,
    }
    fields = {name: small[name] for name in composing.FIELDS[kind]}
    return composing.layer({"kind": kind, **fields}, 1)


def network(draw):
    """Return (input shape, layers); flatten comes late more often than early."""
    layers = [drawn(draw) for _ in range(draw.randint(1, 6))]
    if draw.random() < 0.6:
        layers.sort(key=lambda one: one["kind"] in ("flatten", "linear"))
    return [draw.randint(1, 4), draw.randint(1, 20), draw.randint(1, 20)], layers


def by_torch(shape, one):
    """Return (shape, parameters, macs) of a layer that torch runs, or None where it refuses."""
    layer = eval(composing.line(one, shape), {"nn": nn}).eval()
    counter = FlopCounterMode(display=False)
    try:
        with torch.no_grad(), counter:
            out = layer(torch.zeros(1, *shape))
    except (RuntimeError, IndexError):  # the second of pooling, for a vector
        return None
    learnt = sum(parameter.numel() for parameter in layer.parameters())
    return list(out.shape[1:]), learnt, counter.get_total_flops() // 2


def test_the_browser_and_python_say_what_torch_does(run):
    draw = random.Random(0)
    cases = [network(draw) for _ in range(CASES)]
    answers = run([("networkSteps", {"input": i, "layers": layers}) for i, layers in cases])
    kinds, refused = set(), 0
    for (shape, layers), answer in zip(cases, answers, strict=True):
        steps = composing.steps(tuple(shape), layers)
        before = shape
        for one, step, found in zip(layers, steps, answer, strict=True):
            if step.problem:
                assert not found["ok"]
                assert by_torch(before, one) is None or one["kind"] == "globalavg"
                refused += 1
                break
            expected = by_torch(before, one)
            assert expected is not None, (before, one)
            assert [found["shape"], found["parameters"], found["macs"]] == [*expected], one
            assert (list(step.shape), step.parameters, step.macs) == expected
            kinds.add(one["kind"])
            before = found["shape"]
    assert kinds == composing.FIELDS.keys()
    assert 40 < refused < 300
