"""ops.js against torch.nn.functional, in a real Chromium, over random cases and the edges."""

import random

import numpy as np
import pytest
import torch
from torch.nn import functional as F

CASES = 900
MODES = ("zeros", "reflect", "replicate", "circular")


def plain(tensor):
    return {"shape": list(tensor.shape), "data": tensor.flatten().tolist()}


def array(answer):
    return np.array(answer["data"], np.float32).reshape(answer["shape"])


def convolution(draw, generator):
    """Return one random convolution: what goes into ops.js, and what torch makes of it."""
    channels, filters = draw.randint(1, 3), draw.randint(1, 3)
    height, width = draw.randint(1, 12), draw.randint(1, 12)
    kernel = [draw.randint(1, 7), draw.randint(1, 7)]
    mode = draw.choice(MODES)
    stride = draw.choice([1, 2, 3, [1, 2], [3, 1]])
    dilation = draw.choice([1, 1, 2, 3, [1, 2], [2, 1]])
    padding = draw.choice([0, 0, 1, 2, 3, [0, 2], [3, 1], "same"])
    image = torch.randn(channels, height, width, generator=generator)
    weight = torch.randn(filters, channels, *kernel, generator=generator)
    bias = torch.randn(filters, generator=generator) if draw.random() < 0.5 else None
    given = {
        "image": plain(image),
        "weight": weight.flatten().tolist(),
        "kernel": kernel,
        "bias": None if bias is None else bias.tolist(),
        "options": {
            "stride": stride,
            "padding": padding,
            "dilation": dilation,
            "paddingMode": mode,
        },
    }
    return given, torch_convolution(image, weight, bias, stride, padding, dilation, mode)


def torch_convolution(image, weight, bias, stride, padding, dilation, mode):
    """Return what nn.Conv2d computes, or None where it refuses."""
    pairs = [value if value == "same" else _tuple(value) for value in (stride, padding, dilation)]
    try:
        layer = torch.nn.Conv2d(
            weight.shape[1],
            weight.shape[0],
            weight.shape[2:],
            stride=pairs[0],
            padding=pairs[1],
            dilation=pairs[2],
            bias=bias is not None,
            padding_mode=mode,
        )
    except ValueError:
        return None
    with torch.no_grad():
        layer.weight.copy_(weight)
        if bias is not None:
            layer.bias.copy_(bias)
        try:
            return layer.double()(image.double()[None])[0].float().numpy()
        except (RuntimeError, ValueError):
            return None


def _tuple(value):
    return tuple(value) if isinstance(value, list) else (value, value)


def test_convolution(run):
    draw, generator = random.Random(0), torch.Generator().manual_seed(0)
    drawn = [convolution(draw, generator) for _ in range(CASES)]
    answers = run([("conv2d", given) for given, _ in drawn])
    legal = 0
    for (given, expected), answer in zip(drawn, answers, strict=True):
        if expected is None:
            assert answer.get("refused", "").endswith("."), given
            continue
        assert "refused" not in answer, (given["options"], answer)
        legal += 1
        np.testing.assert_allclose(array(answer), expected, atol=1e-5)
    assert 300 <= legal < len(drawn), "some cases should be illegal, 300 at least legal"


def test_what_no_layer_can_be_is_refused_in_words(run):
    image, weight = torch.zeros(1, 8, 8), torch.zeros(1, 1, 3, 3)
    usual = {"stride": 1, "padding": 0, "dilation": 1}
    wrong = [
        {name: value}
        for name in ("stride", "dilation")
        for value in (0, -1, [1, 0], [0, 1], [-1, 1], [2, -3])
    ]
    wrong += [{"padding": "same", "stride": stride} for stride in (2, [1, 2], [3, 1])]
    # Other modes hand a negative padding to F.pad, which cuts; here it is a mistake in all of them.
    negative = [{"padding": value} for value in (-1, [-1, 1], [2, -3])]
    cases = []
    for mode in MODES:
        for changed in [*wrong, *(negative if mode == "zeros" else [])]:
            options = {**usual, **changed}
            assert torch_convolution(image, weight, None, *options.values(), mode) is None, options
            given = {"image": plain(image), "weight": [0] * 9, "kernel": [3, 3], "bias": None}
            cases.append(("conv2d", {**given, "options": {**options, "paddingMode": mode}}))
    for (_, given), answer in zip(cases, run(cases), strict=True):
        reason = answer.get("refused", "")
        assert reason.endswith("."), (given["options"], answer)
        came = [name for name in usual if given["options"][name] != usual[name]]
        assert any(name in reason.lower() for name in came), (given["options"], reason)


@pytest.mark.parametrize("mode", MODES)
def test_padding(run, mode):
    draw, generator = random.Random(1), torch.Generator().manual_seed(1)
    cases, expected = [], []
    names = {"zeros": "constant"}
    while len(cases) < 300:
        image = torch.randn(1, draw.randint(1, 8), draw.randint(1, 8), generator=generator)
        border = [draw.randint(0, 5) for _ in range(4)]  # left, right, top, bottom
        try:
            out = F.pad(image[None], border, names.get(mode, mode))[0]
        except RuntimeError:
            continue
        left, right, top, bottom = border
        sides = {"left": left, "right": right, "top": top, "bottom": bottom}
        cases.append(("pad", {"image": plain(image), "border": sides, "mode": mode}))
        expected.append(out.numpy())
    for answer, out in zip(run(cases), expected, strict=True):
        np.testing.assert_array_equal(array(answer), out)


def test_output_size(run):
    draw = random.Random(2)
    cases = [
        {
            "size": draw.randint(1, 30),
            "kernel": draw.randint(1, 7),
            "stride": draw.randint(1, 4),
            "padding": draw.randint(0, 4),
            "dilation": draw.randint(1, 4),
        }
        for _ in range(CASES)
    ]
    for case, size in zip(cases, run([("outputSize", case) for case in cases]), strict=True):
        options = {name: case[name] for name in ("stride", "padding", "dilation")}
        try:
            row, kernel = torch.zeros(1, 1, case["size"]), torch.zeros(1, 1, case["kernel"])
            out = F.conv1d(row, kernel, **options)
        except RuntimeError:
            assert size <= 0, case
            continue
        assert size == out.shape[-1], case


def bank(draw, generator, size):
    """Return weights and biases of one to four filters over three channels, and a stride."""
    filters = draw.randint(1, 4)
    weight = torch.randn(filters, 3, *size, generator=generator)
    return weight, torch.randn(filters, generator=generator), draw.randint(1, 3)


def nudged(draw, weight, bias, stride):
    """Return a neighbour of a bank: one weight, one bias, or nothing is another."""
    weight, bias = weight.clone(), bias.clone()
    kind = draw.choice(["weight", "bias", "nothing"])
    if kind == "weight":
        weight[0, draw.randint(0, 2), 0, 0] += 1
    elif kind == "bias":
        bias[0] -= 1
    return weight, bias, stride


def test_sums_over_channels_after_a_history(run):
    draw, generator = random.Random(3), torch.Generator().manual_seed(3)
    cases, expected = [], []
    for _ in range(300):
        image = torch.randn(3, draw.randint(5, 12), draw.randint(5, 12), generator=generator)
        padding = draw.randint(0, 2)
        sizes = [[draw.randint(1, 5), draw.randint(1, 5)] for _ in range(2)]
        history = [bank(draw, generator, draw.choice(sizes)) for _ in range(2)]
        history += [nudged(draw, *history[-1])]
        history += [nudged(draw, *history[-1])]
        given = [
            {"bank": weight.tolist(), "bias": bias.tolist(), "stride": stride}
            for weight, bias, stride in history
        ]
        options = {"padding": padding}
        cases.append(("channelSums", {"image": plain(image), "history": given, "options": options}))
        weight, bias, stride = (
            each.double() if isinstance(each, torch.Tensor) else each for each in history[-1]
        )
        expected.append(F.conv2d(image.double()[None], weight, bias, stride, padding)[0].numpy())
    for answer, out in zip(run(cases), expected, strict=True):
        np.testing.assert_allclose(array(answer), out, atol=1e-5)
        ends = np.stack([out.min(axis=(1, 2)), out.max(axis=(1, 2))], axis=1)
        np.testing.assert_allclose(answer["ranges"], ends, atol=1e-5)


def test_steps_lay_the_kernel_where_torch_unfolds(run):
    draw, generator = random.Random(4), torch.Generator().manual_seed(4)
    cases, expected = [], []
    for _ in range(300):
        image = torch.randint(
            -99, 100, (draw.randint(1, 8), draw.randint(1, 8)), generator=generator
        )
        kernel = [draw.randint(1, 5), draw.randint(1, 5)]
        options = {
            "stride": draw.randint(1, 4),
            "padding": draw.randint(0, 3),
            "dilation": draw.randint(1, 4),
        }
        cases.append(("steps", {"image": image.tolist(), "kernel": kernel, "options": options}))
        try:
            unfolded = F.unfold(image.float()[None, None], kernel, **options)
            expected.append(unfolded[0].T.numpy())
        except RuntimeError:
            expected.append(None)
    for answer, out in zip(run(cases), expected, strict=True):
        if out is None:
            assert "refused" in answer
        else:
            np.testing.assert_array_equal(answer, out)
    assert 100 < sum(out is not None for out in expected) < 300


def test_turned_is_torch_flip_over_both_axes(run):
    draw, generator = random.Random(5), torch.Generator().manual_seed(5)
    matrices = [
        torch.randint(-9, 10, (draw.randint(1, 5), draw.randint(1, 5)), generator=generator)
        for _ in range(300)
    ]
    answers = run([("turned", {"matrix": matrix.tolist()}) for matrix in matrices])
    for answer, matrix in zip(answers, matrices, strict=True):
        assert answer == matrix.flip(0, 1).tolist()
