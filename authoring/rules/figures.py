"""Pictures: each has a text that says what it shows to those who cannot see it."""

import ast
import re
from html.parser import HTMLParser

from .code import parsed
from .texts import without_code

WRAPPERS = ("figure", "picture")  # of course_utils.figures
PLOTTING = {"plt", "pyplot"}
# Of pyplot, what changes settings and draws nothing.
QUIET = {"close", "style", "rcParams", "rc_context", "cm", "get_cmap", "colormaps"}
FITS = "figure(fig, caption=..., alt=...) fits, as the cell's last line"


class _Images(HTMLParser):
    """Collect the lines of the `img` elements that say nothing."""

    def __init__(self):
        super().__init__()
        self.silent = []

    def handle_starttag(self, tag, attributes):
        """Take one start tag."""
        if tag == "img" and not (dict(attributes).get("alt") or "").strip():
            self.silent.append(self.getpos()[0])


def silent_images(markup):
    """Return the lines of HTML, from 1, on which an `img` has no alternative text."""
    images = _Images()
    images.feed(markup)
    return images.silent


def in_text(chapter):
    """Look at the pictures of the text cells."""
    for index, cell in chapter.cells("markdown"):
        text = re.sub(r"`[^`\n]*`", "", without_code(cell.source))
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"!\[\s*\][(\[]", line):
                where = chapter.where(index, number)
                yield f"{where}: a picture without alternative text; ![what it shows](...) fits."
        for number in silent_images(text):
            where = chapter.where(index, number)
            yield f'{where}: an <img> without alternative text; alt="what it shows" fits.'


def in_code(chapter):
    """Look at what the code draws: through `figure`, with words."""
    for index, cell in chapter.cells("code"):
        tree = parsed(cell)
        if tree is None:
            continue
        for node in ast.walk(tree):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and silent_images(node.value):
                where = chapter.where(index, node.lineno)
                yield f'{where}: an <img> without alternative text; alt="..." fits.'
        wraps = [node for node in ast.walk(tree) if is_call(node, *WRAPPERS)]
        for call in wraps:
            given = {word.arg: word.value for word in call.keywords}
            for word in ("caption", "alt"):
                blank = (
                    isinstance(given.get(word), ast.Constant)
                    and not str(given[word].value or "").strip()
                )
                if (word not in given and None not in given) or blank:
                    where = chapter.where(index, call.lineno)
                    yield f"{where}: a figure without {word!r}; {FITS}."
        drawn = next((node for node in outside_functions(tree) if draws(node)), None)
        if drawn is not None and not wraps:
            where = chapter.where(index, drawn.lineno)
            yield f"{where}: a matplotlib figure without alternative text; {FITS}."


def outside_functions(tree):
    """Yield the nodes that run when the cell runs; what a function draws shows where it is used."""
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            yield node
            yield from outside_functions(node)


def is_call(node, *names):
    """Tell whether a node calls one of the names, plain or of `figures`.

    A method of that name elsewhere, such as an experiment's `figure`, has its words already.
    """
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute):
        owner = called.value.id if isinstance(called.value, ast.Name) else ""
        return called.attr in names and owner == "figures"
    return isinstance(called, ast.Name) and called.id in names


def draws(node):
    """Tell whether a node calls `subplots`, or pyplot to draw."""
    if is_call(node, "subplots"):
        return True
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    owner = node.func.value
    return isinstance(owner, ast.Name) and owner.id in PLOTTING and node.func.attr not in QUIET
