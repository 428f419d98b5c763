"""The notebooks as they are handed out, and as they are solved: both run from top to bottom."""

import re
import subprocess
import sys

import nbformat
import pytest

from authoring import build, execution, outputs
from authoring.source import NOTEBOOKS, chapters, read
from authoring.variants import learner, solved

SOURCES = chapters()
NAMES = [path.stem for path in SOURCES]


def stored(name):
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


def test_every_chapter_has_its_notebook_and_every_notebook_its_chapter():
    names = [path.stem for path in NOTEBOOKS.glob("*.ipynb")]
    # What a learner keeps beside them, such as 'Untitled' or '01_convolution-Copy1', is no matter.
    assert sorted(name for name in names if re.fullmatch(r"\d\d_[a-z_]+", name)) == NAMES


def test_generated_notebooks_are_up_to_date():
    report = build.build(NAMES, check=True)
    assert report.errors == []
    assert report.stale == [], "To mend: python3 course.py build"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_stored_is_text_and_small(name):
    outputs.limits(stored(name), name)
    assert (NOTEBOOKS / f"{name}.ipynb").stat().st_size < outputs.LARGEST_NOTEBOOK


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_has_run_in_order_and_no_varying_output_is_stored(name):
    code = [cell for cell in stored(name).cells if cell.cell_type == "code"]
    # nbval would run a cell without a number, and compare nothing.
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not any(cell.outputs for cell in code if outputs.ignored(cell))


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_no_solution_and_no_hidden_test_is_handed_out(path):
    handed_out = stored(path.stem)
    assert not re.search("BEGIN (SOLUTION|HIDDEN)", nbformat.writes(handed_out))
    for written, handed in zip(read(path).notebook.cells, handed_out.cells, strict=True):
        if written.metadata.get("nbgrader", {}).get("solution"):
            assert "raise NotImplementedError" in handed.source
            assert written.source != handed.source


def nbval(path):
    """Run a notebook by nbval, in a kernel of its own, and compare the text of its outputs."""
    command = [
        *(sys.executable, "-m", "pytest", "-q", "--color=no", "-p", "no:cacheprovider"),
        *("--nbval", "--nbval-current-env", "-p", "tests.notebooks.text_only"),
        *("--nbval-cell-timeout", str(execution.PATIENCE), "--rootdir", str(path.parent)),
        str(path),
    ]
    return subprocess.run(
        command,
        cwd=path.parent,
        env=execution.smoke_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", NAMES)
def test_a_learners_notebook_runs_to_its_end_and_says_what_is_stored(name):
    ran = nbval(NOTEBOOKS / f"{name}.ipynb")
    assert ran.returncode == 0, (
        f"{ran.stdout[-4000:]}{ran.stderr[-2000:]}\nWhere the new output is right: "
        f"python3 course.py build {name} --execute"
    )


@pytest.mark.timeout(600)
@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_a_solved_notebook_passes_its_own_checks(path):
    environment = {**execution.smoke_environment(), "COURSE_REQUIRE_PASS": "1"}
    ran = execution.run(solved(read(path)), environment)
    marked = [cell for cell in ran.cells if "nbgrader" in cell.metadata]
    verdicts = [
        outputs.text_in(output)
        for cell in marked
        if cell.metadata["nbgrader"]["grade"]
        for output in cell.outputs
    ]
    assert len(verdicts) == sum(cell.metadata["nbgrader"]["solution"] for cell in marked)
    # "It works": what is trained is not judged in so small a budget.
    assert all(re.search(": (right|it works)\\.", verdict) for verdict in verdicts)


def test_an_output_that_differs_would_be_seen(tmp_path):
    v4 = nbformat.v4
    told, html = {"text/plain": "2"}, {"text/plain": "<IPython.core.display.HTML object>"}
    cells = [
        v4.new_code_cell("1 + 1", outputs=[v4.new_output("execute_result", told)]),
        v4.new_code_cell("1 + 2", outputs=[v4.new_output("execute_result", told)]),
        v4.new_code_cell(
            "from IPython.display import HTML\nHTML('<b>x</b>')",
            outputs=[v4.new_output("execute_result", html)],
        ),
    ]
    for number, cell in enumerate(cells, 1):
        cell.execution_count = number
    nbformat.write(v4.new_notebook(cells=cells), tmp_path / "a.ipynb")
    ran = nbval(tmp_path / "a.ipynb")
    assert ran.returncode == 1
    assert "1 failed, 2 passed" in ran.stdout
    assert "1 + 2" in ran.stdout


def test_a_check_that_does_not_pass_would_be_seen():
    environment = {**execution.smoke_environment(), "COURSE_REQUIRE_PASS": "1"}
    with pytest.raises(execution.CellFailed, match=r"'check\.brighten.*CheckFailed: .*: not"):
        execution.run(learner(read(SOURCES[0])), environment)
