"""The loop on a few synthetic images: what it promises, without waiting."""

import time
from dataclasses import dataclass, replace

import numpy as np
import pytest
import torch
from torch import nn
from torchvision import transforms

from course_utils import training
from course_utils.models import ArticleNet
from course_utils.training import loop
from course_utils.training.batches import generator, normalised
from course_utils.training.order import Order


@dataclass
class Images:
    x_train: np.ndarray
    y_train: np.ndarray

    @property
    def x_test(self):
        return self.x_train[:5]

    @property
    def y_test(self):
        return self.y_train[:5]


@pytest.fixture(scope="module")
def images():
    rng = np.random.default_rng(0)
    return Images(
        rng.integers(0, 256, (22, 32, 32, 3), dtype=np.uint8), rng.integers(0, 10, 22).astype(int)
    )


@pytest.fixture
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def small(seed=0):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Flatten(), nn.Dropout(0.2), nn.Linear(3 * 32 * 32, 10))


def run(images, **options):
    model = small()
    history = training.train(model, images, training.ARTICLE, device="cpu", **options)
    return model, history


def test_a_batch_is_exactly_what_torchvision_makes():
    every_byte = np.arange(2 * 32 * 32 * 3).astype(np.uint8).reshape(2, 32, 32, 3)
    transform = transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))]
    )
    theirs = torch.stack([transform(image) for image in every_byte])
    ours = normalised(torch.from_numpy(every_byte))
    assert torch.equal(ours, theirs)
    assert ours.is_contiguous()


def test_what_is_drawn_depends_on_seed_purpose_and_number_alone():
    def drawn(*of):
        return torch.rand(3, generator=generator(*of)).tolist()

    of = [(0, "order", 1), (0, "order", 2), (1, "order", 1), (0, "inputs", 1), (-1, "order", 1)]
    assert [drawn(*one) for one in of] == [drawn(*one) for one in of]
    assert len({tuple(drawn(*one)) for one in of}) == len(of)


def test_history_and_progress_count(images):
    seen = []
    _, history = run(images, steps=7, on_step=seen.append)
    assert [now.step for now in seen] == [1, 2, 3, 4, 5, 6, 7]
    assert [now.images for now in seen] == [4, 8, 12, 16, 20, 22, 26]
    assert {now.steps for now in seen} == {7}
    np.testing.assert_array_equal(history.losses, np.float32([now.loss for now in seen]))
    assert (history.steps, history.images, history.epochs) == (7, 26, 26 / 22)
    assert history.images_a_second == 26 / history.seconds
    seconds = [now.seconds for now in seen]
    assert seconds[0] > 0
    assert seconds == sorted(seconds)
    assert seconds[-1] <= history.seconds


def test_evaluated_after_each_epoch_and_at_the_end(images):
    seen = []
    model, history = run(images, steps=7, on_step=seen.append)
    assert [step for step, _ in history.accuracies] == [6, 7]
    assert [now.step for now in seen if now.accuracy is not None] == [6, 7]
    assert history.accuracy == seen[-1].accuracy == training.evaluate(model, images)
    assert run(images, steps=6)[1].accuracies[0] == history.accuracies[0]
    assert run(images, steps=7, evaluation=False)[1].accuracy is None


def test_evaluation_changes_nothing_and_is_outside_the_clock(images, one_thread, monkeypatch):
    def slow(model, data):
        time.sleep(0.3)
        return training.accuracy(model, data.x_test, data.y_test)

    monkeypatch.setattr(loop, "evaluate", slow)
    start = time.perf_counter()
    model, history = run(images, steps=14)
    assert time.perf_counter() - start - history.seconds > 0.8
    plain, alone = run(images, steps=14, evaluation=False)
    np.testing.assert_array_equal(history.losses, alone.losses)
    assert torch.equal(model[2].weight, plain[2].weight)


def test_without_steps_the_epochs_of_the_recipe(images):
    assert run(images)[1].steps == 10 * 6


def test_same_seed_same_result(images, one_thread):
    first, one = run(images, steps=12, seed=5)
    torch.rand(3)  # what others drew in between does not count
    second, two = run(images, steps=12, seed=5)
    third, other = run(images, steps=12, seed=6)
    np.testing.assert_array_equal(one.losses, two.losses)
    assert torch.equal(first[2].weight, second[2].weight)
    assert not np.array_equal(one.losses, other.losses)
    assert not torch.equal(first[2].weight, third[2].weight)


def test_the_loop_is_the_article_s(images):
    """Its lines, with its optimiser, over the same batches in the same order."""
    torch.manual_seed(1)
    ours, theirs = ArticleNet(), ArticleNet()
    theirs.load_state_dict(ours.state_dict())
    history = training.train(ours, images, training.ARTICLE, steps=8, seed=2, device="cpu")

    order = Order(22, 4, seed=2)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(theirs.parameters(), lr=0.001, momentum=0.9)
    losses = []
    for _ in range(8):
        chosen = next(order)
        inputs = normalised(torch.from_numpy(images.x_train)[chosen])
        labels = torch.from_numpy(images.y_train)[chosen]
        optimizer.zero_grad()
        loss = criterion(theirs(inputs), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    np.testing.assert_allclose(history.losses, losses, rtol=1e-5)


def test_small_batches_run_in_one_thread_and_the_number_is_put_back(images):
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    seen = []
    run(images, steps=1, on_step=lambda *_: seen.append(torch.get_num_threads()))
    assert (seen, torch.get_num_threads()) == ([1], 2)
    large = replace(training.ARTICLE, batch=32)
    training.train(
        small(), images, large, steps=1, on_step=lambda *_: seen.append(torch.get_num_threads())
    )
    assert seen == [1, 2]
    torch.set_num_threads(before)


def test_training_lowers_the_loss(images):
    _, history = run(images, steps=120)
    assert history.losses[-20:].mean() < 0.5 * history.losses[:6].mean()


def test_a_loss_that_is_no_number_stops_in_words(images):
    wild = replace(training.ARTICLE, learning_rate=1e38)
    with pytest.raises(training.DivergedError, match=r"at step \d+.*learning rate.*1e\+38.*NaN"):
        training.train(ArticleNet(), images, wild, device="cpu")


@pytest.mark.parametrize("steps", [0, -1])
def test_steps_that_are_none(images, steps):
    with pytest.raises(ValueError, match="1 or more fits"):
        run(images, steps=steps)


def test_no_image_and_unequal_labels(images):
    with pytest.raises(ValueError, match="There are 0 images"):
        run(Images(images.x_train[:0], images.y_train[:0]))
    with pytest.raises(ValueError, match="22 images and 21 labels"):
        run(Images(images.x_train, images.y_train[:-1]))


def test_recipes():
    article = training.recipe("article")
    assert article is training.ARTICLE
    assert article.steps(50_000) == 125_000
    with pytest.raises(ValueError, match="no recipe 'artical'; these exist: article"):
        training.recipe("artical")


class Brightness(nn.Module):
    """Says class 1 for bright images and 0 for dark ones; in training mode it is always wrong."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(1))

    def forward(self, x):
        assert not torch.is_grad_enabled()
        bright = (x.mean((1, 2, 3)) > 0) ^ self.training
        return torch.stack([~bright, bright], 1) * self.weight


def test_accuracy_in_evaluation_mode_and_the_mode_is_put_back():
    model = nn.Sequential(Brightness())
    model[0].eval()  # a part in another mode than the whole, as when a layer is frozen
    images = np.zeros((2300, 32, 32, 3), np.uint8)
    images[1100:] = 255
    labels = np.r_[np.zeros(1100, int), np.ones(1200, int)]
    labels[0] = 1
    assert training.accuracy(model, images, labels) == 2299 / 2300
    np.testing.assert_allclose(
        training.per_class_accuracy(model, images, labels, 3), [1, 1200 / 1201, np.nan]
    )
    assert (model.training, model[0].training) == (True, False)


def test_the_mode_is_put_back_after_an_error():
    model = ArticleNet()
    with pytest.raises(ValueError, match="takes"):
        training.accuracy(model, np.zeros((1, 28, 28, 3), np.uint8), [0])
    assert model.training


def test_accuracy_of_nothing():
    with pytest.raises(ValueError, match="There are 0 images"):
        training.accuracy(ArticleNet(), np.zeros((0, 32, 32, 3), np.uint8), [])
