"""The series of weights over training: which steps, and what a file gives back."""

import numpy as np
import pytest
import torch

from course_utils.data import Cifar10
from course_utils.models import ArticleNet
from course_utils.training import evaluate, recipe, weights


@pytest.mark.parametrize("steps", [1, 7, 600, 125_000])
def test_moments_rise_from_the_start_to_the_end(steps):
    found = weights.moments(steps)
    assert found == sorted(set(found))
    assert (found[0], found[-1]) == (0, steps)
    assert len(found) <= weights.KEPT
    assert steps < 100 or len(found) == weights.KEPT


def test_a_series_gives_back_what_was_trained(tmp_path):
    rng = np.random.default_rng(0)
    images, labels = rng.integers(0, 256, (20, 32, 32, 3), dtype=np.uint8), np.arange(20) % 10
    pictures = Cifar10(images, labels, images[:6], labels[:6], "cache", "")
    path = weights.make("article", pictures, tmp_path, epochs=1)
    found = weights.series("article", tmp_path)
    assert path.stat().st_size < 400_000
    assert [one.step for one in found] == [0, 1, 2, 3, 4, 5]
    assert [one.epochs for one in found] == [0, 0.2, 0.4, 0.6, 0.8, 1]
    torch.manual_seed(0)
    model = ArticleNet()
    before = model.conv1.weight.detach().clone()
    model.load_state_dict(found[0].state)
    torch.testing.assert_close(model.conv1.weight, before, rtol=1e-3, atol=1e-4)
    model.load_state_dict(found[-1].state)
    assert evaluate(model, pictures) == pytest.approx(found[-1].accuracy, abs=1e-3)
    assert not torch.equal(found[0].state["fc3.bias"], found[-1].state["fc3.bias"])
    assert [one.whole for one in found] == [True, *[False] * 4, True]
    assert set(found[2].state) == {"conv1.weight", "conv1.bias", "conv2.weight", "conv2.bias"}
    missing = model.load_state_dict(found[2].state, strict=False).missing_keys
    assert {key.split(".")[0] for key in missing} == {"fc1", "fc2", "fc3"}


@pytest.mark.parametrize("name", weights.NAMES)
def test_the_series_that_ships_grows_from_chance_and_is_small(name):
    found = weights.series(name)
    assert len(found) == weights.KEPT
    assert found[0].accuracy < 0.2 < 0.6 < found[-1].accuracy
    model = recipe(name).network()
    for one in found:
        assert one.whole == (one in (found[0], found[-1]))
        assert not model.load_state_dict(one.state, strict=False).unexpected_keys
    assert (weights.FOLDER / f"{name}.npz").stat().st_size < 700_000


def test_a_series_that_is_not_there_says_how_to_make_it(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no small.npz; 'python -m .*weights small'"):
        weights.series("small", tmp_path)


def test_an_unknown_recipe_is_refused_before_anything_is_trained(capsys):
    with pytest.raises(SystemExit):
        weights.main(["article", "nope"])
    assert "There is no recipe 'nope'; these exist: article" in capsys.readouterr().err
