"""ReceptiveFieldLab as a learner uses it: mouse, keyboard, both themes, without a kernel."""

import numpy as np
import pytest
from playwright.sync_api import expect

from .colours import assert_soon, differing
from .jupyter import drag

CODE = "from course_utils.widgets import ReceptiveFieldLab\nlab = ReceptiveFieldLab()\nlab"
CSS = ".cv-receptive-field-lab"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE)
    opened.run_all()
    yield opened
    assert opened.errors == []


def slider(lab, name):
    return lab.locator(f"[data-control={name}] .noUi-handle")


def shows_influence(notebook, lab):
    """Assert that the close-up holds what torch says, to one level of colour."""
    notebook.page.wait_for_function(
        "css => document.querySelector(css).getAttribute('aria-busy') !== 'true'", arg=CSS
    )
    canvas = lab.locator("canvas[data-raster=influence]")

    def difference():
        share = notebook.array("lab.output()")
        return differing(notebook.pixels(canvas), share, "sequential", 0, float(share.max()))

    assert_soon(difference)


def status(lab):
    return lab.get_by_role("status").inner_text()


def test_by_mouse_by_keyboard_in_both_themes(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows_influence(notebook, lab)

    # The sliders: how many layers, and the numbers of the one in hand.
    slider(lab, "depth").focus()
    page.keyboard.press("End")
    notebook.eventually("lab.layers == ((3, 1, 1),) * 8 and lab.receptive_field == 17")
    shows_influence(notebook, lab)
    drag(page, slider(lab, "depth"), -300)
    notebook.eventually("lab.layers == ()")
    assert "no layer" in status(lab)
    for _ in range(4):
        lab.get_by_role("button", name="Add", exact=True).click()
    notebook.eventually("len(lab.layers) == 4 and lab.chosen == 3")
    slider(lab, "dilation").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    notebook.eventually("lab.layers[3] == (3, 1, 4)")
    shows_influence(notebook, lab)

    # The table: typed into, arrow keys, moved and removed by keys.
    cell = lab.locator("input[data-layer='0'][data-name=kernel]")
    cell.fill("5")
    cell.press("ArrowUp")
    notebook.eventually("lab.layers[0] == (6, 1, 1) and lab.chosen == 0")
    cell.press("Alt+ArrowDown")
    notebook.eventually("lab.layers[1] == (6, 1, 1) and lab.chosen == 1")
    page.keyboard.press("Alt+Delete")
    notebook.eventually("lab.layers == ((3, 1, 1), (3, 1, 1), (3, 1, 4))")
    before = notebook.value("lab.layers")
    cell.fill("99")
    cell.press("Tab")
    assert "kernel 99; a whole number from 1 to 11 fits" in status(lab)
    assert notebook.value("lab.layers") == before
    expect(cell).to_have_value("3")
    row = lab.locator("tr[data-layer='2']").inner_text().split("\t")
    assert [text.strip() for text in row if "=" in text] == ["5 + 4·2·1 = 13"]

    # The unit: pressed, and moved by keys one unit at a time.
    photograph = lab.locator("canvas[data-raster=photograph]")
    photograph.click(position={"x": 60, "y": 90})
    at = notebook.value("list(lab.unit)")
    label = photograph.get_attribute("aria-label")
    page.keyboard.press("ArrowDown")
    notebook.eventually(f"list(lab.unit) == [{at[0] + 1}, {at[1]}]")
    expect(photograph).not_to_have_attribute("aria-label", label)
    slider(lab, "stride").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("2 in [layer[1] for layer in lab.layers]")
    at = notebook.value("list(lab.unit)")
    photograph.focus()
    page.keyboard.press("ArrowLeft")
    notebook.eventually(f"list(lab.unit) == [{at[0]}, {at[1] - 1}]")
    shows_influence(notebook, lab)

    # What was measured, against the same numbers from torch.
    share = notebook.array("lab.output()").astype(float)
    cells = [np.arange(size) for size in share.shape]
    deviations = []
    for axis in (0, 1):
        sums = share.sum(axis=1 - axis)
        mean = (sums * cells[axis]).sum()
        deviations.append((sums * (cells[axis] - mean) ** 2).sum())
    shown = lab.locator(".cv-measured tbody tr:nth-child(2) td").first.text_content()
    assert float(shown) == pytest.approx(np.sqrt(np.mean(deviations)), abs=0.006)

    # Kept to compare; presets; random weights; padding.
    lab.get_by_role("button", name="Keep to compare").click()
    notebook.eventually("lab.kept == lab.layers")
    lab.locator("[data-control=preset] select").select_option("3 × 3, dilation 1, 2, 4")
    notebook.eventually("lab.receptive_field == 15 and len(lab.kept) == 3")
    lab.locator("[data-control=weights] select").select_option("random")
    lab.locator("[data-control=padding] select").select_option("same")
    notebook.eventually("(lab.weights, lab.padding) == ('random', 'same')")
    shows_influence(notebook, lab)
    slider(lab, "draws").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.draws == 9")
    shows_influence(notebook, lab)
    photograph.click(position={"x": 2, "y": 3})
    notebook.eventually("max(lab.position) < 4")
    shows_influence(notebook, lab)

    # From the kernel, with what does not fit said in words.
    notebook.run("lab.padding = 'none'; lab.weights = 'uniform'; lab.layers = [(11, 4, 1)] * 4")
    lab.get_by_role("status").get_by_text("the first 3 layers fit").wait_for()
    shows_influence(notebook, lab)
    notebook.run("lab.layers = [(3, 1, 1), (3, 2, 1)]")
    page.wait_for_function(
        "css => document.querySelector(`${css} [role=status]`).textContent === ''", arg=CSS
    )
    shows_influence(notebook, lab)

    notebook.set_theme("dark")
    shows_influence(notebook, lab)
    ink = lab.evaluate("root => getComputedStyle(root).color")
    assert sum(int(part) for part in ink.strip("rgba()").split(",")[:3]) > 380, "light ink on dark"


def test_it_goes_on_without_a_kernel_and_comes_back(notebook):
    lab = notebook.widget(CSS)
    canvas = lab.locator("canvas[data-raster=influence]")
    notebook.stop_kernel()
    before = notebook.pixels(canvas)
    slider(lab, "depth").focus()
    notebook.page.keyboard.press("End")
    assert (notebook.pixels(canvas) != before).any()
    expect(lab.locator(".cv-stack tbody tr")).to_have_count(9)
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone
    notebook.restart_and_run_all()
    shows_influence(notebook, notebook.widget(CSS))
