"""AugmentationLab as a learner uses it: mouse, keyboard, both themes, without a kernel."""

import numpy as np
import pytest
from playwright.sync_api import expect

from .colours import assert_soon
from .jupyter import drag

CODE = "from course_utils.widgets import AugmentationLab\nlab = AugmentationLab()\nlab"
CSS = ".cv-augmentation-lab"
PITCH = 34  # pixels of a sheet from one image to the next


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE)
    opened.run_all()
    yield opened
    assert opened.errors == []


def slider(lab, name):
    return lab.locator(f"[data-control={name}] .noUi-handle")


def images_on(notebook, lab, name="augmented"):
    """Return the 16 images of a sheet, (16, 32, 32, 3), in levels of a canvas."""
    pixels = notebook.pixels(lab.locator(f"canvas[data-raster={name}]"))
    assert pixels.shape == (4 * PITCH - 2, 4 * PITCH - 2, 4)
    starts = [(row, column) for row in range(4) for column in range(4)]
    cut = [pixels[r * PITCH : r * PITCH + 32, c * PITCH : c * PITCH + 32, :3] for r, c in starts]
    return np.stack(cut).astype(float)


def differing(shown, output):
    """Return a sentence on how levels differ from numbers; half a level is lost by rounding."""
    most = np.abs(shown - 255 * output).max()
    return f"a pixel is {most:.2f} levels off" if most > 0.51 else ""


def shows_output(notebook, lab):
    """Assert that the canvases are what torchvision says, and the text what Python says."""

    def difference():
        output = notebook.array("lab.output()")
        if found := differing(images_on(notebook, lab), output):
            return found
        last = notebook.pixels(lab.locator("canvas[data-raster=cutout]"))[..., :3].astype(float)
        if found := differing(last, output[notebook.value("lab.selected")]):
            return f"the last step: {found}"
        text = lab.locator(".cv-code").inner_text()
        return "" if text == notebook.value("lab.code()") else f"the text is {text!r}"

    assert_soon(difference)


def test_by_mouse_by_keyboard_in_both_themes(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    originals = notebook.array("lab.images")
    assert (images_on(notebook, lab, "originals") == originals).all()
    shows_output(notebook, lab)
    lab.get_by_role("button", name="All off").click()
    notebook.eventually("lab.shift == 0 and lab.flip == 0")
    assert (images_on(notebook, lab) == originals).all()
    for name in ("crop", "rotation", "brightness", "contrast", "saturation", "cutout", "shift"):
        # The crop's slider stands at its right end, the others at their left.
        drag(page, slider(lab, name), -60 if name == "crop" else 60)
        notebook.eventually(f"lab.{name} != {1 if name == 'crop' else 0}")
        shows_output(notebook, lab)
    slider(lab, "flip").focus()
    page.keyboard.press("End")
    notebook.eventually("lab.flip == 1")
    shows_output(notebook, lab)
    lab.locator("[data-control=padding] select").select_option("zeros")
    notebook.eventually("lab.padding == 'zeros'")
    shows_output(notebook, lab)
    lab.get_by_role("button", name="Next batch").click()
    notebook.eventually("lab.batch == 1")
    shows_output(notebook, lab)
    notebook.run("lab.seed = 2**31 - 1; lab.rotation = 180")
    shows_output(notebook, lab)
    notebook.set_theme("dark")
    shows_output(notebook, lab)


def test_an_image_says_what_it_drew_and_it_goes_on_without_a_kernel(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    notebook.run("lab.rotation, lab.cutout, lab.brightness = 40, 8, 0.5")
    canvas = lab.locator("canvas[data-raster=augmented]")
    canvas.hover(position={"x": 20, "y": 20})
    notebook.eventually("lab.selected == 0")
    canvas.focus()
    for key in ("Right", "Right", "Down", "Left"):
        page.keyboard.press(f"Arrow{key}")
    notebook.eventually("lab.selected == 5")
    for key in ("Right", "Right", "Right", "Down", "Down", "Down", "Down"):
        page.keyboard.press(f"Arrow{key}")
    notebook.eventually("lab.selected == 15")
    shows_output(notebook, lab)
    name, found = notebook.value("[lab._names[15], vars(lab.drawn()[15])]")
    says = {
        step: lab.locator(f"[data-drew={step}]").inner_text()
        for step in ("crop", "flip", "rotation", "brightness", "contrast", "cutout")
    }
    turn = "anticlockwise" if found["rotation"] > 0 else "clockwise"
    side, top, left = found["cutout"]
    assert says == {
        "crop": "off",
        "flip": "flipped" if found["flip"] else "not flipped",
        "rotation": f"{abs(found['rotation']):.1f}° {turn}",
        "brightness": f"× {found['brightness']:.2f}",
        "contrast": "off",
        "cutout": f"{side} × {side} at row {top}, column {left}",
    }
    label = canvas.get_attribute("aria-label")
    assert label.startswith(f"The same images augmented. Image 15, {name}: flip: ")
    assert says["rotation"] in label
    notebook.stop_kernel()
    before = images_on(notebook, lab)
    lab.get_by_role("button", name="Next batch").click()
    assert (images_on(notebook, lab) != before).any()
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone
    notebook.restart_and_run_all()
    shows_output(notebook, notebook.widget(CSS))


def test_images_of_a_dataset_come_with_the_names_of_their_classes(open_notebook):
    notebook = open_notebook(
        "from types import SimpleNamespace\nimport numpy as np\n"
        "from course_utils.widgets import AugmentationLab\n"
        "x = np.random.default_rng(0).integers(0, 256, (20, 32, 32, 3), np.uint8)\n"
        "record = SimpleNamespace(x_train=x, y_train=np.arange(20) % 2, classes=('six', 'nine'))\n"
        "lab = AugmentationLab(record, selected=3, rotation=30, crop=0.413)\nlab"
    )
    notebook.run_all()
    lab = notebook.widget(CSS)
    shows_output(notebook, lab)
    assert (images_on(notebook, lab, "originals") == notebook.array("x[:16]")).all()
    expect(lab.get_by_role("heading", name="Image 3, nine: what it drew")).to_be_visible()
    assert notebook.value("lab.crop") == 0.413, "the slider's steps change nothing"
    assert notebook.errors == []
