"""Weights over training, from noise to form, small enough to come with the course.

    python -m course_utils.training.weights [NAMES] [--out DIR] [--seed N] [--epochs E]

Each network is trained by its recipe, and its weights are kept after about twelve of the steps, the
first ones closest together, as float16 in one compressed file, `NAME.npz`. `series` reads them. The
first and the last state are whole. Those between hold what makes the feature maps, and leave out
the fully connected layers, which are 95 % of the article's network.
"""

import argparse
import io
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .. import data
from .checkpoints import write_whole
from .evaluation import evaluate
from .loop import train
from .recipes import recipe

FOLDER = Path(__file__).parents[1] / "weights"
NAMES = ("article", "small")  # the recipes whose networks chapter 05 looks at
KEPT = 12
TOLD = "told"  # what stands beside the weights in a file, as JSON
COMMAND = "python -m course_utils.training.weights"


@dataclass(frozen=True, eq=False)
class Moment:
    """A network as it was after so many steps.

    Attributes
    ----------
    step : int
        0 is before the first.
    epochs : float
    accuracy : float
        Share of the test images that it got right then.
    state : dict of str to float32 tensor
        For the network's `load_state_dict`; where it is not whole, with ``strict=False``.
    whole : bool
        Whether the fully connected layers are there too.
    """

    step: int
    epochs: float
    accuracy: float
    whole: bool
    state: dict


def moments(steps, kept=KEPT):
    """Return the steps after which weights are kept: 0, then each about so many times the last.

    Parameters
    ----------
    steps : int
        Of the whole run, the last of which is kept.
    kept : int
        How many at most, two or more.

    Returns
    -------
    list of int
        Rising.
    """
    growth = math.log(steps) / (kept - 2) if kept > 2 else 0.0
    return sorted({0, steps, *(round(math.exp(growth * k)) for k in range(kept - 1))})


def make(name, pictures, folder, *, seed=0, epochs=None):
    """Train by the recipe of that name, and write the series; return the file's path.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    chosen = recipe(name)
    torch.manual_seed(seed)
    model = chosen.network()
    steps = chosen.steps(len(pictures.x_train))
    if epochs is not None:
        steps = max(1, round(steps * epochs / chosen.epochs))
    chosen.begin(model, torch.as_tensor(pictures.x_train))
    wanted, kept, told = set(moments(steps)), {}, []
    dense = connected(model)

    def keep(step, seen):
        right, whole = evaluate(model, pictures), step in (0, steps)
        told.append(
            {
                "step": step,
                "epochs": round(seen, 4),
                "accuracy": round(right, 4),
                "whole": whole,
            }
        )
        for key, value in model.state_dict().items():
            if value.is_floating_point() and (whole or key.rpartition(".")[0] not in dense):
                kept[f"{step}/{key}"] = value.cpu().numpy().astype(np.float16)

    keep(0, 0.0)
    train(
        model,
        pictures,
        chosen,
        seed=seed,
        steps=steps,
        evaluation=False,
        on_step=lambda now: keep(now.step, now.epochs) if now.step in wanted else None,
    )
    about = {
        "recipe": name,
        "seed": seed,
        "command": f"{COMMAND} {name} --seed {seed}"
        + (f" --epochs {epochs:g}" if epochs is not None else ""),
        "torch": torch.__version__,
        "data": pictures.source,
        "moments": told,
    }
    file = io.BytesIO()
    np.savez_compressed(file, **kept, **{TOLD: np.array(json.dumps(about))})
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.npz"
    write_whole(path, file.getbuffer())
    return path


def connected(model):
    """Return the names of a network's fully connected layers, a set of str."""
    return {name for name, one in model.named_modules() if isinstance(one, torch.nn.Linear)}


def series(name, folder=FOLDER):
    """Return a network's weights over its training, a list of `Moment`.

    Raises
    ------
    FileNotFoundError
        When there is no such series; the sentence says how to make it.
    """
    path = Path(folder) / f"{name}.npz"
    if not path.exists():
        raise FileNotFoundError(f"There is no {path.name}; '{COMMAND} {name}' makes it.")
    with np.load(path) as file:
        arrays = {key: file[key] for key in file.files}
    found = []
    for one in json.loads(str(arrays[TOLD]))["moments"]:
        start = f"{one['step']}/"
        state = {
            key.removeprefix(start): torch.from_numpy(value.astype(np.float32))
            for key, value in arrays.items()
            if key.startswith(start)
        }
        found.append(Moment(**one, state=state))
    return found


def main(words=None):
    """Carry out the command line; return the exit code."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=NAMES, metavar="RECIPE")
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=float, help="instead of the recipe's")
    options = parser.parse_args(words)
    if options.epochs is not None and not options.epochs > 0:
        parser.error(f"--epochs is {options.epochs:g}; a number above 0 fits.")
    try:
        for name in options.names:
            recipe(name)
    except ValueError as error:
        parser.error(str(error))
    pictures = data.cifar10()
    print(pictures.sentence)
    if pictures.source == "stand-in":
        parser.error("the weights that come with the course are trained on CIFAR-10 alone.")
    for name in options.names:
        path = make(name, pictures, options.out, seed=options.seed, epochs=options.epochs)
        last = series(name, options.out)[-1]
        size = path.stat().st_size
        print(f"{path.name}: {last.accuracy:.2%} of the test images in the end, {size:,} bytes.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
