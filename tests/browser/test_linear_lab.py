"""LinearLab as a learner uses it: lines by mouse and keys, hidden units, descent, no kernel."""

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils.widgets.linear_lab.regions import coloured

from .colours import assert_soon
from .jupyter import drag, press_at_once

CODE = "from course_utils.widgets import LinearLab\nlab = LinearLab()\nlab"
CSS = ".cv-linear-lab"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE)
    opened.run_all()
    yield opened
    assert opened.errors == []


def slider(lab, name):
    return lab.locator(f"[data-control={name}] .noUi-handle")


def shows_output(notebook, lab):
    """Assert that canvas and numbers are what torch says."""

    def difference():
        probabilities = notebook.array("lab.output()")
        pixels = notebook.pixels(lab.locator("canvas[data-raster=plane]")).astype(int)
        apart = np.abs(pixels[..., :3] - coloured(probabilities)).max(-1)
        # At a tie either class may win; one level of colour is single precision's.
        apart[probabilities.max(0) - np.sort(probabilities, 0)[-2] < 1e-6] = 0
        right, count = notebook.value(
            "[lab.accuracy() * len(lab.points()[1]), lab.points()[1].size]"
        )
        words = lab.locator("[data-right]").text_content()
        loss = float(lab.locator("[data-loss]").text_content())
        if apart.max() > 2:
            return f"{(apart > 2).sum()} pixels differ"
        if words != f"{round(right)} of {count}":
            return f"{words}, but {right} of {count}"
        crosses = lab.locator(".cv-raster:has([data-raster=plane]) svg g g g:visible").count()
        if crosses != count - round(right):
            return f"{crosses} crosses, but {count - right} wrong"
        return "" if abs(loss - notebook.value("lab.loss()")) < 2e-3 else f"loss {loss}"

    assert_soon(difference)


def choose(notebook, lab, name):
    lab.locator("[data-control=data] select").select_option(name)
    notebook.eventually(f"lab.data == {name!r}")


def line_by_mouse_and_by_keys(notebook, lab):
    page = notebook.page
    shows_output(notebook, lab)
    move, turn = (lab.locator(f"[data-handle={name}]") for name in ("move", "turn"))

    drag(page, move, 30)
    notebook.eventually("abs(lab.bias - LinearLab().bias).max() > 0.01")
    # Moving does not turn.
    assert notebook.value("abs(lab.weight - LinearLab().weight).max()") == pytest.approx(0)
    drag(page, turn, 25)
    notebook.eventually("abs(lab.weight - LinearLab().weight).max() > 0.01")
    shows_output(notebook, lab)

    def length():
        across, up = np.diff(notebook.array("lab.weight"), axis=0)[0]
        return np.hypot(across, up)

    before = length()
    for handle in (turn, move):
        text = handle.get_attribute("aria-valuetext")
        handle.focus()
        page.keyboard.press("ArrowUp")
        expect(handle).not_to_have_attribute("aria-valuetext", text)
    shows_output(notebook, lab)
    assert length() == pytest.approx(before)  # of the weights, which turn

    def direction():
        across, up = np.diff(notebook.array("lab.weight"), axis=0)[0]
        return np.degrees(np.arctan2(up, across))

    start = direction()
    turn.focus()
    press_at_once(turn, *["ArrowLeft"] * 4)
    fourfold = pytest.approx(12, abs=0.01)  # degrees
    assert_soon(lambda: "" if abs(direction() - start) == fourfold else f"from {start}")

    notebook.run("lab.learning_rate = 0.01")  # below the slider's end
    slider(lab, "w1").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.weight[0, 0] == lab.w1")
    shows_output(notebook, lab)
    lab.locator("[data-control=learning_rate]").get_by_text("0.05", exact=True).wait_for()
    assert notebook.value("lab.learning_rate") == 0.01
    notebook.run("lab.learning_rate = 0.5")


def hidden_units_fold_and_descent_fits(notebook, lab):
    page = notebook.page
    lab.get_by_role("button", name="Back to the seed").click()
    choose(notebook, lab, "XOR")
    assert "No line can part" in lab.locator("[role=status]").text_content()
    expect(lab.locator("canvas[data-raster=folded]")).to_be_hidden()

    hidden = slider(lab, "hidden")
    hidden.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    slider(lab, "seed").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.hidden == 2 and lab.seed == 2 and lab.hidden_weight.shape == (2, 2)")
    # The browser draws the same weights as Python.
    same = "LinearLab(data='XOR', hidden=2, seed=2)"
    for name in ("weight", "bias", "hidden_weight", "hidden_bias"):
        assert notebook.value(f"(lab.{name} == {same}.{name}).all().item()")
    assert lab.locator("[role=status]").text_content() == ""
    expect(lab.locator("canvas[data-raster=folded]")).to_be_visible()
    shows_output(notebook, lab)

    # The second unit's line, by the grid and by its handle.
    lab.locator("[data-grid=first] [data-row='1'][data-column='0']").click()
    notebook.eventually("lab.row == 1")
    drag(page, lab.locator("[data-handle=move]"), 20)
    notebook.eventually(f"lab.hidden_bias[1] != {same}.hidden_bias[1]")
    assert notebook.value(f"(lab.hidden_bias[0] == {same}.hidden_bias[0]).item()")
    lab.locator("[data-grid=last] [data-row='1'][data-column='2']").click()
    notebook.eventually("lab.selected == [1, 2]")
    slider(lab, "chosen_weight").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.bias[1] == lab.chosen_weight")
    shows_output(notebook, lab)

    lab.get_by_role("button", name="Back to the seed").click()
    notebook.eventually(f"(lab.weight == {same}.weight).all()")
    lab.get_by_role("button", name="One step").click()
    notebook.eventually("lab.steps == 1")
    lab.get_by_role("button", name="Fit: 300 steps").click()
    lab.get_by_text("301 steps").wait_for()
    notebook.eventually("lab.steps == 301")
    shows_output(notebook, lab)
    assert notebook.value("lab.accuracy()") == 1

    # A unit whose line has left all points behind is told.
    lab.get_by_role("button", name="Back to the seed").click()
    notebook.eventually(f"(lab.weight == {same}.weight).all()")
    notebook.run("lab.hidden_bias = [-20, 1]")
    lab.get_by_text("h1: 0 at every point").wait_for()
    notebook.run("lab.hidden_bias = [1, 1]")
    lab.get_by_text("h1: 0 at every point").wait_for(state="hidden")

    choose(notebook, lab, "three clouds")
    notebook.eventually("lab.classes == 3 and lab.steps == 0")
    shows_output(notebook, lab)


def test_by_mouse_by_keys_and_without_a_kernel(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    line_by_mouse_and_by_keys(notebook, lab)
    hidden_units_fold_and_descent_fits(notebook, lab)

    notebook.stop_kernel()
    lab.get_by_role("button", name="Fit: 300 steps").click()
    page.wait_for_function(
        "() => /^90 /.test(document.querySelector('.cv-linear-lab [data-right]').textContent)"
    )
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone
