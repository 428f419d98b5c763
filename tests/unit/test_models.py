import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_utils.models import ArticleNet, MirroredConv2d


class Net(nn.Module):
    """As the article prints it, with the import that it forgets."""

    def __init__(self):
        super(Net, self).__init__()  # noqa: UP008
        self.conv1 = nn.Conv2d(3, 6, 5)
        self.pool = nn.MaxPool2d(2, 2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = x.view(-1, 16 * 5 * 5)
        x = F.relu(self.fc1(x))
        x = F.relu(self.fc2(x))
        x = self.fc3(x)
        return x


def test_number_of_parameters():
    assert sum(p.numel() for p in ArticleNet().parameters()) == 62_006


def test_same_seed_same_network_as_the_article():
    torch.manual_seed(3)
    theirs = Net()
    torch.manual_seed(3)
    ours = ArticleNet()
    images = torch.rand(5, 3, 32, 32) * 2 - 1
    assert ours.state_dict().keys() == theirs.state_dict().keys()
    assert torch.equal(ours(images), theirs(images))


@pytest.mark.parametrize("shape", [(3, 32, 32), (1, 1, 32, 32), (1, 3, 28, 28), (2, 32, 32, 3)])
def test_other_shapes_are_refused_in_words(shape):
    with pytest.raises(ValueError, match=r"takes \(N, 3, 32, 32\)"):
        ArticleNet()(torch.zeros(shape))


def mirrored_and_swapped(maps):
    """Return maps left to right, their halves with places changed."""
    return maps.flip(3).roll(maps.shape[1] // 2, 1)


@pytest.mark.parametrize(("stride", "padding"), [(1, 1), (1, 0), (2, 1)])
def test_a_mirrored_convolution_of_the_mirrored_is_the_mirrored_output(stride, padding):
    torch.manual_seed(0)
    layer = MirroredConv2d(6, 8, 3, stride, padding)
    x = torch.randn(2, 6, 9, 9)
    expected = mirrored_and_swapped(layer(x))
    torch.testing.assert_close(layer(mirrored_and_swapped(x)), expected)
    assert not torch.allclose(layer(x.flip(3)), expected), "the channels must change places too"


def test_a_mirrored_convolution_has_half_the_weights_and_all_of_them_learn():
    layer = MirroredConv2d(6, 8, 3)
    assert [p.shape for p in layer.parameters()] == [(4, 6, 3, 3)]
    x = torch.randn(2, 6, 9, 9)
    torch.testing.assert_close(layer(x)[:, :4], F.conv2d(x, layer.weight))
    layer(x)[:, 4:].square().sum().backward()
    assert (layer.weight.grad != 0).all()


@pytest.mark.parametrize(("inputs", "outputs"), [(3, 8), (4, 7)])
def test_a_mirrored_convolution_from_or_to_an_odd_number_is_refused(inputs, outputs):
    with pytest.raises(ValueError, match=f"from {inputs} to {outputs} channels; .* even"):
        MirroredConv2d(inputs, outputs, 3)
