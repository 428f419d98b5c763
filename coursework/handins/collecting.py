"""From files to hand-ins: of which chapter each is, and which of several counts.

``OUT/submitted/LEARNER/CHAPTER/CHAPTER.ipynb`` holds what is graded, byte for byte.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ..submission import BrokenSubmission, parse
from ..writing import write
from . import files, learners

TIMESTAMP = "timestamp.txt"  # nbgrader's: when a submission was collected


@dataclass(frozen=True)
class HandIn:
    """A notebook that is to be graded.

    Attributes
    ----------
    learner, chapter : str
    path : pathlib.Path
        Where it lies now.
    when : datetime or None
    late : bool
    notes : tuple of str
        What the instructor should know of it.
    """

    learner: str
    chapter: str
    path: Path
    when: datetime | None = None
    late: bool = False
    notes: tuple = ()


@dataclass(frozen=True)
class Problem:
    """A learner, or a file, of which nothing can be graded; the sentence names it and says why."""

    learner: str
    sentence: str
    chapter: str = ""


def collect(sources, releases, out, *, due=None):
    """Find what was handed in, lay it out in a folder, and say what could not be read.

    Parameters
    ----------
    sources : iterable of pathlib.Path
        Folders, archives and notebooks.
    releases : list of Release
        The chapters that are graded; with one alone, every notebook is taken for it.
    out : pathlib.Path
    due : datetime, optional
        What came later is late; it is marked all the same.

    Returns
    -------
    list of HandIn, list of Problem
        Each in order of learners.
    """
    chapters = [release.name for release in releases]
    found = defaultdict(list)
    problems = []
    for source in map(Path, sources):
        if not source.exists():
            problems.append(Problem("", f"{source.name}: there is no such file or folder."))
            continue
        root = source.resolve()
        root = root.name if root.is_dir() else root.parent.name
        for file in files.find(source):
            found[learners.of(file.parts, root, chapters)].append(file)
    handins = []
    by_id = defaultdict(list)
    for learner, theirs in found.items():
        by_id[learner.id] += [(learner.late, file) for file in theirs]
    taken = {}
    for learner in sorted(by_id):
        name = folder_of(learner, taken)
        theirs, trouble = of_learner(name, by_id[learner], releases, Path(out), due)
        handins += theirs
        problems += trouble
    return handins, problems


def folder_of(learner, taken):
    """Return a learner's folder: the id, unless a file system may take it for another's."""
    known = taken.setdefault(learner.lower(), learner)
    if known == learner:
        return learner
    return f"{learner}_{hashlib.sha256(learner.encode()).hexdigest()[:6]}"


def of_learner(learner, owned, releases, out, due):
    """Return a learner's hand-ins and problems."""
    notebooks = [(late, file) for late, file in owned if file.name.lower().endswith(".ipynb")]
    times = {file.parts[:-1]: stamp(file) for _, file in owned if file.name == TIMESTAMP}
    chosen, problems = {}, []
    for late, file in notebooks:
        shown = "/".join(file.parts)
        try:
            chapter = chapter_of(file.read(), file, releases)
        except (files.Unreadable, BrokenSubmission) as problem:
            said = str(problem)
            said = said if isinstance(problem, BrokenSubmission) else f"{file.name}: {said}"
            problems.append(Problem(learner, said))
            continue
        if chapter is None:
            problems.append(
                Problem(
                    learner,
                    f"{shown}: it holds no exercise of {', '.join(one.name for one in releases)}; "
                    "is it a notebook of another chapter?",
                )
            )
            continue
        when = times.get(file.parts[:-1]) or file.when
        late = late or bool(due and when and when > due)
        entry = (when, file.name == f"{chapter}.ipynb", file, late)
        chosen.setdefault(chapter, []).append(entry)
    handins = []
    for chapter, entries in sorted(chosen.items()):
        entries.sort(key=lambda one: (one[0] is not None, one[0], one[1]))
        when, _, file, late = entries[-1]
        notes = ()
        if len(entries) > 1:
            others = ", ".join("/".join(one[2].parts) for one in entries[:-1])
            notes = (
                f"{len(entries)} notebooks: the latest, {'/'.join(file.parts)}, counts; "
                f"not {others}.",
            )
        handin = HandIn(learner, chapter, Path(), when, late, notes)
        handins.append(laid_out(handin, file, out))
    if not handins and not problems:
        problems.append(Problem(learner, nothing_in(learner, owned)))
    elif handins and problems:
        # A broken second file beside a good one is a note, not a missing paper.
        said = tuple(problem.sentence for problem in problems)
        handins[0] = replace(handins[0], notes=handins[0].notes + said)
        problems = []
    return handins, problems


def nothing_in(learner, owned):
    """Say that a learner handed in no notebook, and what there is instead."""
    for _, file in owned:
        if file.name.lower().endswith(".zip"):
            try:
                file.read()
            except files.Unreadable as problem:
                return f"{file.name}: {problem}"
    names = ", ".join(file.name for _, file in owned[:3])
    return f"{learner}: no notebook was handed in, only {names}."


def stamp(file):
    """Return the time in nbgrader's ``timestamp.txt``, or None."""
    try:
        text = file.read()[:100].decode("ascii", "replace").strip().removesuffix(" UTC")
        when = datetime.fromisoformat(text)
    except (files.Unreadable, ValueError):
        return None
    return when.astimezone() if when.tzinfo else datetime.fromisoformat(f"{text}+00:00")


def chapter_of(data, file, releases):
    """Return the name of the chapter that a notebook is of, or None.

    By the ids of its cells, then by its path, then by the functions that it defines.

    Raises
    ------
    BrokenSubmission
        When it is no notebook.
    """
    submission = parse(data, file.name)
    if len(releases) == 1:
        return releases[0].name
    ids = {cell.grade_id for cell in submission.cells}
    by_ids = {one.name: len(ids & {ex.name for ex in one.exercises}) for one in releases}
    best = max(by_ids, key=by_ids.get)
    if by_ids[best]:
        return best
    path = "/".join(file.parts).lower()
    for release in releases:
        if release.name.lower() in path:
            return release.name
    text = json.dumps([cell.source for cell in submission.cells])
    by_names = {
        one.name: sum(f"def {ex.name}(" in text for ex in one.exercises) for one in releases
    }
    best = max(by_names, key=by_names.get)
    return best if by_names[best] else None


def laid_out(handin, file, out):
    """Write a notebook to where nbgrader has it, whole or not at all; return where that is."""
    path = out / "submitted" / handin.learner / handin.chapter / f"{handin.chapter}.ipynb"
    data = file.read()
    if not (path.exists() and path.read_bytes() == data):
        write(path, data)
    if handin.when is not None:
        written = f"{handin.when.astimezone():%Y-%m-%d %H:%M:%S%z}"
        (path.parent / TIMESTAMP).write_text(written + "\n", "ascii")
    return replace(handin, path=path)
