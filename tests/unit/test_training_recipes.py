"""The pieces that recipes are made of, each against what it promises."""

import itertools
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_utils import training
from course_utils.data import Cifar10
from course_utils.experiments import engine, ladder
from course_utils.models import ArticleNet, FastNet
from course_utils.training import ARTICLE, RECIPES, recipe
from course_utils.training.augmentation import flipped, mirrored, moved, resized, shifted
from course_utils.training.batches import generator, normalised
from course_utils.training.optimizers import Muon, orthogonalised
from course_utils.training.rungs import DETOURS, RUNGS
from course_utils.training.schedules import constant, falling, one_cycle
from course_utils.training.whitening import filters, whiten


@pytest.fixture(scope="module")
def pictures():
    """Smooth images, as photographs are: neighbouring pixels are alike."""
    rough = torch.rand(40, 3, 8, 8, generator=torch.Generator().manual_seed(0))
    smooth = F.interpolate(rough, size=(32, 32), mode="bilinear") * 255
    noise = torch.randint(0, 30, (40, 32, 32, 3), generator=torch.Generator().manual_seed(1))
    return (smooth.permute(0, 2, 3, 1) * 0.8 + noise).to(torch.uint8)


@pytest.mark.parametrize("size", [2, 3])
def test_whitened_patches_are_uncorrelated_and_equally_large(pictures, size):
    found = filters(pictures, size, floor=0.0)
    out = F.conv2d(normalised(pictures), found).transpose(0, 1).flatten(1)
    second_moments = out @ out.T / out.shape[1]
    torch.testing.assert_close(second_moments, torch.eye(3 * size**2), atol=2e-2, rtol=0)


def test_the_first_directions_are_those_of_most_variance(pictures):
    lengths = filters(pictures, 2).flatten(1).norm(dim=1)
    assert (lengths.diff() > 0).all()  # the larger a variance, the more it is divided


def test_a_whitened_layer_is_frozen_and_comes_in_pairs(pictures):
    layer = nn.Conv2d(3, 10, 3, 2)
    whiten(layer, pictures)
    assert torch.equal(layer.weight[:5], -layer.weight[5:])
    assert not layer.bias.any()
    assert not any(parameter.requires_grad for parameter in layer.parameters())


@pytest.mark.parametrize("channels", [5, 26])
def test_channels_that_no_directions_fill(pictures, channels):
    with pytest.raises(ValueError, match="even number up to 24 fits 2 x 2"):
        whiten(nn.Conv2d(3, channels, 2), pictures)


def test_mirrored_images_are_those_of_numpy(pictures):
    chosen = torch.arange(40) % 3 == 0
    expected = pictures.numpy().copy()
    expected[::3] = expected[::3, :, ::-1]
    np.testing.assert_array_equal(mirrored(pictures, chosen), expected)


def test_moved_images_are_those_of_numpy(pictures):
    down, right = torch.tensor([0, 3, -3, 2]), torch.tensor([0, -3, 3, 1])
    padded = np.pad(pictures[:4].numpy(), ((0, 0), (3, 3), (3, 3), (0, 0)), mode="reflect")
    result = moved(pictures[:4], down, right)
    for image, wide, y, x in zip(result, padded, down.tolist(), right.tolist(), strict=True):
        np.testing.assert_array_equal(image, wide[3 - y : 35 - y, 3 - x : 35 - x])


def test_what_is_drawn_is_fair_and_drawn_again_the_same(pictures):
    ramp = torch.arange(32).expand(2000, 32, 32).unsqueeze(-1).to(torch.uint8)
    half = flipped(ramp, generator(0, "inputs", 1))[:, 0, 0, 0].bool().float().mean()
    assert abs(half - 0.5) < 0.05
    shifts = 10 - shifted(ramp, 2, generator(0, "inputs", 1))[:, 0, 10, 0].int()
    counts = torch.bincount(shifts + 2)
    assert counts.tolist() == [pytest.approx(400, abs=80)] * 5
    again = [shifted(pictures, 2, generator(3, "inputs", 7)) for _ in range(2)]
    assert torch.equal(*again)


def test_a_smaller_image_has_the_means_of_its_squares():
    images = torch.rand(2, 3, 32, 32)
    assert resized(images, 32) is images
    assert resized(images, 24).shape == (2, 3, 24, 24)
    torch.testing.assert_close(resized(torch.ones(1, 3, 32, 32), 20), torch.ones(1, 3, 20, 20))


@pytest.mark.parametrize("shape", [(16, 216), (64, 16), (8, 8)])
def test_an_orthogonalised_matrix_keeps_directions_and_loses_sizes(shape):
    torch.manual_seed(0)
    left, sizes, right = torch.linalg.svd(torch.randn(shape), full_matrices=False)
    sizes = torch.logspace(0, -1.5, len(sizes))
    result = orthogonalised(left * sizes @ right, rounds=5)
    found = torch.linalg.svdvals(result)
    assert found.min() > 0.6
    assert found.max() < 1.3
    diagonal = left.T @ result @ right.T
    off = diagonal - torch.diag(torch.diag(diagonal))
    assert off.abs().max() < 1e-3


def test_muon_moves_along_an_orthogonal_matrix_and_others_as_nesterov_s_sgd():
    torch.manual_seed(0)
    kernel, bias = nn.Parameter(torch.randn(8, 4, 3, 3)), nn.Parameter(torch.randn(8))
    twin = nn.Parameter(bias.detach().clone())
    groups = [
        {"params": [kernel], "lr": 0.1, "orthogonal": True, "rounds": 5},
        {"params": [bias], "lr": 0.2, "weight_decay": 0.01},
    ]
    optimizer = Muon(groups, momentum=0.8)
    sgd = torch.optim.SGD([twin], lr=0.2, momentum=0.8, nesterov=True, weight_decay=0.01)
    for _ in range(3):
        before = kernel.detach().clone()
        kernel.grad, bias.grad = torch.randn_like(kernel), torch.randn_like(bias)
        twin.grad = bias.grad.clone()
        optimizer.step()
        sgd.step()
        start = before * 8**0.5 / before.norm()
        moved_by = torch.linalg.svdvals((start - kernel.detach()).flatten(1))
        assert ((moved_by > 0.06) & (moved_by < 0.13)).all()
        torch.testing.assert_close(bias, twin)


def test_muon_goes_on_from_its_state():
    def after(steps, restart):
        torch.manual_seed(0)
        kernel = nn.Parameter(torch.randn(4, 4, 3, 3))
        optimizer = Muon([{"params": [kernel], "lr": 0.1, "orthogonal": True}])
        for step in range(steps):
            if step == restart:
                state = optimizer.state_dict()
                optimizer = Muon([{"params": [kernel], "lr": 0.1, "orthogonal": True}])
                optimizer.load_state_dict(state)
            kernel.grad = torch.full_like(kernel, 0.1) + kernel.detach() ** 2
            optimizer.step()
        return kernel

    assert torch.equal(after(5, None), after(5, 3))


def test_schedules():
    assert [constant(share) for share in (0, 0.5, 0.99)] == [1, 1, 1]
    assert [falling(share) for share in (0, 0.25, 0.75)] == [1, 0.75, 0.25]
    assert [one_cycle(share, rise=0.2) for share in (0, 0.1, 0.2, 0.6)] == [0, 0.5, 1, 0.5]
    assert one_cycle(1.0, end=0.1) == pytest.approx(0.1)


def test_the_article_s_recipe_is_what_it_was(pictures):
    network, draw = ARTICLE.network(), torch.Generator()
    assert isinstance(network, ArticleNet)
    assert torch.equal(ARTICLE.inputs(pictures, 0.3, draw), normalised(pictures))
    scores, labels = torch.randn(6, 10), torch.arange(6)
    assert torch.equal(ARTICLE.loss(scores, labels), F.cross_entropy(scores, labels))
    optimizer = ARTICLE.optimizer(network)
    assert isinstance(optimizer, torch.optim.SGD)
    assert optimizer.defaults["lr"] == 0.001
    assert optimizer.defaults["nesterov"] is False


@pytest.mark.parametrize("name", RECIPES)
def test_each_recipe_says_what_it_buys_and_takes_a_step(name, pictures):
    one = recipe(name)
    assert one.name == name
    assert len(one.about.splitlines()) >= 3
    torch.manual_seed(0)
    model = one.network()
    one.begin(model, pictures)
    optimizer = one.optimizer(model)
    trained = sum(p.numel() for p in model.parameters() if p.requires_grad)
    assert trained == sum(p.numel() for g in optimizer.param_groups for p in g["params"])
    inputs = one.inputs(pictures[:8], 0.0, torch.Generator().manual_seed(0))
    assert inputs.shape == (8, 3, one.side(0.0), one.side(0.0))
    one.loss(model(inputs), torch.arange(8)).backward()
    optimizer.step()
    assert all(p.isfinite().all() for p in model.parameters())


def test_smaller_images_come_first():
    small = replace(ARTICLE, sides=((0.3, 16), (0.6, 24)))
    assert [small.side(share) for share in (0, 0.29, 0.3, 0.59, 0.6, 0.99)] == [
        *(16, 16, 24, 24, 32, 32)
    ]


def test_a_fast_network_takes_images_of_several_sizes():
    model = FastNet((8, 12), depth=2, patch=3, stride=2, directions=5)
    for side in (16, 24, 32):
        assert model(torch.randn(2, 3, side, side)).shape == (2, 10)


def test_a_mirrored_network_gives_the_same_scores_for_the_mirror_image(pictures):
    torch.manual_seed(0)
    model = FastNet((8, 12), mirrored=True).eval()
    recipe("ninety").begin(model, pictures)
    for norm in (one for stage in model.stages for one in stage.norms):
        nn.init.normal_(norm.bias)  # as after training
    x = torch.randn(4, 3, 33, 33)  # 32 after patches of 2 x 2, and then always even
    with torch.no_grad():
        torch.testing.assert_close(model(x), model(x.flip(3)), rtol=1e-3, atol=1e-5)
        plain = FastNet((8, 12)).eval()
        assert not torch.allclose(plain(x), plain(x.flip(3)), rtol=1e-2)


def test_a_mirrored_network_has_its_partners_from_the_images_and_keeps_them(pictures):
    model = FastNet((8, 12), mirrored=True)
    recipe("ninety").begin(model, pictures)
    first = model.stages[0].convolutions[0]
    weight = model.whiten.weight
    torch.testing.assert_close(weight[first.partners], weight.flip(3), rtol=1e-3, atol=1e-4)
    again = FastNet((8, 12), mirrored=True)
    again.load_state_dict(model.state_dict())
    assert torch.equal(again.stages[0].convolutions[0].partners, first.partners)


def test_each_rung_changes_the_one_before(pictures):
    names = list(RUNGS)
    assert names[0] == "article"
    assert RUNGS["article"] is ARTICLE
    for before, after in itertools.pairwise(RUNGS.values()):
        assert replace(after, name=before.name, about=before.about) != before
    for one in {**RUNGS, **DETOURS}.values():
        torch.manual_seed(0)
        model = one.network()
        one.begin(model, pictures)
        inputs = one.inputs(pictures[:2], 0.0, torch.Generator().manual_seed(0))
        assert model(inputs).shape == (2, 10)
        one.optimizer(model)


def test_a_row_of_the_ladder(pictures):
    data = Cifar10(
        x_train=pictures.numpy(),
        y_train=np.arange(40) % 10,
        x_test=pictures[:9].numpy(),
        y_test=np.arange(9),
        source="stand-in",
        sentence="",
    )
    (row,) = engine.run(
        ladder.GRID, data, variants=["batch 64"], seeds=1, share=0.2, train=40, test=9
    )
    assert row["epochs"] == 2
    assert 0 <= row["accuracy_with_mirror"] <= 1
    assert "batch 64" in ladder.report([row])[1]
    assert "batch 64" in ladder.figure([row]).alt


def test_the_mirror_counts_as_much_as_the_image(pictures):
    class Left(nn.Module):
        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(torch.ones(1))

        def forward(self, x):
            half = x[..., :16].mean((1, 2, 3)) * self.weight
            return torch.stack([half, torch.zeros_like(half)], 1)

    images = np.empty((4, 32, 32, 3), np.uint8)
    for image, (left, right) in zip(
        images, [(200, 0), (100, 255), (255, 255), (0, 0)], strict=True
    ):
        image[:, :16], image[:, 16:] = left, right
    data = SimpleNamespace(x_test=images, y_test=np.array([1, 0, 0, 1]))
    assert training.evaluate(Left(), data) == 0.5
    assert training.mirrored_accuracy(Left(), data) == 1.0


def test_six_views_are_those_of_airbench(pictures):
    """The centre counts half, two places a pixel apart a quarter each, always with the mirror."""

    class Corner(nn.Module):
        """Says 1 where the pixel in the upper left corner is bright."""

        def __init__(self):
            super().__init__()
            self.weight = nn.Parameter(torch.zeros(1))
            self.seen = []

        def forward(self, x):
            self.seen.append(x.shape)
            high = x[:, 0, 0, 0]
            return torch.stack([-high, high], 1)

    images = pictures[:6].numpy()
    first = normalised(pictures[:6])[:, 0]
    padded = F.pad(first[:, None], (1, 1, 1, 1), "reflect")[:, 0]
    ends = (0.5, padded[:, 1, 1], padded[:, 1, -2]), (0.25, padded[:, 0, 0], padded[:, 0, -3])
    ends += ((0.25, padded[:, 2, 2], padded[:, 2, -1]),)
    total = sum(weight * (left + right) for weight, left, right in ends)
    labels = (total > 0).long().numpy()
    model = Corner()
    data = SimpleNamespace(x_test=images, y_test=labels)
    assert training.six_view_accuracy(model, data) == 1.0
    assert model.seen == [(6, 3, 32, 32)] * 6
    data.y_test = 1 - labels
    assert training.six_view_accuracy(model, data) == 0.0


def test_muon_in_bfloat16_steps_in_nearly_the_same_direction():
    def stepped(dtype):
        torch.manual_seed(0)
        kernel = nn.Parameter(torch.randn(16, 8, 3, 3))
        group = {"params": [kernel], "lr": 0.1, "orthogonal": True}
        optimizer = Muon([group], dtype=dtype)
        kernel.grad = torch.randn(16, 8, 3, 3)
        before = kernel * 16**0.5 / kernel.norm()  # the norm that Muon keeps it at
        optimizer.step()
        return (kernel - before).detach().flatten()

    exact, low = stepped(torch.float32), stepped(torch.bfloat16)
    assert low.dtype == torch.float32
    assert not torch.equal(exact, low)
    assert F.cosine_similarity(exact, low, dim=0) > 0.999
