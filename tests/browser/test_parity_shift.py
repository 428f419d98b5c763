"""Moving and shrinking in ops.js, against torch."""

import math
import random

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from .test_parity import array, plain

CASES = 300
AXES = {"across": (3,), "down": (2,), "diagonally": (3, 2)}


def picture(draw, generator):
    return torch.randn(1, draw.randint(1, 24), draw.randint(1, 24), generator=generator)


def around(x, axis, before, after):
    """Repeat an axis at its ends, as often as it takes."""
    size = x.shape[axis]
    return x.index_select(axis, torch.arange(-before, size + after) % size)


def moved(x, shift, direction):
    """Move (1, 1, H, W) by a windowed sinc."""
    whole = math.floor(shift)
    at = torch.arange(-3, 3, dtype=torch.float64) + shift - whole
    taps = torch.sinc(at) * torch.sinc(at / 3)
    taps /= taps.sum()
    for axis in AXES[direction]:
        x = torch.roll(x, whole, axis)
        shape = (1, 1, 1, 6) if axis == 3 else (1, 1, 6, 1)
        x = F.conv2d(around(x, axis, 3, 2), taps.reshape(shape))
    return x


def test_moved(run):
    draw, generator = random.Random(1), torch.Generator().manual_seed(1)
    cases, expected = [], []
    for _ in range(CASES):
        image = picture(draw, generator)
        shift = draw.choice([0, 1, 5, 0.5, draw.uniform(-3, 30)])
        direction = draw.choice(list(AXES))
        cases.append(("moved", {"image": plain(image), "shift": shift, "direction": direction}))
        expected.append(moved(image[None].double(), shift, direction)[0].numpy())
    for answer, out in zip(run(cases), expected, strict=True):
        np.testing.assert_allclose(array(answer), out, atol=1e-5)


def reduced(x, way, factor, kernel):
    """Shrink (1, 1, H, W), whose sizes the factor divides."""
    if way == "max":
        return F.max_pool2d(x, factor)
    if way == "average":
        return F.avg_pool2d(x, factor)
    padded = around(around(x, 2, 1, 1), 3, 1, 1)
    if way == "strided":
        return F.conv2d(padded, kernel, stride=factor)
    box = torch.ones(1, 1, factor, dtype=torch.float64) / factor
    line = F.conv1d(F.pad(box, (factor - 1, factor - 1)), box)[0, 0]
    reach = factor - 1
    answered = around(around(F.conv2d(padded, kernel), 2, reach, reach), 3, reach, reach)
    return F.conv2d(answered, torch.outer(line, line)[None, None], stride=factor)


@pytest.mark.parametrize("way", ["max", "average", "strided", "blurred"])
def test_reduced(run, way):
    draw, generator = random.Random(way), torch.Generator().manual_seed(len(way))
    cases, expected = [], []
    for _ in range(CASES):
        image, factor = picture(draw, generator), draw.randint(2, 8)
        kernel = torch.randint(-2, 3, (1, 1, 3, 3), generator=generator).double()
        given = {"image": plain(image), "way": way, "factor": factor}
        cases.append(("reduced", {**given, "kernel": kernel.flatten().tolist()}))
        rows, columns = (size - size % factor for size in image.shape[1:])
        if 0 in (rows, columns):
            expected.append(None)
            continue
        top, left = (image.shape[1] - rows) // 2, (image.shape[2] - columns) // 2
        cut = image[None, :, top : top + rows, left : left + columns].double()
        expected.append(reduced(cut, way, factor, kernel)[0].numpy())
    for answer, out in zip(run(cases), expected, strict=True):
        assert (answer is None) == (out is None)
        if out is not None:
            np.testing.assert_allclose(array(answer), out, atol=1e-5)
    assert sum(out is not None for out in expected) > CASES / 2


def test_relative_change(run):
    generator = torch.Generator().manual_seed(2)
    cases, expected = [], []
    for length in range(2, CASES + 2):
        output, reference = torch.randn(2, length, generator=generator).double()
        cases.append({"output": output.tolist(), "reference": reference.tolist()})
        difference = F.mse_loss(output, reference).sqrt()
        expected.append(float(difference / reference.std(correction=0)))
    answers = run([("relativeChange", case) for case in cases])
    np.testing.assert_allclose(answers, expected, rtol=1e-9)
    same = {"output": [1, 2, 3], "reference": [1, 2, 3]}
    assert run([("relativeChange", same)]) == [0]
