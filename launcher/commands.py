"""The commands of `course.py`, and what each of their words means."""

import argparse
import sys

from . import Trouble, environment, lab, pins, suite
from .environment import AUTHOR, LEARNER, ensure
from .tools import ensure_node_modules, node_environment

BENCHMARKS = ("latency", "course", "training", "grading")
# What the package `coursework` does, which reads the words that follow itself.
COURSEWORK = {
    "assign": "make what learners are given",
    "check": "run a notebook before it is handed in",
    "grade": "mark what was handed in; gradebook, table, a page for each learner",
}
VARIABLES = """environment variables:
  COURSE_DATA     folder that holds, or will hold, cifar10.npz
  COURSE_OFFLINE  1 keeps the notebooks from the network
  COURSE_BUDGET   how much a notebook computes: smoke, lesson or full
  COURSE_BROWSER  the Chromium of the tests
  COURSE_VENV     a Python environment of yours, used as it is in place of .venv
"""


def parser():
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="course.py",
        description="A course on convolutional networks. Begin with: python3 course.py lab",
        epilog=VARIABLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    def command(name, text):
        return commands.add_parser(
            name, help=text, description=text[0].upper() + text[1:] + ".", allow_abbrev=False
        )

    opens = command("lab", "open the course in JupyterLab (after --, more arguments for it)")
    opens.add_argument("--port", type=int, help="this port and no other; else the next free one")
    opens.add_argument("--no-browser", action="store_true", help="only print the address")

    command("test", "check everything, or run pytest with the arguments that follow")

    looks = command("doctor", "say what this machine has, what that means, how to mend it")
    looks.add_argument("--json", action="store_true", help="as one JSON object")

    makes = command("build", "make notebooks and bundles from their sources")
    makes.add_argument("--check", action="store_true", help="write nothing; name what is stale")

    measures = command("bench", "measure: " + ", ".join(BENCHMARKS) + "; --json, and its own words")
    measures.add_argument("benchmark", choices=BENCHMARKS)

    for name, text in COURSEWORK.items():
        commands.add_parser(name, help=text, add_help=False, allow_abbrev=False)

    command("pins", "write constraints.txt anew from the requirements")
    return top


def main(arguments=None):
    """Carry out one command and return its exit status."""
    top = parser()
    options, rest = top.parse_known_args(arguments)
    if rest[:1] == ["--"]:
        rest = rest[1:]
    if rest and options.command not in ("lab", "test", "build", "bench", *COURSEWORK):
        top.error(f"{' '.join(rest)} is not understood")
    try:
        return carry_out(top, options, rest)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


def carry_out(top, options, rest):
    """Carry out a parsed command; `rest` is for the program behind it."""
    match options.command:
        case "lab":
            python = ensure(LEARNER)
            return lab.start(python, port=options.port, browser=not options.no_browser, extra=rest)
        case "test":
            return suite.run(ensure(AUTHOR), rest)
        case "doctor":
            # Works before anything is installed: then this very Python looks around.
            python = environment.interpreter()
            python = python if environment.version(python) else sys.executable
            return suite.module(python, "course_utils.doctor", ["--json"] if options.json else [])
        case "build":
            python = ensure(AUTHOR)
            tools = node_environment(python)
            ensure_node_modules(tools)
            check = ["--check"] if options.check else []
            return suite.module(python, "authoring", ["build", *check, *rest], tools)
        case "bench":
            return suite.module(ensure(AUTHOR), f"tests.benchmarks.{options.benchmark}", rest)
        case "assign" | "check" | "grade":
            words = [options.command, *rest]
            return suite.module(ensure(AUTHOR), "coursework", words, folder=None)
        case "pins":
            return pins.write(ensure())
        case _:
            top.print_help()
            return 0
