"""TrainingDashboard beside a real run: it follows, and its controls answer."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils.training import checkpoints

from .jupyter import drag

CSS = ".cv-training-dashboard"
SHOW = """
from types import SimpleNamespace
import numpy as np, torch
from course_utils import training
from course_utils.models import ArticleNet
from course_utils.widgets import TrainingDashboard
dashboard = TrainingDashboard()
dashboard"""
TRAIN = """
rng = np.random.default_rng(0)
images = rng.integers(0, 256, (4000, 32, 32, 3), dtype=np.uint8)
labels = rng.integers(0, 10, 4000)
data = SimpleNamespace(x_train=images, y_train=labels, x_test=images[:500], y_test=labels[:500])
model = ArticleNet()
history = training.train(
    model, data, training.ARTICLE, steps={steps}, on_step=dashboard.follow
)
"""
CONTROLLED = TRAIN.replace(
    "on_step=dashboard.follow",
    """
    on_step=dashboard.follow, control=dashboard.control, checkpoints="{folder}"
""",
)


@pytest.fixture
def notebook(open_notebook):
    opened = open_notebook(SHOW, TRAIN.format(steps=2500))
    opened.run_all()
    dashboard = opened.widget(CSS)
    dashboard.get_by_role("status").get_by_text("Finished after 2,500 steps").wait_for()
    yield opened
    assert opened.errors == []


def fact(dashboard, name):
    return dashboard.locator(f"[data-fact={name}]").inner_text()


def line(dashboard, plot, css):
    """Return the points of a path in the plot's units, shape (n, 2)."""
    d = dashboard.locator(f"[data-plot={plot}] path.{css}").first.get_attribute("d")
    return np.array(re.findall(r"[ML]([-\d.]+) ([-\d.]+)", d), float)


def shows_output(notebook, dashboard, *, log=False):
    """Assert that the line on screen is what the kernel says, up to the axis of the loss."""
    shown, curve = line(dashboard, "loss", "cv-smooth"), notebook.array("dashboard.output()")
    assert shown.shape == curve.shape
    np.testing.assert_allclose(shown[:, 0] / 336, curve[:, 0] / 2500, atol=1e-4)
    guess = line(dashboard, "loss", "cv-guess")[0, 1]
    values = np.log10(curve[:, 1]) if log else curve[:, 1]
    known = np.log10(np.log(10)) if log else np.log(10)
    # Heights are linear in the (logarithm of the) loss, and guessing stands where it belongs.
    scale, offset = np.polyfit(values, shown[:, 1], 1)
    np.testing.assert_allclose(scale * values + offset, shown[:, 1], atol=0.02)
    assert scale * known + offset == pytest.approx(guess, abs=0.5)


def test_it_shows_the_run_and_its_controls_answer(notebook):
    page, dashboard = notebook.page, notebook.widget(CSS)
    shows_output(notebook, dashboard)
    assert fact(dashboard, "step") == "2,500 of 2,500"
    assert fact(dashboard, "epochs") == "2.50"
    assert fact(dashboard, "left") == "0:00"
    accuracies = notebook.value("[list(pair) for pair in history.accuracies]")
    assert [step for step, _ in accuracies] == [1000, 2000, 2500]
    assert fact(dashboard, "accuracy") == f"{100 * accuracies[-1][1]:.1f} %"
    assert len(line(dashboard, "accuracy", "cv-accuracy")) == 3
    last = notebook.array("dashboard.output()")[-1, 1]
    assert float(fact(dashboard, "loss")) == pytest.approx(last, abs=6e-4)

    handle = dashboard.locator("[data-control=smoothing] .noUi-handle")
    drag(page, handle, 40)
    notebook.eventually("dashboard.smoothing > 500")
    shows_output(notebook, dashboard)
    handle.focus()
    page.keyboard.press("Home")
    notebook.eventually("dashboard.smoothing == 1")
    shows_output(notebook, dashboard)
    dashboard.locator("[data-control=scale] select").select_option("logarithmic")
    notebook.eventually("dashboard.scale == 'logarithmic'")
    shows_output(notebook, dashboard, log=True)
    label = dashboard.locator("[data-plot=loss]").get_attribute("aria-label")
    assert "at step 2,500 of 2,500" in label


def test_it_moves_while_the_kernel_trains_and_goes_on_without_it(open_notebook):
    notebook = open_notebook(SHOW, TRAIN.format(steps=200_000))
    page = notebook.page
    page.wait_for_function("course.kernelReady()")
    page.evaluate("course.begin('notebook:run-all-cells')")
    dashboard = notebook.widget(CSS)
    dashboard.get_by_role("status").get_by_text("Training.").wait_for()

    # The kernel is busy; numbers change several times a second, and the slider answers.
    seen = page.evaluate(
        """() => new Promise(resolve => {
          const fact = document.querySelector("[data-fact=step]");
          let changes = 0;
          new MutationObserver(() => changes++).observe(fact, {childList: true, subtree: true});
          setTimeout(() => resolve(changes), 4000);
        })"""
    )
    assert 3 <= seen <= 4 * 5
    before = line(dashboard, "loss", "cv-smooth")
    handle = dashboard.locator("[data-control=smoothing] .noUi-handle")
    handle.focus()
    page.keyboard.press("Home")
    after = line(dashboard, "loss", "cv-smooth")
    assert np.abs(np.diff(after[:, 1])).mean() > 3 * np.abs(np.diff(before[:, 1])).mean()
    assert fact(dashboard, "left") != "0:00"

    # Interrupted, it says that no step comes; restarted and run, it begins anew.
    notebook.command("notebook:interrupt-kernel")
    dashboard.get_by_role("status").get_by_text("No step for more than three seconds").wait_for()
    notebook.stop_kernel()
    shown = line(dashboard, "loss", "cv-smooth")
    dashboard.locator("[data-control=scale] select").select_option("logarithmic")
    assert not np.array_equal(line(dashboard, "loss", "cv-smooth"), shown)


def test_on_a_phone_and_in_the_dark(open_notebook):
    notebook = open_notebook(SHOW, TRAIN.format(steps=1100), width=360, height=900, theme="dark")
    notebook.run_all()
    dashboard = notebook.widget(CSS)
    dashboard.get_by_role("status").get_by_text("Finished").wait_for()
    assert dashboard.evaluate("root => root.scrollWidth <= root.clientWidth + 1")
    ink = dashboard.evaluate("root => getComputedStyle(root).color")
    assert sum(int(part) for part in ink.strip("rgba()").split(",")[:3]) > 380, "light ink on dark"
    assert notebook.errors == []


def state(dashboard, sentence):
    """Wait until the dashboard says so."""
    dashboard.get_by_role("status").get_by_text(sentence).wait_for()


def test_pause_go_on_stop_and_restart_kernel_run_on(open_notebook, tmp_path):
    """All of it while the cell that trains is running, with the mouse and the keyboard."""
    folder = (tmp_path / "run").as_posix()
    steps = 100_000
    notebook = open_notebook(SHOW, CONTROLLED.format(steps=steps, folder=folder))
    page = notebook.page
    page.wait_for_function("course.kernelReady()")
    page.evaluate("course.begin('notebook:run-all-cells')")
    dashboard = notebook.widget(CSS)
    pause, go_on, stop = (
        dashboard.locator(f"[data-control={name}] button") for name in ("pause", "go_on", "stop")
    )
    state(dashboard, "Training.")
    assert fact(dashboard, "learning_rate") == "0.001"
    shown = dashboard.locator("[data-raster=filters]")
    assert "The 6 filters of the first layer" in shown.get_attribute("aria-label")
    assert notebook.pixels(shown).shape == (5, 6 * 6 - 1, 4)

    expect(go_on).to_be_hidden()
    pause.focus()
    page.keyboard.press("Enter")
    state(dashboard, "Paused at step")
    expect(pause).to_be_hidden()
    at = fact(dashboard, "step")
    assert not page.evaluate("course.ended"), "the cell is still running"
    kept = max((tmp_path / "run").glob("checkpoint-*.pt"))
    assert f"{checkpoints.read(kept)['step']:,} of" in at
    page.wait_for_timeout(700)  # an update would have come
    assert fact(dashboard, "step") == at

    page.keyboard.press("Enter")  # the focus has gone to the button that came
    state(dashboard, "Training.")
    page.wait_for_function(
        "at => document.querySelector('[data-fact=step]').innerText !== at", arg=at
    )
    stop.click()
    state(dashboard, "Stopped after")
    page.wait_for_function("course.ended && course.kernelIdle()")
    stopped = notebook.value("history.steps")
    assert fact(dashboard, "step") == f"{stopped:,} of {steps:,}"
    assert notebook.value("history.ended") == "stopped"
    assert fact(dashboard, "accuracy") == f"{100 * notebook.value('history.accuracy'):.1f} %"
    assert stop.is_disabled()

    # The kernel is restarted in the middle of things, and all cells are run again.
    notebook.stop_kernel()
    page.evaluate("course.begin('notebook:restart-run-all')")
    accept = ".jp-Dialog .jp-mod-accept"
    page.wait_for_function(  # there is no kernel to ask about, so there may be no question
        """accept => document.querySelector(accept) || [...document.querySelectorAll(
          ".cv-training-dashboard [role=status]")].at(-1)?.textContent.startsWith("Training.")""",
        arg=accept,
    )
    if page.locator(accept).count():
        page.click(accept)
    dashboard = notebook.widget(CSS)
    state(dashboard, "Training.")
    step = int(fact(dashboard, "step").split()[0].replace(",", ""))
    assert step >= stopped
    assert len(line(dashboard, "loss", "cv-smooth")) >= min(stopped, 500), "the curve is whole"
    dashboard.locator("[data-control=stop] button").click()
    state(dashboard, "Stopped after")
    page.wait_for_function("course.ended && course.kernelIdle()")
    assert notebook.value("history.steps") > stopped
    assert notebook.errors == []
