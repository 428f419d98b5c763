"""Answers of the banks as they are graded: in the sandbox, and on hidden inputs.

All of them go through the sandbox with ``python -m tests.coursework.through_the_sandbox``, which
takes minutes; here a part of them does, another part of each bank, and every right answer meets
hidden inputs.
"""

import importlib
import itertools

import pytest

from course_utils.checks.engine import call_here, judge
from course_utils.checks.engine.plain import Other
from coursework.marking import SEED
from coursework.released import find
from coursework.sandbox.codec import HEAD, decode, encode
from coursework.sandbox.host import outcome

from .banks import banks
from .papers import banked_answers
from .through_the_sandbox import fault, marked

SLOW = {"timeout"}
FIELDS = ("kind", "value", "error", "message", "where", "printed", "changed")
RIGHTS, WRONGS = 1, 2  # of each bank


def some():
    """Yield a few answers of each bank."""
    for _, group in itertools.groupby(banked_answers(), key=lambda one: one[:3]):
        answers = [one for one in group if one[4] not in SLOW]
        most = RIGHTS if answers[0][2] == "right" else WRONGS
        yield from answers[:: max(1, len(answers) // most)][:most]


@pytest.mark.parametrize("answer", list(some()), ids=lambda one: f"{one[1]}-{one[4]}-{one[5]}")
def test_an_answer_in_the_sandbox(answer, sandbox):
    assert not fault(answer, marked(answer, sandbox))


def carried(result):
    """Return an outcome as it is after its way out of the sandbox."""
    fields = {name: getattr(result, name) for name in FIELDS}
    message = encode(fields, Other)
    head = HEAD.unpack(message[: HEAD.size])
    tree = message[HEAD.size : HEAD.size + head[1]]
    return outcome(decode(tree, message[HEAD.size + head[1] :], Other))


RIGHT = [
    pytest.param(module, name, answer, id=f"{name}-{answer.__name__}-{index}")
    for module, name, bank in banks()
    for index, answer in enumerate(bank.rights)
]


@pytest.mark.parametrize(("module", "name", "answer"), RIGHT)
def test_a_right_answer_is_right_on_hidden_inputs(module, name, answer):
    importlib.import_module(f"course_utils.checks.{module}")
    exercise = find(module, name)
    function = exercise.staged(answer)
    verdict = judge(exercise, lambda case: carried(call_here(function, case)), seed=SEED)
    assert verdict.passed, repr(verdict)
