"""Activations, softmax with its loss, and a stack of layers in ops.js against torch."""

import random

import numpy as np
import pytest
import torch
from torch.nn import functional as F

CASES = 400

FUNCTIONS = {
    "ReLU": torch.relu,
    "leaky ReLU": F.leaky_relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "GELU": F.gelu,
    "identity": torch.clone,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_activation_and_slope(run, name):
    generator = torch.Generator().manual_seed(len(name))
    scales = torch.tensor([0.01, 1.0, 5.0, 100.0]).repeat_interleave(CASES // 4)
    x = torch.randn(CASES, generator=generator).double() * scales
    edges = torch.tensor([0.0, -0.0, 1e-30, -1e-30, 3.0, -3.0, 4.2427, 8.6, -40.0, 800.0, -800.0])
    x = torch.cat([x, edges.double()]).requires_grad_()
    y = FUNCTIONS[name](x)
    y.sum().backward()
    (answer,) = run([("activation", {"name": name, "x": x.tolist()})])
    np.testing.assert_allclose(answer["value"], y.detach(), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(answer["slope"], x.grad, rtol=1e-9, atol=1e-12)


def test_softmax_loss_and_gradient(run):
    draw = random.Random(3)
    cases, expected = [], []
    for _ in range(CASES):
        size = draw.choice([0.0, 1.0, 10.0, 10_000.0])
        logits = [draw.uniform(-size, size) for _ in range(draw.randint(3, 10))]
        if draw.random() < 0.2:
            logits = [draw.choice([-10_000.0, 10_000.0]) for _ in logits]
        case = {
            "logits": logits,
            "label": draw.randrange(len(logits)),
            "temperature": draw.choice([1.0, 0.1, 10.0, draw.uniform(0.1, 10)]),
            "smoothing": draw.choice([0.0, 0.5, draw.uniform(0, 0.5)]),
        }
        x = torch.tensor(logits, dtype=torch.float64, requires_grad=True)
        scores = x / case["temperature"]
        label = torch.tensor(case["label"])
        loss = F.cross_entropy(scores, label, label_smoothing=case["smoothing"])
        loss.backward()
        cases.append(case)
        expected.append((F.log_softmax(scores, -1), F.softmax(scores, -1), loss, x.grad))
    answers = run([("softmaxLoss", case) for case in cases])
    for answer, results in zip(answers, expected, strict=True):
        for name, result in zip(answer, results, strict=True):
            np.testing.assert_allclose(
                answer[name], result.detach(), rtol=1e-9, atol=1e-11, err_msg=name
            )


def by_torch(name, factor, weights, inputs, seed):
    """Return what `Stack.run` does, through autograd."""
    after, before = [inputs], []
    for weight in weights:
        before.append((after[-1] @ (weight * factor).T).requires_grad_())
        after.append(FUNCTIONS[name](before[-1]))
    gradients = torch.autograd.grad(after[-1], before, seed)
    steepest = {"sigmoid": 0.25, "tanh": 1.0}.get(name, -np.inf)  # else: none is flat
    slopes = [
        torch.autograd.grad(FUNCTIONS[name](z := layer.detach().requires_grad_()).sum(), z)[0]
        for layer in before
    ]
    return {
        "deviation": [layer.std(correction=0).item() for layer in after],
        "gradient": [gradient.square().mean().sqrt().item() for gradient in gradients],
        "dead": [(layer <= 0).all(0).double().mean().item() for layer in after[1:]],
        "flat": [(slope < steepest / 10).double().mean().item() for slope in slopes],
    }


def test_stack(run):
    draw, generator = random.Random(5), torch.Generator().manual_seed(5)
    cases, expected = [], []
    for _ in range(300):
        sizes = {
            "layers": draw.randint(1, 10),
            "units": draw.randint(2, 12),
            "batch": draw.randint(1, 6),
        }
        layers, units, batch = sizes.values()
        shapes = ((layers, units, units), (batch, units), (batch, units))
        tensors = [torch.randn(shape, generator=generator).double() for shape in shapes]
        # A run before the one that counts: nothing of it may be left.
        history = [[draw.choice(list(FUNCTIONS)), draw.uniform(0.1, 4)] for _ in range(2)]
        flat = [tensor.flatten().tolist() for tensor in tensors]
        cases.append(
            {"sizes": sizes, "weights": flat[0], "inputs": flat[1], "seed": flat[2]}
            | {"history": history}
        )
        name, scale = history[-1]
        expected.append(by_torch(name, scale / units**0.5, *tensors))
    for case, answer, result in zip(
        cases, run([("stack", case) for case in cases]), expected, strict=True
    ):
        for name in result:
            np.testing.assert_allclose(
                answer[name],
                result[name],
                rtol=1e-7,
                atol=1e-14,
                err_msg=f"{name} of {case['sizes']}, {case['history']}",
            )
