"""Train the article's network by its recipe, and tell how long it took and how far it came.

    python -m tests.benchmarks.training [--epochs N] [--seed N] [--json]
    python -m tests.benchmarks.training --loaders

The time is that of the training loop alone: loading the data and evaluating are not counted. With
``--json`` the last line of standard output is one JSON object. ``--loaders`` trains nothing to the
end: it takes the same steps with the images coming from memory, and from PyTorch's DataLoader as
the article has it, and compares the time.
"""

import argparse
import json
import platform
import sys
import time
from itertools import islice
from pathlib import Path

import torch
from torch.utils.data import DataLoader
from torchvision import transforms

from course_utils import data, machine, training
from course_utils.models import ArticleNet
from course_utils.training.loop import threads_for

BFLOAT16 = {True: "with", False: "without", None: "perhaps without"}
LOADER_STEPS = 2000
WORKERS = (0, 2)


def processor():
    """Return the processor's name, as far as the system tells it."""
    file = Path("/proc/cpuinfo")
    lines = file.read_text("utf-8", "replace").splitlines() if file.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def article(images, epochs, seed):
    """Train and evaluate once; return what the JSON holds of it."""

    def tell(now):
        if now.accuracy is not None:
            print(
                f"after {now.epochs:.0f} epochs, {now.seconds:.0f} s: {now.accuracy:.2%} of the "
                "test images",
                flush=True,
            )

    recipe = training.ARTICLE
    torch.manual_seed(seed)
    model = ArticleNet()
    steps = recipe.steps(len(images.x_train)) // recipe.epochs * epochs
    history = training.train(model, images, recipe, seed=seed, steps=steps, on_step=tell)
    return {
        "seconds": round(history.seconds, 2),
        "accuracy": history.accuracy,
        "epochs": epochs,
    }


def from_loader(workers, steps):
    """Take steps as the article does, with its DataLoader; return seconds to start, and a step."""
    transform = transforms.Compose(
        [transforms.ToTensor(), transforms.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))]
    )
    dataset = data.cifar10_dataset(True, transform, progress=False)
    recipe = training.ARTICLE
    model = ArticleNet()
    optimizer = recipe.optimizer(model)
    with threads_for(recipe.batch):
        start = time.perf_counter()
        batches = iter(DataLoader(dataset, recipe.batch, shuffle=True, num_workers=workers))
        training.train_step(model, *next(batches), optimizer)
        started = time.perf_counter()
        for inputs, labels in islice(batches, steps):
            training.train_step(model, inputs, labels, optimizer)
        return started - start, (time.perf_counter() - started) / steps


def loaders(images, steps):
    """Print how long the same steps take with each way to get at the images."""
    history = training.train(ArticleNet(), images, training.ARTICLE, steps=steps, evaluation=False)
    rows = [("bytes in memory", 0.0, history.seconds / steps)]
    rows += [(f"DataLoader, {n} workers", *from_loader(n, steps)) for n in WORKERS]
    for name, start, step in rows:
        epoch = start + step * len(images.x_train) / training.ARTICLE.batch
        each = f"{step * 1000:5.2f} ms a step, {start:5.2f} s to start"
        print(f"{name:22s} {each}: {epoch:4.0f} s an epoch")


def main(arguments=None):
    """Carry out the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=training.ARTICLE.epochs)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--loaders", action="store_true", help="compare ways to get at the images")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.epochs < 1:
        parser.error(f"--epochs is {options.epochs}; 1 or more fits.")

    print(
        f"{processor()}, {machine.cores()} cores, {BFLOAT16[machine.has_bfloat16()]} bfloat16; "
        f"torch {torch.__version__}."
    )
    images = data.cifar10(progress=False)
    print(images.sentence)
    if options.loaders:
        loaders(images, LOADER_STEPS)
        return 0
    result = article(images, options.epochs, options.seed)
    print(
        f"article: {result['accuracy']:.2%} of the test images, epochs {options.epochs}, "
        f"{result['seconds']:.0f} s of training, seed {options.seed}."
    )
    if options.json:
        print(json.dumps({"article": result}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
