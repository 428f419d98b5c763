"""The command line of coursework: python -m coursework grade."""

import argparse
import json
import sys
from pathlib import Path


def parser():
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="python -m coursework", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    grades = commands.add_parser("grade", help="mark notebooks that were handed in")
    grades.add_argument("submitted", nargs="+", type=Path, help="notebooks")
    grades.add_argument("--chapter", required=True, help="the chapter: 01_convolution, or 01")
    grades.add_argument("--out", type=Path, help="folder for marks.json and the journal")
    grades.add_argument("--trust", action="store_true", help="run the code unprotected")
    grades.add_argument("--json", action="store_true", help="print the marks as JSON")
    return top


def main(arguments=None):
    """Carry out the command line and return an exit status."""
    options = parser().parse_args(arguments)
    # These take two seconds to import; --help need not wait for them.
    from . import release
    from .grading import Paper, grade
    from .sandbox import NoSandbox

    try:
        chapter = release.read(options.chapter)
        papers = [Paper(str(path), path) for path in options.submitted]
        journal = options.out / "journal.jsonl" if options.out else None
        graded = list(grade(papers, chapter, journal=journal, trust=options.trust))
    except (NoSandbox, release.ReleaseError) as error:
        print(error, file=sys.stderr)
        return 1
    found = {
        paper.key: [one.asdict() for one in marks] if isinstance(marks, list) else str(marks)
        for paper, marks in graded
    }
    text = json.dumps(found, indent=1)
    if options.out:
        (options.out / "marks.json").write_text(text + "\n", "utf-8")
    if options.json:
        print(text)
        return 0
    for paper, marks in graded:
        if not isinstance(marks, list):
            print(marks)
            continue
        points = sum(one.points for one in marks)
        print(f"{paper.path.name}: {points:g} of {chapter.max_points:g}")
        for one in marks:
            print(f"  {one.exercise}: {one.points:g} of {one.max_points:g}, {one.status}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
