"""Whatever an author may get wrong is told with its line, what came, and what fits."""

import pytest

from authoring import rules
from authoring.source import SourceError
from tests.unit.authored import ANSWER, CHECK, EXERCISE, OPENING, chapter

AFTER = OPENING.count("\n")  # lines before the body


def breaches(folder, body, opening=OPENING):
    with pytest.raises(SourceError) as caught:
        rules.check(chapter(folder, body, opening))
    return str(caught.value).splitlines()


def test_a_sound_chapter_passes(tmp_path):
    assert rules.check(chapter(tmp_path, EXERCISE)) == []


BODIES = {
    # markers
    "unclosed": (EXERCISE.replace("    ### END SOLUTION\n", ""), 4,
                 "'### BEGIN SOLUTION' without '### END SOLUTION'"),
    "unopened": (EXERCISE + "# %%\n1\n### END SOLUTION\n", 18, "'### END SOLUTION' without"),
    "nested": (EXERCISE.replace("    secret", "    ### BEGIN SOLUTION\n    secret"),
               5, "inside a region that is still open"),
    "crossed": (EXERCISE.replace("### END HIDDEN TESTS", "### END SOLUTION"),
                14, "'### END SOLUTION' came; '### END HIDDEN TESTS' fits"),
    "misspelt": (EXERCISE.replace("### BEGIN SOLUTION", "## Begin Solution"),
                 4, "'## Begin Solution' came; '### BEGIN SOLUTION' fits"),
    "solution in a plain cell": (EXERCISE.replace(ANSWER, "# %%\n"), 4, "no answer cell"),
    "answer without solution": (EXERCISE.replace("    ### BEGIN SOLUTION\n", "").replace(
        "    ### END SOLUTION\n", ""), 1, "an answer cell without '### BEGIN SOLUTION'"),
    "hidden tests in a plain cell": (
        EXERCISE + "# %%\n### BEGIN HIDDEN TESTS\n1\n### END HIDDEN TESTS\n", 17, "no check cell"),
    "solution outside functions": (
        f"{ANSWER}### BEGIN SOLUTION\ndouble = 2\n### END SOLUTION\n\n{CHECK}double\n",
        2, "would stop 'Run All'"),
    # exercises
    "no grade_id": (EXERCISE.replace('"grade_id": "double", ', ""), 1, "without a grade_id"),
    "odd grade_id": (EXERCISE.replace('"grade_id": "double"', '"grade_id": "a b"'), 1, "'a b'"),
    "double grade_id": (EXERCISE + EXERCISE, 16, "'double' is taken by the cell at"),
    "no points": (EXERCISE.replace('"points": 2, ', ""), 10, "'double_check' has no points"),
    "zero points": (EXERCISE.replace('"points": 2', '"points": 0'), 10, "has 0 points"),
    "points on the answer": (EXERCISE.replace('"grade": false', '"grade": false, "points": 2'),
                             1, "which is not graded"),
    "no check": (EXERCISE.partition(CHECK)[0], 1, "no check cell after it"),
    "check first": (CHECK + "double\n\n" + EXERCISE.partition(CHECK)[0], 4, "no check cell"),
    "no answer": (CHECK + "double\n", 1, "'double_check' has no answer cell"),
    "check of another": (EXERCISE.replace("callable(double)", "1").replace("double(21)", "42"),
                         10, "'double_check' does not use 'double'"),
    "key missing": (EXERCISE.replace('"task": false', '"x": 1'), 1, "without 'task'"),
    "check unlocked": (EXERCISE.replace('"locked": true', '"locked": false'), 10, "may edit"),
    "old schema": (EXERCISE.replace('"schema_version": 3', '"schema_version": 2'), 1, "3 fits"),
    # pictures
    "markdown picture": ("# %% [markdown]\n# Text.\n#\n# ![ ](a.png)\n", 4, "![what it shows]"),
    "html picture": ("# %% [markdown]\n# <img src='a.png'>\n", 2, "<img> without"),
    "blank alt": ('# %% [markdown]\n# <img alt=" " src="a.png">\n', 2, "<img> without"),
    "picture from code": ("# %%\nHTML('<img src=x>')\n", 2, "<img> without"),
    "bare figure": ("# %%\nfig, ax = plt.subplots()\nax.plot([1])\n", 2, "a matplotlib figure"),
    "bare plot": ("# %%\nx = 1\nplt.plot([x])\n", 3, "a matplotlib figure without alternative"),
    "figure without alt": ("# %%\nfig, ax = subplots()\nfigure(fig, caption='A.')\n", 3,
                           "a figure without 'alt'"),
    "figure with blank alt": ("# %%\nfigure(f(), caption='A.', alt=' ')\n", 2, "without 'alt'"),
    # text
    "heading jumps": ("# %% [markdown]\n# Text.\n#\n# ### Deep\n", 4, "## fits"),
    "second title": ("# %% [markdown]\n# # Again\n", 2, "a second title"),
    # headers
    "header not JSON": ("# %% nbgrader={\"grade\": flase}\n1\n", 1, "is not understood"),
    "header no key": ("# %% grade\n1\n", 1, "'grade' came behind"),
    "unknown key": ("# %% nbgrade={}\n1\n", 1, "the key 'nbgrade' is unknown"),
    "unknown tag": ('# %% tags=["nbval-ignore"]\n1\n', 1, "'nbval-ignore' is unknown"),
    "folded otherwise": ('# %% jupyter={"source_hiden": true}\n# A\n', 1, "'source_hiden': True"),
    # code
    "folded without a title": ('# %% jupyter={"source_hidden": true}\nx = 1\n', 2, "'x = 1'"),
    "no Python": ("# %%\nx = 1\nx = = 2\n", 3, "does not understand this: invalid syntax"),
    "error stored": ('# %% tags=["raises-exception"]\n1 / 0\n', 1, "came alone"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "line", "fragment"), BODIES.values(), ids=BODIES)
def test_a_breach_is_told_with_its_line(tmp_path, body, line, fragment):
    found = breaches(tmp_path, body)
    where = f"50_a_chapter.py:{AFTER + line}: "
    assert any(where in one and fragment in one for one in found), found


@pytest.mark.parametrize(
    ("gone", "fragment"),
    [
        ("# 50 A chapter", "a title"),
        ("**You will be able to** test.", "You will be able to"),
        ("**Minutes:** 1.", "Minutes"),
        ("**You need:** nothing.", "You need"),
    ],
)
def test_the_opening_is_whole(tmp_path, gone, fragment):
    found = breaches(tmp_path, "", OPENING.replace(gone, ""))
    assert len(found) == 1
    assert ":1: the opening lacks" in found[0]
    assert fragment in found[0]


def test_all_breaches_are_told_at_once(tmp_path):
    found = breaches(tmp_path, BODIES["no Python"][0] + "\n" + BODIES["second title"][0])
    assert len(found) == 2


SOUND = {
    "a figure with words": "# %%\nfig, ax = subplots()\nfigure(fig, caption='A.', alt='B.')\n",
    "a function that draws": "# %%\ndef draw():\n    fig, ax = plt.subplots()\n    return fig\n",
    "settings of pyplot": "# %%\nplt.close('all')\n",
    "hashes in code": "# %% [markdown]\n# ```python\n# # a comment\n# ### another\n# ```\n",
    "a picture in code": "# %% [markdown]\n# Write `![](...)` or `<img>`.\n",
    "magics": "# %%\n# %timeit 1\n\n# %%\n# !ls\nx = await y\n",
    "a leading percent": "# %%\nx = (\n    '%d'\n    % 3\n)\n",
    "marked by hand": (
        ANSWER.replace('"grade": false', '"grade": true, "points": 3')
        + "def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION\n"
    ),
    "an error that is shown": (
        '# %% tags=["raises-exception", "nbval-ignore-output"]\n1 / 0\n'
    ),
}  # fmt: skip


@pytest.mark.parametrize("body", SOUND.values(), ids=SOUND)
def test_what_is_sound_passes(tmp_path, body):
    assert rules.check(chapter(tmp_path, body)) == []


def test_a_long_cell_is_warned_of_only(tmp_path):
    long = "x = 1\n" * 26
    assert "a cell of 26 lines" in rules.check(chapter(tmp_path, f"# %%\n{long}"))[0]
    folded = f'# %% jupyter={{"source_hidden": true}}\n# A title\n{long}'
    assert rules.check(chapter(tmp_path, folded)) == []


def test_text_before_the_first_cell_is_refused(tmp_path):
    with pytest.raises(SourceError, match="begin every cell, the first too"):
        chapter(tmp_path, "", "x = 1\n" + OPENING)


def test_a_source_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "50_a.py").write_bytes(b"# %%\n\xff\n")
    from authoring.source import read

    with pytest.raises(SourceError, match="not UTF-8"):
        read(tmp_path / "50_a.py")
