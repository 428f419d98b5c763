"""Runs that take a second, in this process or in another one: for the tests of training."""

from dataclasses import dataclass, replace
from types import SimpleNamespace

import numpy as np
import torch
from torch import nn

from course_utils import training
from course_utils.training import distributed

STEPS = 1200


def images(count=62):
    """A few images of noise, which no network can but remember."""
    rng = np.random.default_rng(0)
    x = rng.integers(0, 256, (count, 32, 32, 3), dtype=np.uint8)
    y = rng.integers(0, 10, count)
    return SimpleNamespace(
        x_train=x, y_train=y, x_test=x[:7], y_test=y[:7], source="cache", sentence="Noise."
    )


def network(seed=0, norm=True):
    """A small network with everything that has a state: batch norm's means, dropout's draws."""
    torch.manual_seed(seed)
    between = [nn.BatchNorm2d(4), nn.Dropout(0.2)] if norm else []
    return nn.Sequential(
        nn.Conv2d(3, 4, 5, stride=4), *between, nn.ReLU(), nn.Flatten(), nn.Linear(4 * 49, 10)
    )


@dataclass(frozen=True)
class Noisy(training.Recipe):
    """A recipe that draws and that changes its rate: all that has to be as it was."""

    def schedule(self, share):
        return 1 - 0.9 * share

    def inputs(self, pictures, share, generator):
        plain = training.normalised(pictures)
        return plain + 0.1 * torch.randn(plain.shape, generator=generator)


RECIPE = Noisy("noisy", batch=4, epochs=100, learning_rate=0.01, momentum=0.9)
# From the second epoch on these take a part of the images: which, depends on what was seen.
CHOOSING = replace(RECIPE, name="choosing", kept=(1.0, 0.9, 0.7))
PLAIN = replace(  # 62 images: the first epoch's last batch has 6
    training.ARTICLE, batch=8, learning_rate=0.05, kept=(1.0, 0.8, 0.5)
)


def unbroken(steps=STEPS, recipe=RECIPE):
    """Train without a break; return the model and its history."""
    model = network()
    return model, training.train(model, images(), recipe, steps=steps, device="cpu")


def keep_training(folder, step, steps=STEPS):
    """Train on from the folder's last checkpoint; `step` is shared and tells how far it is."""
    torch.set_num_threads(1)

    def follow(now):
        step.value = now.step

    checkpoints = training.Checkpoints(folder, every=0.01)
    training.train(
        network(seed=9 if step.value else 0),  # where it goes on, first weights must not matter
        images(),
        CHOOSING,
        steps=steps,
        device="cpu",
        checkpoints=checkpoints,
        on_step=follow,
    )


def in_a_group(folder, out, steps, stop):
    """Train in as many processes as there are, stopping after a step; the lead keeps what came."""
    torch.set_num_threads(1)
    control = training.Control()
    with distributed.group() as world:
        model = network(norm=False)
        history = training.train(
            model,
            images(),
            PLAIN,
            steps=steps,
            device="cpu",
            checkpoints=folder or None,
            control=control,
            on_step=lambda now: control.stop() if now.step == stop else None,
        )
        if world.leads:
            result = {"model": model.state_dict(), "losses": torch.from_numpy(history.losses)}
            torch.save({**result, "accuracy": history.accuracy, "size": world.size}, out)


if __name__ == "__main__":
    import sys

    in_a_group(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
