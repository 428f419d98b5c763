"""A file to which finished papers are added, so that grading goes on where it was interrupted."""

import json
import os
from pathlib import Path

from .marks import ExerciseMark
from .submission import BrokenSubmission


class Journal:
    """Finished marks, a line each, on the disk before the next paper begins.

    A line that an interruption has cut short does not count.

    Parameters
    ----------
    path : pathlib.Path or None
        Made when it is not there; None keeps nothing.
    """

    def __init__(self, path):
        self.known, self.file = {}, None
        if path is None:
            return
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = 0
        if path.exists():
            for line in path.read_bytes().splitlines(keepends=True):
                try:
                    entry = json.loads(line)
                    if not line.endswith(b"\n"):
                        break
                    self.known[entry["key"]] = entry["marks"]
                except (ValueError, KeyError, TypeError):
                    break
                whole += len(line)
        self.file = path.open("ab")
        self.file.truncate(whole)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.file is not None:
            self.file.close()

    def get(self, key):
        """Return the marks that are known for a key, or None."""
        found = self.known.get(key)
        if found is None:
            return None
        if isinstance(found, str):
            return BrokenSubmission(found)
        return [ExerciseMark.from_dict(fields) for fields in found]

    def add(self, key, marks):
        """Write down marks; when this returns they are on the disk."""
        broken = isinstance(marks, BrokenSubmission)
        entry = str(marks) if broken else [mark.asdict() for mark in marks]
        self.known[key] = entry
        if self.file is not None:
            self.file.write(json.dumps({"key": key, "marks": entry}).encode() + b"\n")
            self.file.flush()
            os.fsync(self.file.fileno())
