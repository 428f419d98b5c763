"""Run one exercise of one learner. It runs inside the sandbox, in a process of its own.

It gets the learner's cells and then one input after another, and answers each with what the
function returned. It knows no expected answer, no check and no other exercise. Whatever the
learner's code does to this process, all that can leave it is a value.
"""

import builtins
import contextlib
import importlib.abc
import importlib.machinery
import linecache
import os
import symtable
import sys
from collections import namedtuple

from codec import HEAD, CodecError, decode, encode, lengths
from engine.calling import call_here, failure
from engine.plain import Other

Case = namedtuple("Case", "args kwargs")


def serve(requests, replies):
    """Answer requests until the pipe is closed.

    Parameters
    ----------
    requests, replies : int
        File descriptors.
    """
    sys.setswitchinterval(0.0005)  # the thread of a call gets its turn at once
    order = receive(requests)
    if order.get("lent"):
        sys.meta_path.insert(0, Lent(order["lent"]))
    namespace = {"__name__": "__main__", "__builtins__": builtins}
    send(replies, prepare(order, namespace))
    function = staged(order.get("probe"), namespace.get(order["name"]))
    while True:
        request = receive(requests)
        case = Case(tuple(request["args"]), dict(request["kwargs"]))
        send(replies, outcome_of(call_here(function, case, patience=request["patience"])))


class Lent(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports modules of the course from the sources that came with an order.

    Parameters
    ----------
    sources : dict of str to str
    """

    def __init__(self, sources):
        self.sources = sources

    def find_spec(self, name, path=None, target=None):
        """Return the spec of a module that was lent; None for any other."""
        if name not in self.sources:
            return None
        package = any(other.startswith(f"{name}.") for other in self.sources)
        return importlib.machinery.ModuleSpec(name, self, is_package=package)

    def exec_module(self, module):
        """Run a module's source."""
        name = module.__name__
        exec(compile(self.sources[name], f"<{name}>", "exec"), module.__dict__)


def staged(probe, function):
    """Return the function on its probe's stage: what sets it up and says what was seen."""
    if probe is None:
        return function
    stage = {"__name__": "probe"}
    exec(compile(probe["source"], "<probe>", "exec"), stage)
    return Staged(stage[probe["name"]], function)


class Staged:
    """A function on a stage; where it fails, the lines that are told are those of the function."""

    def __init__(self, probe, function):
        self.probe, self.function = probe, function
        self.__code__ = getattr(function, "__code__", None)

    def __call__(self, *args, **kwargs):
        """Return what the probe saw."""
        return self.probe(self.function, *args, **kwargs)


def prepare(order, namespace):
    """Run the imports and cells of an order, and tell what came of it.

    Returns
    -------
    dict
        ``state`` is ``"ready"``, ``"missing"`` (no such name), ``"not-a-function"`` with ``what``,
        or ``"error"`` with ``error``, ``message``, ``where`` of the cell that defines it.
    """
    cells, used = needed(order["cells"])
    for one in order["imports"]:
        if used & {*one["binds"]}:
            # What misses it will say so by name.
            with contextlib.suppress(Exception):
                exec(one["line"], namespace)
    trouble = None
    for number, cell in enumerate(cells):
        trouble = run(cell["source"], f"<cell {number}>", namespace)
        if trouble and not cell["own"]:
            trouble = None  # a helper that fails is told where it is missed
        elif trouble:
            break
    if trouble:
        return {"state": "error", **trouble}
    if order["name"] not in namespace:
        return {"state": "missing"}
    what = not_a_function(namespace[order["name"]])
    return {"state": "not-a-function", "what": what} if what else {"state": "ready"}


def needed(cells):
    """Return the cells that are needed for the exercise's own, in order, and the names they use."""
    found = [cell for cell in cells if cell["own"]]
    used = set()
    for cell in found:  # it grows meanwhile
        names = globals_of(cell["source"])
        used |= names
        found += [one for one in cells if names & {*one["defines"]} and one not in found]
    return [cell for cell in cells if cell in found], used


def globals_of(source):
    """Return the names that a cell takes from outside itself, its own functions' included."""
    try:
        tables = [symtable.symtable(source, "cell", "exec")]
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return set()  # running it will tell
    names = set()
    for table in tables:
        top = table.get_type() == "module"
        names |= {
            one.get_name()
            for one in table.get_symbols()
            if one.is_referenced() and (top or one.is_global())
        }
        tables += table.get_children()
    return names


def run(source, name, namespace):
    """Run a cell; return what it raised as a dict, or None."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    try:
        code = compile(source, name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        place = f"line {error.lineno}" if getattr(error, "lineno", None) else ""
        return {
            "error": type(error).__name__,
            "message": str(getattr(error, "msg", error))[:300],
            "where": place,
        }
    try:
        exec(code, namespace)
    except BaseException as error:  # `exit()` in a cell is its outcome too
        told = failure(type("cell", (), {"__code__": code}), error)
        return {"error": told.error[:100], "message": told.message, "where": told.where[:300]}
    return None


def not_a_function(value):
    """Return what came where it cannot be called as a function, else an empty text."""
    if isinstance(value, type):
        return f"The class {value.__name__}"
    if callable(value):
        return ""
    return "None" if value is None else f"A value of type {type(value).__name__}"


def outcome_of(outcome):
    """Return an outcome as a dict of plain values."""
    return {
        "kind": outcome.kind,
        "value": outcome.value,
        "error": outcome.error,
        "message": outcome.message,
        "where": outcome.where[:300],
        "printed": outcome.printed,
        "changed": bool(outcome.changed),
    }


def send(descriptor, value):
    """Send a message; where its value is too large to be sent, say that instead."""
    try:
        message = encode(value, Other)
    except CodecError as error:
        kind = f"{type(value.get('value')).__name__} that cannot be looked at ({error})"
        value = {**value, "value": Other(kind, f"a {kind}")}
        message = encode(value, Other)
    view = memoryview(message)
    while view:
        view = view[os.write(descriptor, view) :]


def receive(descriptor):
    """Return the next message; end the process where there is none."""
    tree, body = lengths(exactly(descriptor, HEAD.size))
    return decode(exactly(descriptor, tree), exactly(descriptor, body), Other)


def exactly(descriptor, count):
    """Return so many bytes."""
    parts = []
    while count:
        part = os.read(descriptor, min(count, 2**20))
        if not part:
            sys.stdout = sys.stderr = None
            os._exit(0)
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
