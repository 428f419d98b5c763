"""ChannelLab as a learner uses it: every raster against torch, by mouse and by keyboard."""

import numpy as np
import pytest
from playwright.sync_api import expect

from .colours import assert_soon, differing
from .jupyter import drag

CODE = "from course_utils.widgets import ChannelLab\nlab = ChannelLab({})\nlab".format
CSS = ".cv-channel-lab"
CHANNELS = ("red", "green", "blue")


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE(""))
    opened.run_all()
    yield opened
    assert opened.errors == []


def slider(lab, name):
    return lab.locator(f"[data-control={name}] .noUi-handle")


def cells(lab, channel):
    return lab.locator(f"[data-grid='kernel {channel}'] .cv-cell")


def shows_everything(notebook, lab):
    """Assert that the map in hand, its three parts and all maps show what the kernel computes."""

    def pixels(name):
        return notebook.pixels(lab.locator(f"canvas[data-raster='{name}']"))

    def difference():
        output, chosen = notebook.array("lab.output()"), notebook.value("lab.filter")
        scales = notebook.value("[list(lab.scale(m, n)) for n, m in enumerate(lab.output())]")
        found = differing(pixels("output"), output[chosen], *scales[chosen])
        for number, (one, scale) in enumerate(zip(output, scales, strict=True)):
            found = found or differing(pixels(f"map {number}"), one, *scale)
        parts = notebook.array("lab.parts()")
        most = notebook.value(
            "__import__('course_utils.widgets.channel_lab.bank', fromlist=['round_up'])"
            ".round_up(float(abs(lab.parts()).max()))"
        )
        for channel, part in zip(CHANNELS, parts, strict=True):
            found = found or differing(pixels(f"part {channel}"), part, "signed", -most, most)
        return found

    assert_soon(difference)


def test_by_mouse_by_keyboard_in_both_themes(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows_everything(notebook, lab)

    # One weight: its slider dragged and by keys, its cell nudged, typed into, dragged.
    drag(page, slider(lab, "chosen_weight"), 20)
    notebook.eventually("lab.weight[0, 0, 1, 1] > 0.2")
    shows_everything(notebook, lab)
    before = notebook.value("lab.weight[0, 0, 1, 1]")
    slider(lab, "chosen_weight").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually(f"abs(lab.weight[0, 0, 1, 1] - {before} - 0.01) < 1e-9")
    cells(lab, "blue").first.click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    notebook.eventually("list(lab.selected) == [2, 0, 1] and lab.weight[0, 2, 0, 1] == 0.1")
    expect(lab.locator(".cv-channel [aria-selected=true]")).to_have_count(1)
    page.keyboard.type("2,5")
    page.keyboard.press("Enter")
    notebook.eventually("lab.weight[0, 2, 0, 1] == 2.5 == lab.chosen_weight")
    drag(page, cells(lab, "green").nth(8), 0, 30)
    notebook.eventually("lab.weight[0, 1, 2, 2] < 0.2")
    shows_everything(notebook, lab)

    # What does not fit is refused in words, and nothing is lost.
    weight = notebook.array("lab.weight")
    for text in ("abc", "5"):
        cells(lab, "red").nth(4).dblclick()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(lab.get_by_role("status")).to_contain_text(f"'{text}' is no weight")
    np.testing.assert_array_equal(notebook.array("lab.weight"), weight)

    # Bias, filter, stride, padding.
    slider(lab, "chosen_bias").focus()
    page.keyboard.press("ArrowLeft")
    notebook.eventually("abs(lab.bias[0] + 0.01) < 1e-9")
    shows_everything(notebook, lab)
    slider(lab, "filter").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.filter == 1 and lab.preset == 'red against green'")
    shows_everything(notebook, lab)
    lab.locator(".cv-map").nth(2).click()
    notebook.eventually("lab.filter == 2")
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.filter == 3")
    for name in ("stride", "padding"):
        slider(lab, name).focus()
        page.keyboard.press("ArrowRight")
    notebook.eventually("(lab.stride, lab.padding) == (2, 1)")
    shows_everything(notebook, lab)
    lab.locator("[data-control=photograph] select").select_option("coffee")
    notebook.eventually("lab.photograph == 'coffee'")
    shows_everything(notebook, lab)

    notebook.set_theme("dark")
    shows_everything(notebook, lab)


def test_sizes_presets_and_the_count_of_parameters(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    expect(lab.locator("[data-parameters]")).to_have_text("4·(3·3·3 + 1) = 112 parameters")
    lab.locator("[data-control=preset] select").select_option("colour to grey (1 × 1)")
    for name in ("rows", "columns"):
        slider(lab, name).focus()
        page.keyboard.press("Home")
    notebook.eventually("lab.weight.shape == (4, 3, 1, 1)")
    notebook.eventually("lab.preset == 'colour to grey (1 × 1)'")
    expect(lab.locator("[data-parameters]")).to_have_text("4·(3·1·1 + 1) = 16 parameters")
    shows_everything(notebook, lab)
    lab.locator("[data-control=preset] select").select_option("grey edge")
    notebook.eventually("lab.weight.shape == (4, 3, 3, 3)")
    slider(lab, "filters").focus()
    page.keyboard.press("Home")
    notebook.eventually("lab.weight.shape == (1, 3, 3, 3) and len(lab.bias) == 1")
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.weight.shape == (2, 3, 3, 3) and len(lab.bias) == 2")
    expect(lab.locator(".cv-map:visible")).to_have_count(2)
    expect(lab.locator("[data-shapes]")).to_have_text(
        "input (3, 256, 256) ∗ weight (2, 3, 3, 3) + bias (2,) → output (2, 254, 254)"
    )
    shows_everything(notebook, lab)


def test_one_number_of_the_map_is_written_out(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    output = lab.locator("canvas[data-raster=output]")
    output.hover(position={"x": 70, "y": 90})
    label = output.get_attribute("aria-label")
    output.focus()
    page.keyboard.press("ArrowDown")
    expect(output).not_to_have_attribute("aria-label", label)
    row, column = notebook.value("list(lab.position)")
    text = lab.locator("[data-sum]").inner_text().replace("−", "-")
    left, total = text.split(" = ")
    terms = [float(term.strip("()")) for term in left.replace("bias ", "").split(" + ")]
    expected = notebook.array("lab.parts()")[:, row, column]
    np.testing.assert_allclose(terms, [*expected, 0], atol=6e-4)
    assert float(total) == pytest.approx(
        float(notebook.array("lab.output()")[0, row, column]), abs=6e-4
    )
    patch = lab.locator("[data-grid='patch green'] .cv-cell").all_inner_texts()
    seen = notebook.array("lab.image")[1, row : row + 3, column : column + 3]
    np.testing.assert_allclose([float(cell) for cell in patch], seen.ravel(), atol=6e-3)


def test_showing_a_weight_does_not_round_it(open_notebook):
    notebook = open_notebook(CODE("filter=1, bias=[0.123, 0.456, 0, 0]"))
    notebook.run_all()
    lab = notebook.widget(CSS)
    notebook.page.wait_for_timeout(500)
    assert notebook.value("[lab.weight[1, 0, 1, 1], *lab.bias[:2]]") == [0.111111, 0.123, 0.456]
    slider(lab, "filter").focus()
    notebook.page.keyboard.press("ArrowLeft")
    notebook.eventually("lab.filter == 0 and lab.chosen_bias == 0.123")
    assert notebook.value("list(lab.bias[:2])") == [0.123, 0.456]
    assert notebook.errors == []


def test_what_does_not_fit_is_said_and_comes_back(notebook):
    lab = notebook.widget(CSS)
    notebook.run("import numpy as np; lab.image = np.full((1, 2, 3), 200, np.uint8)")
    lab.get_by_role("status").get_by_text("padded image has only 1 × 2").wait_for()
    notebook.run("lab.padding = 1")
    notebook.eventually("lab.output().shape == (4, 1, 2)")
    shows_everything(notebook, lab)
    expect(lab.get_by_role("status")).to_have_text("")


def test_it_goes_on_without_a_kernel_and_comes_back(notebook):
    lab = notebook.widget(CSS)
    canvas = lab.locator("canvas[data-raster=output]")
    notebook.stop_kernel()
    before = notebook.pixels(canvas)
    slider(lab, "chosen_weight").focus()
    for _ in range(10):
        notebook.page.keyboard.press("ArrowRight")
    assert (notebook.pixels(canvas) != before).any()
    expect(cells(lab, "red").nth(4)).to_have_text("0.10")
    # What JupyterLab itself says of a kernel that is gone is no error of the visualizer.
    notebook.errors.clear()
    notebook.restart_and_run_all()
    shows_everything(notebook, notebook.widget(CSS))


@pytest.mark.parametrize("state", ["", "rows=5, columns=5"])
def test_on_a_phone_nothing_scrolls_sideways(open_notebook, state):
    notebook = open_notebook(CODE(state), width=360, height=800)
    notebook.run_all()
    lab = notebook.widget(CSS)
    assert lab.evaluate("root => root.scrollWidth <= root.clientWidth + 1")
    assert cells(lab, "red").first.bounding_box()["width"] >= 24
    assert notebook.errors == []
