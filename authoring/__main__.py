"""python -m authoring build: notebooks and bundles from their sources."""

import argparse
import sys

from .build import build
from .source import SourceError


def main(arguments=None):
    """Carry out the command line and return an exit status."""
    parser = argparse.ArgumentParser(prog="python -m authoring", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("build", help="make what is stale, or name it with --check")
    making.add_argument("names", nargs="*", help="chapters, such as 01_convolution")
    making.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    making.add_argument("--execute", action="store_true", help="run every notebook again")
    options = parser.parse_args(arguments)
    try:
        stale = build(options.names, check=options.check, execute=options.execute)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    for name in stale:
        print(f"{name} is stale" if options.check else f"wrote {name}")
    if options.check and stale:
        print("To mend: python3 course.py build")
        return 1
    if not stale:
        print("Everything generated is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
