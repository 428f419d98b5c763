"""The command line of coursework: assign, check, grade."""

import argparse
import sys
from datetime import datetime
from pathlib import Path


def parser():
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="course.py", description=__doc__, allow_abbrev=False)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name, text):
        return commands.add_parser(
            name, help=text, description=text[0].upper() + text[1:] + ".", allow_abbrev=False
        )

    assigns = command("assign", "make what learners are given: notebooks with blank exercises")
    assigns.add_argument("chapters", nargs="+", metavar="CHAPTER", help="01, or 01_convolution")
    assigns.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder to write to"
    )

    checks = command("check", "run a notebook before it is handed in")
    checks.add_argument("notebook", type=Path, metavar="NOTEBOOK")

    grades = command("grade", "mark what was handed in: gradebook, table, a page for each learner")
    grades.add_argument(
        "submitted",
        nargs="+",
        type=Path,
        metavar="SUBMITTED",
        help="folders as nbgrader lays them, exports of Moodle or Canvas, archives, notebooks",
    )
    grades.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write to")
    grades.add_argument(
        "--chapter",
        action="append",
        default=[],
        metavar="CHAPTER",
        help="take everything for this chapter; may be given several times",
    )
    grades.add_argument(
        "--due", type=moment, metavar="TIME", help="what came later is late: 2026-11-30T18:00"
    )
    grades.add_argument(
        "--trust",
        action="store_true",
        help="run the code without a sandbox, with all that you may do on this machine",
    )
    return top


def moment(text):
    """Return a time as the command line gives it, in this machine's zone where it names none."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no time; one like 2026-11-30T18:00 fits"
        ) from None


def main(arguments=None):
    """Carry out the command line and return an exit status."""
    options = parser().parse_args(arguments)
    # These take two seconds to import; --help need not wait for them.
    from .gradebook import GradebookError
    from .handins.files import Unreadable
    from .release import ReleaseError
    from .sandbox import NoSandbox
    from .submission import BrokenSubmission

    try:
        return {"assign": assign, "check": check, "grade": grade}[options.command](options)
    except (NoSandbox, ReleaseError, GradebookError, BrokenSubmission, Unreadable) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:  # a disk that is full, a folder that may not be written
        print(f"{error.filename or options.out}: {error.strerror}.", file=sys.stderr)
        return 1


def assign(options):
    """Write releases, and say what to do with them."""
    from .assign import assign as release

    for chapter, archive in release(options.chapters, options.out):
        exercises = len(chapter.exercises)
        print(f"{archive}: {exercises} exercises, {chapter.max_points:g} points.")
    print(f"Hand out the archives; {options.out / 'release'} has the same as nbgrader lays it out.")
    return 0


def check(options):
    """Run a learner's notebook, and say what its checks say."""
    from .rehearsal import rehearse

    found = rehearse(options.notebook)
    print("\n".join(found.lines()))
    return 0 if found.ready else 1


def grade(options):
    """Grade a class."""
    from .grade import grade_class

    results, problems = grade_class(
        options.submitted, options.chapter, options.out, due=options.due, trust=options.trust
    )
    graded = sum(len(papers) for _, papers in results)
    for problem in problems:
        print(f"Not graded: {problem.sentence}")
    print(f"\nGraded: {graded}. Not graded: {len(problems)}.")
    print(f"Look at {options.out / 'class.html'}; {options.out / 'grades.csv'} is the table.")
    return 0 if graded or not problems else 1


if __name__ == "__main__":
    sys.exit(main())
