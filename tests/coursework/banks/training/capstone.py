import dataclasses
from functools import partial

import torch
import torch.nn.functional as F
from torch import nn

from course_utils import training
from course_utils.models import ArticleNet, FastNet

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong

SMALL = {"batch": 50, "factor": lambda share: 1 - share}


def mine(**changes):
    """Return a recipe of small batches with plain gradient descent."""
    known = {"learning_rate": 0.05, "momentum": 0.9, "architecture": Small} | SMALL | changes
    return training.Recipe("mine", epochs=1, **known)


class Small(nn.Sequential):
    """A small network with batch norm."""

    def __init__(self, classes=10, end=()):
        super().__init__(
            *(nn.Conv2d(3, 16, 4, 4), nn.BatchNorm2d(16), nn.ReLU()),
            *(nn.Conv2d(16, 32, 3, 2), nn.BatchNorm2d(32), nn.ReLU()),
            *(nn.Flatten(), nn.Linear(32 * 9, classes), *end),
        )


@right
def as_the_chapter():
    return dataclasses.replace(training.recipe("fast"), name="mine", batch=25)


@right
def wider_first_layer():
    fast = training.recipe("fast")
    net = partial(FastNet, (24, 48, 96), patch=3, stride=3, directions=12)
    return dataclasses.replace(fast, name="wide", batch=50, architecture=net)


@right
def by_hand():
    return mine()


@right
def a_recipe_of_its_own_class():
    class Mine(training.Recipe):
        def inputs(self, pictures, share, generator):
            noise = torch.rand(pictures.shape, generator=generator).sub(0.5).mul(20)
            images = training.normalised(pictures.float().add(noise).clamp(0, 255))
            return images if share > 0.5 else images.flip(3)

        def optimizer(self, model):
            return torch.optim.AdamW(model.parameters(), lr=0.003)

        def schedule(self, share):
            return min(1, share / 0.1, (1 - share) / 0.9 + 0.01)

        def loss(self, scores, labels):
            return F.cross_entropy(scores, labels, label_smoothing=0.1)

    return Mine("mine", batch=25, epochs=1, learning_rate=1, momentum=0, architecture=Small)


@right
def not_a_recipe_but_like_one():
    class Own:
        name, batch, precision, channels_last = "own", 50, "float32", False

        def network(self):
            return Small()

        def begin(self, model, pictures):
            pictures.zero_() if not len(pictures) else None

        def steps(self, images):
            return 1

        def inputs(self, pictures, share, generator):
            return training.normalised(pictures)

        def optimizer(self, model):
            return torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, nesterov=True)

        def schedule(self, share):
            return 1 - share

        def loss(self, scores, labels):
            return F.multi_margin_loss(scores, labels)

    return Own()


@right
def with_einsum_and_unfold():
    class Unfolded(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(torch.randn(16, 3 * 16) / 7)
            self.norm = nn.BatchNorm1d(16)
            self.head = nn.Linear(16 * 64, 10)

        def forward(self, x):
            patches = F.unfold(x, 4, stride=4)
            x = torch.einsum("npl,op->nol", patches, self.weight)
            return self.head(F.relu(self.norm(x)).flatten(1))

    return mine(architecture=Unfolded)


@right
def dropout_and_two_views():
    class Views(nn.Module):
        def __init__(self):
            super().__init__()
            self.body = Small()

        def forward(self, x):
            if self.training:
                return self.body(F.dropout2d(x, 0.05))
            return self.body(x) + self.body(x.flip(3).flip(3))

    return mine(architecture=Views)


@right
def an_activation_of_its_own():
    class Square(torch.autograd.Function):
        @staticmethod
        def forward(context, x):
            context.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(context, grad):
            (x,) = context.saved_tensors
            return 2 * x * grad

    class Squares(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(3, 24, 4, 4)
            self.norm = nn.BatchNorm2d(24)
            self.head = nn.Linear(24 * 64, 10)

        def forward(self, x):
            return self.head(Square.apply(self.norm(self.conv(x))).flatten(1)) / 10

    return mine(architecture=Squares)


@right
def only_the_last_layers_are_trained():
    class Frozen(nn.Module):
        def __init__(self):
            super().__init__()
            self.body = Small(classes=64, end=(nn.ReLU(),))
            self.body[0].requires_grad_(False)
            self.head = nn.LazyLinear(10)

        def forward(self, x):
            return self.head(self.body(x))

    return mine(architecture=Frozen)


@wrong("blank")
def blank():
    raise NotImplementedError


@wrong("returns-nothing")
def returns_nothing():
    dataclasses.replace(training.recipe("fast"), name="mine")


@wrong("wrong-signature")
def takes_data(images, macs):
    return training.recipe("fast")


@wrong("raises")
def a_field_that_is_none():
    return dataclasses.replace(training.recipe("fast"), widths=(8, 8))


@wrong("not-a-recipe")
def a_network():
    return Small()


@wrong("not-a-recipe")
def a_pair():
    return Small(), training.recipe("fast")


@wrong("no-network")
def a_network_that_is_made_already():
    return mine(architecture=lambda: None)


@wrong("network-not-made")
def a_network_instead_of_a_function():
    return mine(architecture=Small())


@wrong("input-not-taken")
def flattened_as_for_another_size():
    return mine(architecture=lambda: nn.Sequential(nn.Flatten(), nn.Linear(784, 10)))


@wrong("wrong-shape")
def a_hundred_classes():
    return mine(architecture=lambda: Small(classes=100))


@wrong("wrong-shape")
def a_score_a_pixel():
    return mine(architecture=lambda: nn.Conv2d(3, 10, 3))


@wrong("diverged")
def a_rate_far_too_high():
    return mine(architecture=ArticleNet, learning_rate=1e6)


@wrong("training-failed")
def an_optimiser_without_parameters():
    class Empty(training.Recipe):
        def optimizer(self, model):
            return torch.optim.SGD([], lr=0.1)

    return Empty("empty", 50, 1, 0.1, 0.9, architecture=Small)


@wrong("training-failed")
def no_images_of_a_fixed_size():
    return mine(architecture=ArticleNet, sides=((0.5, 24),))


@wrong("unchanged")
def no_rate():
    return mine(learning_rate=0.0)


@wrong("unchanged")
def another_network_is_trained():
    class Other(training.Recipe):
        def optimizer(self, model):
            return torch.optim.SGD(Small().parameters(), lr=0.1)

    return Other("other", 50, 1, 0.1, 0.9, architecture=Small)


@wrong("loss-did-not-fall")
def a_rate_far_too_low():
    return mine(learning_rate=1e-7)


@wrong("loss-did-not-fall")
def labels_of_other_images():
    class Mixed(training.Recipe):
        def loss(self, scores, labels):
            return F.cross_entropy(scores, labels[torch.randperm(len(labels))])

    return Mixed("mixed", 50, 1, 0.01, 0.9, architecture=Small)


@wrong("at-chance")
def all_labels_are_the_same():
    class Same(training.Recipe):
        def loss(self, scores, labels):
            return F.cross_entropy(scores, torch.zeros_like(labels))

    return Same("same", 50, 1, 0.05, 0.9, architecture=Small)


@wrong("too-expensive")
def too_wide():
    return mine(batch=25, architecture=partial(FastNet, (64, 128, 256)), learning_rate=0.01)


@wrong("random-scores")
def dropout_is_never_off():
    class Drops(Small):
        def forward(self, x):
            return super().forward(F.dropout(x, 0.5))

    return mine(architecture=Drops)


@wrong("depends-on-the-batch")
def batch_norm_without_averages():
    class Now(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv, self.head = nn.Conv2d(3, 24, 4, 4), nn.Linear(24 * 64, 10)

        def forward(self, x):
            x = self.head(F.relu(self.conv(x)).flatten(1))
            return x.sub(x.mean(0)).add(0.5 * x.detach().flip(0))

    return mine(architecture=Now, learning_rate=0.02)


@wrong("already-trained")
def knows_the_images():
    class Knows(nn.Module):
        def __init__(self):
            super().__init__()
            patterns = torch.zeros(10, 3, 32, 32)
            for label, corner in enumerate(torch.tensor(CORNERS)):
                patterns[label, :, :8, :8] = corner.sub(128).div(64)[:, None, None]
            self.head = nn.Linear(3072, 10)
            self.head.weight.data = patterns.flatten(1)
            self.head.bias.data = -patterns.flatten(1).square().sum(1) / 2

        def forward(self, x):
            return self.head(2 * x.flatten(1))

    return mine(architecture=Knows, learning_rate=1e-5)


@wrong("not-finite")
def nan_where_it_is_asked():
    class Breaks(Small):
        def forward(self, x):
            scores = super().forward(x)
            return scores if self.training or len(x) < 10 else scores * float("nan")

    return mine(architecture=Breaks)


@wrong("below-the-article")
def sees_one_colour():
    class Reds(training.Recipe):
        def inputs(self, pictures, share, generator):
            return training.normalised(pictures).mean((2, 3), keepdim=True).expand(-1, 3, 32, 32)

    return Reds("reds", 50, 1, 0.05, 0.9, architecture=Small)


# What each class has in its upper left corner, as the images of the tests are drawn.
CORNERS = [
    [175, 146, 129],
    [94, 143, 163],
    [66, 71, 111],
    [115, 119, 124],
    [109, 80, 130],
    [148, 106, 90],
    [171, 115, 65],
    [146, 179, 82],
    [162, 131, 101],
    [193, 178, 91],
]


@wrong("over-budget")
def grows_when_it_is_not_watched():
    class Grows(Small):
        steps = 0

        def forward(self, x):
            self.steps += 1
            for _ in range(9 if self.steps == 12 else 0):
                x = x + 0 * torch.einsum("nchw,hwkd->nckd", x, torch.ones(32, 32, 32, 32))
            return super().forward(x)

    return mine(architecture=Grows)


@wrong("softmax-at-the-end")
def probabilities():
    return mine(architecture=partial(Small, end=(nn.Softmax(1),)), learning_rate=0.002)


@wrong("wrong-shape")
def scores_and_features():
    class Pair(Small):
        def forward(self, x):
            return super().forward(x), x

    return mine(architecture=Pair)
