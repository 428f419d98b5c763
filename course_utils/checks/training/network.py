"""The check of `build_net`: the same function of an image, whatever way it was written."""

import numpy as np
import torch.nn.functional as F
from torch import nn

from course_utils.models import ArticleNet

from ..engine import Case, Exercise, Misconception, check
from . import probes


def _net(
    *,
    activation=nn.ReLU,
    pooling=nn.MaxPool2d,
    padding=0,
    filters=(6, 16),
    hidden=(120, 84),
    bias=True,
    end=(),
    last=True,
    between=True,
):
    """Return a function that builds the article's network with something done otherwise."""

    def build():
        side = 32
        for _ in range(2):
            side = (side + 2 * padding - 4) // 2
        one, two = filters
        bend = activation if between else nn.Identity
        layers = [
            *(nn.Conv2d(3, one, 5, padding=padding, bias=bias), activation(), pooling(2)),
            *(nn.Conv2d(one, two, 5, padding=padding, bias=bias), activation(), pooling(2)),
            nn.Flatten(),
        ]
        features = two * side * side
        for width in hidden:
            layers += [nn.Linear(features, width, bias=bias), bend()]
            features = width
        layers += [nn.Linear(features, 10, bias=bias)] if last else []
        return nn.Sequential(*layers, *end)

    return build


class _Reading(ArticleNet):
    """The article's network with another way from the maps to the vector."""

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = x.permute(0, 2, 3, 1).flatten(1)
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


class _NoBend(ArticleNet):
    """The article's network without activations after the convolutions."""

    def forward(self, x):
        x = self.pool(self.conv2(self.pool(self.conv1(x)))).flatten(1)
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


class _NoBendAtAll(ArticleNet):
    def forward(self, x):
        x = self.pool(self.conv2(self.pool(self.conv1(x)))).flatten(1)
        return self.fc3(self.fc2(self.fc1(x)))


_IMAGES = np.round(np.random.default_rng(4).uniform(-1, 1, (2, 3, 32, 32)), 2)
_SOFTMAX = (
    "It ends in a softmax. The loss takes one itself, so that this one would be the second; give "
    "the scores as they are."
)

BUILD_NET = Exercise(
    signature="build_net()",
    reference=_net(),
    probe=probes.build_net,
    given=("images",),
    examples=(Case((_IMAGES,)),),
    misconceptions=(
        Misconception("softmax-at-the-end", _net(end=(nn.Softmax(1),)), _SOFTMAX, 0.5),
        Misconception("softmax-at-the-end", _net(end=(nn.LogSoftmax(1),)), _SOFTMAX, 0.5),
        Misconception(
            "activation-at-the-end",
            _net(end=(nn.ReLU(),)),
            "There is a ReLU after the last layer, so that no score can be negative.",
            0.5,
        ),
        Misconception(
            "sigmoid-at-the-end",
            _net(end=(nn.Sigmoid(),)),
            "There is a sigmoid after the last layer; the loss takes the scores as they are.",
            0.5,
        ),
        Misconception(
            "no-activation-after-convolutions",
            _NoBend,
            "The convolutions have no ReLU behind them.",
        ),
        Misconception(
            "no-activation-between-linear",
            _net(between=False),
            "The fully connected layers have no ReLU between them; three in a row are as good as "
            "one.",
        ),
        Misconception(
            "no-activation",
            _NoBendAtAll,
            "There is no ReLU anywhere; without one, layers in a row can do what one can.",
        ),
        Misconception(
            "average-pooling",
            _net(pooling=nn.AvgPool2d),
            "It pools by the mean; the article takes the maximum.",
        ),
        Misconception(
            "other-activation", _net(activation=nn.Tanh), "Its activation is tanh, not ReLU."
        ),
        Misconception(
            "other-activation",
            _net(activation=nn.Sigmoid),
            "Its activation is a sigmoid, not ReLU.",
        ),
        Misconception(
            "other-activation", _net(activation=nn.LeakyReLU), "Its activation is a leaky ReLU."
        ),
        Misconception("other-activation", _net(activation=nn.GELU), "Its activation is GELU."),
        Misconception(
            "no-bias",
            _net(bias=False),
            "Its layers have no biases; the article's have one for each output.",
        ),
        Misconception(
            "padded",
            _net(padding=2),
            "Its convolutions are padded, so that their maps stay as large as the image and "
            "16 × 8 × 8 numbers are left; the article's have no padding.",
        ),
        Misconception(
            "layer-missing",
            _net(hidden=(120,)),
            "The fully connected layer from 120 to 84 is missing.",
        ),
        Misconception(
            "layer-missing", _net(last=False), "The last layer, from 84 to 10, is missing."
        ),
        Misconception(
            "layer-missing", _net(hidden=()), "It has one fully connected layer; three are asked."
        ),
        Misconception(
            "filters-swapped",
            _net(filters=(16, 6)),
            "The first convolution has 16 filters and the second 6; it is the other way round.",
        ),
        Misconception(
            "flattened-in-another-order",
            _Reading,
            "The maps are flattened in another order than PyTorch's; `flatten` alone has it right.",
        ),
    ),
)


def build_net(answer):
    """Check ``build_net()``: the article's network, 62,006 parameters."""
    return check(BUILD_NET, answer)
