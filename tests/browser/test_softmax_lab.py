"""SoftmaxLab as a learner uses it: drag, keyboard, logits of 10,000, without a kernel."""

import numpy as np
import pytest
from playwright.sync_api import expect

from .colours import assert_soon
from .jupyter import drag, press_at_once

CODE = "from course_utils.widgets import SoftmaxLab\nlab = SoftmaxLab()\nlab"
CSS = ".cv-softmax-lab"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE)
    opened.run_all()
    yield opened
    assert opened.errors == []


def numbers(lab, name):
    """Return the numbers that stand beside the bars of a column."""
    texts = lab.locator(f"[data-grid={name}] .cv-bar-number").all_inner_texts()
    return np.array([float(text.replace("−", "-").replace(",", "")) for text in texts])


def shows_output(notebook, lab):
    """Assert that all numbers are those that torch gives in the kernel."""

    def difference():
        for name, expression, near in (
            ("logits", "[z + lab.added for z in lab.logits]", 0.051),
            ("probabilities", "lab.output().tolist()", 6e-4),
            ("gradient", "lab.gradient().tolist()", 6e-3),
        ):
            shown, expected = numbers(lab, name), np.array(notebook.value(expression))
            if shown.shape != expected.shape or not np.allclose(shown, expected, atol=near):
                return f"{name}: {shown} is shown, {expected} is right"
        shown = lab.locator("[data-loss]").inner_text().split()[-1].replace(",", "")
        loss = notebook.value("lab.loss()")
        return "" if float(shown) == pytest.approx(loss, abs=0.051) else f"{shown}, not {loss}"

    assert_soon(difference)


def test_by_mouse_and_by_keyboard(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows_output(notebook, lab)
    bars = lab.locator("[data-grid=logits] [role=slider]")

    box = bars.nth(1).bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.6, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, middle, steps=4)
    page.mouse.up()
    notebook.eventually("abs(lab.logits[1] - 6) < 0.2 and lab.selected == 1")
    shows_output(notebook, lab)
    expect(lab.locator(".cv-bar-row.cv-here"), "marked in every panel").to_have_count(3)

    bars.nth(3).focus()
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowLeft")
    notebook.eventually("lab.logits[3] == -0.1 and lab.selected == 3 and lab.chosen_logit == -0.1")
    press_at_once(bars.nth(3), "PageUp", "PageUp", "ArrowLeft")
    notebook.eventually("abs(lab.logits[3] - 1.8) < 1e-9")
    page.keyboard.press("End")
    notebook.eventually("lab.logits[3] == 10 == lab.typed_logit")
    drag(page, lab.locator("[data-control=chosen_logit] .noUi-handle"), -40)
    notebook.eventually("lab.logits[3] < 9 and lab.logits[3] == lab.typed_logit")
    shows_output(notebook, lab)

    lab.locator("input[type=radio]").nth(2).check()
    notebook.eventually("lab.label == 2")
    for name in ("temperature", "smoothing", "added", "classes"):
        lab.locator(f"[data-control={name}] .noUi-handle").focus()
        page.keyboard.press("ArrowRight")
    notebook.eventually("lab.classes == len(lab.logits) == 5 and lab.added == 1")
    notebook.eventually("lab.temperature == 1.05 and lab.smoothing == 0.01")
    shows_output(notebook, lab)
    lab.locator("[data-control=classes] .noUi-handle").focus()
    page.keyboard.press("Home")
    notebook.eventually("lab.classes == len(lab.logits) == 3 and lab.selected == 2")
    shows_output(notebook, lab)

    # What Python sets stays as it is, though sliders show it on their steps.
    notebook.run("lab.temperature, lab.smoothing = 1.03, 0.017")
    for name, text in (("temperature", "1.05"), ("smoothing", "0.02")):
        lab.locator(f"[data-control={name}]").get_by_text(text, exact=True).wait_for()
    shows_output(notebook, lab)
    assert notebook.value("[lab.temperature, lab.smoothing]") == [1.03, 0.017]
    lab.locator("[data-control=smoothing] .noUi-handle").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.temperature == 1.03 and lab.smoothing == 0.03")


def test_ten_thousand(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    before = numbers(lab, "probabilities")
    naive = lab.locator("[data-naive]")
    assert "NaN" not in naive.inner_text()
    lab.get_by_role("button", name="all at 10,000").click()
    notebook.eventually("lab.added == 10_000")
    assert (numbers(lab, "probabilities") == before).all(), "a constant changes nothing"
    expect(naive).to_have_text("= ∞ / ∞ = NaN")
    shows_output(notebook, lab)

    lab.get_by_role("button", name="10,000 apart").click()
    lab.locator("input[type=radio]").nth(1).check()
    notebook.eventually("lab.logits[:2] == (10_000, -10_000) and lab.label == 1")
    shows_output(notebook, lab)
    expect(lab.locator("[data-loss]")).to_have_text("loss = 20,000.0")

    # The slider ends at 10: that it stands there must not move the logit; the box tells it exactly.
    box = lab.locator("[data-control=typed_logit] input")
    box.fill("1234.56")
    page.keyboard.press("Enter")
    notebook.eventually("lab.logits[0] == 1234.56 or lab.logits[1] == 1234.56")
    shows_output(notebook, lab)
    lab.get_by_role("button", name="start again").click()
    notebook.eventually("lab.logits == (2, 1, 0, -1)")
    notebook.run("lab.logits = [9999.9, 0.123, 5]; lab.temperature = 0.1; lab.smoothing = 0.5")
    notebook.eventually("lab.logits == (9999.9, 0.123, 5) and lab.classes == 3")
    shows_output(notebook, lab)


def test_unseen_it_is_not_drawn_and_without_a_kernel_it_goes_on(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    before = lab.locator("[data-loss]").text_content()
    lab.evaluate("root => { root.style.display = 'none'; }")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    notebook.run("lab.logits = [0, 3, 0, 0]")
    assert lab.locator("[data-loss]").text_content() == before
    lab.evaluate("root => { root.style.display = ''; }")
    shows_output(notebook, lab)

    notebook.stop_kernel()
    bar = lab.locator("[data-grid=logits] [role=slider]").first
    bar.focus()
    page.keyboard.press("End")
    assert numbers(lab, "probabilities")[0] > 0.99
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone
