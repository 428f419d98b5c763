"""KernelLab as a learner uses it: mouse, keyboard, both themes, with and without a kernel."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from .colours import assert_soon, differing
from .jupyter import drag, press_at_once

CODE = "from course_utils.widgets import KernelLab\nlab = KernelLab()\nlab"
CSS = ".cv-kernel-lab"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE)
    opened.run_all()
    yield opened
    assert opened.errors == []


def shows_output(notebook, lab):
    """Assert that the canvas shows what the kernel computes by torch."""
    canvas = lab.locator("canvas[data-raster=output]")

    def difference():
        output = notebook.array("lab.output()")
        scale = notebook.value("list(lab.scale(lab.output()))")
        return differing(notebook.pixels(canvas), output, *scale)

    assert_soon(difference)


def slider(lab, name):
    return lab.locator(f"[data-control={name}] .noUi-handle")


def test_by_mouse_by_keyboard_in_both_themes(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows_output(notebook, lab)

    # The slider of the weight, dragged and by keys.
    drag(page, slider(lab, "weight"), 30)
    notebook.eventually("lab.weight > 0.5 and lab.kernel[1, 1] == lab.weight")
    shows_output(notebook, lab)
    before = notebook.value("lab.weight")
    slider(lab, "weight").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually(f"abs(lab.kernel[1, 1] - {before} - 0.05) < 1e-9")

    # The cells: chosen by mouse, moved over by keys, nudged, typed into, dragged.
    lab.locator("[data-grid=kernel] .cv-cell").first.click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    notebook.eventually("list(lab.selected) == [0, 1] and abs(lab.kernel[0, 1] - 0.1) < 1e-9")
    press_at_once(lab.locator("[data-grid=kernel] .cv-cell").nth(1), "+", "+", "-", "+")
    notebook.eventually("abs(lab.kernel[0, 1] - 0.3) < 1e-9")
    page.keyboard.type("2,5")
    page.keyboard.press("Enter")
    notebook.eventually("lab.kernel[0, 1] == 2.5")
    drag(page, lab.locator("[data-grid=kernel] .cv-cell").nth(8), 0, 30)
    notebook.eventually("lab.kernel[2, 2] < 1")
    shows_output(notebook, lab)

    # Letters are refused in words, and nothing is lost.
    kernel = notebook.array("lab.kernel")
    lab.locator("[data-grid=kernel] .cv-cell").nth(4).dblclick()
    page.keyboard.type("abc")
    page.keyboard.press("Enter")
    expect(lab.get_by_role("status")).to_contain_text("'abc' is no weight")
    np.testing.assert_array_equal(notebook.array("lab.kernel"), kernel)

    # A weight that is no step of the slider is not rounded by being shown.
    lab.locator("[data-control=preset] select").select_option("box")
    lab.locator("[data-grid=kernel] .cv-cell").nth(2).click()
    notebook.eventually("lab.preset == 'box' and list(lab.selected) == [0, 2]")
    assert notebook.value("lab.kernel.sum()") == pytest.approx(1, abs=1e-4)

    # Presets and shapes; what does not fit is said in words and comes back.
    lab.locator("[data-control=preset] select").select_option("emboss")
    notebook.eventually("lab.preset == 'emboss' and lab.kernel[2, 2] == 2")
    shows_output(notebook, lab)
    for name in ("stride", "padding", "dilation"):
        slider(lab, name).focus()
        page.keyboard.press("ArrowRight")
    lab.locator("[data-control=padding_mode] select").select_option("reflect")
    notebook.eventually("(lab.stride, lab.padding, lab.dilation) == (2, 1, 2)")
    notebook.eventually("lab.padding_mode == 'reflect'")
    shows_output(notebook, lab)
    lab.locator("[data-control=same] input").check()
    lab.get_by_role("status").get_by_text("stride 1 only").wait_for()
    lab.locator("[data-control=same] input").uncheck()
    expect(lab.get_by_role("status")).to_have_text("")
    for rows, columns in ((1, 7), (7, 2), (4, 4)):
        for name, times in (("rows", rows), ("columns", columns)):
            slider(lab, name).focus()
            page.keyboard.press("Home")
            for _ in range(times - 1):
                page.keyboard.press("ArrowRight")
        notebook.eventually(f"lab.kernel.shape == ({rows}, {columns})")
        shows_output(notebook, lab)

    # The picture says in words what it shows, and the place moves by mouse and keys.
    output = lab.locator("canvas[data-raster=output]")
    output.hover(position={"x": 50, "y": 40})
    label = output.get_attribute("aria-label")
    output.focus()
    page.keyboard.press("ArrowDown")
    expect(output).not_to_have_attribute("aria-label", label)
    row, column = notebook.value("list(lab.position)")
    shown = lab.locator("[data-sum]").inner_text().replace("−", "-")
    assert float(shown.split()[-1]) == pytest.approx(
        float(notebook.array("lab.output()")[row, column]), abs=1e-3
    )

    notebook.set_theme("dark")
    shows_output(notebook, lab)
    ink = lab.evaluate("root => getComputedStyle(root).color")
    assert sum(int(part) for part in ink.strip("rgba()").split(",")[:3]) > 380, "light ink on dark"


def test_it_goes_on_without_a_kernel_and_comes_back(notebook):
    lab = notebook.widget(CSS)
    canvas = lab.locator("canvas[data-raster=output]")
    notebook.stop_kernel()
    before = notebook.pixels(canvas)
    slider(lab, "weight").focus()
    for _ in range(10):
        notebook.page.keyboard.press("ArrowRight")
    assert (notebook.pixels(canvas) != before).any()
    cell = lab.locator("[data-grid=kernel] .cv-cell").nth(4)
    expect(cell).to_have_text("0.50")
    # What JupyterLab itself says of a kernel that is gone is no error of the visualizer.
    notebook.errors.clear()
    notebook.restart_and_run_all()
    shows_output(notebook, notebook.widget(CSS))


def picture(mode, size, colour):
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, "PNG")
    return file.getvalue()


TAKEN = [
    ("deep.png", picture("I;16", (40, 20), 30000), "taken as it is, 40 × 20 pixels", (20, 40)),
    (
        "clear.png",
        picture("RGBA", (30, 30), (255, 0, 0, 0)),
        "'clear.png' is taken as it is",
        (30, 30),
    ),
    ("huge.png", picture("L", (8000, 8000), 77), "came with 8000 × 8000 pixels", (256, 256)),
    ("dot.png", picture("L", (1, 1), 100), "the padded image has only 1 × 1", (1, 1)),
]


def test_an_upload_is_taken_or_refused_in_a_sentence(notebook):
    lab = notebook.widget(CSS)
    status = lab.get_by_role("status")

    def upload(name, data, says):
        file = {"name": name, "mimeType": "image/png", "buffer": data}
        lab.locator("input[type=file]").set_input_files(file)
        status.get_by_text(says).wait_for()

    for name, data in (("note.txt", b"no picture"), ("cut.png", TAKEN[0][1][:60])):
        upload(name, data, f"'{name}' is no picture that this browser can read")
        assert notebook.value("lab.photograph") == "camera"
    shows_output(notebook, lab)
    for name, data, says, shape in TAKEN:
        upload(name, data, says)
        notebook.eventually(f"lab.image.shape == {shape} and lab.photograph == 'your picture'")
        assert notebook.pixels(lab.locator("canvas[data-raster=input]")).shape[:2] == shape
        if name == "clear.png":
            assert notebook.value("float(lab.image.min())") == 1.0, "transparent lies on white"
        if name != "dot.png":
            shows_output(notebook, lab)
    # Nothing is lost: the photograph and its convolution are there again.
    lab.locator("[data-control=photograph] select").select_option("camera")
    notebook.eventually("lab.photograph == 'camera'")
    expect(status).to_have_text("")
    shows_output(notebook, lab)


def test_a_notebook_that_is_closed_and_opened_again_shows_what_the_kernel_holds(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    slider(lab, "weight").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.weight == 0.05")
    notebook.command("docmanager:save")
    notebook.command("application:close")
    page.wait_for_selector(CSS, state="detached")
    notebook.run("lab.weight = 1.5; lab.stride = 2")
    notebook.command("docmanager:open", {"path": notebook.name})
    shows_output(notebook, notebook.widget(CSS))
    drag(page, slider(notebook.widget(CSS), "weight"), 30)
    notebook.eventually("lab.weight > 2")
    shows_output(notebook, notebook.widget(CSS))
