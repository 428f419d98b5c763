"""ActivationLab as a learner uses it: drag the curves, move the scale; numbers against torch."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from .colours import assert_soon
from .jupyter import drag

CODE = "from course_utils.widgets import ActivationLab\nlab = ActivationLab()\nlab"
CSS = ".cv-activation-lab"
PLAIN = "{k: (v.tolist() if hasattr(v, 'tolist') else v) for k, v in lab.output().items()}"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE)
    opened.run_all()
    yield opened
    assert opened.errors == []


def shown_number(text):
    return float(text.replace("−", "-").split()[-1])


def shows_output(notebook, lab):
    """Assert that table and readout hold what torch gives in the kernel."""

    def difference():
        output = notebook.value(PLAIN)
        for name in ("value", "slope"):
            shown = shown_number(lab.locator(f"span[data-{name}]").inner_text())
            if abs(shown - output[name]) > 6e-4:
                return f"{name}: {shown}, not {output[name]}"
        rows = [row.split("\t") for row in lab.locator("tbody tr").all_inner_texts()]
        shares = {"ReLU": output["dead"]}.get(notebook.value("lab.activation"), output["flat"])
        for row, deviation, gradient, share in zip(
            rows, output["deviation"][1:], output["gradient"], shares, strict=True
        ):
            found = [float(cell.replace("−", "-")) for cell in row[1:3]]
            if not np.allclose(found, [deviation, gradient], rtol=0.06, atol=1e-30):
                return f"{row}, not {deviation}, {gradient}"
            if row[3] != "–" and abs(float(row[3].split()[0]) - 100 * share) > 0.51:
                return f"{row}, not {share}"
        return ""

    assert_soon(difference)


def test_every_activation_at_small_and_large_scales(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows_output(notebook, lab)
    handle = lab.locator("[data-control=log_scale] .noUi-handle")
    for name in notebook.value("list(lab.traits()['activation'].options)"):
        lab.locator("[data-control=activation] select").select_option(name)
        notebook.eventually(f"lab.activation == {name!r}")
        shows_output(notebook, lab)
    for key, at in (("Home", 0.1), ("End", 10**0.6)):
        handle.focus()
        page.keyboard.press(key)
        notebook.eventually(f"abs(lab.scale - {at}) < 1e-9")
        shows_output(notebook, lab)
    lab.locator("[data-control=activation] select").select_option("sigmoid")
    lab.get_by_role("button", name="Xavier 1").click()
    notebook.eventually("lab.activation == 'sigmoid' and lab.scale == 1")
    lab.get_by_text("The gradient at the first layer is 1/480,000 of that at the last").wait_for()
    drag(page, handle, 20)
    notebook.eventually("lab.scale > 1.2 and abs(lab.scale - 10**lab.log_scale) < 1e-9")
    shows_output(notebook, lab)


def test_the_exact_scale_stays_exact(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    lab.get_by_role("button", name="He").click()
    notebook.eventually("lab.scale == 2**0.5 and lab.log_scale == 0.15")
    shows_output(notebook, lab)
    box = lab.locator("[data-control=scale] input")
    box.fill("0.777")
    page.keyboard.press("Enter")
    notebook.eventually("lab.scale == 0.777 and lab.log_scale == -0.11")
    notebook.run("lab.seed = 5; lab.scale = 2")
    notebook.eventually("lab.scale == 2")
    shows_output(notebook, lab)


def test_x_and_layer(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    for plot in ("function", "slope"):
        box = lab.locator(f"[data-plot={plot}]").bounding_box()
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 40, steps=3)
        page.mouse.up()
        notebook.eventually("-4 < lab.x < -2.5")
        shows_output(notebook, lab)
        lab.locator("[data-control=x] .noUi-handle").focus()
        page.keyboard.press("End")
        notebook.eventually("lab.x == 6")
        shows_output(notebook, lab)
    notebook.run("lab.x = 0.52")
    lab.locator("[data-control=x]").get_by_text("0.50", exact=True).wait_for()
    shows_output(notebook, lab)
    assert notebook.value("lab.x") == 0.52, "exactly, though the slider shows its nearest step"
    label = lab.locator("[data-plot=backward]").get_attribute("aria-label")
    lab.locator("[data-control=layer] .noUi-handle").focus()
    page.keyboard.press("End")
    notebook.eventually("lab.layer == 10")
    expect(lab.locator("tr.cv-here")).to_have_text(re.compile("^10"))
    expect(lab.locator("[data-plot=backward]")).not_to_have_attribute("aria-label", label)

    # Unseen it is not drawn; without a kernel it goes on.
    verdict = lab.get_by_role("status")
    before = verdict.text_content()
    lab.evaluate("root => { root.style.display = 'none'; }")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    notebook.run("lab.activation = 'tanh'")
    unseen = lab.locator(".cv-message").text_content()
    lab.evaluate("root => { root.style.display = ''; }")
    assert unseen == before
    shows_output(notebook, lab)
    notebook.stop_kernel()
    lab.get_by_role("button", name="small 0.3").click()
    lab.get_by_text("of that at the last").wait_for()
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone
