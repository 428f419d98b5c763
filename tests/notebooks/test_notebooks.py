"""The notebooks as they are handed out, and as they are solved: both run from top to bottom."""

import os
import subprocess
import sys
from pathlib import Path

import nbclient
import nbformat
import pytest

from authoring import outputs
from authoring.source import NOTEBOOKS, chapters, read
from authoring.variants import solved

ROOT = Path(__file__).resolve().parents[2]
LEARNERS = sorted(NOTEBOOKS.glob("*.ipynb"))
SMOKE = {
    **os.environ,
    "COURSE_BUDGET": "smoke",
    "PYTHONPATH": str(ROOT),
    # Without the real dataset at hand the notebooks run on the stand-in, and ask no network.
    **({} if os.environ.get("COURSE_DATA") else {"COURSE_OFFLINE": "1"}),
}


def test_every_chapter_has_its_notebook():
    assert [path.stem for path in LEARNERS] == [path.stem for path in chapters()]


@pytest.mark.parametrize("path", LEARNERS, ids=lambda path: path.stem)
def test_what_is_stored_is_text_and_small(path):
    outputs.limits(nbformat.read(path, as_version=4), path.stem)
    assert path.stat().st_size < outputs.LARGEST_NOTEBOOK


@pytest.mark.parametrize("path", LEARNERS, ids=lambda path: path.stem)
def test_no_solution_and_no_hidden_test_is_handed_out(path):
    chapter = read(next(source for source in chapters() if source.stem == path.stem))
    text = path.read_text("utf-8")
    assert "BEGIN SOLUTION" not in text
    assert "BEGIN HIDDEN" not in text
    learner = nbformat.read(path, as_version=4)
    for written, handed in zip(chapter.notebook.cells, learner.cells, strict=True):
        if written.metadata.get("nbgrader", {}).get("solution"):
            assert "raise NotImplementedError" in handed.source
            assert written.source != handed.source


@pytest.mark.timeout(600)
def test_a_learners_notebooks_run_to_the_end_and_say_what_is_stored():
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval"),
        *("-p", "tests.notebooks.text_only"),
        *("--nbval-cell-timeout", "120", "--nbval-current-env", "--rootdir", str(NOTEBOOKS)),
        *map(str, LEARNERS),
    ]
    ran = subprocess.run(
        command, cwd=NOTEBOOKS, env=SMOKE, capture_output=True, text=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_a_solved_notebook_passes_its_own_checks(path):
    notebook = solved(read(path))
    client = nbclient.NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        store_widget_state=False,
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    client.execute(env={**SMOKE, "COURSE_REQUIRE_PASS": "1"})
    verdicts = [
        output.data["text/plain"]
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
        for output in cell.outputs
    ]
    exercises = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("solution")]
    assert len(verdicts) == len(exercises)
    assert all(": right." in verdict for verdict in verdicts)
