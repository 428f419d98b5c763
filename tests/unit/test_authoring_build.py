"""One source gives three notebooks, the same bytes every time, and only what fits is stored."""

import json

import nbformat
import pytest
from nbgrader.converters.generate_assignment import GenerateAssignment

from authoring import __main__, build, execution, outputs, variants
from authoring.source import SourceError, chapters
from tests.unit.authored import EXERCISE, OPENING, chapter

CODE = """\
# %%
import sys
from IPython.display import HTML, display

print("one")
print("two")

# %%
display(HTML("<b>bold</b>"))
[1, 2]

# %% tags=["nbval-ignore-output"]
import time

print(time.time())

# %%
import ipywidgets

ipywidgets.IntSlider(3)

# %% [markdown]
# Text.

"""


@pytest.fixture
def house(tmp_path):
    """A folder with one source in it, and a way to build it: returns report and lines told."""

    class House:
        source = tmp_path / "source"
        notebook = tmp_path / "notebooks" / "50_a_chapter.ipynb"
        scratch = tmp_path / "scratch"

        def write(self, body):
            self.source.mkdir(exist_ok=True)
            return chapter(self.source, body).path

        def build(self, body, check=False, execute=False):
            path = self.write(body)
            report, told = build.Report(), []
            build.make(
                path,
                report,
                check=check,
                execute=execute,
                tell=told.append,
                notebooks=self.notebook.parent,
                scratch=self.scratch,
            )
            return report, told

        def everything(self):
            files = [self.notebook, *self.scratch.rglob("*.ipynb")]
            return {path.name + path.parent.name: path.read_bytes() for path in files}

    return House()


def test_building_twice_gives_identical_bytes_and_stores_small_text_only(house):
    report, told = house.build(CODE + EXERCISE)
    first = house.everything()
    assert len(first) == 3
    assert report.stale
    assert told == ["running 50_a_chapter"]

    assert house.build(CODE + EXERCISE, check=True)[0].stale == []
    report, told = house.build(CODE + EXERCISE)
    assert (report.stale, told) == ([], [])
    assert house.everything() == first

    house.notebook.unlink()
    house.build(CODE + EXERCISE)
    assert house.everything() == first

    cells = [c for c in nbformat.read(house.notebook, as_version=4).cells if c.cell_type == "code"]
    stored = [[(o.output_type, outputs.text_in(o)) for o in cell.outputs] for cell in cells]
    assert stored == [
        [("stream", "one\ntwo\n")],
        [
            ("display_data", "<IPython.core.display.HTML object>"),
            ("execute_result", "[1, 2]"),
        ],
        [],
        [("execute_result", "IntSlider(value=3)")],
        [],
        [("stream", "asked: True\n")],
    ]
    assert all(set(o.get("data", {})) <= {"text/plain"} for cell in cells for o in cell.outputs)
    assert [cell.execution_count for cell in cells] == [1, 2, 3, 4, 5, 6]
    assert "time" not in json.dumps(nbformat.read(house.notebook, as_version=4).metadata)


def test_a_change_of_text_keeps_the_outputs_and_one_of_code_does_not(house):
    house.build("# %%\n1 + 1\n")
    before = nbformat.read(house.notebook, as_version=4)
    body = "# %% [markdown]\n# New.\n\n# %%\n1 + 1\n"
    assert house.build(body, check=True)[0].stale
    assert nbformat.read(house.notebook, as_version=4) == before  # --check writes nothing
    report, told = house.build(body)
    assert report.stale
    assert told == []
    after = nbformat.read(house.notebook, as_version=4)
    assert after.cells[1].source == "New."
    assert after.cells[2].outputs == before.cells[1].outputs != []

    assert house.build(body.replace("1 + 1", "1 + 2"))[1] == ["running 50_a_chapter"]
    assert "'3'" in str(nbformat.read(house.notebook, as_version=4).cells[2].outputs)
    # A tag decides what is stored, too.
    tagged = body.replace("# %%\n1 + 1", '# %% tags=["nbval-ignore-output"]\n1 + 2')
    assert house.build(tagged)[1] == ["running 50_a_chapter"]
    assert nbformat.read(house.notebook, as_version=4).cells[2].outputs == []


def test_a_notebook_that_somebody_worked_in_is_kept_before_it_is_replaced(house):
    house.build(EXERCISE)
    worked = nbformat.read(house.notebook, as_version=4)
    worked.cells[1].source = "def double(x):\n    return x + x"
    nbformat.write(worked, house.notebook)
    mine = house.notebook.read_bytes()
    report, _ = house.build(EXERCISE)
    assert report.stale
    assert "edited by hand" in report.notes[0]
    assert (house.scratch / "replaced" / "50_a_chapter-1.ipynb").read_bytes() == mine
    assert "raise NotImplementedError" in house.notebook.read_text("utf-8")


def test_a_notebook_that_cannot_be_read_is_made_anew(house):
    house.build("# %%\n1\n")
    good = house.notebook.read_bytes()
    house.notebook.write_text("<<<<<<< HEAD\n{}", "utf-8")
    assert house.build("# %%\n1\n", check=True)[0].stale
    assert house.build("# %%\n1\n")[0].stale
    assert house.notebook.read_bytes() == good


UNFIT = {
    "import base64\nfrom IPython.display import Image\nImage(data=b'\\x89PNG')": "without words",
    "from IPython.display import HTML\nHTML('<img ' + 'src=x>')": "an <img> without",
    "object()": "an address in memory",
    "import warnings\nwarnings.warn('old')": "it writes to stderr",
    "import os\nprint(os.path.abspath('a'))": "names a folder of this machine",
}


def test_what_may_not_be_stored_is_told_with_its_line(house):
    body, wanted = "", []
    for code, sentence in UNFIT.items():
        wanted.append((OPENING.count("\n") + body.count("\n") + 1, sentence))
        body += f"# %%\n{code}\n\n"
    with pytest.raises(SourceError) as caught:
        house.build(body)
    for breach, (line, sentence) in zip(str(caught.value).splitlines(), wanted, strict=True):
        assert f"50_a_chapter.py:{line}: " in breach
        assert sentence in breach
    assert not house.notebook.exists()


def test_a_cell_that_fails_is_told_with_its_line(house):
    with pytest.raises(SourceError) as caught:
        house.build("# %%\nprint('x' * 5_000)\n\n# %%\nx = 1\n1 / 0\n")
    assert str(caught.value).endswith(
        f"50_a_chapter.py:{OPENING.count(chr(10)) + 4}: the cell that begins 'x = 1' failed with "
        "ZeroDivisionError: division by zero"
    )


def test_an_output_too_long_is_told(house):
    with pytest.raises(SourceError, match="stores an output of 5,001 characters"):
        house.build("# %%\nprint('x' * 5_000)\n")
    assert not house.notebook.exists()


def test_a_cell_without_end_and_a_kernel_that_dies_are_told(tmp_path):
    notebook = chapter(tmp_path, "# %%\nwhile True:\n    pass\n").notebook
    with pytest.raises(execution.CellFailed, match="'while True:' did not end within 1 seconds"):
        execution.run(notebook, execution.smoke_environment(), patience=1)
    notebook = chapter(tmp_path, "# %%\nimport os\nos._exit(1)\n").notebook
    with pytest.raises(execution.CellFailed, match="'import os' ended its kernel"):
        execution.run(notebook, execution.smoke_environment())


def test_notebooks_are_built_at_the_smoke_budget_without_fail(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_BUDGET", "full")
    monkeypatch.setenv("COURSE_REQUIRE_PASS", "1")
    environment = execution.smoke_environment()
    assert environment["COURSE_BUDGET"] == "smoke"
    assert "COURSE_REQUIRE_PASS" not in environment


def test_the_three_notebooks_hold_what_their_readers_need(tmp_path):
    made = chapter(tmp_path, EXERCISE)
    texts = [
        "\n".join(cell.source for cell in variant(made).cells)
        for variant in (variants.learner, variants.solved, variants.nbgrader_source)
    ]
    learner, solved, source = texts
    assert "secret" not in learner
    assert "assert" not in learner
    assert "###" not in learner
    assert '    """Return twice x."""\n    ' + variants.STUB in learner
    assert "secret = 2 * x" in solved
    assert "assert double(21) == 42" in solved
    assert "###" not in solved
    assert "### BEGIN SOLUTION" in source
    assert "### END HIDDEN TESTS" in source
    answer, check = variants.learner(made).cells[1:]
    assert answer.metadata.deletable is False
    assert check.metadata.editable is False


def test_the_learners_notebook_is_what_nbgrader_itself_would_release(tmp_path):
    made = chapter(tmp_path, EXERCISE)
    released = variants.nbgrader_source(made)
    steps = [s for s in GenerateAssignment().preprocessors if s.__name__ != "SaveCells"]
    for step in steps:  # all but the one that writes into a gradebook
        released, _ = step(config=variants.CONFIG).preprocess(released, {})
    ours = variants.learner(made)
    for theirs in (ours, released):
        theirs.metadata = {}
    assert nbformat.writes(ours) == nbformat.writes(released)


def test_ids_stay_when_a_cell_is_put_in_before_them(tmp_path):
    ids = [c.id for c in chapter(tmp_path, EXERCISE + "# %%\n1\n\n# %%\n1\n").notebook.cells]
    assert len(set(ids)) == len(ids)
    assert ids[1:3] == ["double", "double_check"]
    more = [c.id for c in chapter(tmp_path, "# %%\nnew\n\n" + EXERCISE).notebook.cells]
    assert more[2:] == ids[1:3]


def test_an_output_that_stands_in_a_stored_notebook_is_looked_at(tmp_path):
    notebook = variants.learner(chapter(tmp_path, "# %%\n1\n"))
    notebook.cells[1].outputs = [
        nbformat.v4.new_output("display_data", data={"image/png": "", "text/plain": "x"})
    ]
    with pytest.raises(SourceError, match="stores image/png, text/plain; only text/plain fits"):
        outputs.limits(notebook, "50")
    notebook.cells[1].outputs = []
    notebook.cells[0].source = "x" * 300_000
    with pytest.raises(SourceError, match="bytes; up to 300,000 fit"):
        outputs.limits(notebook, "50")


def test_the_command_says_what_is_stale_and_what_mends_it(monkeypatch, capsys):
    found = build.Report(stale=["notebooks/50_a_chapter.ipynb"], warnings=["long"])
    monkeypatch.setattr(build, "build", lambda *args, **kwargs: found)
    assert __main__.main(["build", "--check"]) == 1
    said = capsys.readouterr()
    assert said.out == "notebooks/50_a_chapter.ipynb is stale\nTo mend: python3 course.py build\n"
    assert said.err == "warning: long\n"
    assert __main__.main(["build"]) == 0
    assert capsys.readouterr().out == "wrote notebooks/50_a_chapter.ipynb\n"
    found.stale, found.errors = [], ["50_a_chapter.py:3: wrong."]
    assert __main__.main(["build"]) == 1
    assert capsys.readouterr().err.endswith("50_a_chapter.py:3: wrong.\n")


def test_a_chapter_is_named_by_its_name_its_number_or_a_path(tmp_path):
    for name in ("01_one", "02_two"):
        (tmp_path / f"{name}.py").touch()
    for name in ("02", "02_two", "notebooks/02_two.ipynb", "notebooks/source/02_two.py"):
        assert [path.stem for path in chapters([name, name], tmp_path)] == ["02_two"]
    assert [path.stem for path in chapters((), tmp_path)] == ["01_one", "02_two"]
    with pytest.raises(SourceError, match="no chapter '0'; there are 01_one, 02_two"):
        chapters(["0"], tmp_path)


def test_an_unknown_chapter_is_told(capsys):
    assert __main__.main(["build", "--check", "99_none"]) == 1
    assert "There is no chapter '99_none'; there are 00_start_here" in capsys.readouterr().err


def test_one_bad_chapter_does_not_hold_up_the_others(house, monkeypatch):
    good, bad = house.write("# %%\n1\n"), house.source / "49_bad.py"
    bad.write_text("# %%\n1\n", "utf-8")
    made = []

    def make(path, report, **options):
        if path == bad:
            raise SourceError("bad:1: wrong.\nbad:2: too.")
        made.append(path)

    monkeypatch.setattr(build, "chapters", lambda names: [bad, good])
    monkeypatch.setattr(build, "make", make)
    report = build.build(["50_a_chapter"], check=True)
    assert made == [good]
    assert report.errors == ["bad:1: wrong.", "bad:2: too."]
