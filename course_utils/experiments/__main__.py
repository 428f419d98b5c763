"""``python -m course_utils.experiments NAME``: run what has no row yet, then say what came out."""

import argparse
import sys
from importlib import import_module

from .. import data
from . import NAMES
from .engine import kind, run


def main(words=None):
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m course_utils.experiments", description=__doc__)
    commands = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    for name in NAMES:
        module = import_module(f".{name}", __package__)
        one = commands.add_parser(name, help=module.GRID.about, description=module.__doc__)
        add_options(one, module)
    asked = parser.parse_args(words)
    module = import_module(f".{asked.name}", __package__)
    timed = getattr(asked, "time", False)
    experiment = module.TIMING if timed else module.GRID
    settings = {name: getattr(asked, name) for name in experiment.defaults}
    settings = {name: one for name, one in settings.items() if one is not None}
    pictures = data.cifar10()
    print(pictures.sentence, flush=True)
    path = asked.out or experiment.path
    if asked.out is None and kind(pictures) == "stand-in":
        parser.error("the course's own results are measured on CIFAR-10; name a file with --out.")
    rows = run(
        experiment,
        pictures,
        variants=asked.variants,
        seeds=asked.seeds,
        path=path,
        seconds=asked.seconds,
        say=lambda text: print(text, flush=True),
        **settings,
    )
    print(*(module.report_timing if timed else module.report)(rows), sep="\n")
    return 0


def add_options(parser, module):
    """Give one experiment's command its options."""
    parser.add_argument("--seeds", type=int, default=3, help="seeds 0 to SEEDS - 1 (3)")
    parser.add_argument("--variants", nargs="+", metavar="VARIANT", help="only these")
    parser.add_argument("--out", metavar="FILE", help="the CSV; default: the course's own")
    parser.add_argument("--seconds", type=float, help="begin no further run after so many")
    known = dict(module.GRID.defaults)
    if hasattr(module, "TIMING"):
        about = "seconds only, the variants in turn, step by step"
        parser.add_argument("--time", action="store_true", help=about)
        known |= module.TIMING.defaults
    for name, usual in known.items():
        parser.add_argument(f"--{name}", type=type(usual), help=f"usually {usual}")


if __name__ == "__main__":
    sys.exit(main())
