"""Train the article's network by its recipe, and tell how long it took and how far it came.

    python -m tests.benchmarks.training [--epochs N] [--json]

The time is that of the training loop alone: loading the data and evaluating are not counted. With
``--json`` the last line of standard output is one JSON object.
"""

import argparse
import json
import sys

import torch

from course_utils import data, machine, training
from course_utils.models import ArticleNet

BFLOAT16 = {True: "with", False: "without", None: "perhaps without"}


def measure(images, recipe, epochs, seed, on_step=None):
    """Train and evaluate once; return what the JSON holds of it."""
    torch.manual_seed(seed)
    model = ArticleNet()
    steps = recipe.steps(len(images.x_train)) // recipe.epochs * epochs
    history = training.train(model, images, recipe, seed=seed, steps=steps, on_step=on_step)
    return {
        "seconds": round(history.seconds, 2),
        "accuracy": training.accuracy(model, images.x_test, images.y_test),
        "epochs": epochs,
    }


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=training.ARTICLE.epochs)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    if options.epochs < 1:
        parser.error(f"--epochs is {options.epochs}; 1 or more fits.")

    print(
        f"Processor: {machine.cores()} cores, {BFLOAT16[machine.has_bfloat16()]} bfloat16; "
        f"torch {torch.__version__}, {torch.get_num_threads()} threads."
    )
    images = data.cifar10(progress=False)
    print(images.sentence)
    per_epoch = len(images.x_train) // training.ARTICLE.batch

    def tell(step, loss, _):
        if step % per_epoch == 0:
            print(f"epoch {step // per_epoch} done, loss of its last batch {loss:.3f}", flush=True)

    article = measure(images, training.ARTICLE, options.epochs, options.seed, tell)
    print(
        f"article: {article['accuracy']:.2%} of the test images after {options.epochs} epochs and "
        f"{article['seconds']:.0f} s of training, seed {options.seed}."
    )
    if options.json:
        print(json.dumps({"article": article}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
