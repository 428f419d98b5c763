"""FlattenView as a learner uses it: one cursor in image and vector, and scores as torch's."""

import numpy as np
import pytest
from playwright.sync_api import expect

from .colours import assert_soon

CODE = "from course_utils.widgets import FlattenView\nlab = FlattenView(index=70)\nlab"
CSS = ".cv-flatten-view"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(CODE)
    opened.run_all()
    yield opened
    assert opened.errors == []


def scores_as_torch(notebook, lab):
    """Assert that both columns of scores are what torch computes."""
    names = notebook.value("lab._names")

    def difference():
        out = {
            name: notebook.array(f"lab.output()[{name!r}]").ravel() for name in ("before", "after")
        }
        for column, expected in out.items():
            cells = [lab.locator(f"[data-{column}={name}]").inner_text() for name in names]
            shown = np.array([float(cell.replace("−", "-")) for cell in cells])
            if not np.allclose(shown, expected, atol=6e-4):
                return f"{column}: {shown} instead of {expected}"
        return ""

    assert_soon(difference)


def test_one_cursor_by_keys_in_image_and_vector(notebook):
    lab = notebook.widget(CSS)
    lab.locator("canvas[data-raster='plane 2']").focus()
    notebook.page.keyboard.press("ArrowDown")
    notebook.eventually("lab.index == (2 * 8 + 1) * 8 + 6")
    expect(lab.locator("[data-formula]")).to_contain_text("(2 · 8 + 1) · 8 + 6 = 142")
    lab.locator("canvas[data-raster=vector]").focus()
    notebook.page.keyboard.press("ArrowRight")
    notebook.eventually("lab.index == 143")
    lab.locator("[data-control=index] .noUi-handle").focus()
    notebook.page.keyboard.press("ArrowLeft")
    notebook.eventually("lab.index == 142")
    label = lab.locator("canvas[data-raster='plane 2']").get_attribute("aria-label")
    assert "row 1, column 6" in label


def test_another_order_changes_scores_and_picture(notebook):
    lab = notebook.widget(CSS)
    scores_as_torch(notebook, lab)
    back = lab.locator("canvas[data-raster=back]")
    as_it_was = notebook.pixels(back)
    lab.locator("[data-control=order] select").select_option("(H, W, C)")
    notebook.eventually("lab.order == 'H, W, C'")
    scores_as_torch(notebook, lab)
    assert "scrambled" in back.get_attribute("aria-label")
    assert (notebook.pixels(back) != as_it_was).any()


def test_a_smaller_image_keeps_the_index_within_it(notebook):
    lab = notebook.widget(CSS)
    lab.locator("[data-control=channels] .noUi-handle").focus()
    notebook.page.keyboard.press("Home")
    notebook.eventually("(lab.channels, lab.index) == (1, 63)")
    scores_as_torch(notebook, lab)
