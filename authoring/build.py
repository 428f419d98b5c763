"""Make what is generated from what is written, or say what is stale."""

import shutil
import subprocess

import nbformat

from . import outputs, rules, variants
from .source import NOTEBOOKS, ROOT, SCRATCH, chapters, read


def build(names=(), *, check=False, execute=False):
    """Bring the notebooks up to date.

    Parameters
    ----------
    names : sequence of str
        Chapters, such as ``01_convolution``; all when empty.
    check : bool
        Write nothing, run nothing.
    execute : bool
        Run every notebook again, also where its code has not changed.

    Returns
    -------
    list of str
        The files that were stale, by their path in the project.
    """
    stale = []
    for path in chapters(names):
        chapter = read(path)
        rules.check(chapter)
        target = NOTEBOOKS / f"{chapter.name}.ipynb"
        fresh = variants.learner(chapter)
        fresh.metadata["course"] = {"outputs_of": outputs.digest(fresh)}
        if not execute and is_current(fresh, target):
            outputs.limits(nbformat.read(target, as_version=4), chapter.name)
        else:
            stale.append(target.relative_to(ROOT).as_posix())
            if not check:
                write(finished(fresh, target, execute=execute, name=chapter.name), target)
        if not check:
            write_scratch(chapter)
    return stale + bundles(check=check)


def is_current(fresh, target):
    """Tell whether a notebook on disk is what its source makes, outputs aside."""
    if not target.exists():
        return False
    return bare(nbformat.read(target, as_version=4)) == bare(fresh)


def bare(notebook):
    """Return a notebook's text without outputs and their numbers."""
    copied = nbformat.from_dict(notebook)
    for cell in copied.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return nbformat.writes(copied)


def finished(fresh, target, *, execute, name):
    """Return a notebook with outputs: those on disk where they belong to this code, or new ones."""
    if not execute and target.exists():
        old = nbformat.read(target, as_version=4)
        if old.metadata.get("course") == fresh.metadata["course"]:
            kept = {cell.source: cell for cell in old.cells if cell.cell_type == "code"}
            for cell in fresh.cells:
                if cell.cell_type == "code":
                    cell.outputs = kept[cell.source].outputs
                    cell.execution_count = kept[cell.source].execution_count
            return fresh
    ran = outputs.text_only(outputs.execute(fresh, name))
    outputs.limits(ran, name)
    return ran


def write(notebook, target):
    """Write a notebook, the same bytes on every system."""
    target.parent.mkdir(parents=True, exist_ok=True)
    text = nbformat.writes(notebook)
    target.write_text(text if text.endswith("\n") else text + "\n", "utf-8", newline="\n")


def write_scratch(chapter):
    """Write what tests and coursework take: the solved notebook and nbgrader's source."""
    write(variants.solved(chapter), SCRATCH / "solved" / f"{chapter.name}.ipynb")
    folder = SCRATCH / "nbgrader" / "source" / chapter.name
    write(variants.nbgrader_source(chapter), folder / f"{chapter.name}.ipynb")


def bundles(*, check):
    """Bring the JavaScript bundles up to date; return those that were stale.

    Without Node nothing is built; `course.py` finds one before it comes here.
    """
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules").exists():
        print("No Node with its tools here, so the JavaScript bundles were not looked at.")
        return []
    command = [node, "authoring/bundle.mjs", *(["--check"] if check else [])]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    lines = made.stdout.splitlines()
    if made.returncode != 0 and not lines:
        raise RuntimeError(made.stderr)
    return [line.removeprefix("wrote ").removesuffix(" is stale") for line in lines]
