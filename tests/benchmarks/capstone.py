"""What the article's network and the recipe 'fast' reach with the work of the capstone.

``python -m tests.benchmarks.capstone`` trains both as the check does, on CIFAR-10, and prints the
accuracy on the held-out training images for each seed; ``--write`` keeps it beside the check, which
tells it to learners. On a quiet machine with two cores it takes about five minutes. ``--contest``
and ``--network`` measure a part, and leave the rest of what was kept; so does ``--seeds``, where
the recipe and the budget are the same.
"""

import argparse
import json
import platform
import sys

import torch

from course_utils import data, training
from course_utils.checks.engine.plain import without_addresses
from course_utils.checks.training import attempt, contests, own_recipe
from course_utils.training.precision import is_low

NETWORKS = ("article", "fast")
CONTESTS = ("lesson", "hand-in")
SAME = ("contest", "network", "recipe", "macs")  # then seeds are of one measurement
NO_END = 100_000.0  # seconds: what is slow here must not be cut short


def measure(images, contest, network, seeds):
    """Train a network of the course in a contest, once for each seed, and return what came."""
    size, recipe = contests.SIZES[contest], training.recipe(network)
    pictures, labels, held, known = contests.parted(images, size)
    found = {
        "contest": contest,
        "network": network,
        "recipe": without_addresses(repr(recipe)),
        "macs": size.macs,
    }
    found |= {"seeds": list(seeds), "accuracies": [], "images": 0}
    for seed in seeds:
        arrays = pictures, labels, held
        seen = attempt.capstone(lambda: recipe, *arrays, size.macs, NO_END, seed, watched=False)
        if seen["stage"] != "done":
            raise SystemExit(f"{network} with seed {seed} came to {seen}.")
        accuracy = own_recipe.right(seen["scores"].numpy(), known)
        found["accuracies"].append(round(accuracy, 4))
        found["images"] = seen["images"]
        print(
            f"{contest:8s} {network:8s} seed {seed}: {accuracy:.1%}, {seen['images']:,} images, "
            f"{seen['macs'] / seen['images'] / 1e6:.2f} million multiply-accumulates an image, "
            f"{seen['seconds']:.1f} s",
            flush=True,
        )
    return found


def main():
    """Measure, print, and keep what was measured where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contest", choices=CONTESTS, action="append")
    parser.add_argument("--network", choices=NETWORKS, action="append")
    parser.add_argument("--seeds", type=int, nargs="+", default=(0, 1, 2), help="0 1 2 by default")
    parser.add_argument("--write", action="store_true", help=f"keep it in {contests.MEASURED.name}")
    options = parser.parse_args()
    images = data.cifar10()
    if images.source == "stand-in":
        raise SystemExit(images.sentence)
    found = [
        measure(images, contest, network, options.seeds)
        for contest in options.contest or CONTESTS
        for network in options.network or NETWORKS
    ]
    if options.write:
        keep(found)


def keep(found):
    """Put measurements in the place of older ones, or beside those with other seeds."""
    kept = contests.record()["measured"] if contests.MEASURED.exists() else []
    for one in found:
        for old in [old for old in kept if all(old[name] == one[name] for name in SAME)]:
            seeds = dict(zip(old["seeds"], old["accuracies"], strict=True))
            seeds |= dict(zip(one["seeds"], one["accuracies"], strict=True))
            one |= {"seeds": sorted(seeds), "accuracies": [seeds[seed] for seed in sorted(seeds)]}
    new = {(one["contest"], one["network"]) for one in found}
    kept = [one for one in kept if (one["contest"], one["network"]) not in new] + found
    low = is_low(training.recipe("fast").precision, torch.device("cpu"))
    record = {
        "command": "python -m tests.benchmarks.capstone --write",
        "precision": "bfloat16" if low else "float32",
        "torch": torch.__version__,
        "python": platform.python_version(),
        "measured": sorted(kept, key=lambda one: (one["contest"], one["network"])),
    }
    contests.MEASURED.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
