"""A fresh clone, one command, and chapter 00 stands in the browser."""

import os
import queue
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .jupyter import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds for the command to give its address


@pytest.fixture
def clone(tmp_path):
    """Return the last commit of this checkout, in a folder with nothing beside it."""
    home = tmp_path / "alone" / "course"
    subprocess.run(["git", "clone", "--quiet", ROOT, home], check=True)
    return home


@pytest.fixture
def lab(clone):
    """Run `course.py lab` in the clone, with the environment of this one; return its address."""
    port = free_port()
    environment = {name: os.environ[name] for name in os.environ if name != "COURSE_DATA"}
    command = [sys.executable, "course.py", "lab", "--no-browser", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--", "--expose-app-in-browser"],
        cwd=clone,
        env={**environment, "COURSE_VENV": sys.prefix},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        lines = queue.Queue()
        reader = threading.Thread(target=lambda: [lines.put(line) for line in process.stdout])
        reader.start()
        try:
            said = ""
            while not (address := re.search(r"http://\S+", said)):
                said += lines.get(timeout=PATIENCE)
            assert f":{port}/" in address[0]
            yield address[0]
        finally:
            process.terminate()
            process.wait(PATIENCE)
            reader.join(PATIENCE)


@pytest.mark.browser
def test_chapter_00_is_seen_and_runs(lab, clone, chromium):
    page = chromium.new_page()
    page.set_default_timeout(90_000)
    page.goto(lab)
    page.wait_for_selector(".jp-NotebookPanel .jp-MarkdownOutput h1")
    assert page.title().startswith("00_start")
    expect(page.locator(".jp-NotebookPanel h1").first).to_be_visible()
    # The kernel imports the clone's course_utils, whole as it was committed.
    page.wait_for_function("() => window.jupyterapp.restored.then(() => true)")
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status"
        " === 'idle'"
    )
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:run-all-cells')")
    page.wait_for_selector(".jp-OutputArea canvas")
    expect(page.locator("[data-mime-type='application/vnd.jupyter.stderr']")).to_have_count(0)
    # Nothing but the course asks for attention.
    expect(page.locator(".Toastify__toast")).to_have_count(0)
    page.close()
