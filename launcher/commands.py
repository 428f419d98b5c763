"""The commands of `course.py`, and what each of their words means."""

import argparse
import sys

from . import lab, suite
from .environment import AUTHOR, LEARNER, Trouble, ensure, interpreter, works
from .tools import ensure_node_modules, node_environment

BENCHMARKS = ("latency", "course", "training")


def parser():
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="course.py",
        description="A course on convolutional networks. Begin with: python3 course.py lab",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    opens = commands.add_parser("lab", help="open the course in JupyterLab")
    opens.add_argument("--port", type=int, help="listen on this port, or stop if it is taken")
    opens.add_argument("--no-browser", action="store_true", help="only print the address")

    commands.add_parser(
        "test", help="run every check and test (or pytest with the arguments given)"
    )

    doctor = commands.add_parser("doctor", help="what this machine has, and how to mend what not")
    doctor.add_argument("--json", action="store_true", help="one JSON object")

    build = commands.add_parser("build", help="make notebooks and bundles from their sources")
    build.add_argument("--check", action="store_true", help="write nothing, name what is stale")

    bench = commands.add_parser("bench", help="measure: " + ", ".join(BENCHMARKS))
    bench.add_argument("what", choices=BENCHMARKS)
    return top


def main(arguments=None):
    """Carry out one command and return its exit status."""
    top = parser()
    options, rest = top.parse_known_args(arguments)
    rest = [word for word in rest if word != "--"]
    if options.command in (None, "doctor") and rest:
        top.error(f"unknown words: {' '.join(rest)}")
    try:
        return carry_out(top, options, rest)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The next call goes on from here.", file=sys.stderr)
        return 130


def carry_out(top, options, rest):
    """Carry out a parsed command."""
    match options.command:
        case None:
            top.print_help()
            return 0
        case "lab":
            python = ensure(LEARNER)
            return lab.start(python, port=options.port, browser=not options.no_browser, extra=rest)
        case "test":
            return suite.run(ensure(AUTHOR), rest)
        case "doctor":
            # Works before anything is installed: then this very Python looks around.
            python = interpreter() if works(interpreter()) else sys.executable
            return suite.module(python, "course_utils.doctor", ["--json"] if options.json else [])
        case "build":
            python = ensure(AUTHOR)
            ensure_node_modules(node_environment(python))
            check = ["--check"] if options.check else []
            return suite.module(python, "authoring", ["build", *check, *rest])
        case "bench":
            return suite.module(ensure(AUTHOR), f"tests.benchmarks.{options.what}", rest)
    raise AssertionError(options.command)
