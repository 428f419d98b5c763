"""The networks that the chapters train."""

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
