# ---
# jupyter:
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 00 Start here
#
# **You will be able to** run a cell, move a control, do an exercise and read what its check says.
#
# **Minutes:** 5. **You need:** nothing but this page.
#
# This is a notebook: text like this, and cells of Python with a number in brackets beside them. Click into the cell below and press **Shift+Enter**. It runs, and the next cell is chosen. Until a cell has run, what it makes is not there; so run them all, from top to bottom.

# %%
from course_utils import doctor
from course_utils.checks import start as check
from course_utils.widgets import KernelLab, Predict

print("It runs.")

# %% [markdown]
# ## A first taste
#
# Below is a photograph, and beside it what nine numbers make of it. Run the cell, then take the slider and move it slowly from 5 down to 4. You can drag it, or click it once and use the arrow keys.

# %%
KernelLab([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], compact=True)

# %% [markdown]
# At 5 the photograph looks sharper. At 4 it is gone, and only its edges are left: the nine numbers now sum to 0, so wherever the photograph is flat, the result is exactly 0. Chapter 01 explains why, and what the other eight numbers do.
#
# Nothing was asked of Python while you moved the slider. The arithmetic ran in your browser, in the same moment; Python holds the same numbers and is asked only when you ask it.

# %% [markdown]
# ## Predict, then look
#
# Many sections begin with a question. Choose an answer and commit to it; the explanation shows after that.

# %% jupyter={"source_hidden": true}
# A prediction: your first one
nine = [0, -1, 0, -1, 4.5, -1, 0, -1, 0]
Predict(
    "You have seen 5 and 4. Halfway, at 4.5, the nine numbers sum to 0.5. What does a flat, light region become?",
    ["it stays as light as it was", "half as light", "black"],
    answer=["stays", "half", "black"].index("half" if sum(nine) == 0.5 else "stays"),
    because="On a flat region every pixel is the same, so the result is that pixel times the sum of the nine numbers. Move the slider above to 4.5 and look at the sky.",
)

# %% [markdown]
# ## An exercise and its check
#
# In an exercise you replace the line that says `raise NotImplementedError` by code of your own. The cell after it checks what you wrote. Run both now, before you change anything, to see what a check says to an exercise that is still blank.
#
# **`brighten`**: a pixel is a number from 0 (black) to 1 (white). Add `amount` to it, but return at most 1: there is nothing whiter than white.


# %% nbgrader={"grade": false, "grade_id": "brighten", "locked": false, "schema_version": 3, "solution": true, "task": false}
def brighten(pixel, amount):
    """Return the pixel, lighter by the amount, at most 1."""
    ### BEGIN SOLUTION
    return min(pixel + amount, 1)
    ### END SOLUTION


# %% nbgrader={"grade": true, "grade_id": "brighten_check", "locked": true, "points": 1, "schema_version": 3, "solution": false, "task": false}
check.brighten(brighten)

# %% [markdown]
# A check does not only say that something is wrong: it says *what*, and shows the smallest example on which your answer fails. Try it: write `return pixel + amount`, run both cells again and read what it says. Then make it right.
#
# You can run a check as often as you like, and 'Run All' in the menu goes past exercises that are still blank.

# %% [markdown]
# ## What this machine has
#
# Everything in the course runs on two cores without a graphics card. The table says what was found here, what it means, and how to mend what is missing.

# %% tags=["nbval-ignore-output"]
doctor.report()

# %% [markdown]
# ## The course
#
# | chapter | what you will do | minutes |
# | --- | --- | --- |
# | 00 Start here | this page | 5 |
# | [01 Convolution](01_convolution.ipynb) | move a kernel's weights, write the layer, predict its sizes | 90 |
# | [02 Pooling](02_pooling.ipynb) | pool by hand, forwards and backwards; see what is kept, and what a shift does to it | 70 |
# | [03 Fully connected layers](03_fully_connected.ipynb) | flatten, multiply, bend, compare; account for every parameter of a network | 90 |
# | [04 Training](04_training.ipynb) | build the network, write its training step and its measures, run it, and get there sooner | 90 |
#
# Every chapter goes the same way for each idea: predict, play, derive the formula, code it, compare with PyTorch, then an exercise with a check, and what people get wrong.
#
# How long the heavier cells take is set by `COURSE_BUDGET`: `smoke` (seconds, for a quick look), `lesson` (what you have now unless you chose otherwise: at most about two minutes a cell), `full` (the numbers that the texts quote).
#
# **Read on.** [Chapter 01](01_convolution.ipynb) is the place to go.
