"""What every chapter keeps to; each breach is told with its file, its line, and what would fit.

A rule is a function that takes a `Chapter` and yields a line for each breach. `ERRORS` stop a
build, `WARNINGS` are only said.
"""

from ..source import SourceError
from . import code, exercises, figures, headers, markers, texts

ERRORS = (
    headers.readable,
    texts.opening,
    texts.headings,
    markers.balanced,
    markers.in_their_cells,
    markers.inside_functions,
    exercises.metadata,
    exercises.identifiers,
    exercises.points,
    exercises.pairs,
    figures.in_text,
    figures.in_code,
    code.understood,
    code.folded,
    code.expected_errors,
)
WARNINGS = (code.length,)


def check(chapter):
    """Check a chapter against all rules.

    Returns
    -------
    list of str
        Warnings, one line each.

    Raises
    ------
    SourceError
        With one line for each breach.
    """
    breaches = [line for rule in ERRORS for line in rule(chapter)]
    if breaches:
        raise SourceError("\n".join(breaches))
    return [line for rule in WARNINGS for line in rule(chapter)]
