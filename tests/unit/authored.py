"""A small chapter for the tests of the authoring pipeline."""

from authoring.source import read

OPENING = """\
# %% [markdown]
# # 50 A chapter
#
# **You will be able to** test. **Minutes:** 1. **You need:** nothing.

"""
ANSWER = (
    '# %% nbgrader={"grade": false, "grade_id": "double", "locked": false, "schema_version": 3, '
    '"solution": true, "task": false}\n'
)
CHECK = (
    '# %% nbgrader={"grade": true, "grade_id": "double_check", "locked": true, "points": 2, '
    '"schema_version": 3, "solution": false, "task": false}\n'
)
EXERCISE = f'''\
{ANSWER}def double(x):
    """Return twice x."""
    ### BEGIN SOLUTION
    secret = 2 * x
    return secret
    ### END SOLUTION


{CHECK}print("asked:", callable(double))
### BEGIN HIDDEN TESTS
assert double(21) == 42
### END HIDDEN TESTS

'''


def chapter(folder, body="", opening=OPENING, name="50_a_chapter"):
    """Write a chapter of this text and read it as the pipeline does."""
    path = folder / f"{name}.py"
    path.write_text(opening + body, "utf-8")
    return read(path)
