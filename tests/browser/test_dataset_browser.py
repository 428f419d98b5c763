"""DatasetBrowser as a learner uses it: the wall, its classes, the numbers, and no kernel."""

import numpy as np
import pytest
from playwright.sync_api import expect

from .colours import assert_soon, differing
from .jupyter import Notebook

# Images whose numbers say which they are, so that none can stand in another one's place.
CODE = """
import types
import numpy as np
from course_utils.widgets import DatasetBrowser
random = np.random.default_rng(0)
classes = ("airplane", "bird", "cat", "deer", "ship")
x_train, x_test = (random.integers(0, 256, (n, 32, 32, 3), np.uint8) for n in (3000, 500))
y_train, y_test = (random.integers(0, 5, n) for n in (3000, 500))
x_train[7] = x_test[3] ^ 1
data = types.SimpleNamespace(
    x_train=x_train, y_train=y_train, x_test=x_test, y_test=y_test, classes=classes,
    sentence="Made up.",
)
lab = DatasetBrowser(data)
lab
"""
CSS = ".cv-dataset-browser"
PITCH = 33


@pytest.fixture(scope="module")
def opened(jupyter, chromium):
    """Open one notebook for all tests: the last one stops its kernel."""
    notebook = Notebook(jupyter, chromium, jupyter.write([CODE]), height=2000)
    notebook.run_all()
    yield notebook
    notebook.close()


@pytest.fixture
def notebook(opened):
    """Begin with the first of all training images."""
    opened.run("lab.part, lab.chosen, lab.index, lab.enlarge = 'training', (), 0, 2")
    opened.page.mouse.move(2, 2)
    yield opened
    assert opened.errors == []


def wall(lab):
    return lab.locator("[data-wall=scroller]")


def shows(notebook, lab):
    """Assert that the wall, the image, its channels and the words are those of the kernel."""

    def difference():
        if lab.get_attribute("data-waiting") is not None:
            return "it waits for the kernel"
        part, index, enlarge = notebook.value("[lab.part, lab.index, lab.enlarge]")
        image = notebook.array("lab.output()")
        name = notebook.value("lab.classes[lab.labels[lab.index]]")
        said = lab.locator("[aria-live=polite]").first.inner_text()
        if said != f"{part.capitalize()} image {index}: {name}":
            return f"the title says {said!r}, the kernel has {part} image {index}"
        if not np.array_equal(notebook.pixels(raster(lab, "image"))[..., :3], image):
            return "the image has other pixels"
        for channel, colour in enumerate(("red", "green", "blue")):
            found = notebook.pixels(raster(lab, colour))
            if wrong := differing(found, image[..., channel], colour, 0, 255):
                return f"{colour}: {wrong}"
        sheet = notebook.pixels(raster(lab, "wall"))
        columns = sheet.shape[1] // PITCH
        top = wall(lab).evaluate("scroller => scroller.scrollTop")
        first = int(max(top - 4, 0) // (PITCH * enlarge)) * columns
        count = sheet.shape[0] // PITCH * columns
        places = notebook.value(f"lab.shown()[{first}:{first + count}].tolist()")
        images = notebook.array(f"lab.images[{places}]")
        for at, expected in enumerate(images):
            row, column = at // columns * PITCH, at % columns * PITCH
            found = sheet[row : row + 32, column : column + 32, :3]
            if not np.array_equal(found, expected):
                return f"on the wall, other pixels than those of image {places[at]}"
        return ""

    assert_soon(difference, timeout=20)


def raster(lab, name):
    return lab.locator(f"[data-raster={name}]")


def test_the_wall_by_wheel_pointer_and_keys(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows(notebook, lab)
    scroller = wall(lab)

    scroller.hover(position={"x": 100, "y": 100})  # the second image of the second row
    columns = notebook.pixels(raster(lab, "wall")).shape[1] // PITCH
    title = lab.locator("[aria-live=polite]").first
    assert_soon(lambda: "" if f" {columns + 1}:" in title.inner_text() else title.inner_text())
    assert notebook.value("lab.index") == 0, "pointed at, not chosen"
    page.mouse.move(2, 2)
    shows(notebook, lab)
    scroller.click(position={"x": 100, "y": 100})
    notebook.eventually(f"lab.index == {columns + 1}")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowLeft")
    notebook.eventually(f"lab.index == {2 * columns}")
    page.mouse.move(2, 2)
    shows(notebook, lab)
    page.keyboard.press("End")
    notebook.eventually("lab.index == 2999")
    shows(notebook, lab)
    bottom = scroller.evaluate("scroller => scroller.scrollTop")
    page.keyboard.press("Home")
    notebook.eventually("lab.index == 0")
    shows(notebook, lab)

    scroller.hover()
    page.mouse.wheel(0, bottom / 2)
    assert_soon(lambda: "" if scroller.evaluate("one => one.scrollTop") > 0 else "not scrolled")
    page.mouse.move(2, 2)
    shows(notebook, lab)
    notebook.run("lab.index = 1500")
    shows(notebook, lab)


def test_parts_and_classes_and_what_follows_from_them(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    buttons = lab.locator(".cv-class")
    counts = notebook.value("np.bincount(y_train).tolist()")
    texts = [text.split("\n") for text in buttons.all_inner_texts()]
    assert texts[0] == ["all", "3,000"]
    assert [int(text[1]) for text in texts[1:]] == counts

    buttons.nth(5).click()
    notebook.eventually("lab.chosen == ('ship',)")
    shows(notebook, lab)
    lab.get_by_label("several at once").check()
    buttons.nth(2).focus()
    page.keyboard.press("Space")
    notebook.eventually("lab.chosen == ('bird', 'ship')")
    shows(notebook, lab)
    assert [b.get_attribute("aria-pressed") for b in buttons.all()] == [
        *("false", "false", "true", "false", "false", "true")
    ]
    numbers(notebook, lab)
    lab.locator("[data-control=part] select").select_option(index=1)
    notebook.eventually("lab.part == 'test'")
    shows(notebook, lab)
    numbers(notebook, lab)
    buttons.nth(0).click()
    notebook.eventually("lab.chosen == ()")
    shows(notebook, lab)
    numbers(notebook, lab)
    notebook.run("lab.chosen, lab.enlarge = 'cat', 3")
    shows(notebook, lab)
    notebook.run("lab.index = int(lab.shown()[-1])")
    shows(notebook, lab)


def numbers(notebook, lab):
    """Assert that the mean image and the table of means are those of NumPy."""
    code = "lab.images[np.isin(lab.labels, lab._numbers())]"
    mean = notebook.array(f"{code}.mean(0)")
    found = notebook.pixels(raster(lab, "mean"))[..., :3]
    assert np.abs(found - mean).max() < 0.51
    first = lab.locator(".cv-class:not([hidden])").nth(1).locator("canvas")
    airplane = notebook.array("lab.images[lab.labels == 0].mean(0)")
    assert np.abs(notebook.pixels(first)[..., :3] - airplane).max() < 0.51
    for column, source in ((0, "lab.output()[None]"), (2, code)):
        expected = [
            notebook.array(f"{source}.{name}((0, 1, 2))").tolist() for name in ("mean", "std")
        ]
        for row in range(3):
            cells = lab.locator(".cv-moments tbody tr").nth(row).locator("td").all_inner_texts()
            assert cells[column : column + 2] == [f"{one[row]:.1f}" for one in expected]
    said = ", ".join(f"{one:.4f}" for one in notebook.array(f"{code}.mean((0, 1, 2))") / 255)
    expect(lab).to_contain_text(f"mean ({said})", use_inner_text=True)


def test_the_most_similar_images_and_the_numbers_of_a_pixel(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    notebook.run("lab.part, lab.index = 'test', 3")
    shows(notebook, lab)
    lab.get_by_role("button", name="most like it").click()
    items = lab.locator(".cv-nearest li")
    items.nth(11).wait_for()
    places = notebook.value("lab.nearest()[0].tolist()")
    assert places[0] == 7
    canvases = lab.locator(".cv-nearest canvas")

    def difference():
        for at in (0, 5, 11):
            pixels = notebook.pixels(canvases.nth(at))[..., :3]
            if not np.array_equal(pixels, notebook.array(f"x_train[{places[at]}]")):
                return f"other pixels than those of training image {places[at]}"
        return ""

    assert_soon(difference)
    assert items.first.inner_text().split("\n")[1] == "1.0"

    raster(lab, "image").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    red, green, blue = notebook.value("lab.output()[1, 1].tolist()")
    said = lab.locator(".cv-pixel").inner_text()
    assert said == f"Row 1, column 1: red {red}, green {green}, blue {blue}, each of 255."


def test_without_a_kernel_what_was_seen_is_still_there(notebook):
    """The last of these tests: it stops the kernel."""
    lab = notebook.widget(CSS)
    shows(notebook, lab)
    before = notebook.pixels(raster(lab, "wall"))
    notebook.stop_kernel()
    scroller, message = wall(lab), lab.locator(".cv-message")
    scroller.evaluate("one => { one.scrollTop = one.scrollHeight / 3; }")  # nobody has been there
    scroller.click(position={"x": 100, "y": 200})
    message.get_by_text("must come from the kernel, which does not answer").wait_for()
    assert notebook.pixels(raster(lab, "image"))[..., :3].max() == 0, "no image under another name"
    notebook.page.keyboard.press("Home")
    assert_soon(lambda: message.inner_text())
    assert (notebook.pixels(raster(lab, "wall")) == before).all()
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone
