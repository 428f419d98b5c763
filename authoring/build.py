"""Make what is generated from what is written, or say what is stale."""

from dataclasses import dataclass, field

import nbformat

from . import execution, outputs, rules, variants
from .bundles import bundle
from .source import NOTEBOOKS, SCRATCH, SourceError, chapters, read, shown


@dataclass
class Report:
    """What a build found.

    Attributes
    ----------
    stale : list of str
        The files that were stale, by their path in the project; written anew unless only checked.
    errors, warnings, notes : list of str
        Sentences for the author.
    """

    stale: list = field(default_factory=list)
    errors: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def build(names=(), *, check=False, execute=False, tell=print):
    """Bring the notebooks up to date, and with no name given the JavaScript bundles too.

    A chapter that cannot be made does not hold up the others.

    Parameters
    ----------
    names : sequence of str
        Chapters, such as ``01_convolution``; all when empty.
    check : bool
        Write nothing, run nothing.
    execute : bool
        Run every notebook again, also where its code has not changed.
    tell : callable
        Takes a line on what is going on.

    Returns
    -------
    Report

    Raises
    ------
    SourceError
        When a name is no chapter's.
    """
    report = Report()
    for path in chapters(names):
        try:
            make(path, report, check=check, execute=execute, tell=tell)
        except SourceError as error:
            report.errors += str(error).splitlines()
    if not names:
        try:
            stale = bundle(check=check)
        except SourceError as error:
            report.errors.append(str(error))
        else:
            report.stale += stale or []
            if stale is None:
                report.notes.append(
                    "Node or node_modules is missing, so the JavaScript bundles were not looked at."
                )
    return report


def make(path, report, *, check, execute, tell, notebooks=NOTEBOOKS, scratch=SCRATCH):
    """Make one chapter's notebooks from its source, and add to the report what was stale."""
    chapter = read(path)
    report.warnings += rules.check(chapter)
    fresh = variants.learner(chapter)
    fresh.metadata["course"] = {"outputs_of": outputs.digest(fresh)}
    target = notebooks / f"{chapter.name}.ipynb"
    old = stored(target)
    if old is not None and not execute and without_outputs(old) == without_outputs(fresh):
        outputs.limits(old, shown(target))
    else:
        if not check:
            if old is not None and is_edited(old):
                report.notes.append(set_aside(target, scratch))
            if execute or old is None or old.metadata.get("course") != fresh.metadata["course"]:
                tell(f"running {chapter.name}")
                fresh = executed(fresh, chapter)
            else:
                take_outputs(fresh, old)
            outputs.limits(fresh, shown(path))
            write(fresh, target)
        report.stale.append(shown(target))
    if not check:
        write(variants.solved(chapter), scratch / "solved" / f"{chapter.name}.ipynb")
        folder = scratch / "nbgrader" / "source" / chapter.name
        write(variants.nbgrader_source(chapter), folder / f"{chapter.name}.ipynb")


def stored(target):
    """Return the notebook on disk, or None where there is none that can be read."""
    try:
        return nbformat.read(target, as_version=4)
    except FileNotFoundError:
        return None
    except ValueError:  # no notebook, such as one with a merge conflict's marks in it
        return None


def without_outputs(notebook):
    """Return a notebook's text without outputs and their numbers."""
    copied = nbformat.from_dict(notebook)
    for cell in copied.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return nbformat.writes(copied)


def is_edited(notebook):
    """Tell whether somebody has written into a notebook's code since it was made."""
    return notebook.metadata.get("course", {}).get("outputs_of") != outputs.digest(notebook)


def set_aside(target, scratch):
    """Copy a notebook that somebody has worked in, before it is replaced; say where it is."""
    folder = scratch / "replaced"
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + sum(1 for _ in folder.glob(f"{target.stem}-*.ipynb"))
    kept = folder / f"{target.stem}-{number}.ipynb"
    kept.write_bytes(target.read_bytes())
    return f"{shown(target)} had been edited by hand; what it held is kept in {shown(kept)}."


def executed(notebook, chapter):
    """Run a learner's notebook, exercises blank, and return it with the outputs that it stores.

    Raises
    ------
    SourceError
        With file and line of a cell that fails, or whose output does not fit.
    """
    try:
        ran = execution.run(notebook, execution.smoke_environment())
    except execution.CellFailed as error:
        raise SourceError(f"{chapter.where(error.index)}: {error}") from error
    breaches = [f"{chapter.where(index)}: {why}" for index, why in outputs.unfit(ran)]
    if breaches:
        raise SourceError("\n".join(breaches))
    ran.metadata = notebook.metadata
    return outputs.text_only(ran)


def take_outputs(fresh, old):
    """Take over the outputs of the same code, cell by cell."""
    code = [[cell for cell in one.cells if cell.cell_type == "code"] for one in (fresh, old)]
    for new, known in zip(*code, strict=True):
        new.outputs, new.execution_count = known.outputs, known.execution_count


def write(notebook, target):
    """Write a notebook, the same bytes on every system."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = nbformat.writes(notebook)
    target.write_text(text if text.endswith("\n") else text + "\n", "utf-8", newline="\n")
