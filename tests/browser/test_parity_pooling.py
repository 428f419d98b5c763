"""Pooling in ops.js against torch: outputs, winners, gradients, sizes and refusals."""

import random

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from .test_parity import array, plain

CASES = 480


def picture(draw, generator):
    """Return an image; half of them hold few different numbers, so that maxima tie."""
    shape = (draw.randint(1, 2), draw.randint(1, 13), draw.randint(1, 13))
    if draw.random() < 0.5:
        return torch.randn(shape, generator=generator)
    return torch.randint(-1, 3, shape, generator=generator) / 2


def fixed(draw, kept):
    window = [draw.randint(1, 5), draw.randint(1, 5)]
    # Sometimes one too many: torch takes at most half of the window.
    padding = [draw.randint(0, size // 2 + (draw.random() < 0.1)) for size in window]
    return {
        "window": window,
        "options": {
            "stride": [draw.randint(1, 5), draw.randint(1, 5)],
            "padding": 0 if kept == "L2" else padding,
            "ceilMode": draw.random() < 0.5,
        },
        "countPadding": draw.random() < 0.5,
        "bins": None,
    }


def by_torch(image, kept, case):
    """Return output and winners, or None where torch refuses."""
    if case["bins"]:
        if kept == "max":
            return F.adaptive_max_pool2d(image, case["bins"], return_indices=True)
        return F.adaptive_avg_pool2d(image, case["bins"]), None
    window, (stride, padding, ceil) = case["window"], case["options"].values()
    try:
        match kept:
            case "max":
                options = (window, stride, padding, 1, ceil)
                return F.max_pool2d(image, *options, return_indices=True)
            case "average":
                return F.avg_pool2d(
                    image, window, stride, padding, ceil, case["countPadding"]
                ), None
            case "L2":
                return F.lp_pool2d(image, 2.0, window, stride, ceil), None
    except RuntimeError:
        return None


@pytest.mark.parametrize("kept", ["max", "average", "L2", "adaptive max", "adaptive average"])
def test_pooling(run, kept):
    draw, generator = random.Random(kept), torch.Generator().manual_seed(len(kept))
    adaptive, kept = kept.startswith("adaptive"), kept.split()[-1]
    cases, expected = [], []
    for _ in range(CASES):
        image = picture(draw, generator).double().requires_grad_()
        case = fixed(draw, kept)
        if adaptive:
            case |= {"bins": [draw.randint(1, 9), draw.randint(1, 9)], "countPadding": True}
        answer = by_torch(image, kept, case)
        gradient = torch.randn(0 if answer is None else answer[0].numel(), generator=generator)
        if answer is not None:
            answer[0].backward(gradient.reshape(answer[0].shape).double())
        cases.append({"image": plain(image), "kept": kept, "gradient": gradient.tolist(), **case})
        expected.append(None if answer is None else (*answer, image.grad))
    legal = 0
    answers = run([("pool", case) for case in cases])
    for case, answer, result in zip(cases, answers, expected, strict=True):
        if result is None:
            assert answer.get("refused", "").endswith("."), case
            continue
        assert "refused" not in answer, (case["window"], case["options"], answer)
        legal += 1
        output, winners, back = result
        np.testing.assert_allclose(array(answer), output.detach().numpy(), atol=1e-5)
        np.testing.assert_allclose(answer["back"], back.flatten().numpy(), rtol=1e-5, atol=1e-5)
        if winners is not None:
            assert answer["winners"] == winners.flatten().tolist(), case
    assert legal >= 300
    assert adaptive or legal < CASES, "some cases should be illegal"


def test_a_nan_wins(run):
    nan = float("nan")
    image = torch.tensor([[[1, nan, 2, nan], [3, 4, 5, 0]]])
    case = {
        "image": {
            "shape": [1, 2, 4],
            "data": ["NaN" if v != v else v for v in image.flatten().tolist()],
        },
        "kept": "max",
        "gradient": [1, 1],
        "window": [2, 2],
        "options": {},
    }
    (answer,) = run([("pool", case)])
    _, winners = F.max_pool2d(image, 2, return_indices=True)
    assert answer["winners"] == winners.flatten().tolist() == [1, 3]


def test_size(run):
    draw = random.Random(7)
    cases = []
    for _ in range(900):
        window = draw.randint(1, 8)
        cases.append(
            {
                "size": draw.randint(1, 30),
                "window": window,
                "stride": draw.randint(1, 8),
                "padding": draw.randint(0, window // 2),
                "ceilMode": draw.random() < 0.5,
            }
        )
    for case, size in zip(cases, run([("poolSize", case) for case in cases]), strict=True):
        size_in, window, stride, padding, ceil = case.values()
        try:
            out = F.max_pool1d(torch.zeros(1, 1, size_in), window, stride, padding, 1, ceil)
        except RuntimeError:
            assert size <= 0, case
            continue
        assert size == out.shape[-1], case
