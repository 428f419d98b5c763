"""Right answers, changed in one small place: a check must see nearly every change.

Each number is made one more and one less, each operator and comparison is turned, each name is
taken for its neighbour. What is still right after that changed nothing that can be seen, such as
the −1 of a `reshape`.
"""

import ast
import copy
import importlib
import inspect
import textwrap

import pytest

from course_utils.checks.engine import Exercise, call_here
from course_utils.checks.engine.trying import Trial
from tests.unit.test_checks_exercises import COMPARED

from .banks import banks

TURNED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
NEIGHBOURS = [
    ("stride", "size"),
    ("kh", "kw"),
    ("rows", "columns"),
    ("h", "w"),
    ("i", "j"),
    ("u", "v"),
    ("a", "b"),
]
SWAPPED = {one: other for pair in NEIGHBOURS for one, other in (pair, pair[::-1])}
EXERCISES = {one.name: one for one in COMPARED}
BANKS = [(name, bank) for _, name, bank in banks() if name in EXERCISES]


def more(number):
    def change(node):
        node.value += number

    return change


def turned(node):
    if isinstance(node, ast.Compare):
        node.ops[0] = TURNED[type(node.ops[0])]()
    else:
        node.op = TURNED[type(node.op)]()


def renamed(node):
    node.id = SWAPPED[node.id]


def changes(node):
    """Yield the changes that a node of a syntax tree allows."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield from (more(1), more(-1))
    if isinstance(node, ast.BinOp) and type(node.op) in TURNED:
        yield turned
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        yield turned
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in SWAPPED:
        yield renamed


def changed_answers(answer):
    """Yield (function, source) for each change of an answer."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(answer)))
    tree.body[0].decorator_list = []
    for place, node in enumerate(ast.walk(tree)):
        for change in changes(node):
            other = copy.deepcopy(tree)
            change(list(ast.walk(other))[place])
            source = ast.unparse(ast.fix_missing_locations(other))
            names = dict(vars(importlib.import_module(answer.__module__)))
            exec(compile(source, "changed", "exec"), names)
            yield names[answer.__name__], source


def is_refused(exercise: Exercise, answer) -> bool:
    """Tell whether an answer fails on one of the cases that a check tries."""
    trial = Trial(exercise, lambda case: call_here(exercise.staged(answer), case, patience=0.5))
    for case in (*exercise.examples, *exercise.samples()):
        trial.on([case])
        if trial.failing:
            return True
    return False


@pytest.mark.parametrize(("name", "bank"), BANKS, ids=[name for name, _ in BANKS])
def test_a_small_change_is_seen(name, bank):
    written = [
        answer
        for answer in bank.rights
        if answer.__name__ != "<lambda>" and "import " not in inspect.getsource(answer)
    ]
    tried = [change for answer in written for change in changed_answers(answer)]
    missed = [source for answer, source in tried if not is_refused(EXERCISES[name], answer)]
    print(f"{name}: {len(tried) - len(missed)} of {len(tried)} changes seen")
    assert len(tried) >= 5
    # An answer of a few lines has a place or two where a change means nothing.
    assert len(missed) <= max(3, 0.05 * len(tried)), "\n\n".join(missed)
