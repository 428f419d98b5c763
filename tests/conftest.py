"""Rules for every test."""

import os

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Take a skipped browser test for a failure where COURSE_REQUIRE_BROWSER says so."""
    report = yield
    must_run = os.environ.get("COURSE_REQUIRE_BROWSER") and item.get_closest_marker("browser")
    if report.skipped and must_run and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"This browser test must run here, and was skipped: {report.longrepr[2]}"
    return report
