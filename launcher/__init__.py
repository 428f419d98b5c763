"""What stands behind `course.py`: environment, tools, commands; Python's own library only."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Trouble(Exception):  # noqa: N818  (it is shown to people, not raised at programmers)
    """Something that a person can mend; its text is the sentence that they read."""
