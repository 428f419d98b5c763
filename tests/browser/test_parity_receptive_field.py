"""What ops.js says that a unit sees, against torch's derivative of that unit."""

import random

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from course_utils.layers import receptive_field
from course_utils.widgets.receptive_field_lab.influence import random_weights

CASES = 300
DRAWS = 2


def case_of(draw):
    layers = [
        [draw.randint(1, 4), draw.randint(1, 3), draw.randint(1, 3)]
        for _ in range(draw.randint(1, 5))
    ]
    size = [draw.randint(1, 40), draw.randint(1, 40)]
    return {
        "layers": layers,
        "size": size,
        "same": draw.random() < 0.5,
        "cell": [draw.randint(0, n - 1) for n in size],
        "seed": draw.randint(0, 999),
        "draws": DRAWS,
    }


def run_stack(image, case, fits, weight_of):
    """Run the layers that fit; return all maps, the image first."""
    maps = [image]
    for level, (kernel, stride, dilation) in enumerate(case["layers"][:fits]):
        x = maps[-1]
        if case["same"]:
            span = dilation * (kernel - 1)
            before, after = span // 2, span - span // 2
            x = F.pad(x, (before, after, before, after))
        weight = weight_of(level, kernel)[None, None]
        maps.append(F.conv2d(x, weight, stride=stride, dilation=dilation))
    return maps


def how_many_fit(case):
    fits = 0
    for fits in range(len(case["layers"]) + 1):
        try:
            run_stack(torch.zeros(1, 1, *case["size"]), case, fits, lambda _, k: torch.ones(k, k))
        except RuntimeError:
            return fits - 1
    return fits


def derivative(case, fits, unit, weight_of):
    image = torch.zeros(1, 1, *case["size"], dtype=torch.float64, requires_grad=True)
    maps = run_stack(image, case, fits, weight_of)
    (gradient,) = torch.autograd.grad(maps[-1][(0, 0, *unit)], image)
    return gradient[0, 0].numpy()


def shares(weights):
    """Divide by the sum; a unit that sees padding alone leaves zeros."""
    return weights / (weights.sum() or 1)


def box(_level, kernel):
    return torch.full((kernel, kernel), kernel**-2.0, dtype=torch.float64)


def drawn(seed, draw):
    return lambda level, kernel: torch.from_numpy(random_weights(seed, draw, level, kernel))


def test_what_a_unit_weighs(run):
    draw = random.Random(0)
    cases = [case_of(draw) for _ in range(CASES)]
    cut = 0
    for case, answer in zip(cases, run([("influence", case) for case in cases]), strict=True):
        fits, unit = answer["fits"], answer["unit"]
        assert fits == how_many_fit(case), case
        cut += fits < len(case["layers"])
        maps = run_stack(
            torch.zeros(1, 1, *case["size"]), case, fits, lambda _, k: torch.ones(k, k)
        )
        for axis in (0, 1):
            assert answer["sizes"][axis] == [x.shape[2 + axis] for x in maps]
            assert 0 <= unit[axis] < maps[-1].shape[2 + axis]

        uniform = shares(derivative(case, fits, unit, box))
        np.testing.assert_allclose(answer["box"], uniform.ravel(), atol=1e-7)
        squares = sum(
            derivative(case, fits, unit, drawn(case["seed"], draw)) ** 2 for draw in range(DRAWS)
        )
        np.testing.assert_allclose(answer["random"], shares(squares).ravel(), atol=1e-6)
        for level, grown in enumerate(answer["grown"], start=1):
            assert grown["field"] == receptive_field(case["layers"][:level])
        if not uniform.any():
            continue

        # The field in theory is as far as the derivative reaches, cut at the image's edges.
        seen = np.argwhere(uniform > 0)
        for axis in (0, 1):
            start, length = answer["fields"][axis].values()
            assert length == receptive_field(case["layers"][:fits])
            ends = (max(start, 0), min(start + length, case["size"][axis]) - 1)
            reached = (seen[:, axis].min(), seen[:, axis].max())
            assert ends[0] <= reached[0]
            assert reached[1] <= ends[1]
            if not case["same"]:
                assert ends == reached
        columns, cells = uniform.sum(axis=0), np.arange(case["size"][1])
        mean = (columns * cells).sum()
        deviation = np.sqrt((columns * (cells - mean) ** 2).sum())
        assert answer["spread"]["mean"] == pytest.approx(mean, abs=1e-3)
        assert answer["spread"]["deviation"] == pytest.approx(deviation, abs=1e-3)
    assert 20 < cut < CASES


def test_random_weights_are_the_same_to_the_bit(run):
    cases = [{"seed": seed, "index": index} for seed in (0, 1, 999) for index in range(121)]
    answers = np.array(run([("randomWeight", case) for case in cases]))
    expected = np.concatenate([random_weights(seed, 0, 0, 11).ravel() for seed in (0, 1, 999)])
    np.testing.assert_array_equal(answers, expected)
