"""Each exercise of the course: its examples tell its mistakes apart, and its check is quick."""

import importlib
import itertools
import pkgutil
import time

import pytest

from course_utils import checks
from course_utils.checks.engine import Exercise, check
from course_utils.checks.engine.judging import alike, telling
from course_utils.checks.engine.showing import show_case
from course_utils.checks.engine.trying import Record


def exercises():
    """Return every exercise that the modules of checks hold, by name."""
    found = {}
    for info in pkgutil.walk_packages(checks.__path__, f"{checks.__name__}."):
        module = importlib.import_module(info.name)
        found |= {one.name: one for one in list(vars(module).values()) if isinstance(one, Exercise)}
    return found


EXERCISES = exercises()
COMPARED = [one for one in EXERCISES.values() if one.assess is None and one.verdict is None]
each = pytest.mark.parametrize("exercise", COMPARED, ids=lambda one: one.name)


def test_all_are_found():
    assert len(EXERCISES) == 24


def test_a_chapter_hands_out_functions_of_the_exercises_names():
    for chapter in ("convolution", "dense", "pooling", "training"):
        module = importlib.import_module(f"course_utils.checks.{chapter}")
        assert set(module.__all__) <= set(EXERCISES)
        assert all(callable(getattr(module, name)) for name in module.__all__)


@each
def test_the_signature_names_the_parameters(exercise):
    assert all(len(case.args) <= len(exercise.parameters) for case in exercise.examples)
    named = {name for case in exercise.examples for name in case.kwargs}
    assert named <= set(exercise.parameters)


@each
def test_the_reference_passes_within_a_second(exercise):
    exercise.truth(exercise.examples[0])  # what is imported now does not count
    begun = time.process_time()
    assert check(exercise, exercise.reference).passed
    assert time.process_time() - begun < 1


@each
def test_every_mistake_shows_on_an_example_that_can_be_done_by_hand(exercise):
    for mistake in exercise.misconceptions:
        shows = [
            telling(exercise, mistake, Record(exercise, case, exercise.truth(case)))
            for case in exercise.examples
        ]
        assert any(shows), mistake.name


@each
def test_no_two_mistakes_are_the_same(exercise):
    cases = (*exercise.examples, *exercise.samples())
    models = [
        (mistake.name, [exercise.mistaken(mistake, case) for case in cases])
        for mistake in exercise.misconceptions
    ]
    for (first, one), (second, other) in itertools.combinations(models, 2):
        if first != second:
            assert not all(map(alike, itertools.repeat(exercise), one, other)), (first, second)


@each
def test_every_trait_parts_the_cases(exercise):
    cases = (*exercise.examples, *exercise.samples())
    for trait in exercise.traits:
        held = [bool(trait.holds(*case.args, **case.kwargs)) for case in cases]
        assert any(held), trait.name
        assert not all(held), trait.name


@each
def test_examples_can_be_read(exercise):
    for case in exercise.examples:
        assert len(show_case(exercise, case)) < 700


@each
def test_sentences_are_sentences(exercise):
    for mistake in exercise.misconceptions:
        assert mistake.sentence.endswith((".", "?")), mistake.name
        assert len(mistake.sentence) < 300, mistake.name
