"""Read what the instructor gave out from the author's source: exercises, points, ids and checks."""

import ast
import hashlib
import json

from authoring import source, variants

from .released import Release, ReleasedExercise, ReleaseError, find
from .work import allowed, statements

__all__ = ["Release", "ReleaseError", "ReleasedExercise", "read"]


def read(chapter, folder=None):
    """Read the release of a chapter from its source.

    Parameters
    ----------
    chapter : str
        ``"01"``, ``"01_convolution"`` or a path.
    folder : pathlib.Path, optional
        Where the sources are, when not in the project's folder.

    Returns
    -------
    Release

    Raises
    ------
    ReleaseError
        When there is no such chapter, or an exercise in it cannot be graded.
    """
    try:
        (path,) = source.chapters([str(chapter)], folder)
        return of(source.read(path))
    except source.SourceError as error:
        raise ReleaseError(str(error)) from error


def of(chapter):
    """Return the release of a chapter that has been read."""
    cells = [cell for cell in chapter.notebook.cells if cell.cell_type == "code"]
    lines, imports, modules = [], [], {}
    for cell in cells:
        if cell.metadata.get("nbgrader"):
            continue
        for statement in statements(cell.source):
            lines.append(ast.unparse(statement))
            modules |= checks_bound(statement)
            imports += allowed(statement)
    given = frozenset(
        cell.source.strip() for cell in variants.learner(chapter).cells if cell.cell_type == "code"
    )
    exercises = tuple(paired(chapter, cells, modules))
    release = Release(chapter.name, exercises, tuple(imports), "\n".join(lines), given)
    return Release(release.name, exercises, release.imports, release.setup, given, digest(release))


def digest(release):
    """Return a digest of all that marks depend on: the release, the checks, this package."""
    found = hashlib.sha256(repr((release.exercises, release.imports, release.setup)).encode())
    found.update(json.dumps(sorted(release.cells)).encode())
    files = [source.ROOT / "course_utils" / "models.py"]
    for folder in ("checks", "layers", "training"):
        files += sorted((source.ROOT / "course_utils" / folder).rglob("*.py"))
    files += sorted((source.ROOT / "coursework").rglob("*.py"))
    files += sorted((source.ROOT / "course_utils" / "checks").rglob("*.json"))
    for path in files:
        found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()


def checks_bound(statement):
    """Return {name: module of checks} that an import statement binds."""
    if isinstance(statement, ast.ImportFrom) and statement.module == "course_utils.checks":
        return {alias.asname or alias.name: alias.name for alias in statement.names}
    return {}


def paired(chapter, cells, modules):
    """Yield the exercises: each answer's cell with the cell that carries its points."""
    answers = []
    for cell in cells:
        marks = cell.metadata.get("nbgrader")
        if not marks:
            continue
        name, points = marks["grade_id"], float(marks.get("points") or 0)
        if marks.get("solution") and marks.get("grade"):
            yield ReleasedExercise(name, name, points, manual=True)
        elif marks.get("solution"):
            answers.append(name)
        elif marks.get("grade"):
            answer = name.removesuffix("_check")
            if answer not in answers:
                raise ReleaseError(
                    f"{chapter.name}: {name!r} has points, but no answer's cell {answer!r} is "
                    "before it."
                )
            yield exercise(chapter, answer, name, points, cell.source, modules)


def exercise(chapter, answer, grade_id, points, code, modules):
    """Return an exercise from the source of its check cell."""
    lines = [line for line in code.splitlines() if not variants.LINE.fullmatch(line)]
    tree = ast.parse("\n".join(lines))
    checks, rest = "", []
    for statement in tree.body:
        found = check_called(statement, answer, modules)
        checks = checks or found
        rest += [] if found else [ast.unparse(statement)]
    if not checks and not rest:
        raise ReleaseError(f"{chapter.name}: {grade_id!r} tests nothing.")
    if checks:
        find(checks, answer)
    return ReleasedExercise(answer, grade_id, points, False, checks, "\n".join(rest))


def check_called(statement, answer, modules):
    """Return the module of checks in ``check.name(name)``; empty for any other statement."""
    match statement:
        case ast.Expr(
            ast.Call(
                func=ast.Attribute(value=ast.Name(id=module), attr=name),
                args=[ast.Name(id=given)],
            )
        ) if name == given == answer and module in modules:
            return modules[module]
    return ""
