"""The small networks of the experiments, and ways of making a map smaller."""

from functools import partial

import torch
import torch.nn.functional as F
from torch import nn


def cells(x):
    """Return the four cells of each 2 x 2 window: (N, C, H, W) -> (4, N, C, H / 2, W / 2).

    Row by row: the first of the four is the window's top left corner.
    """
    return torch.stack((x[..., ::2, ::2], x[..., ::2, 1::2], x[..., 1::2, ::2], x[..., 1::2, 1::2]))


def random_cell(x):
    """Return one cell of each window, each as likely as the others, drawn anew each time."""
    four = cells(x)
    chosen = torch.randint(0, 4, four.shape[1:], device=x.device)
    return four.gather(0, chosen[None])[0]


def second_cell(x):
    """Return the second largest cell of each window."""
    a, b, c, d = cells(x)
    low, high = (
        torch.maximum(torch.minimum(a, b), torch.minimum(c, d)),
        torch.minimum(torch.maximum(a, b), torch.maximum(c, d)),
    )
    return torch.maximum(low, high)


def l2_pool(x):
    """Return the root of the sum of squares of each window; the slope at 0 is kept finite."""
    return (4 * F.avg_pool2d(x * x, 2) + 1e-6).sqrt()


RULES = {
    "max": partial(F.max_pool2d, kernel_size=2),
    "second": second_cell,
    "mean": partial(F.avg_pool2d, kernel_size=2),
    "random": random_cell,
    "corner": lambda x: x[..., ::2, ::2],
    "min": lambda x: -F.max_pool2d(-x, 2),
}


class Rule(nn.Module):
    """2 x 2 pooling, stride 2, by a rule that can be changed in a trained network.

    Attributes
    ----------
    rule : str
        A key of RULES.
    """

    def __init__(self, rule):
        super().__init__()
        self.rule = rule

    def forward(self, x):
        """(N, C, H, W) -> (N, C, H / 2, W / 2), H and W even."""
        return RULES[self.rule](x)


class L2Pool(nn.Module):
    """The root of the sum of squares of each 2 x 2 window."""

    def forward(self, x):
        """(N, C, H, W) -> (N, C, H / 2, W / 2)."""
        return l2_pool(x)


class BlurPool(nn.Module):
    """The largest of each 2 x 2 window at stride 1, then a blur, then every second cell.

    The blur is (1, 2, 1) x (1, 2, 1) / 16, edges mirrored (Zhang, 'Making Convolutional Networks
    Shift-Invariant Again', 2019: MaxBlurPool).
    """

    def __init__(self, channels):
        super().__init__()
        line = torch.tensor([1.0, 2.0, 1.0])
        kernel = torch.outer(line, line) / 16
        self.register_buffer("kernel", kernel.expand(channels, 1, 3, 3).contiguous())

    def forward(self, x):
        """(N, C, H, W) -> (N, C, H / 2, W / 2), H and W even."""
        x = F.max_pool2d(F.pad(x, (0, 1, 0, 1), mode="replicate"), 2, stride=1)
        x = F.pad(x, (1, 1, 1, 1), mode="reflect")
        return F.conv2d(x, self.kernel, stride=2, groups=len(self.kernel))


class SmallNet(nn.Module):
    """Three 3 x 3 convolutions, the first two each followed by a way of halving the map.

    Batch norm (chapter 04) after each convolution: it lets a training of one epoch get somewhere.
    At the end the mean of each channel, and one fully connected layer.

    Parameters
    ----------
    smaller : callable
        ``smaller(channels) -> nn.Module``: what stands after the ReLU of the first two stages.
    stride : int
        Of the first two convolutions themselves.
    channels : tuple of int
        Of the three convolutions.
    """

    def __init__(self, smaller, stride=1, channels=(16, 32, 32)):
        super().__init__()
        layers, before = [], 3
        for stage, out in enumerate(channels):
            last = stage == len(channels) - 1
            layers += [
                nn.Conv2d(before, out, 3, 1 if last else stride, padding=1, bias=False),
                nn.BatchNorm2d(out),
                nn.ReLU(),
            ]
            if not last:
                layers.append(smaller(out))
            before = out
        self.features = nn.Sequential(*layers)
        self.scores = nn.Linear(before, 10)
        self.to(memory_format=torch.channels_last)  # faster on processors

    def forward(self, x):
        """Images from -1 to 1, (N, 3, 32, 32) -> scores, (N, 10)."""
        x = self.features(x.contiguous(memory_format=torch.channels_last))
        return self.scores(x.mean((2, 3)))


def parameters(model):
    """Return how many numbers of a model are learnt."""
    return sum(one.numel() for one in model.parameters() if one.requires_grad)


@torch.no_grad()
def multiply_accumulates(model, shape=(3, 32, 32)):
    """Return the multiply-accumulates of convolutions and linear layers for one image.

    Biases, pooling and activations are not counted.
    """
    total = 0

    def count(module, inputs, output):
        nonlocal total
        total += module.weight.numel() * (output.numel() // module.weight.shape[0])

    hooks = [
        one.register_forward_hook(count)
        for one in model.modules()
        if isinstance(one, nn.Conv2d | nn.Linear)
    ]
    mode = model.training
    try:
        model.eval()(torch.zeros(1, *shape))
    finally:
        model.train(mode)
        for hook in hooks:
            hook.remove()
    return total
