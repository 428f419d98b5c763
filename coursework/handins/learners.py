"""Whose a file is, by where it lies and how it is called.

Known are nbgrader's folders, what Moodle and Canvas export, an archive or a folder for each
learner, and notebooks that bear a learner's name.
"""

import hashlib
import re
from dataclasses import dataclass

# "Ada Lovelace_1234567_assignsubmission_file_", a folder, or the beginning of a file's name.
MOODLE = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)(?:_.*)?$")
# "lovelaceada_LATE_1234_56789_01_convolution-1.ipynb"
CANVAS = re.compile(r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<id>\d+)_(?P<file>\d+)_.+$")
LONGEST = 80


@dataclass(frozen=True)
class Learner:
    """A learner, as far as a path tells.

    Attributes
    ----------
    id : str
        Fit to be a folder's name on every system.
    late : bool
        The platform says that it came late.
    """

    id: str
    late: bool = False


def of(parts, root, chapters):
    """Return the `Learner` of a file.

    Parameters
    ----------
    parts : tuple of str
        The file's path from the folder that was named.
    root : str
        That folder's name.
    chapters : collection of str
        Names such as ``"01_convolution"``.
    """
    for part in parts:
        if found := MOODLE.match(part):
            return Learner(identifier(f"{found['name']}_{found['id']}"))
        if found := CANVAS.match(part):
            return Learner(identifier(f"{found['name']}_{found['id']}"), bool(found["late"]))
    folders = [part for part in parts[:-1] if part not in chapters and part != "submitted"]
    if folders:
        return Learner(identifier(folders[0]))
    if len(parts) > 1:  # submitted/ada was named itself, and its folders are the chapters
        return Learner(identifier(root))
    own = without_chapter(parts[-1].rpartition(".")[0] or parts[-1], chapters)
    return Learner(identifier(own or root))


def without_chapter(stem, chapters):
    """Return what a file's name says besides the chapter's."""
    for chapter in chapters:
        place = stem.lower().find(chapter.lower())
        if place >= 0:
            stem = stem[:place] + stem[place + len(chapter) :]
    return stem.strip(" _-.")


def identifier(text):
    """Return a text as a name that no system and no page stumbles over."""
    name = re.sub(r"[^\w.-]+", "_", text).strip("._-")
    if not name:
        return f"unnamed_{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:6]}"
    if len(name) > LONGEST:
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:6]
        name = f"{name[: LONGEST - 7]}_{digest}"
    return name
