"""Every wrong answer gets its diagnosis, every right one passes: none slips, none is punished."""

import importlib

import pytest

from .banks import banks

BANKS = {(chapter, exercise): bank for chapter, exercise, bank in banks()}
WRONG = [
    pytest.param(*key, diagnosis, answer, id=f"{key[1]}-{diagnosis}-{answer.__name__}-{index}")
    for key, bank in BANKS.items()
    for index, (diagnosis, answer) in enumerate(bank.wrongs)
]
RIGHT = [
    pytest.param(*key, answer, id=f"{key[1]}-{answer.__name__}-{index}")
    for key, bank in BANKS.items()
    for index, answer in enumerate(bank.rights)
]


@pytest.fixture(autouse=True)
def _in_a_notebook(monkeypatch):
    monkeypatch.delenv("COURSE_REQUIRE_PASS", raising=False)


def verdict_on(chapter, exercise, answer):
    module = importlib.import_module(f"course_utils.checks.{chapter}")
    return getattr(module, exercise)(answer)


@pytest.mark.parametrize(("chapter", "exercise", "diagnosis", "answer"), WRONG)
def test_a_wrong_answer_gets_its_diagnosis(chapter, exercise, diagnosis, answer):
    verdict = verdict_on(chapter, exercise, answer)
    assert not verdict.passed
    assert verdict.diagnosis == diagnosis, repr(verdict)
    assert verdict.points < 1
    assert "Traceback" not in repr(verdict)
    assert len(repr(verdict)) < 2500


@pytest.mark.parametrize(("chapter", "exercise", "answer"), RIGHT)
def test_a_right_answer_passes(chapter, exercise, answer):
    verdict = verdict_on(chapter, exercise, answer)
    assert verdict.passed, repr(verdict)
    assert verdict.points == 1


@pytest.mark.parametrize("key", BANKS, ids="-".join)
def test_a_bank_is_large_enough(key):
    assert len(BANKS[key].wrongs) >= 6
    assert len(BANKS[key].rights) >= 4


def test_every_exercise_of_the_notebooks_has_a_bank():
    from authoring.source import chapters, read

    checked = {
        cell.metadata["nbgrader"]["grade_id"]
        for path in chapters()
        for cell in read(path).notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    assert checked <= {exercise for _, exercise in BANKS}
