"""What a learner runs before handing in: what is blank, what the checks say, whether it runs.

The notebook runs as it is, on the learner's own machine and unprotected: it is the learner's own.
"""

import re
from dataclasses import dataclass

import nbformat

from authoring import execution, source

from . import release
from .handins.collecting import chapter_of
from .handins.files import on_disk
from .marks import visible

PATIENCE = 600  # seconds for a cell; a learner's own machine, and nobody waits
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Rehearsal:
    """What came of a run.

    Attributes
    ----------
    chapter : str
    said : dict of str to str
        What the check of each exercise said; empty where it was not reached.
    stopped : str
        Why the notebook did not come to its end; empty where it did.
    """

    chapter: str
    said: dict
    stopped: str = ""

    @property
    def blank(self):
        """The names of the exercises that are not written yet."""
        return [name for name, text in self.said.items() if ": not written yet." in text]

    @property
    def ready(self):
        """Whether nothing is blank and the notebook runs to its end."""
        return not self.stopped and not self.blank and all(self.said.values())

    def lines(self):
        """Return what a learner reads."""
        told = [text or f"{name}: its check was not reached." for name, text in self.said.items()]
        runs = "The notebook runs from top to bottom."
        if self.stopped:
            runs = f"The notebook does not run to its end: {self.stopped}"
        wrong = ", ".join(name for name, text in self.said.items() if ": not right yet." in text)
        runs += f" Not right yet: {wrong}." if wrong else ""
        blank = ", ".join(self.blank)
        return [*told, "", runs, f"Not written yet: {blank}." if blank else "Nothing is blank."]


def rehearse(path, patience=PATIENCE):
    """Run a notebook in a fresh kernel and read what its checks said.

    Parameters
    ----------
    path : pathlib.Path
    patience : float
        Seconds for one cell.

    Returns
    -------
    Rehearsal

    Raises
    ------
    BrokenSubmission
        When it is no notebook; with a sentence.
    ReleaseError
        When it holds no exercise of the course.
    """
    file = on_disk(path, (path.name,))
    chapters = [release.of(source.read(one)) for one in source.chapters()]
    chapters = [one for one in chapters if one.exercises]
    name = chapter_of(file.read(), file, chapters)
    if name is None:
        raise release.ReleaseError(f"{path.name} holds no exercise of this course.")
    known = next(one for one in chapters if one.name == name)
    notebook = nbformat.read(path, as_version=4)
    stopped = ""
    try:
        ran = execution.run(notebook, execution.smoke_environment(), patience=patience)
    except execution.CellFailed as failed:
        ran, stopped = failed.notebook, ANSI.sub("", str(failed)).rstrip(".") + "."
        for cell in ran.cells[failed.index :]:
            cell.outputs = []  # of an earlier run, or of none
    said = {one.name: "" for one in known.exercises}
    ids = {one.grade_id: one.name for one in known.exercises}
    for cell in ran.cells:
        exercise = ids.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if exercise and cell.cell_type == "code":
            said[exercise] = text_of(cell)
    return Rehearsal(name, said, visible(stopped))


def text_of(cell):
    """Return what a cell's outputs say as plain text."""
    texts = []
    for output in cell.outputs:
        if output.output_type in ("execute_result", "display_data"):
            texts.append(output.data.get("text/plain", ""))
        elif output.output_type == "stream":
            texts.append(output.text.rstrip())
    return visible("\n".join(texts))
