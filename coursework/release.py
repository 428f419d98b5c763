"""What the instructor gave out: exercises, points, ids and checks, read from the author's source.

Nothing of this is ever taken from a submission.
"""

import ast
import hashlib
import importlib
import json
import pkgutil
from dataclasses import dataclass, field

from authoring import source, variants

# Modules that a learner's cells cannot have: they hold, or lead to, the answers.
WITHHELD = ("course_utils", "authoring", "coursework", "launcher", "tests")


class ReleaseError(Exception):
    """Something in a chapter's source makes it impossible to grade; the text names it."""


@dataclass(frozen=True)
class ReleasedExercise:
    """One exercise of a chapter.

    Attributes
    ----------
    name : str
        The answer's grade_id, which is the name of the function.
    grade_id : str
        The id of the cell with the points.
    points : float
    manual : bool
        A person marks it.
    checks : str
        The module of `course_utils.checks` that holds the exercise; empty where there is none.
    test : str
        The source of the check cell with its hidden tests, where it holds more than the check.
    """

    name: str
    grade_id: str
    points: float
    manual: bool = False
    checks: str = ""
    test: str = ""


@dataclass(frozen=True)
class Release:
    """A chapter as it was given out.

    Attributes
    ----------
    name : str
        Such as ``"01_convolution"``.
    exercises : tuple of ReleasedExercise
    imports : tuple of (str, tuple of str)
        The import statements of the chapter's own cells that a learner's cells may rely on, each
        with the names that it binds.
    setup : str
        All import statements, for tests of the author's, which run outside.
    cells : frozenset of str
        The sources of all code cells as they were given out, stripped.
    digest : str
        Changes whenever anything does that marks depend on.
    """

    name: str
    exercises: tuple
    imports: tuple = ()
    setup: str = ""
    cells: frozenset = field(default=frozenset(), repr=False)
    digest: str = ""

    @property
    def max_points(self):
        """The points of all exercises."""
        return sum(exercise.points for exercise in self.exercises)


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
    for folder in ("course_utils/checks", "course_utils/layers", "coursework"):
        for path in sorted((source.ROOT / folder).rglob("*.py")):
            found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()


def statements(code):
    """Return the import statements at the top level of a cell; none where it has magics."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []
    return [one for one in tree.body if isinstance(one, (ast.Import, ast.ImportFrom))]


def allowed(statement):
    """Yield (line, names) for the parts of an import that learners' cells may have."""
    for alias in statement.names:
        module = statement.module if isinstance(statement, ast.ImportFrom) else alias.name
        if (module or "").partition(".")[0] in WITHHELD or getattr(statement, "level", 0):
            continue
        one = type(statement)(**{**vars(statement), "names": [alias]})
        yield ast.unparse(one), (alias.asname or alias.name.partition(".")[0],)


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


def find(checks, name):
    """Return the `Exercise` of a name in a module of `course_utils.checks`.

    Raises
    ------
    ReleaseError
        When there is none.
    """
    from course_utils.checks.engine import Exercise

    package = importlib.import_module(f"course_utils.checks.{checks}")
    modules = [package]
    for info in pkgutil.iter_modules(getattr(package, "__path__", ())):
        modules.append(importlib.import_module(f"{package.__name__}.{info.name}"))
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, Exercise) and value.name == name:
                return value
    raise ReleaseError(f"course_utils.checks.{checks} has no exercise {name!r}.")
