"""A run that was broken ends as one that was not."""

import multiprocessing
import os
import random
import signal
import sys
import threading
import time

import numpy as np
import pytest
import small_runs
import torch
from small_runs import CHOOSING, RECIPE, STEPS, images, network

from course_utils import training
from course_utils.training import (
    CheckpointError,
    Checkpoints,
    Control,
    DivergedError,
    StoppedError,
    checkpoints,
)

KILLS = 10


@pytest.fixture(autouse=True)
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def run(folder, *, steps=60, seed=0, recipe=RECIPE, **options):
    model = options.pop("model", None) or network(seed=5)
    history = training.train(
        model, images(), recipe, steps=steps, seed=seed, device="cpu", checkpoints=folder, **options
    )
    return model, history


def same(one, other):
    """Assert that two runs came to the same, bit for bit."""
    (model, history), (model_too, history_too) = one, other
    np.testing.assert_array_equal(history.losses, history_too.losses)
    assert history.accuracies == history_too.accuracies
    assert history.images == history_too.images
    for name, tensor in model.state_dict().items():
        assert torch.equal(tensor, model_too.state_dict()[name]), name


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX's")
def test_ten_kills_at_random_moments(tmp_path, monkeypatch):
    # One process imports torch; the others are forked from it. It knows no other path than this.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["small_runs"])
    chance, broken = random.Random(), 0
    step = context.Value("q", 0)
    while broken < KILLS:
        begun = step.value
        process = context.Process(target=small_runs.keep_training, args=(tmp_path, step))
        process.start()
        some = chance.randint(1, 60)
        deadline = time.monotonic() + 60
        while step.value < begun + some and process.is_alive():
            assert time.monotonic() < deadline, "no step in a minute"
            time.sleep(0.0005)
        time.sleep(chance.random() * 0.005)
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert process.exitcode == -signal.SIGKILL, "it had ended before it was killed"
        broken += 1
    resumed = []
    result = run(
        tmp_path, steps=STEPS, recipe=CHOOSING, on_step=lambda now: resumed.append(now.step)
    )
    assert 1 < resumed[0] < STEPS
    same(result, small_runs.unbroken(recipe=CHOOSING))


def stopped_at(step, folder, **options):
    """Train, and stop after a step."""
    control = Control()
    return run(
        folder,
        control=control,
        on_step=lambda now: control.stop() if now.step == step else None,
        **options,
    )


@pytest.fixture(scope="module")
def whole():
    """A run of 60 steps without a break."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield small_runs.unbroken(60)
    torch.set_num_threads(threads)


def test_checkpoints_change_nothing(tmp_path, whole):
    same(run(tmp_path, model=network()), whole)


def test_stopped_in_the_middle_of_an_epoch_and_taken_up_again_and_again(tmp_path, whole):
    first = stopped_at(7, tmp_path, model=network())
    assert (first[1].steps, first[1].ended) == (8, "stopped")
    assert first[1].accuracies[-1][0] == 8
    assert stopped_at(30, tmp_path)[1].steps == 31
    assert stopped_at(32, tmp_path)[1].steps == 33
    same(run(tmp_path), whole)


def test_a_finished_run_is_there_again_at_once(tmp_path, whole):
    run(tmp_path, model=network())
    seen = []
    same(run(tmp_path, on_step=seen.append), whole)
    assert [now.step for now in seen] == [60]
    np.testing.assert_array_equal(seen[0].losses, whole[1].losses)
    assert tuple(seen[0].accuracies) == whole[1].accuracies


def test_what_is_told_goes_on_where_it_was(tmp_path):
    stopped_at(20, tmp_path)
    seen = []
    _, history = run(tmp_path, on_step=seen.append)
    assert [now.step for now in seen] == list(range(21, 61))
    assert seen[0].accuracies[0][0] == 16
    assert seen[0].seconds <= seen[1].seconds <= history.seconds
    assert [now.images for now in seen[:2]] == [82, 86]
    assert seen[0].share == pytest.approx(21 / 60)
    assert seen[-1].learning_rate == pytest.approx(0.01 * (1 - 0.9 * 59 / 60))


def test_without_resuming_it_begins_anew(tmp_path, whole):
    stopped_at(20, tmp_path)
    same(run(tmp_path, model=network(), resume=False), whole)


@pytest.mark.parametrize("keep", [0, 300])
def test_a_damaged_checkpoint_is_not_believed(tmp_path, whole, keep):
    said = []
    stopped_at(20, tmp_path, model=network())
    newest = Checkpoints(tmp_path).paths()[-1]
    content = newest.read_bytes()
    newest.write_bytes(content[:-keep] if keep else content[:900] + b"!" + content[901:])
    seen = []
    same(run(Checkpoints(tmp_path, say=said.append), on_step=seen.append), whole)
    assert seen[0].step == 16
    assert "damaged" in said[0]
    assert said[1] == "The checkpoint before it, of step 16, is used."


def test_a_full_disk_does_not_stop_the_run(tmp_path, whole, monkeypatch):
    real, said, written = checkpoints.write, [], []

    def full_later(path, state):
        if state["step"] >= 32:
            raise OSError(28, "No space left on device")
        written.append(state["step"])
        real(path, state)

    monkeypatch.setattr(checkpoints, "write", full_later)
    same(run(Checkpoints(tmp_path, say=said.append), model=network()), whole)
    assert written == [0, 16]
    assert len(said) == 1
    assert "step 32" in said[0]
    monkeypatch.undo()
    same(run(tmp_path), whole)  # and the one of step 16 still leads to the same end


def test_a_loss_that_is_no_number_keeps_the_last_good_one(tmp_path):
    class Breaks(small_runs.Noisy):
        def loss(self, scores, labels):
            self.__dict__["count"] = self.__dict__.get("count", 0) + 1
            return super().loss(scores, labels) * (float("nan") if self.count == 41 else 1)

    recipe = Breaks("breaks", batch=4, epochs=100, learning_rate=0.01, momentum=0.9)
    with pytest.raises(DivergedError) as diverged:
        run(tmp_path, recipe=recipe)
    sentence = str(diverged.value)
    assert "The loss is nan at step 41, so training stopped there." in sentence
    for cause in ("learning rate", "NaN or were not normalised", "logarithm of zero"):
        assert cause in sentence
    assert str(tmp_path / "last-good.pt") in sentence
    good = checkpoints.read(tmp_path / "last-good.pt")
    assert good["step"] == 32
    assert all(bool(tensor.isfinite().all()) for tensor in good["model"].values())
    assert diverged.value.history.steps == 40


def test_weights_that_are_no_numbers_are_never_kept(tmp_path):
    """The loss is finite up to the epoch's last step, which makes the weights infinite."""

    class Explodes(small_runs.Noisy):
        def schedule(self, share):
            return float("inf") if round(share * 60) == 31 else 1.0

    recipe = Explodes("explodes", batch=4, epochs=100, learning_rate=0.01, momentum=0.9)
    with pytest.raises(DivergedError, match="weights are no longer finite after step 32"):
        run(tmp_path, recipe=recipe)
    assert checkpoints.read(tmp_path / "last-good.pt")["step"] == 16
    assert Checkpoints(tmp_path).latest()["step"] == 16


def test_interrupted_within_a_step_it_ends_after_it_with_a_checkpoint(tmp_path, whole):
    class Interrupted(small_runs.Noisy):
        def loss(self, scores, labels):
            self.__dict__["count"] = self.__dict__.get("count", 0) + 1
            if self.count == 23:
                signal.raise_signal(signal.SIGINT)
            return super().loss(scores, labels)

    recipe = Interrupted("noisy", batch=4, epochs=100, learning_rate=0.01, momentum=0.9)
    before, control = signal.getsignal(signal.SIGINT), Control()
    with pytest.raises(KeyboardInterrupt) as stopped:
        run(tmp_path, recipe=recipe, model=network(), control=control)
    assert isinstance(stopped.value, StoppedError)
    assert "after step 23. Its checkpoint is in" in str(stopped.value)
    assert stopped.value.history.steps == 23
    assert control.state == "interrupted"
    assert signal.getsignal(signal.SIGINT) is before
    same(run(tmp_path), whole)


def test_paused_it_waits_and_its_clock_stands_still(tmp_path, whole):
    control, states, waiting = Control(), [], threading.Event()
    control.watch(states.append)
    control.watch(lambda state: waiting.set() if state == "paused" else None)
    result = []

    def train():
        result.append(
            run(
                tmp_path,
                model=network(),
                control=control,
                on_step=lambda now: control.pause() if now.step == 10 else None,
            )
        )

    thread = threading.Thread(target=train)
    thread.start()
    assert waiting.wait(60)
    kept = Checkpoints(tmp_path).latest()["step"]
    assert kept in (10, 11)
    start = time.perf_counter()
    time.sleep(0.5)
    assert not result
    paused = time.perf_counter() - start
    control.go_on()
    thread.join(60)
    same(result[0], whole)
    assert states == ["training", "paused", "training", "finished"]
    assert result[0][1].seconds < time.perf_counter() - start + 60 - paused


def test_stopped_while_it_is_paused(tmp_path):
    control, waiting = Control(), threading.Event()
    control.watch(lambda state: waiting.set() if state == "paused" else None)
    result = []
    pause = lambda now: control.pause() if now.step == 10 else None  # noqa: E731
    thread = threading.Thread(
        target=lambda: result.append(run(tmp_path, control=control, on_step=pause))
    )
    thread.start()
    assert waiting.wait(60)
    control.stop()
    thread.join(60)
    assert result[0][1].ended == control.state == "stopped"
    assert result[0][1].steps in (10, 11)


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"seed": 3}, "seed 0 there and 3 here"),
        ({"steps": 61}, "steps 60 there and 61 here"),
        ({"recipe": small_runs.PLAIN}, "recipe 'noisy' there and 'article' here"),
        ({"model": network(norm=False)}, "1.weight (4,) is only in the checkpoint"),
    ],
)
def test_another_run_or_network_is_refused(tmp_path, other, words):
    stopped_at(3, tmp_path)
    with pytest.raises(CheckpointError) as refused:
        run(tmp_path, **other)
    assert words in str(refused.value)


def test_other_images_are_refused(tmp_path):
    stopped_at(3, tmp_path)
    with pytest.raises(CheckpointError, match="training images 62 there and 50 here"):
        training.train(network(), images(50), RECIPE, steps=60, device="cpu", checkpoints=tmp_path)


def test_limits(whole):
    def ended(**limits):
        history = run(None, model=network(), **limits)[1]
        return history.ended, history.steps, history.images

    assert ended() == ("steps", 60, whole[1].images)
    assert ended(images=50) == ("images", 13, 52)
    assert ended(images=10_000)[0] == "steps"
    assert ended(steps=10**6, seconds=0.05)[0] == "seconds"
    work = run(None, model=network(), macs=10**12)[1].macs
    # An image's share: two products forward and backward each, but no gradient of the images.
    image = 2 * 4 * 49 * 75 + 3 * 196 * 10
    assert work == whole[1].images * image
    assert ended(macs=20 * 4 * image)[:2] == ("macs", 21)  # an epoch's last batch is shorter


@pytest.mark.parametrize(
    "limit", [{"seconds": 0}, {"images": 0}, {"macs": -1}, {"seconds": np.nan}]
)
def test_limits_that_are_none(limit):
    with pytest.raises(ValueError, match="fits"):
        run(None, **limit)


def test_the_schedule_ends_with_the_run_whatever_ends_it():
    seen = []
    run(None, steps=10**6, images=100, on_step=seen.append)
    assert seen[-1].share == 1
    assert seen[-1].learning_rate == pytest.approx(0.01 * (1 - 0.9 * 98 / 100))
