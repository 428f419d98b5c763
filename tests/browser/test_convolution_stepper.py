"""ConvolutionStepper as a learner uses it: every way to step, to edit, and to be refused."""

import numpy as np
import pytest
from playwright.sync_api import expect

from .colours import assert_soon
from .jupyter import drag

CODE = (
    "from course_utils.widgets import ConvolutionStepper\nlab = ConvolutionStepper({})\nlab".format
)
CSS = ".cv-convolution-stepper"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE(""))
    opened.run_all()
    yield opened
    assert opened.errors == []


def numbers(lab, grid):
    """Return what the cells of a grid say, NaN where one is blank."""
    texts = lab.locator(f"[data-grid={grid}] .cv-cell").all_inner_texts()
    return [float(text.replace("−", "-")) if text else np.nan for text in texts]


def press(lab, act):
    lab.locator(f"[data-act={act}]").click()


def slider(lab, name):
    return lab.locator(f"[data-control={name}] .noUi-handle")


def shows_output(notebook, lab):
    """Assert that the output is soon torch's as far as it is reached, and the sum written out."""

    def difference():
        try:
            compare_output(notebook, lab)
        except AssertionError as error:
            return str(error) or "the sums differ"
        return ""

    assert_soon(difference)


def compare_output(notebook, lab):
    output, step = notebook.array("lab.output()").ravel(), notebook.value("lab.step")
    expected = np.where(np.arange(output.size) <= step, output, np.nan)
    np.testing.assert_array_equal(numbers(lab, "output"), expected)
    terms = lab.locator(".cv-term").all_inner_texts()
    factors = [
        [int(number.strip("()").replace("−", "-")) for number in term.lstrip("+ ").split("·")]
        for term in terms
    ]
    assert sum(a * b for a, b in factors) == output[step]
    expect(lab.locator("[data-sum]")).to_have_text(f"= {output[step]:.0f}".replace("-", "−"))
    laid = notebook.array("lab.laid_kernel").ravel()
    np.testing.assert_array_equal([weight for _, weight in factors], laid)


def test_every_way_to_step(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows_output(notebook, lab)
    press(lab, "forward")
    press(lab, "forward")
    notebook.eventually("lab.step == 2")
    shows_output(notebook, lab)
    press(lab, "back")
    notebook.eventually("lab.step == 1")
    press(lab, "toEnd")
    notebook.eventually("lab.step == lab.last == 15")
    shows_output(notebook, lab)

    # By keyboard: a button keeps the focus, the arrow keys move over the output, the slider too.
    lab.locator("[data-act=toStart]").focus()
    page.keyboard.press("Enter")
    notebook.eventually("lab.step == 0")
    assert lab.locator("[data-act=toStart]").evaluate("b => b === document.activeElement")
    lab.locator("[data-grid=output] [tabindex='0']").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.step == 5")
    slider(lab, "step").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.step == 6")
    shows_output(notebook, lab)
    lab.locator("[data-grid=output] .cv-cell").nth(9).click()
    notebook.eventually("lab.step == 9")
    shows_output(notebook, lab)


def test_play_pauses_at_the_end_by_hand_and_out_of_sight(notebook):
    lab = notebook.widget(CSS)
    play = lab.locator("[data-act=play]")
    notebook.run("lab.speed = 10")
    lab.get_by_text("10.0").wait_for()
    play.click()
    expect(play).to_have_text("Pause")
    notebook.eventually("lab.step == lab.last")
    lab.get_by_role("button", name="Play").wait_for()
    shows_output(notebook, lab)

    play.click()  # from the start again
    notebook.eventually("1 <= lab.step < lab.last")
    play.click()
    # What the page shows counts: the kernel follows a moment later.
    paused = numbers(lab, "output")
    notebook.page.wait_for_timeout(400)
    np.testing.assert_array_equal(numbers(lab, "output"), paused)
    assert np.isnan(paused).any(), "it was paused before the end"

    notebook.run("lab.speed = 0.5; lab.step = 0")
    play.click()
    lab.evaluate("root => { root.style.display = 'none'; }")
    notebook.page.wait_for_timeout(300)
    lab.evaluate("root => { root.style.display = ''; }")
    expect(play).to_have_text("Play")


def test_a_sum_flies_only_where_motion_is_welcome(open_notebook):
    for motion, flies in (("no-preference", True), ("reduce", False)):
        notebook = open_notebook(CODE(""), reduced_motion=motion)
        notebook.run_all()
        lab = notebook.widget(CSS)
        flew = lab.evaluate(
            """root => {
              root.querySelector("[data-act=forward]").click();
              return root.querySelector(".cv-flying") !== null;
            }"""
        )
        assert flew is flies
        notebook.eventually("lab.step == 1")
        assert notebook.errors == []


def test_cells_are_edited_and_refused(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    image, kernel = (lab.locator(f"[data-grid={part}] .cv-cell") for part in ("image", "kernel"))
    image.first.click()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    notebook.eventually("lab.image[0, 0] == 12 and lab.image_preset == 'your own'")
    page.keyboard.press("-")
    notebook.eventually("lab.image[0, 0] == 11")
    drag(page, kernel.nth(4), 0, -40)
    notebook.eventually("lab.kernel[1, 1] > 2")
    shows_output(notebook, lab)

    before = notebook.array("lab.image")
    for text in ("abc", "1.5", "100", ""):
        image.nth(1).dblclick()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.press("Delete")
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(lab.get_by_role("status")).to_contain_text(f"'{text}' does not fit a cell")
    np.testing.assert_array_equal(notebook.array("lab.image"), before)

    # Padding is shown as cells of their own, which no edit reaches.
    slider(lab, "padding").focus()
    page.keyboard.press("ArrowRight")
    notebook.eventually("lab.padding == 1 and lab.last == 35")
    expect(lab.locator("[data-grid=image] .cv-pad")).to_have_count(64 - 36)
    image.first.click()
    page.keyboard.press("+")
    image.first.dblclick()
    expect(lab.locator("[data-grid=image] input")).to_have_count(0)
    np.testing.assert_array_equal(notebook.array("lab.image"), before)
    shows_output(notebook, lab)


def test_the_flip_and_the_formula(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    lab.locator("[data-control=image_preset] select").select_option("one bright cell")
    lab.locator("[data-control=kernel_preset] select").select_option("counting")
    notebook.eventually("lab.image.shape == (5, 5) and lab.last == 8")
    press(lab, "toEnd")
    np.testing.assert_array_equal(numbers(lab, "output"), np.arange(9, 0, -1))
    lab.locator("[data-control=flip] input").check()
    np.testing.assert_array_equal(numbers(lab, "output"), np.arange(1, 10))
    notebook.eventually("lab.flip")
    shows_output(notebook, lab)
    lab.locator("[data-control=kernel_preset] select").select_option("Laplacian")
    lab.get_by_text("the flip changes nothing").wait_for()
    flipped = numbers(lab, "output")
    lab.locator("[data-control=flip] input").uncheck()
    np.testing.assert_array_equal(numbers(lab, "output"), flipped)

    for name, times in (("stride", 1), ("padding", 2), ("dilation", 1)):
        slider(lab, name).focus()
        for _ in range(times):
            page.keyboard.press("ArrowRight")
    lab.get_by_text("rows: ⌊(5 + 2·2 − 2·(3 − 1) − 1) / 2⌋ + 1 = 3").wait_for()
    notebook.eventually("lab.output().shape == (3, 3)")
    shows_output(notebook, lab)

    # What does not fit is said in words, and comes back.
    slider(lab, "dilation").focus()
    page.keyboard.press("End")
    slider(lab, "padding").focus()
    page.keyboard.press("Home")
    lab.get_by_role("status").get_by_text("The kernel reaches over 9 × 9 cells").wait_for()
    lab.get_by_text("rows: 5 + 2·0 − 4·(3 − 1) − 1 = −4, below 0: nothing fits").wait_for()
    slider(lab, "dilation").focus()
    page.keyboard.press("Home")
    notebook.eventually("lab.dilation == 1 and lab.output().shape == (2, 2)")
    expect(lab.get_by_role("status")).to_have_text("")
    shows_output(notebook, lab)


def test_a_sum_stays_hidden_until_it_is_asked_for(notebook):
    lab = notebook.widget(CSS)
    lab.locator("[data-control=guess] input").check()
    expect(lab.locator("[data-sum]")).to_have_text("= ?")
    assert np.isnan(numbers(lab, "output")).all()
    press(lab, "reveal")
    notebook.eventually("lab.guess")
    shows_output(notebook, lab)
    press(lab, "forward")
    expect(lab.locator("[data-sum]")).to_have_text("= ?")
    assert np.isnan(numbers(lab, "output")[1:]).all()


def test_a_product_is_found_in_image_kernel_and_sum(notebook):
    lab = notebook.widget(CSS)
    lab.locator("[data-control=flip] input").check()
    lab.locator("[data-grid=kernel] .cv-cell").nth(1).hover()
    tapped = lab.locator(".cv-tap")
    expect(tapped, "the image's cell, the kernel's, the turned kernel's, the term").to_have_count(4)
    expect(lab.locator(".cv-term.cv-tap")).to_have_attribute("data-term", "7")


def test_it_goes_on_without_a_kernel_and_comes_back(notebook):
    lab = notebook.widget(CSS)
    notebook.stop_kernel()
    press(lab, "toEnd")
    assert not np.isnan(numbers(lab, "output")).any()
    # What JupyterLab itself says of a kernel that is gone is no error of the visualizer.
    notebook.errors.clear()
    notebook.restart_and_run_all()
    shows_output(notebook, notebook.widget(CSS))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_on_a_phone_nothing_scrolls_sideways(open_notebook, theme):
    largest = "image=[[9] * 8] * 8, kernel=[[-9] * 5] * 5, padding=3, flip=True"
    notebook = open_notebook(CODE(largest), width=360, height=800, theme=theme)
    notebook.run_all()
    lab = notebook.widget(CSS)
    assert lab.evaluate("root => root.scrollWidth <= root.clientWidth + 1")
    assert lab.locator("[data-grid=kernel] .cv-cell").first.bounding_box()["width"] >= 24
    edited = lab.locator("[data-grid=image] .cv-cell:not(.cv-pad)").first
    assert edited.bounding_box()["width"] >= 24
    shows_output(notebook, lab)
    assert notebook.errors == []
