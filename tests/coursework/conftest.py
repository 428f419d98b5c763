"""The sandbox of the tests: where it is missing they are skipped, or fail where they must run."""

import os

import pytest

from course_utils.checks.training import contests
from coursework.sandbox import Limits, NoSandbox, Sandbox

from . import toy

# Tight, so that what never ends is soon ended; right answers need a small part of it.
TIGHT = Limits(call=1.0, silence=3.0, seconds=15.0, cpu=20, memory=256 * 2**20)


def opened(limits=None):
    """Return a sandbox, or skip, or fail, by what the environment asks."""
    try:
        return Sandbox(limits)
    except NoSandbox as reason:
        if os.environ.get("COURSE_REQUIRE_SANDBOX"):
            pytest.fail(f"This test must run here: {reason}")
        pytest.skip(str(reason))


@pytest.fixture(autouse=True)
def _a_small_contest(monkeypatch):
    """Judge the capstone by a contest that takes a second and needs no dataset."""
    monkeypatch.setattr(contests, "contest", toy.contest)


@pytest.fixture(scope="session")
def sandbox():
    """Return the sandbox that a class is graded in."""
    with opened() as one:
        yield one


@pytest.fixture(scope="session")
def tight_sandbox():
    """Return one that ends soon what does not end."""
    with opened(TIGHT) as one:
        yield one
