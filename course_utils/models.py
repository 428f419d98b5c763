"""The networks that the chapters train."""

import itertools
from functools import partial

import torch
import torch.nn.functional as F
from torch import nn


class ArticleNet(nn.Module):
    """The network of the article that this course grew from, with its 62,006 parameters.

    Two convolutions with 5 x 5 kernels, each followed by ReLU and 2 x 2 max pooling, then three
    fully connected layers. It is LeNet-5 in outline (LeCun, Bottou, Bengio and Haffner, 1998),
    with three colour channels, ReLU and max pooling. Chapter 04 counts it layer by layer.

    The layers are made in the article's order, so that the same seed gives the same weights.
    """

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        """Return one score a class; softmax of the scores would be probabilities.

        Parameters
        ----------
        x : float tensor, (N, 3, 32, 32)
            Images with channels from -1 to 1.

        Returns
        -------
        float tensor, (N, 10)

        Raises
        ------
        ValueError
            When the images are not (N, 3, 32, 32): another size leaves no 16 x 5 x 5 maps.
        """
        if x.ndim != 4 or tuple(x.shape[1:]) != (3, 32, 32):
            raise ValueError(
                f"The images have the shape {tuple(x.shape)}; ArticleNet takes (N, 3, 32, 32)."
            )
        x = self.pool(F.relu(self.conv1(x)))  # (N, 6, 28, 28) -> (N, 6, 14, 14)
        x = self.pool(F.relu(self.conv2(x)))  # (N, 16, 10, 10) -> (N, 16, 5, 5)
        x = x.flatten(1)  # (N, 400)
        x = F.relu(self.fc1(x))  # (N, 120)
        x = F.relu(self.fc2(x))  # (N, 84)
        return self.fc3(x)  # (N, 10)


class FastNet(nn.Module):
    """A network made to be trained fast on a processor.

    A first layer of small patches that is set from the images and stays as it is (see
    `course_utils.training.whitening`); then stages of 3 x 3 convolutions, each halving height and
    width; then the largest value of each map, and one score a class. Nothing has to be computed
    backwards through the first layer. Pooling comes before batch norm and the activation, which
    then work on a quarter of the numbers. After airbench94 (Jordan, *94% on CIFAR-10 in 3.29
    seconds on a single GPU*, 2024), with fewer channels.

    Parameters
    ----------
    widths : tuple of int
        Channels of each stage.
    depth : int or tuple of int
        Convolutions of each stage, one after the other; one number for all, or one a stage.
    patch, stride : int
        Size of the first layer's patches, and how far apart they are.
    directions : int, optional
        How many of a patch's directions the first layer keeps; it has two channels for each. By
        default all of them.
    classes : int
    mirrored : bool
        Whether each kernel is used twice, as it is and mirrored (`MirroredConv2d`): as many maps
        and products, half as many weights. All widths are even then.
    """

    def __init__(
        self, widths, *, depth=1, patch=2, stride=1, directions=None, classes=10, mirrored=False
    ):
        super().__init__()
        self.mirrored = mirrored
        channels = 2 * (directions or 3 * patch**2)
        self.whiten = nn.Conv2d(3, channels, patch, stride)
        self.stages = nn.Sequential()
        depths = depth if isinstance(depth, tuple) else (depth,) * len(widths)
        for width, convolutions in zip(widths, depths, strict=True):
            self.stages.append(Stage(channels, width, convolutions, mirrored=mirrored))
            channels = width
        self.head = nn.Linear(channels // 2 if mirrored else channels, classes, bias=False)
        with torch.no_grad():
            self.head.weight.div_(self.head.weight.std())

    def forward(self, x):
        """Return one score a class.

        Parameters
        ----------
        x : float tensor, (N, 3, H, W)
            Images with channels from -1 to 1, of any size that leaves a pixel to the last stage.

        Returns
        -------
        float tensor, (N, classes)
        """
        x = self.stages(F.gelu(self.whiten(x)))
        x = x.amax((2, 3))
        if self.mirrored:
            x = x.unflatten(1, (2, -1)).amax(1)  # the larger of a kernel and its mirror image
        return self.head(x) / x.shape[1]  # small at first: no class is favoured by chance


class Stage(nn.Module):
    """Convolutions of one width, each with batch norm and GELU; the first one halves the maps.

    Batch norm only shifts here: its factors are fixed at 1, since the layer after it can scale.
    """

    def __init__(self, channels, width, depth, *, mirrored=False):
        super().__init__()
        ends = [channels] + [width] * depth
        pairs = list(itertools.pairwise(ends))
        kind = MirroredConv2d if mirrored else partial(nn.Conv2d, bias=False)
        self.convolutions = nn.ModuleList(kind(a, b, 3, padding=1) for a, b in pairs)
        norm = MirroredBatchNorm2d if mirrored else nn.BatchNorm2d
        self.norms = nn.ModuleList(norm(width, momentum=0.4) for _ in pairs)
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            norm.weight.requires_grad_(False)
            passed = min(convolution.in_channels, len(convolution.weight))
            nn.init.dirac_(convolution.weight.data[:passed])  # begins by handing on what it gets

    def forward(self, x):
        """Return maps of half the height and width."""
        for number, layers in enumerate(zip(self.convolutions, self.norms, strict=True)):
            convolution, norm = layers
            x = convolution(x)
            if number == 0:
                x = F.max_pool2d(x, 2)
            x = F.gelu(norm(x))
        return x


class MirroredConv2d(nn.Conv2d):
    """A convolution that uses each of its kernels twice: as it is, and mirrored left to right.

    The second half of its output channels are the answers of the mirrored kernels. When its input
    is mirrored, and the input's channels change places with their partners, then so is its output,
    and its halves change places: what is learnt of a thing that looks to the left is known of one
    that looks to the right. That is a group convolution (Cohen and Welling, *Group Equivariant
    Convolutional Networks*, 2016), of the group of two: leave and mirror.

    Parameters
    ----------
    in_channels, out_channels : int
        Of the input and of the output, both even; there are half as many kernels as output
        channels.
    kernel_size, stride, padding : int
        As in `torch.nn.Conv2d`.

    Attributes
    ----------
    weight : float parameter, (out_channels / 2, in_channels, kernel_size, kernel_size)
    partners : int64 buffer, (in_channels,)
        Which input channel holds what each of them would hold if the image were mirrored; at
        first the same one of the other half, as another layer of this class leaves it.

    Raises
    ------
    ValueError
        When a number of channels is odd.
    """

    def __init__(self, in_channels, out_channels, kernel_size, stride=1, padding=0):
        if in_channels % 2 or out_channels % 2:
            raise ValueError(
                f"A mirrored convolution from {in_channels} to {out_channels} channels; each "
                "kernel comes with its mirror image, so both numbers are even."
            )
        super().__init__(in_channels, out_channels, kernel_size, stride, padding, bias=False)
        self.weight = nn.Parameter(self.weight.detach()[: out_channels // 2].clone())
        self.register_buffer("partners", torch.arange(in_channels).roll(in_channels // 2))

    def kernels(self):
        """Return all kernels, float tensor (out_channels, in_channels, height, width)."""
        return torch.cat([self.weight, self.weight[:, self.partners].flip(3)])

    def forward(self, x):
        """Return the maps, float tensor (N, out_channels, H', W'), of (N, in_channels, H, W)."""
        return self._conv_forward(x, self.kernels(), None)


class MirroredBatchNorm2d(nn.BatchNorm2d):
    """Batch norm for the maps of a `MirroredConv2d`: a map and its partner are shifted as far.

    `bias`, float (num_features / 2,), is learnt once for both halves; the factors stay 1.
    """

    def __init__(self, num_features, momentum=0.1):
        super().__init__(num_features, momentum=momentum)
        self.bias = nn.Parameter(torch.zeros(num_features // 2))
        self.weight.requires_grad_(False)

    def forward(self, x):
        """Return the maps, of the input's shape, with mean `bias` and variance 1 in a batch."""
        return F.batch_norm(
            x,
            self.running_mean,
            self.running_var,
            self.weight,
            self.bias.repeat(2),
            self.training,
            self.momentum,
            self.eps,
        )


class NormedNet(ArticleNet):
    """ArticleNet with batch norm after either convolution, before ReLU: 44 parameters more."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Sequential(self.conv1, nn.BatchNorm2d(6))
        self.conv2 = nn.Sequential(self.conv2, nn.BatchNorm2d(16))
