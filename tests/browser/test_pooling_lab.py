"""PoolingLab as a learner uses it: mouse, keyboard, both themes, without a kernel."""

import re

import pytest
from playwright.sync_api import expect

from .colours import assert_soon, differing
from .jupyter import drag

CODE = "from course_utils.widgets import PoolingLab\nlab = PoolingLab()\nlab"
CSS = ".cv-pooling-lab"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE)
    opened.run_all()
    yield opened
    assert opened.errors == []


def slider(lab, name):
    return lab.locator(f"[data-control={name}] .noUi-handle")


def choose(notebook, lab, mode):
    lab.locator("[data-control=mode] select").select_option(mode)
    notebook.eventually(f"lab.mode == {mode!r}")


def shows_output(notebook, lab):
    """Assert that both canvases hold what torch says: the output, and the gradient's route."""
    canvases = [lab.locator(f"canvas[data-raster={name}]") for name in ("output", "gradient")]

    def difference():
        output, gradient = notebook.array("lab.output()"), notebook.array("lab.gradient()")
        scale = notebook.value("list(lab.scale())")
        amounts = ("sequential", 0, float(gradient.max()))
        return differing(notebook.pixels(canvases[0]), output, *scale) or differing(
            notebook.pixels(canvases[1]), gradient, *amounts
        )

    assert_soon(difference)


def test_by_mouse_by_keyboard_in_both_themes(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows_output(notebook, lab)

    drag(page, slider(lab, "size"), 12)
    notebook.eventually("lab.size > 4")
    shows_output(notebook, lab)
    slider(lab, "size").focus()
    page.keyboard.press("Home")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    notebook.eventually("lab.size == 3")
    lab.locator("[data-control=tied] input").uncheck()
    notebook.eventually("not lab.tied")
    slider(lab, "stride").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.stride == 2")
    shows_output(notebook, lab)

    for mode in ("average", "L2", "adaptive max", "adaptive average", "global max"):
        choose(notebook, lab, mode)
        shows_output(notebook, lab)
        expect(lab.locator("[data-control=bins]")).to_be_visible(
            visible=mode.startswith("adaptive")
        )
        expect(lab.locator("[data-control=size]")).to_be_visible(visible=mode in ("average", "L2"))
    choose(notebook, lab, "average")
    slider(lab, "padding").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.padding == 1")
    lab.locator("[data-control=count_include_pad] input").uncheck()
    lab.locator("[data-control=ceil_mode] input").check()
    notebook.eventually("lab.ceil_mode and not lab.count_include_pad")
    shows_output(notebook, lab)

    # More padding than half the window is refused in words, as torch does; nothing freezes.
    page.keyboard.press("Tab")
    slider(lab, "padding").focus()
    page.keyboard.press("ArrowRight")
    lab.get_by_role("status").get_by_text("at most half of the window of 3 fits: 1").wait_for()
    page.keyboard.press("ArrowLeft")
    notebook.eventually("lab.padding == 1")
    page.wait_for_function(
        "css => document.querySelector(`${css} [role=status]`).textContent === ''", arg=CSS
    )
    shows_output(notebook, lab)

    # One window: its cells, its winner, and the number that the output holds.
    choose(notebook, lab, "max")
    output = lab.locator("canvas[data-raster=output]")
    output.hover(position={"x": 150, "y": 120})
    label = output.get_attribute("aria-label")
    output.focus()
    page.keyboard.press("ArrowDown")
    expect(output).not_to_have_attribute("aria-label", label)
    place = lab.get_by_text(re.compile("^output row")).inner_text()
    row, column = map(int, re.findall(r"\d+", place)[:2])
    notebook.eventually(f"list(lab.position) == [{row}, {column}]")
    value = notebook.array("lab.output()")[row, column]
    assert float(lab.locator("[data-result]").inner_text().split()[-1]) == pytest.approx(
        float(value), abs=6e-4
    )
    here = lab.locator("[data-grid=cells] .cv-here")
    expect(here).to_have_count(1)
    assert float(here.inner_text()) == pytest.approx(float(value), abs=6e-3)
    expect(lab.locator("[data-grid=weights] .cv-here")).to_have_text("1.00")

    notebook.run("lab.size = 16; lab.tied = True; lab.padding = 0; lab.mode = 'average'")
    lab.get_by_text("The window has 256 cells").wait_for()
    shows_output(notebook, lab)

    notebook.set_theme("dark")
    shows_output(notebook, lab)
    ink = lab.evaluate("root => getComputedStyle(root).color")
    assert sum(int(part) for part in ink.strip("rgba()").split(",")[:3]) > 380, "light ink on dark"


def test_ties_go_to_the_first_as_in_torch(open_notebook):
    notebook = open_notebook(
        "import numpy as np\nfrom course_utils.widgets import PoolingLab\n"
        "flat = np.full((8, 8, 3), 120, np.uint8)\nlab = PoolingLab(flat, size=2)\nlab"
    )
    notebook.run_all()
    lab = notebook.widget(CSS)
    shows_output(notebook, lab)
    assert notebook.array("lab.gradient()")[::2, ::2].all(), "the first of four equal cells"
    assert notebook.errors == []


def test_it_goes_on_without_a_kernel_and_comes_back(notebook):
    lab = notebook.widget(CSS)
    canvas = lab.locator("canvas[data-raster=output]")
    notebook.stop_kernel()
    slider(lab, "size").focus()
    notebook.page.keyboard.press("End")
    assert notebook.pixels(canvas).shape[:2] == (8, 8)
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone
    notebook.restart_and_run_all()
    shows_output(notebook, notebook.widget(CSS))


def test_on_a_phone_nothing_scrolls_sideways(open_notebook):
    notebook = open_notebook(CODE.replace("()", "(size=6)", 1), width=360, height=800)
    notebook.run_all()
    lab = notebook.widget(CSS)
    assert lab.evaluate("root => root.scrollWidth <= root.clientWidth + 1")
    assert lab.evaluate("root => root.getBoundingClientRect().right <= innerWidth")
    assert lab.locator("[data-grid=cells] .cv-cell").first.bounding_box()["width"] >= 24
