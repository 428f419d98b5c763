"""RunComparison as a learner uses it: mouse and keys, other axes, runs hidden, no kernel."""

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.benchmarks.latency import cell

from .colours import assert_soon

CSS = ".cv-run-comparison"


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(cell("RunComparison"))
    opened.run_all()
    yield opened
    assert opened.errors == []


def losses_shown(lab, name):
    """Return the curve of a run, in pixels from the top, or None where it is not drawn."""
    place = ["article", "larger batches", "norm", "fast"].index(name)
    path = lab.locator(f"[data-plot=loss] path.cv-of-{place}").get_attribute("d")
    return [float(part.split(" ")[1]) for part in path[1:].split("L")] if path else None


def shows_losses(notebook, lab):
    """Assert that each curve has the heights of `output()`, on one scale for all."""

    def difference():
        output = notebook.value("{k: v[:, 1].tolist() for k, v in lab.output().items()}")
        pixels = {name: losses_shown(lab, name) for name in output}
        if not all(pixels.values()):
            return "a run is not drawn"
        heights = np.concatenate(list(pixels.values()))
        values = np.concatenate(list(output.values()))
        if heights.shape != values.shape:
            return f"{heights.shape} points, not {values.shape}"
        fit = np.polyfit(values, heights, 1)
        away = np.abs(np.polyval(fit, values) - heights).max()
        return "" if fit[0] < 0 and away < 0.02 else f"{away} pixels away"

    assert_soon(difference)


def test_smoothing_and_hidden_runs(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    shows_losses(notebook, lab)
    lab.locator("[data-control=smoothing] .noUi-handle").focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    notebook.eventually("lab.smoothing > 50")
    shows_losses(notebook, lab)
    lab.get_by_role("checkbox", name="show norm").uncheck()
    notebook.eventually("lab.hidden == ('norm',)")
    assert losses_shown(lab, "norm") is None
    shows_losses(notebook, lab)
    assert "norm" not in lab.locator("[data-plot=accuracy]").get_attribute("aria-label")
    notebook.run("lab.hidden, lab.smoothing = ('article', 'fast'), 1")
    assert_soon(lambda: "" if losses_shown(lab, "article") is None else "article is still drawn")
    shows_losses(notebook, lab)
    expect(lab.get_by_role("checkbox", name="show fast")).not_to_be_checked()
    notebook.run("lab.hidden = tuple(run['name'] for run in lab.runs)")
    lab.get_by_text("No run is drawn").wait_for()


def test_points_are_read_and_the_axis_changes_without_a_kernel(notebook):
    page, lab = notebook.page, notebook.widget(CSS)
    plot, reading = lab.locator("[data-plot=accuracy]"), lab.locator(".cv-reading")
    runs = notebook.value("lab.runs")
    cells = lab.locator("tbody tr").first.locator("td").all_inner_texts()
    assert cells[1:] == ["3", "70.0 ± 0.0", "90.0 ± 0.0", "1.00 ×"]
    speedups = [row.locator("td").last.inner_text() for row in lab.locator("tbody tr").all()]
    assert speedups == [f"{run['speedup']:.2f} ×" for run in runs]
    notebook.stop_kernel()

    plot.focus()
    page.keyboard.press("ArrowRight")
    expect(reading).to_have_text("fast: 70.0 ± 0.0 % after 20.0 seconds, 3 seeds")
    page.keyboard.press("ArrowLeft")
    expect(reading).to_have_text("fast: 55.0 ± 0.0 % after 15.0 seconds, 3 seeds")
    page.keyboard.press("ArrowUp")
    expect(reading).to_have_text("norm: 70.0 ± 0.0 % after 40.0 seconds, 3 seeds")

    dot = lab.locator("[data-plot=accuracy] path.cv-dot.cv-of-0").get_attribute("d")
    x, y = map(float, dot.split("M")[1].split("h")[0].split(" "))
    plot.hover(position={"x": x + 2, "y": y + 1})
    expect(reading).to_have_text("article: 25.0 ± 0.0 % after 22.5 seconds, 3 seeds")

    lab.locator("[data-control=across] select").select_option("steps")
    expect(lab).to_contain_text("by steps of training", use_inner_text=True)
    plot.focus()
    page.keyboard.press("ArrowRight")
    expect(reading).to_contain_text("400 steps")
    before = plot.locator("path.cv-dot.cv-of-0").get_attribute("d")
    lab.locator("[data-control=scale] select").select_option("logarithmic")
    expect(plot.locator("path.cv-dot.cv-of-0")).not_to_have_attribute("d", before)
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone


def test_without_losses_there_is_one_plot_and_near_ends_share_a_tag(open_notebook):
    """Rows of a table, as of the ladder in chapter 04; two of them end at nearly one place."""
    rows = [
        {"name": name, "accuracy": accuracy, "seconds": seconds}
        for name, accuracy, seconds in [
            ("article", 0.62, 187.0),
            ("small images", 0.838, 47.2),
            ("flips", 0.839, 47.7),
            ("width", 0.866, 119.3),
        ]
    ]
    opened = open_notebook(
        f"from course_utils.widgets import RunComparison\nlab = RunComparison({rows})\nlab"
    )
    opened.run_all()
    lab = opened.widget(CSS)
    tags = lab.locator("[data-plot=accuracy] .cv-tag:visible")
    assert_soon(lambda: "" if tags.count() == 3 else f"{tags.count()} tags")
    assert tags.all_text_contents() == ["1", "2, 3", "4"]
    assert lab.locator("[data-plot=loss]").is_hidden()
    lab.get_by_role("checkbox", name="show small images").uncheck()
    assert_soon(lambda: "" if sorted(tags.all_text_contents()) == ["1", "3", "4"] else "not yet")
    assert opened.errors == []
