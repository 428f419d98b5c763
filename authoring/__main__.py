"""The command line of the authoring pipeline: python -m authoring build."""

import argparse
import sys

ABOUT = """\
A chapter is one text file, notebooks/source/NN_name.py. From it come:

  notebooks/NN_name.ipynb                   what a learner opens: exercises blank, checks locked
  .course/solved/NN_name.ipynb              with its solutions, for tests and measures
  .course/nbgrader/source/NN_name/          nbgrader's source, for coursework

docs/authors.md has the markers, the metadata and the rules.
"""
BUILDING = """\
A notebook is run again only when its code has changed, with the exercises blank and
COURSE_BUDGET=smoke; of what it puts out, small text is stored. After a change in course_utils that
changes what a notebook prints, use --execute. Without names the visualizers' JavaScript is bundled
too.
"""


def parser():
    """Return the parser of the command line."""
    raw = argparse.RawDescriptionHelpFormatter
    top = argparse.ArgumentParser(
        prog="python -m authoring", description=ABOUT, formatter_class=raw
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    making = commands.add_parser(
        "build",
        help="make what is stale, or name it with --check",
        description="Make what is stale from its source.",
        epilog=BUILDING,
        formatter_class=raw,
    )
    making.add_argument("names", nargs="*", help="chapters: 01_convolution, or 01; default: all")
    making.add_argument(
        "--check",
        action="store_true",
        help="write and run nothing; name each stale file, and exit with 1 if there is one",
    )
    making.add_argument("--execute", action="store_true", help="run every notebook again")
    return top


def main(arguments=None):
    """Carry out the command line and return an exit status."""
    top = parser()
    options = top.parse_args(arguments)
    if options.check and options.execute:
        top.error("--check runs nothing, so --execute does not go with it")
    # These take two seconds to import; --help need not wait for them.
    from .build import build
    from .source import SourceError

    try:
        report = build(
            options.names,
            check=options.check,
            execute=options.execute,
            tell=lambda line: print(line, flush=True),
        )
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    return say(report, check=options.check)


def say(report, *, check):
    """Print what a build found and return the exit status."""
    for line in report.stale:
        print(f"{line} is stale" if check else f"wrote {line}")
    for line in report.notes:
        print(line)
    for line in report.warnings:
        print(f"warning: {line}", file=sys.stderr)
    for line in report.errors:
        print(line, file=sys.stderr)
    if report.errors:
        return 1
    if check and report.stale:
        print("To mend: python3 course.py build")
        return 1
    if not report.stale:
        print("Everything generated is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
