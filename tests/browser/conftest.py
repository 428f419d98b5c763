"""One Chromium and one JupyterLab for all browser tests; a notebook of its own for each."""

import os

import pytest
from playwright.sync_api import expect

from . import jupyter as lab

# A page paints once a frame, and later on a busy machine: `expect` asks again until then.
expect.set_options(timeout=20_000)

SITE = "http://ops.test"  # a page that exists only for the tests of ops.js


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    try:
        with lab.chromium() as running:
            yield running
    except lab.NoBrowserError as error:
        if os.environ.get("COURSE_REQUIRE_BROWSER"):
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def jupyter(chromium):
    server = lab.Jupyter()
    yield server
    server.close()


@pytest.fixture
def open_notebook(jupyter, chromium):
    """Return a function that opens a notebook of code cells, or of a given name."""
    opened = []

    def start(*cells, name=None, **options):
        name = jupyter.write(cells) if name is None else name
        opened.append(lab.Notebook(jupyter, chromium, name, **options))
        return opened[-1]

    yield start
    for notebook in opened:
        notebook.close()


@pytest.fixture(scope="module")
def run(chromium):
    """Return a function that runs cases (name, input) in the page, all in one call."""
    page = chromium.new_page()

    def serve(route):
        path = route.request.url.removeprefix(SITE).lstrip("/")
        if path == "index.html":
            route.fulfill(content_type="text/html", body="<!doctype html><title>parity</title>")
            return
        route.fulfill(content_type="text/javascript", body=(lab.ROOT / path).read_text("utf-8"))

    page.route(f"{SITE}/**", serve)
    page.goto(f"{SITE}/index.html")

    def run_all(cases):
        return page.evaluate(
            "async cases => (await import('./tests/browser/parity.js')).runAll(cases)",
            [list(case) for case in cases],
        )

    yield run_all
    page.close()
