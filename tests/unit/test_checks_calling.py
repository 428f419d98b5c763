"""A learner's function is called without hurting whoever calls it."""

import sys
import threading
import time
import warnings
from fractions import Fraction

import numpy as np
import pytest

from course_utils.checks.engine import Case, call_here
from course_utils.checks.engine.plain import Other, plain

ONE = Case((np.array([1.0, 2.0]),))


def test_a_value_comes_back_with_what_was_printed():
    def answer(x):
        print("looking at", x.sum())
        return x * 2

    outcome = call_here(answer, ONE)
    assert outcome.kind == "value"
    assert outcome.value.tolist() == [2, 4]
    assert outcome.printed == "looking at 3.0\n"
    assert not outcome.changed


def test_arguments_are_copies_and_a_change_is_noticed():
    def answer(x):
        x[:] = 0
        return x

    outcome = call_here(answer, ONE)
    assert outcome.changed
    assert ONE.args[0].tolist() == [1, 2]


def test_nan_that_stays_is_no_change():
    assert not call_here(lambda x: 1, Case((np.array([np.nan]),))).changed


def test_an_error_is_told_by_the_learners_own_line():
    def answer(x):
        size = len(x)
        return np.zeros(size).reshape(3)

    outcome = call_here(answer, ONE)
    assert (outcome.kind, outcome.error) == ("error", "ValueError")
    assert outcome.where.endswith("return np.zeros(size).reshape(3)")
    assert outcome.where.startswith("line ")


def test_an_error_before_the_first_line_has_no_line():
    outcome = call_here(lambda: 1, ONE)
    assert (outcome.error, outcome.where) == ("TypeError", "")


@pytest.mark.parametrize("leave", [lambda x: sys.exit(3), lambda x: exit(), lambda x: quit()])
def test_leaving_is_an_error_like_others(leave):
    assert call_here(leave, ONE).error == "SystemExit"


def test_an_interrupt_raised_inside_is_an_error_like_others():
    def answer(x):
        raise KeyboardInterrupt

    assert call_here(answer, ONE).error == "KeyboardInterrupt"


def test_an_error_that_cannot_be_printed_is_told():
    class Broken(Exception):  # noqa: N818
        def __str__(self):
            raise RuntimeError

    def answer(x):
        raise Broken

    outcome = call_here(answer, ONE)
    assert outcome.error == "Broken"
    assert "RuntimeError" in outcome.message


def test_deep_recursion_ends():
    def answer(x):
        return answer(x)

    assert call_here(answer, ONE).error == "RecursionError"


def test_an_endless_loop_is_stopped_and_leaves_no_thread():
    def answer(x):
        while True:
            pass

    begun = time.monotonic()
    outcome = call_here(answer, ONE, patience=0.2)
    assert (outcome.kind, outcome.runs_on) == ("timeout", False)
    assert time.monotonic() - begun < 5
    assert not [thread for thread in threading.enumerate() if thread.name == "answer"]


def test_a_loop_that_swallows_everything_is_left_behind():
    over = threading.Event()

    def answer(x):
        while not over.is_set():
            try:  # noqa: SIM105
                time.sleep(0.01)
            except:  # noqa: E722  (that is the point)
                pass

    outcome = call_here(answer, ONE, patience=0.2)
    over.set()
    assert (outcome.kind, outcome.runs_on) == ("timeout", True)


def test_an_import_does_not_cost_an_answer_its_time(tmp_path, monkeypatch):
    (tmp_path / "slow_to_import.py").write_text("import time\ntime.sleep(0.8)\nvalue = 7\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    def answer(x):
        import slow_to_import

        return slow_to_import.value

    assert call_here(answer, ONE, patience=0.3).value == 7


def test_an_interrupt_of_the_kernel_stops_the_answer_and_goes_on(monkeypatch):
    begun = threading.Event()

    def answer(x):
        begun.set()
        while True:
            pass

    def interrupted(thread, patience):
        begun.wait()
        raise KeyboardInterrupt

    monkeypatch.setattr("course_utils.checks.engine.calling.wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        call_here(answer, ONE)
    assert not [thread for thread in threading.enumerate() if thread.name == "answer"]


def test_warnings_and_standard_error_stay_inside(capsys):
    def answer(x):
        warnings.warn("careful", stacklevel=1)
        print("to the side", file=sys.stderr)
        return x / 0

    call_here(answer, ONE)
    assert capsys.readouterr() == ("", "")


def test_endless_printing_is_cut():
    def answer(x):
        for _ in range(3000):
            print("all work and no play")

    assert len(call_here(answer, ONE).printed) == 10_000


class Broken:
    def __array__(self, *args, **kwargs):
        raise RuntimeError

    def __repr__(self):
        raise RuntimeError


class Liar(float):
    def __eq__(self, other):
        return True

    __hash__ = None


class Frame:
    def __array__(self, dtype=None, copy=None):
        return np.array([1.0, 2.0])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (..., ...),
        (True, True),
        (3, 3),
        (np.int8(3), 3),
        (np.float32(0.5), 0.5),
        (Fraction(1, 4), 0.25),
        ([1, (2.0, "a")], [1, (2.0, "a")]),
        ({"a": np.bool_(True)}, {"a": True}),
    ],
)
def test_plain_values(value, expected):
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


def test_a_number_that_lies_loses_its_methods():
    assert plain(Liar(2.0)) != 3.0
    assert type(plain(Liar(2.0))) is float


def test_arrays_become_plain_arrays():
    import torch

    tensor = torch.nn.Parameter(torch.tensor([1.0, 2.0], dtype=torch.bfloat16))
    for value in (np.ma.array([1.0, 2]), tensor, Frame()):
        assert type(plain(value)) is np.ndarray
        assert plain(value).ravel().tolist() == [1, 2]
    fractions = plain(np.array([Fraction(1, 2)], object))
    assert fractions.dtype == float


@pytest.mark.parametrize("value", [Broken(), {1, 2}, object(), (x for x in "ab"), np.array(["a"])])
def test_what_is_not_plain_is_named(value):
    assert isinstance(plain(value), Other)
    assert " at 0x" not in repr(plain(value))


def test_more_than_can_be_looked_at_is_not_looked_at():
    loop = []
    loop.append(loop)
    assert isinstance(plain(loop), Other)
    assert isinstance(plain([[0.0] * 1000] * 1000), Other)
    huge = np.broadcast_to(np.float64(0), (10**6, 10**6))  # eight terabytes if it were copied
    assert plain(huge).shape == (10**6, 10**6)
