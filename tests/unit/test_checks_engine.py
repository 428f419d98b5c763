"""What a check finds and says, on small exercises made for the purpose."""

import html
import os
import pickle
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import strategies as st

from course_utils.checks.engine import (
    Case,
    CheckFailed,
    Exercise,
    Misconception,
    Trait,
    Verdict,
    call_here,
    check,
    judge,
)
from course_utils.checks.engine.comparing import shape_sentence, value_difference

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _in_a_notebook(monkeypatch):
    monkeypatch.delenv("COURSE_REQUIRE_PASS", raising=False)


def power(base, exponent=2):
    if exponent < 0:
        raise ValueError
    return base**exponent


POWER = Exercise(
    signature="power(base, exponent=2)",
    reference=power,
    whole=True,
    examples=(Case((3,)), Case((2,), {"exponent": 3}), Case((2,), {"exponent": -1})),
    inputs=st.builds(
        lambda base, exponent: Case((base,), {"exponent": exponent}),
        st.integers(-20, 20),
        st.integers(-1, 6),
    ),
    traits=(
        Trait("negative-base", "the base is negative", lambda base, exponent=2: base < 0),
        Trait(
            "odd-exponent", "the exponent is odd", lambda base, exponent=2: exponent in (1, 3, 5)
        ),
    ),
    misconceptions=(
        Misconception(
            "no-error", lambda base, exponent=2: base ** abs(exponent), "It accepts all.", worth=0.5
        ),
        Misconception("product", lambda base, exponent=2: base * exponent, "It multiplies."),
    ),
)


def here(answer):
    return lambda case: call_here(answer, case, patience=1)


def test_right():
    verdict = check(POWER, power)
    assert (verdict.passed, verdict.diagnosis, verdict.points) == (True, "right", 1)


def test_a_mistake_that_is_known_may_be_worth_a_part():
    verdict = check(POWER, lambda base, exponent=2: base ** abs(exponent))
    assert (verdict.passed, verdict.diagnosis, verdict.points) == (False, "no-error", 0.5)


def test_the_example_is_small_and_shows_the_mistake():
    verdict = check(POWER, lambda base, exponent=2: base * exponent)
    assert verdict.diagnosis == "product"
    assert "your answer: " in verdict.example
    assert "right: " in verdict.example
    assert len(verdict.example) < 120


def test_where_it_fails_is_told():
    def answer(base, exponent=2):
        return power(base, exponent) + (base < 0)

    verdict = check(POWER, answer)
    assert verdict.diagnosis == "fails-with-negative-base"
    assert "right except where the base is negative" in verdict.message
    assert "base = -1" in verdict.example


def test_two_traits_together():
    def answer(base, exponent=2):
        return power(base, exponent) + (base < 0 and exponent % 2 == 1)

    assert check(POWER, answer).diagnosis == "fails-with-negative-base-and-odd-exponent"


def test_parameters_that_do_not_fit():
    verdict = check(POWER, lambda base: base**2)
    assert verdict.diagnosis == "wrong-signature"
    assert "power(base, exponent=2)" in verdict.message


@pytest.mark.parametrize("answer", [None, 3, "power", int, [power]])
def test_what_is_not_a_function(answer):
    verdict = check(POWER, answer)
    assert verdict.diagnosis == "not-a-function"
    assert verdict.message[0].isupper()


def test_an_answer_that_changes_from_call_to_call():
    calls, cases = [], len(POWER.examples) + len(POWER.samples())

    def answer(base, exponent=2):
        calls.append(0)
        return power(base, exponent) + (len(calls) > cases)

    assert check(POWER, answer).diagnosis == "not-repeatable"


def test_an_answer_that_is_right_but_slow_ends(monkeypatch):
    monkeypatch.setattr("course_utils.checks.engine.trying.BUDGET", 0.3)

    def answer(base, exponent=2):
        time.sleep(0.1)
        return power(base, exponent)

    begun = time.monotonic()
    verdict = check(POWER, answer)
    assert (verdict.passed, verdict.diagnosis) == (False, "too-slow")
    assert time.monotonic() - begun < 3


def test_a_stubborn_loop_is_told_to_run_on():
    verdict = judge(POWER, lambda case: call_here(lambda base, exponent=2: stubborn(), case, 0.1))
    assert verdict.diagnosis == "timeout"
    assert "still runs" in verdict.message


def stubborn(until=2.0):
    begun = time.monotonic()
    while time.monotonic() - begun < until:
        try:  # noqa: SIM105
            time.sleep(0.01)
        except:  # noqa: E722  (that is the point)
            pass


def test_hidden_inputs_decide():
    shown = {repr(case) for case in (*POWER.examples, *POWER.samples(0))}
    hidden = [case for case in POWER.samples(7) if repr(case) not in shown]
    assert len(hidden) > 20

    def answer(base, exponent=2):
        case = Case((base,), {"exponent": exponent})
        return power(base, exponent) + (repr(case) in {repr(one) for one in hidden[:5]})

    def call(case):
        return call_here(answer, case)

    assert judge(POWER, call).passed
    assert not judge(POWER, call, seed=7).passed


def test_hidden_inputs_that_no_search_can_meet_are_not_told():
    class Narrow(Exercise):
        def samples(self, seed=0):
            return (Case((77,)),) if seed else ()

    exercise = Narrow(
        signature="square(base)", reference=lambda base: base**2, examples=(Case((2,)),)
    )
    verdict = judge(exercise, here(lambda base: base**2 + (base == 77)), seed=1)
    assert not verdict.passed
    assert verdict.example == ""
    assert "77" not in repr(verdict)
    assert "5929" not in repr(verdict)


def test_the_same_seed_gives_the_same_cases_and_another_gives_others():
    assert repr(POWER.samples(3)) == repr(POWER.samples(3))
    assert repr(POWER.samples(3)) != repr(POWER.samples(4))


def test_another_caller_may_hand_over_plain_values_only():
    def elsewhere(case):
        arrived = pickle.loads(pickle.dumps(case))
        return pickle.loads(pickle.dumps(call_here(power, arrived)))

    assert judge(POWER, elsewhere).passed


def test_the_same_answer_is_told_the_same_in_every_process(tmp_path):
    program = (
        "from course_utils.checks import convolution as check\n"
        "from tests.coursework.banks.convolution import correlate2d as bank\n"
        "print(check.correlate2d(bank.mirrored))\n"
        "print(check.correlate2d(bank.hard_coded))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert "kernel-mirrored" not in said.pop()  # ids are for programs, sentences for learners
    assert not list(tmp_path.iterdir())  # no folder of Hypothesis' either


def test_required_to_pass(monkeypatch):
    monkeypatch.setenv("COURSE_REQUIRE_PASS", "1")
    assert check(POWER, power).passed
    with pytest.raises(CheckFailed, match="It multiplies"):
        check(POWER, lambda base, exponent=2: base * exponent)
    monkeypatch.setenv("COURSE_REQUIRE_PASS", "0")
    assert not check(POWER, lambda base, exponent=2: base * exponent).passed


def test_a_verdict_as_text_and_in_a_notebook():
    verdict = Verdict("power", False, "raises", "It raised <b>.", "  example: a < b & c")
    assert repr(verdict) == "power: not right yet. It raised <b>.\n  example: a < b & c"
    shown = verdict._repr_html_()
    assert "<b>" not in shown
    assert html.escape("a < b & c") in shown
    assert "var(--jp-" in shown


@pytest.mark.parametrize(
    ("right", "came", "part"),
    [
        ((3, 4), (2, 4), "axis 0 is 1 too short"),
        ((3, 4), (3, 6), "axis 1 is 2 too long"),
        ((3, 4), (4, 3), "two axes are swapped"),
        ((2, 1, 3, 4), (2, 1, 4, 3), "two axes are swapped"),
        ((3, 4), (1, 3, 4), "3 axes where 2"),
        ((3, 4), (), "an array is asked"),
        ((), (1,), "a single number is asked"),
    ],
)
def test_by_how_much_a_shape_is_off(right, came, part):
    assert part in shape_sentence(right, came)


@pytest.mark.parametrize(
    ("expected", "got", "options", "kind"),
    [
        (3, 3, {"whole": True}, None),
        (3, np.int64(3), {"whole": True}, None),
        (3, np.array(3), {"whole": True}, None),
        (3, 3.0, {"whole": True}, "not-an-int"),
        (1, True, {"whole": True}, "not-an-int"),
        (3, "3", {"whole": True}, "wrong-type"),
        (3, [3], {"whole": True}, "wrong-shape"),
        (3.0, np.float32(3), {}, None),
        ([1.0, 2], [1, 2], {}, None),
        ([1.0, 0], [True, False], {}, None),
        ([1.0, 0], [True, False], {"booleans": False}, "booleans"),
        ([1.0, 2], [1 + 0j, 2], {}, None),
        ([1.0, 2], [1 + 1j, 2], {}, "complex"),
        ([1.0, 2], [1.0, np.nan], {}, "not-finite"),
        ([1.0, 2], [1.0, np.inf], {}, "not-finite"),
        ([1.0, np.inf], [1.0, np.inf], {}, None),
        ([1.0, 2], [1.0, 2.01], {}, "wrong-values"),
        ([1.0, 2], [[1.0], [2.0, 3.0]], {}, "ragged"),
        ([1.0, 2], None, {}, "returns-nothing"),
    ],
)
def test_differences(expected, got, options, kind):
    found = value_difference(np.asarray(expected), got, **options)
    assert (found and found.kind) == kind


def test_the_first_wrong_place_is_told():
    found = value_difference(np.zeros((2, 2)), np.array([[0, 0], [0, 5]]))
    assert "the first at [1, 1]: 5 came, 0 is right" in found.sentence
