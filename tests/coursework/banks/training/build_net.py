import torch
import torch.nn.functional as F
from torch import nn

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


class AsInTheArticle(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def maps(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        return self.pool(F.relu(self.conv2(x)))

    def scores(self, x):
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))

    def forward(self, x):
        return self.scores(self.maps(x).view(-1, 16 * 5 * 5))


class PoolsBeforeRelu(AsInTheArticle):
    def maps(self, x):
        x = F.relu(F.max_pool2d(self.conv1(x), 2))
        return F.relu(F.max_pool2d(self.conv2(x), 2))


class WithDropout(AsInTheArticle):
    def forward(self, x):
        return self.scores(F.dropout(self.maps(x).flatten(1), 0.2, self.training))


class LinearAsConvolutions(nn.Module):
    """A right function with the parameters in other shapes is another way to write it."""

    def __init__(self):
        super().__init__()
        self.tail = nn.ModuleList([nn.Linear(84, 10), nn.Linear(120, 84), nn.Linear(400, 120)])
        self.head = nn.ModuleDict({"b": nn.Conv2d(6, 16, 5), "a": nn.Conv2d(3, 6, 5)})

    def forward(self, x):
        for name in "ab":
            x = torch.max_pool2d(self.head[name](x).clamp(min=0), 2)
        x = torch.flatten(x, start_dim=1)
        for layer in reversed(list(self.tail)[1:]):
            x = layer(x).relu()
        return self.tail[0](x)


def sequential(*, pooling=nn.MaxPool2d, activation=nn.ReLU, end=()):
    return nn.Sequential(
        nn.Conv2d(3, 6, 5),
        activation(),
        pooling(2),
        nn.Conv2d(6, 16, 5),
        activation(),
        pooling(2),
        nn.Flatten(),
        nn.Linear(400, 120),
        activation(),
        nn.Linear(120, 84),
        activation(),
        nn.Linear(84, 10),
        *end,
    )


@right
def as_in_the_article():
    return AsInTheArticle()


@right
def pools_before_relu():
    return PoolsBeforeRelu()


@right
def with_dropout():
    return WithDropout()


@right
def in_another_order():
    return LinearAsConvolutions()


@right
def as_a_sequence():
    return nn.Sequential(
        *(nn.Conv2d(3, 6, 5), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2)),
        nn.Flatten(),
        *(nn.Linear(400, 120), nn.ReLU()),
        *(nn.Linear(120, 84), nn.ReLU()),
        nn.Linear(84, 10),
    )


@right
def already_moved_and_frozen():
    return sequential().eval().requires_grad_(False)


@wrong("softmax-at-the-end")
def softmax():
    return sequential(end=[nn.Softmax(dim=1)])


@wrong("softmax-at-the-end")
def log_softmax():
    return sequential(end=[nn.LogSoftmax(dim=1)])


@wrong("activation-at-the-end")
def relu_at_the_end():
    return sequential(end=[nn.ReLU()])


@wrong("average-pooling")
def average():
    return sequential(pooling=nn.AvgPool2d)


@wrong("other-activation")
def tanh():
    return sequential(activation=nn.Tanh)


@wrong("no-activation")
def linear_all_the_way():
    return sequential(activation=nn.Identity)


@wrong("no-activation-after-convolutions")
def half_linear():
    class Net(AsInTheArticle):
        def maps(self, x):
            return self.pool(self.conv2(self.pool(self.conv1(x))))

    return Net()


@wrong("no-activation-between-linear")
def straight_tail():
    class Net(AsInTheArticle):
        def scores(self, x):
            return self.fc3(self.fc2(self.fc1(x)))

    return Net()


@wrong("padded")
def padded():
    return nn.Sequential(
        nn.Conv2d(3, 6, 5, padding="same"),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5, padding="same"),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(16 * 8 * 8, 120),
        nn.ReLU(),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, 10),
    )


@wrong("flattened-in-another-order")
def channels_last():
    class Net(AsInTheArticle):
        def forward(self, x):
            return self.scores(self.maps(x).permute(0, 2, 3, 1).reshape(-1, 400))

    return Net()


@wrong("raises")
def forgot_to_flatten():
    net = sequential()
    del net[6]
    return net


@wrong("wrong-type")
def a_list():
    return list(sequential())


@wrong("returns-nothing")
def not_returned():
    sequential()


@wrong("raises")
def sizes_that_do_not_fit():
    net = sequential()
    net[7] = nn.Linear(16 * 6 * 6, 120)
    return net


@wrong("wrong-values")
def another_kernel():
    net = sequential()
    net[0] = nn.Conv2d(3, 6, 3, padding=0)
    net[3] = nn.Conv2d(6, 16, 5)
    net[7] = nn.Linear(16 * 5 * 5, 120)
    return net
