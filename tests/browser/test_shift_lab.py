"""ShiftLab as a learner uses it: mouse, keyboard, both themes, without a kernel."""

import pytest
from playwright.sync_api import expect

from course_utils.widgets.shift_lab.widget import REDUCTIONS

from .colours import assert_soon, differing
from .jupyter import drag

CODE = "from course_utils.widgets import ShiftLab\nlab = ShiftLab()\nlab"
CSS = ".cv-shift-lab"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE)
    opened.run_all()
    yield opened
    assert opened.errors == []


def slider(lab, name):
    return lab.locator(f"[data-control={name}] .noUi-handle")


def shows_outputs(notebook, lab):
    """Assert that the four canvases and the four numbers are what torch says."""

    def difference():
        outputs, changes = notebook.array("lab.output()"), notebook.value("lab.changes()")
        scales = notebook.value(
            "[list(lab.scale(*pair)) for pair in zip(lab.changes(), lab.output())]"
        )
        for way, output, scale in zip(REDUCTIONS, outputs, scales, strict=True):
            canvas = lab.locator(f"canvas[data-raster={way}]")
            if found := differing(notebook.pixels(canvas), output, *scale):
                return f"{way}: {found}"
            shown = lab.locator(f"[data-change={way}]").inner_text().removesuffix(" %")
            if abs(float(shown) - 100 * changes[way]) > 0.06:
                return f"{way}: {shown} % instead of {100 * changes[way]} %"
        return ""

    assert_soon(difference)


def select(notebook, lab, name, value):
    lab.locator(f"[data-control={name}] select").select_option(value)
    trait = "photograph" if name == "photograph" else name
    notebook.eventually(f"lab.{trait} == {value!r}")


def test_by_mouse_by_keyboard_in_both_themes(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows_outputs(notebook, lab)
    drag(page, slider(lab, "shift"), 40)
    notebook.eventually("lab.shift > 0.5")
    shows_outputs(notebook, lab)
    slider(lab, "shift").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    notebook.eventually("abs(lab.shift - 0.05) < 1e-9")
    shows_outputs(notebook, lab)
    notebook.run("lab.shift = 4.0")
    page.wait_for_function(
        "css => document.querySelector(`${css} [data-change=max]`).textContent === '0.0 %'", arg=CSS
    )
    for way in REDUCTIONS:
        expect(lab.locator(f"[data-change={way}]")).to_have_text("0.0 %")

    notebook.run("lab.shift = 2.5")
    select(notebook, lab, "photograph", "brick")
    for kernel in ("sharpen", "Sobel x", "Gaussian"):
        select(notebook, lab, "kernel", kernel)
        shows_outputs(notebook, lab)
    for direction in ("down", "diagonally"):
        select(notebook, lab, "direction", direction)
        shows_outputs(notebook, lab)
    select(notebook, lab, "show", "changes")
    shows_outputs(notebook, lab)
    select(notebook, lab, "measure", "as it was")
    shows_outputs(notebook, lab)
    select(notebook, lab, "show", "outputs")
    for factor in (7, 8):
        slider(lab, "factor").focus()
        page.keyboard.press("End")
        if factor == 7:
            page.keyboard.press("ArrowLeft")
        notebook.eventually(f"lab.factor == {factor}")
        shows_outputs(notebook, lab)

    notebook.set_theme("dark")
    shows_outputs(notebook, lab)


def test_the_curves_grow_to_their_end_and_agree_with_torch(notebook):
    lab = notebook.widget(CSS)
    notebook.page.wait_for_function(
        "css => document.querySelector(css).getAttribute('aria-busy') === 'false'", arg=CSS
    )
    for way in REDUCTIONS:
        line = lab.locator(f"[data-plot=changes] path.cv-{way}").get_attribute("d")
        points = [tuple(map(float, p.split())) for p in line.lstrip("M").split("L")]
        assert len(points) == 65
        # Height is linear in the change: two points of the curve give the scale of the others.
        heights = [points[0][1] - y for _, y in points]
        assert heights[32] == pytest.approx(0, abs=0.02), "a shift by the factor changes nothing"
        expected = []
        for k in (4, 12, 20):
            notebook.run(f"lab.shift = {k * 0.125}")
            expected.append(notebook.value(f"lab.changes()[{way!r}]"))
        ratios = [heights[k] / change for k, change in zip((4, 12, 20), expected, strict=True)]
        assert max(ratios) == pytest.approx(min(ratios), rel=0.02)


def test_it_goes_on_without_a_kernel_and_comes_back(notebook):
    lab = notebook.widget(CSS)
    canvas = lab.locator("canvas[data-raster=strided]")
    notebook.stop_kernel()
    before = notebook.pixels(canvas)
    slider(lab, "shift").focus()
    for _ in range(20):
        notebook.page.keyboard.press("ArrowRight")
    assert (notebook.pixels(canvas) != before).any()
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone
    notebook.restart_and_run_all()
    shows_outputs(notebook, notebook.widget(CSS))


def test_a_picture_smaller_than_the_factor_is_said(open_notebook):
    notebook = open_notebook(
        "import numpy as np\nfrom course_utils.widgets import ShiftLab\n"
        "lab = ShiftLab(np.zeros((1, 1, 3), np.uint8))\nlab"
    )
    notebook.run_all()
    lab = notebook.widget(CSS)
    expect(lab.get_by_role("status")).to_contain_text("it needs at least 4 × 4")
    select(notebook, lab, "photograph", "camera")
    expect(lab.get_by_role("status")).to_have_text("")
    shows_outputs(notebook, lab)
    assert notebook.errors == []
