"""Train a network by a recipe, and keep what came of it.

    python -m course_utils.training RECIPE [--seconds S] [--epochs E] [--seed N] [--out DIR]
                                           [--resume] [--threads N]

In DIR (default: ``runs/RECIPE``) it leaves ``run.csv`` (every step), ``run.json`` (what is worth
knowing of the run), ``weights.pt`` (the network) and ``checkpoints/``. After a kill, a full disk
or Ctrl-C the same command with ``--resume`` goes on at the last checkpoint.

The same under ``torchrun --standalone --nproc-per-node 2 -m course_utils.training RECIPE`` trains
in two processes, on as many GPUs where there are any.
"""

import argparse
import signal
import sys
from pathlib import Path

import torch
from tqdm import tqdm

from .. import data
from . import distributed, record
from .checkpoints import CheckpointError, Checkpoints, make_writable, reason
from .control import Control
from .history import DivergedError, StoppedError
from .loop import train
from .recipes import RECIPES, recipe

BAD_INPUT = 2
FAILED = 1
INTERRUPTED = 130
BAR = "{percentage:3.0f}%|{bar}| {elapsed}<{remaining}{postfix}"


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the usage before it."""

    def error(self, message):
        """Leave with exit code 2."""
        self.exit(BAD_INPUT, f"{message[0].upper()}{message[1:].rstrip('.')}.\n")


def arguments_of(words):
    """Read the command line."""
    parser = Parser(prog="python -m course_utils.training", description=__doc__.splitlines()[0])
    parser.add_argument("recipe", help=f"one of {', '.join(RECIPES)}")
    parser.add_argument("--seconds", type=float, help="end after so many seconds of training")
    parser.add_argument("--epochs", type=float, help="instead of the recipe's")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, metavar="DIR", help="default: runs/RECIPE")
    parser.add_argument("--resume", action="store_true", help="go on at DIR's last checkpoint")
    parser.add_argument("--threads", type=int, help="of the processor; default: as torch sets it")
    options = parser.parse_args(words)
    try:
        options.recipe = recipe(options.recipe)
    except ValueError as problem:
        parser.error(str(problem))
    for name, least in (("seconds", 0), ("epochs", 0), ("threads", 1)):
        value = getattr(options, name)
        if value is not None and not (value > 0 and value >= least and value < float("inf")):
            fits = "1 or more fits" if least else "a number above 0 fits"
            parser.error(f"--{name} is {value:g}; {fits}")
    options.out = options.out or Path("runs") / options.recipe.name
    return options


class Bar:
    """A progress bar of the share that is done, with the loss, the speed and the accuracy."""

    def __init__(self, shown):
        self._bar = tqdm(total=1.0, bar_format=BAR, disable=not shown, dynamic_ncols=True)
        self._loss, self._accuracy = None, ""

    def follow(self, now):
        """Take a step of the run."""
        self._loss = now.loss if self._loss is None else 0.99 * self._loss + 0.01 * now.loss
        if now.accuracies:
            self._accuracy = f", {now.accuracies[-1][1]:.1%} right"
        speed = f", {now.images / now.seconds:,.0f} images/s" if now.seconds else ""
        words = f", epoch {now.epochs:.2f}, loss {self._loss:.3f}{speed}{self._accuracy}"
        self._bar.set_postfix_str(words.removeprefix(", "), refresh=False)
        self._bar.update(now.share - self._bar.n)

    def say(self, sentence):
        """Print a sentence without tearing the bar."""
        tqdm.write(sentence, file=sys.stderr)

    def close(self):
        """Leave the bar as it is."""
        self._bar.close()


def run(options, world):
    """Train as the command line says; return the exit code."""
    chosen, out = options.recipe, options.out
    say = print if world.leads else lambda *_: None
    if world.leads:
        make_writable(out)
    if options.threads:
        torch.set_num_threads(options.threads)
    pictures = data.cifar10(progress=world.leads)
    say(pictures.sentence)
    torch.manual_seed(options.seed)
    model = chosen.network()
    steps = None
    if options.epochs is not None:
        whole = chosen.steps(len(pictures.x_train)) / chosen.epochs
        steps = max(1, round(whole * options.epochs))
    bar, control = Bar(world.leads and sys.stderr.isatty()), Control()
    kept = Checkpoints(out / "checkpoints", say=bar.say)
    if options.resume and not kept.paths():
        say(f"There is no checkpoint in {out}, so training begins at the beginning.")
    before = signal.signal(signal.SIGTERM, lambda *_: control.stop())
    try:
        history = train(
            model,
            pictures,
            chosen,
            on_step=bar.follow if world.leads else None,
            seed=options.seed,
            steps=steps,
            seconds=options.seconds,
            checkpoints=kept,
            resume=options.resume,
            control=control,
        )
    finally:
        bar.close()
        signal.signal(signal.SIGTERM, before)
    if world.leads:
        command = " ".join(["python -m course_utils.training", *options.words])
        more = {"command": command, "processes": world.size}
        record.save(out, history, model, pictures, **more)
        print(told(history, pictures, out))
    return 0


def told(history, pictures, out):
    """Say in a line what came of a run."""
    which = "stand-in images, NOT CIFAR-10" if pictures.source == "stand-in" else "test images"
    end = {"steps": "", "stopped": ", stopped before its end; --resume goes on"}
    return (
        f"{history.recipe}: {history.accuracy:.2%} of the {which}, {history.epochs:.2f} epochs, "
        f"{history.seconds:.1f} s of training ({history.images_a_second:,.0f} images a second), "
        f"seed {history.seed}{end.get(history.ended, f', ended by its {history.ended}')}. "
        f"Kept in {out}."
    )


def main(words=None):
    """Carry out the command line; return the exit code."""
    words = sys.argv[1:] if words is None else words
    options = arguments_of(words)
    options.words = words
    try:
        with distributed.group() as world:
            return run(options, world)
    except CheckpointError as problem:
        print(problem, file=sys.stderr)
        return BAD_INPUT
    except DivergedError as problem:
        print(problem, file=sys.stderr)
        return FAILED
    except StoppedError as problem:
        print(f"{problem} (With --resume.)", file=sys.stderr)
        return INTERRUPTED
    except OSError as problem:
        print(f"What came of the run could not be kept ({reason(problem)}).", file=sys.stderr)
        return FAILED


if __name__ == "__main__":
    sys.exit(main())
