"""ConfusionExplorer as a learner uses it: cells by mouse and keys, the threshold, no kernel."""

import numpy as np
import pytest
from playwright.sync_api import expect

from .colours import assert_soon

CODE = """
import types
import numpy as np
from course_utils.widgets import ConfusionExplorer
random = np.random.default_rng(0)
labels = random.integers(0, 10, 3000)
scores = random.normal(size=(3000, 10)) + 2 * np.eye(10)[labels]
probabilities = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
images = random.integers(0, 256, (3000, 32, 32, 3), np.uint8)
data = types.SimpleNamespace(
    x_test=images, y_test=labels, classes=tuple("abcdefghij"), sentence="Made up."
)
lab = ConfusionExplorer(probabilities, data)
lab
"""
CSS = ".cv-confusion-explorer"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE)
    opened.run_all()
    yield opened
    assert opened.errors == []


def cell(lab, row, column):
    return lab.locator("[data-grid=confusion] [role=gridcell]").nth(row * 10 + column)


def shows(notebook, lab):
    """Assert that counts, names and the pixels of the images are those of the kernel."""

    def difference():
        texts = lab.locator("[data-grid=confusion] [role=gridcell]").all_inner_texts()
        expected = notebook.value("lab.output().ravel().tolist()")
        if list(map(int, texts)) != expected:
            return f"{texts} in the matrix, not {expected}"
        places = notebook.value("lab.shown().tolist()")
        canvases = lab.locator(".cv-gallery li:not([hidden]) canvas")
        if canvases.count() != len(places):
            return f"{canvases.count()} images, not {len(places)}"
        for at in {0, len(places) // 2, len(places) - 1} if places else ():
            name = canvases.nth(at).get_attribute("aria-label")
            if not name.startswith(f"test image {places[at]}: "):
                return f"{name!r} stands where image {places[at]} should"
            pixels = notebook.pixels(canvases.nth(at))[..., :3]
            if not np.array_equal(pixels, notebook.array(f"data.x_test[{places[at]}]")):
                return f"other pixels than those of image {places[at]}"
        return ""

    assert_soon(difference)


def test_cells_by_mouse_and_by_keyboard_and_the_worst(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows(notebook, lab)
    cell(lab, 4, 4).click()
    notebook.eventually("lab.cell == (4, 4)")
    shows(notebook, lab)
    expect(lab).to_contain_text("e, recognised", use_inner_text=True)

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert notebook.value("list(lab.cell)") == [4, 4], "pointed at, not opened"
    expect(lab.locator(".cv-cursor")).to_contain_text("d taken for f:")
    page.keyboard.press("Enter")
    notebook.eventually("lab.cell == (3, 5)")
    shows(notebook, lab)
    expect(cell(lab, 3, 5)).to_have_attribute("aria-selected", "true")

    lab.get_by_role("button", name="worst mistakes").click()
    notebook.eventually("lab.cell == ()")
    shows(notebook, lab)
    expect(lab.locator("[aria-selected=true]")).to_have_count(0)
    cell(lab, 3, 5).click()
    notebook.eventually("lab.cell == (3, 5)")
    shows(notebook, lab)


def test_the_threshold_moves_everything_and_python_too(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    lab.locator("[data-control=threshold] .noUi-handle").focus()
    for _ in range(8):
        page.keyboard.press("PageUp")
    notebook.eventually("0.2 < lab.threshold < 1")
    shows(notebook, lab)
    notebook.run("lab.threshold, lab.cell = 0.8, (7, 7)")
    shows(notebook, lab)
    kept, right = notebook.value("[int(lab.output().sum()), int(lab.output().trace())]")
    said = lab.locator("[data-fact=kept]").inner_text()
    assert said == f"{kept:,} of 3,000 ({100 * kept / 3000:.1f} %)"
    expect(lab.locator("[data-fact=accuracy]")).to_have_text(f"{100 * right / kept:.1f} %")
    error = notebook.value("lab.calibration()['error']")
    expect(lab.locator("[data-fact=error]")).to_have_text(f"{error:.3f}")
    lab.locator("summary").click()
    rows = lab.locator(".cv-table tbody tr")
    counts = notebook.value("lab.calibration()['count'].tolist()")
    texts = [row.locator("td").nth(1).inner_text() for row in rows.all()]
    assert texts == [f"{count:,}" for count in counts]
    shares = lab.locator("[data-grid=perClass] .cv-number").all_inner_texts()
    matrix = notebook.array("lab.output()")
    assert shares == [f"{100 * matrix[k, k] / matrix[k].sum():.1f} %" for k in range(10)]

    notebook.run("lab.threshold = 1.0")
    assert_soon(lambda: "" if "0 of 3,000" in lab.inner_text() else "still some are kept")
    expect(lab.locator("[data-fact=accuracy]")).to_have_text("–")
    expect(lab).to_contain_text("none with a confidence of at least 1.00", use_inner_text=True)
    shows(notebook, lab)


def test_without_a_kernel_a_new_cell_says_so_and_an_old_one_is_still_there(notebook):
    lab = notebook.widget(CSS)
    cell(lab, 2, 2).click()
    shows(notebook, lab)
    canvas = lab.locator(".cv-gallery canvas").first
    before = notebook.pixels(canvas)
    cell(lab, 8, 8).click()
    shows(notebook, lab)

    notebook.stop_kernel()
    cell(lab, 2, 2).click()
    assert (notebook.pixels(canvas) == before).all()
    message = lab.locator(".cv-message")
    expect(message).to_have_text("")
    cell(lab, 6, 6).click()
    assert notebook.pixels(canvas)[..., 3].max() == 0, "no image under another one's name"
    message.get_by_text("must come from the kernel, which does not answer").wait_for()
    handle = lab.locator("[data-control=threshold] .noUi-handle")
    handle.focus()
    for _ in range(8):
        notebook.page.keyboard.press("PageUp")
    said = lab.locator("[data-fact=kept]")
    assert_soon(lambda: "3,000 of 3,000" in said.inner_text() and "nothing was counted anew")
    cell(lab, 8, 8).click()
    expect(message).to_have_text("")
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone
