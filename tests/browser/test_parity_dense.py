"""The dense layer in ops.js, its gradient, and LinearLab's descent on it, against torch."""

import random

import numpy as np
import torch
from torch.nn import functional as F

CASES = 400


def shapes(draw):
    return {name: draw.randint(1, 9) for name in ("rows", "inputs", "outputs")}


def normal(generator, *shape):
    return torch.randn(*shape, generator=generator, dtype=torch.float64).requires_grad_()


def close(answer, expected):
    np.testing.assert_allclose(
        np.ravel(answer), expected.detach().flatten().numpy(), rtol=1e-9, atol=1e-12
    )


def test_linear_and_its_gradient(run):
    draw, generator = random.Random(1), torch.Generator().manual_seed(1)
    forward, backward, expected = [], [], []
    for _ in range(CASES):
        shape = shapes(draw)
        rows, inputs, outputs = shape.values()
        x, weight = normal(generator, rows, inputs), normal(generator, outputs, inputs)
        bias = normal(generator, outputs) if draw.random() < 0.7 else None
        y = F.linear(x, weight, bias)
        gradient = torch.randn(y.shape, generator=generator, dtype=torch.float64)
        y.backward(gradient)
        case = {"x": x.flatten().tolist(), "weight": weight.flatten().tolist(), "shape": shape}
        forward.append({**case, "bias": None if bias is None else bias.tolist()})
        backward.append({**case, "gradient": gradient.flatten().tolist()})
        expected.append((y, x.grad, weight.grad, gradient.sum(0)))
    answers = run([("linear", case) for case in forward])
    backs = run([("linearGradient", case) for case in backward])
    for answer, back, (y, *gradients) in zip(answers, backs, expected, strict=True):
        close(answer, y)
        for part, gradient in zip(back.values(), gradients, strict=True):
            close(part, gradient)


def test_a_step_of_descent(run):
    draw, generator = random.Random(2), torch.Generator().manual_seed(2)
    cases, expected = [], []
    for _ in range(CASES):
        classes, hidden, rows = draw.randint(2, 3), draw.randint(0, 8), draw.randint(1, 12)
        rate = draw.uniform(0.01, 2)
        # Scores in the hundreds too, where a softmax that is not stable gives NaN.
        scale = draw.choice([1, 1, 300])
        network = {
            "weight": normal(generator, classes, hidden or 2).detach() * scale,
            "bias": normal(generator, classes).detach(),
            "hidden_weight": normal(generator, hidden, 2).detach(),
            "hidden_bias": normal(generator, hidden).detach(),
        }
        for values in network.values():
            values.requires_grad_()
        x = normal(generator, rows, 2).detach()
        labels = torch.randint(classes, (rows,), generator=generator)
        h = x
        if hidden:
            h = torch.relu(F.linear(x, network["hidden_weight"], network["hidden_bias"]))
        loss = F.cross_entropy(F.linear(h, network["weight"], network["bias"]), labels)
        loss.backward()
        numbers = {name: values.tolist() for name, values in network.items()}
        cases.append(
            {
                "network": {**numbers, "classes": classes, "hidden": hidden},
                "x": x.flatten().tolist(),
                "labels": labels.tolist(),
                "rate": rate,
            }
        )
        expected.append((loss, network, rate))
    answers = run([("descent", case) for case in cases])
    for answer, (loss, network, rate) in zip(answers, expected, strict=True):
        assert abs(answer["loss"] - loss.item()) < 1e-9
        for name, values in network.items():
            gradient = torch.zeros_like(values) if values.grad is None else values.grad
            close(answer[name], gradient)
            close(answer["after"][name], values - rate * gradient)
