"""What is handed out: a chapter's notebook with its exercises blank, and what to do with it."""

import zipfile
from pathlib import Path

import nbformat

from authoring import source, variants

from . import release as releases
from .released import find
from .writing import replacing, write

INSTRUCTIONS = "INSTRUCTIONS.md"
TEXT = (Path(__file__).parent / "instructions.md").read_text("utf-8")
WHEN = (1980, 1, 1, 0, 0, 0)  # of every file in an archive, so that the same release is the same


def assign(chapters, out, folder=None):
    """Write the release of chapters, as nbgrader lays it out and as an archive each.

    Parameters
    ----------
    chapters : sequence of str
        ``"01"``, ``"01_convolution"`` or a path.
    out : pathlib.Path
        ``out/release/CHAPTER/`` and ``out/CHAPTER.zip`` are written.
    folder : pathlib.Path, optional
        Where the sources are, when not in the project's folder.

    Returns
    -------
    list of (Release, pathlib.Path)
        Each chapter with its archive.

    Raises
    ------
    ReleaseError
        When there is no such chapter, or it cannot be graded.
    """
    done = []
    for name in chapters:
        try:
            paths = source.chapters([str(name)], folder)
        except source.SourceError as error:
            raise releases.ReleaseError(str(error)) from error
        for path in paths:
            chapter = source.read(path)
            release = releases.of(chapter)
            if not release.exercises:
                raise releases.ReleaseError(f"{release.name} has no exercise to hand out.")
            files = {
                f"{release.name}.ipynb": nbformat.writes(variants.learner(chapter)) + "\n",
                INSTRUCTIONS: instructions(release),
            }
            place = out / "release" / release.name
            for file, text in files.items():
                write(place / file, text)
            done.append((release, archive(out / f"{release.name}.zip", release.name, files)))
    return done


def instructions(release):
    """Return what a learner reads beside the notebook."""
    rows = [f"| `{one.name}` | {one.points:g} |" for one in release.exercises]
    return TEXT.format(
        chapter=release.name,
        number=release.name.partition("_")[0],
        exercises="\n".join(rows),
        points=f"{release.max_points:g}",
        notes="".join(f"\n- `{name}`: {text}" for name, text in notes(release)),
    )


def notes(release):
    """Yield (name, text) for the exercises that are graded in a way of their own."""
    for one in release.exercises:
        text = find(one.checks, one.name).grading if one.checks else ""
        if text:
            yield one.name, text


def archive(path, folder, files):
    """Write an archive of texts in a folder, the same bytes for the same texts."""
    with replacing(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            member = zipfile.ZipInfo(f"{folder}/{name}", WHEN)
            member.external_attr = 0o644 << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(member, text)
    return path
