"""Which images come next, and that a run goes on with the same ones."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import torch
from torch import nn

from course_utils import training
from course_utils.data import Cifar10
from course_utils.training.order import Order, hardest


def listed(order, batches):
    return [batch.tolist() for batch in islice(order, batches)]


def half_after_the_first(epoch):
    return 12 if epoch == 0 else 6


def test_each_epoch_holds_every_image_once_in_another_order():
    order = Order(10, 4, seed=0)
    epochs = [[i for batch in listed(order, 3) for i in batch] for _ in range(2)]
    assert [sorted(epoch) for epoch in epochs] == [list(range(10))] * 2
    assert epochs[0] != epochs[1]


def test_the_end_of_an_epoch_is_seen():
    order, ends = Order(10, 4, seed=0), []
    for _ in range(7):
        next(order)
        ends.append(order.epoch_over)
    assert ends == [False, False, True, False, False, True, False]


@pytest.mark.parametrize("first", [0, 1, 2, 3, 6, 7])
def test_the_order_can_be_taken_up_anywhere(first):
    whole, rest = listed(Order(10, 4, seed=5), 9), Order(10, 4, seed=5)
    rest.skip(first)
    assert listed(rest, 9 - first) == whole[first:]


def test_an_epoch_that_takes_a_part_takes_what_was_hard():
    """With chance in it: the hardest third always, the easiest third hardly ever, some between."""
    losses = torch.arange(300.0)
    counts = torch.zeros(300)
    for seed in range(50):
        chosen = hardest(losses, 150, torch.Generator().manual_seed(seed))
        assert len(set(chosen.tolist())) == 150
        counts[chosen] += 1
    low, middle, high = (part.mean().item() / 50 for part in counts.split(100))
    assert low < 0.1
    assert 0.2 < middle < 0.8
    assert high > 0.9


def test_equal_losses_prefer_no_index():
    """Before anything was seen, too: the first epoch may take a part."""
    firsts = 0
    for seed in range(40):
        (batch,) = listed(Order(100, 50, seed, taken=lambda epoch: 50), 1)
        assert len(set(batch)) == 50
        firsts += sum(index < 50 for index in batch)
    assert 0.45 < firsts / (40 * 50) < 0.55


def test_what_was_told_decides_and_is_part_of_the_state():
    order = Order(12, 4, seed=3, taken=half_after_the_first)
    for batch in islice(order, 3):
        order.saw(batch, 1.0 * (batch < 6))
    state = order.state()
    ahead = listed(order, 2)
    other = Order(12, 4, seed=3, taken=half_after_the_first)
    other.restore(state)
    assert listed(other, 2) == ahead
    assert [len(batch) for batch in ahead] == [4, 2]
    hard = sum(index < 6 for batch in ahead for index in batch)
    assert hard >= 4


def test_the_state_is_taken_in_the_middle_of_an_epoch_and_does_not_change_later():
    order = Order(12, 4, seed=3, taken=half_after_the_first)
    for batch in islice(order, 4):
        order.saw(batch, torch.rand(len(batch)))
    state = order.state()
    next(order)
    order.saw(torch.arange(12), torch.full((12,), 9.0))
    assert (state["epoch"], state["batches"]) == (1, 1)
    assert state["losses"].max() < 9


@pytest.fixture(scope="module")
def images():
    random = np.random.default_rng(0)
    return Cifar10(
        x_train=random.integers(0, 256, (40, 32, 32, 3), np.uint8),
        y_train=random.integers(0, 10, 40),
        x_test=random.integers(0, 256, (8, 32, 32, 3), np.uint8),
        y_test=random.integers(0, 10, 8),
        source="stand-in",
        sentence="",
    )


RECIPE = training.Recipe(
    "some kept",
    batch=8,
    epochs=4,
    learning_rate=0.05,
    momentum=0.9,
    architecture=lambda: nn.Sequential(nn.Flatten(), nn.Linear(3072, 10)),
    kept=(1.0, 0.5, 0.3),
)


def run(images, folder=None, **options):
    torch.manual_seed(4)
    model = RECIPE.network()
    history = training.train(
        model, images, RECIPE, seed=4, device="cpu", checkpoints=folder, **options
    )
    return model, history


def test_the_loop_takes_what_the_recipe_keeps(images):
    _, history = run(images)
    assert RECIPE.steps(40) == history.steps == 5 + 3 + 2 + 2
    assert history.images == 40 + 20 + 12 + 12
    assert [step for step, _ in history.accuracies] == [5, 8, 10, 12]


@pytest.mark.parametrize("stop", [3, 5, 7, 11])
def test_stopped_anywhere_it_goes_on_with_the_same_images(images, tmp_path, stop):
    whole, history = run(images)
    control = training.Control()

    def at(now):
        if now.step == stop:
            control.stop()

    run(images, tmp_path, control=control, on_step=at)
    resumed, again = run(images, tmp_path)
    np.testing.assert_array_equal(again.losses, history.losses)
    assert torch.equal(resumed[1].weight, whole[1].weight)


@pytest.mark.parametrize(
    ("epochs", "kept", "steps"),
    [(2, (), 10), (0.5, (), 3), (2, (1.0, 0.5), 8), (3, (0.5,), 9), (1.5, (1.0, 0.5), 7)],
)
def test_steps_of_a_recipe(epochs, kept, steps):
    assert replace(RECIPE, epochs=epochs, kept=kept).steps(40) == steps


@pytest.mark.parametrize("kept", [0.5, (0.5, 0.0), (1.5,), (-0.1,), (float("nan"),)])
def test_shares_that_are_none(kept):
    with pytest.raises(ValueError, match=r"kept is .*; a tuple fits, with a share above 0"):
        replace(RECIPE, kept=kept)


@pytest.mark.parametrize(("first", "then"), [((1.0, 0.5, 0.3), ()), ((), (1.0, 0.5, 0.3))])
def test_a_run_does_not_go_on_with_another_choice(images, tmp_path, first, then):
    for kept in (first, first):  # with the same it does
        recipe = replace(RECIPE, kept=kept)
        training.train(
            RECIPE.network(), images, recipe, steps=6, device="cpu", checkpoints=tmp_path
        )
    with pytest.raises(training.CheckpointError, match=r"kept .* there and .* here"):
        training.train(
            RECIPE.network(),
            images,
            replace(RECIPE, kept=then),
            steps=6,
            device="cpu",
            checkpoints=tmp_path,
        )
