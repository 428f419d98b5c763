"""TrainingDashboard from Python: the curve it keeps, what it passes on and when."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch import nn

from course_utils import training
from course_utils.training import Progress
from course_utils.widgets import TrainingDashboard
from course_utils.widgets._core.curve import LossCurve, trailing_mean
from course_utils.widgets.training_dashboard import widget
from course_utils.widgets.training_dashboard.filters import MOST, first_filters


def progress(step, steps=100, loss=2.0, accuracy=None):
    return Progress(step, steps, loss, 4 * step, step / 25, 0.01 * step, accuracy)


def test_a_point_is_a_step_until_there_are_too_many():
    curve = LossCurve(most=4)
    for loss in (5.0, 1.0, 4.0, 2.0):
        curve.add(loss)
    np.testing.assert_array_equal(curve.points, np.repeat([[5.0], [1], [4], [2]], 3, 1))
    for loss in (3.0, 7.0):
        curve.add(loss)
    assert curve.width == 2
    np.testing.assert_array_equal(curve.points, [[1, 3, 5], [2, 3, 4], [3, 5, 7]])


@pytest.mark.parametrize("count", [3, 64, 65, 1000, 4099])
def test_points_hold_every_step_of_a_long_run(count):
    losses = np.random.default_rng(count).random(count)
    curve = LossCurve(most=64)
    for loss in losses:
        curve.add(loss)
    full = losses[: len(curve.points) * curve.width].reshape(-1, curve.width)
    assert count - full.size < curve.width + 1
    assert len(curve.points) <= 64
    expected = np.stack([full.min(1), full.mean(1), full.max(1)], 1)
    np.testing.assert_allclose(curve.points, expected, rtol=1e-6)


def test_trailing_mean():
    np.testing.assert_allclose(trailing_mean([4, 2, 6, 0], 2), [4, 3, 4, 3])
    np.testing.assert_allclose(trailing_mean([4, 2, 6, 0], 100), [4, 3, 4, 3])
    assert trailing_mean([], 5).shape == (0,)


def test_before_the_first_step():
    dashboard = TrainingDashboard()
    assert repr(dashboard) == "TrainingDashboard: no step taken yet."
    assert dashboard.picture() is None
    assert dashboard.output().shape == (0, 2)


def test_a_run_to_its_end():
    dashboard = TrainingDashboard(smoothing=2)
    for step in range(1, 101):
        last = 0.5 if step == 100 else None
        dashboard.follow(progress(step, loss=float(step), accuracy=last))
    assert dashboard.now["step"] == 100
    assert dashboard.now["left"] == 0
    assert dashboard.now["rate"] == pytest.approx(400)
    assert dashboard.accuracies == [[100, 0.5]]
    np.testing.assert_allclose(dashboard.output()[-1], [100, 99.5])
    assert "test accuracy 50.0% at step 100" in dashboard.describe()
    assert dashboard.picture().dtype == np.uint8
    dashboard.follow(progress(1))  # another run begins another curve
    assert len(dashboard.output()) == 1
    assert dashboard.accuracies == []


def test_steps_within_a_period_are_passed_on_together(monkeypatch):
    clock = iter(np.arange(0, 1e6, 0.01))  # a hundredth of a second a look at the clock
    monkeypatch.setattr(widget.time, "perf_counter", lambda: next(clock))
    dashboard = TrainingDashboard()
    sent = []
    dashboard.observe(lambda change: sent.append(change["new"].get("step")), "now")
    for step in range(1, 601):
        dashboard.follow(progress(step, steps=1000))
    assert 8 <= len(sent) <= 9  # six seconds, four in three of them, and the first at once
    assert sent == sorted(sent)


def test_an_evaluation_is_passed_on_at_once(monkeypatch):
    monkeypatch.setattr(widget.time, "perf_counter", lambda: 0.0)
    dashboard = TrainingDashboard()
    dashboard.follow(progress(1))
    dashboard.follow(progress(2))
    assert dashboard.now["step"] == 1
    dashboard.follow(progress(3, accuracy=0.25))
    assert (dashboard.now["step"], dashboard.accuracies) == (3, [[3, 0.25]])


@pytest.mark.parametrize("options", [{"classes": 1}, {"smoothing": 0}, {"scale": "cubic"}])
def test_refusals(options):
    with pytest.raises(ValueError, match="fits"):
        TrainingDashboard(**options)


def test_filters_share_one_scale_with_grey_for_zero():
    layer = nn.Conv2d(3, 2, 2)
    with torch.no_grad():
        layer.weight.zero_()
        layer.weight[0, 0, 0, 1] = 2.0
        layer.weight[1, 2, 1, 0] = -1.0
    pictures = first_filters(nn.Sequential(nn.Conv2d(3, 3, 1), layer))  # 1 x 1 shows no form
    assert (pictures.shape, pictures.dtype) == ((2, 2, 2, 3), np.uint8)
    assert pictures[0, 0, 1].tolist() == [255, 128, 128]
    assert pictures[1, 1, 0].tolist() == [128, 128, 64]
    assert len(first_filters(nn.Conv2d(3, 100, 3))) == MOST


def test_networks_without_filters_to_show():
    assert first_filters(nn.Linear(3, 4)) is None
    assert first_filters(nn.Conv2d(1, 4, 5)) is None
    broken = nn.Conv2d(3, 1, 2)
    nn.init.constant_(broken.weight, math.nan)
    assert set(first_filters(broken).ravel().tolist()) == {128}


@pytest.fixture
def images():
    rng = np.random.default_rng(0)
    x, y = rng.integers(0, 256, (40, 32, 32, 3), dtype=np.uint8), rng.integers(0, 10, 40)
    return SimpleNamespace(x_train=x, y_train=y, x_test=x[:5], y_test=y[:5])


def test_a_real_run_stopped_and_resumed_in_another_dashboard(images, tmp_path):
    """As after a restarted kernel: the curve and the accuracies begin where the run began."""

    def train(dashboard, stop=None):
        def follow(now):
            dashboard.follow(now)
            if now.step == stop:
                dashboard.controls["stop"].click()

        return training.train(
            training.ARTICLE.network(),
            images,
            training.ARTICLE,
            steps=40,
            on_step=follow,
            control=dashboard.control,
            checkpoints=tmp_path,
        )

    first, second = TrainingDashboard(smoothing=1), TrainingDashboard(smoothing=1)
    history = train(first, stop=23)
    assert (first.state, history.ended) == ("stopped", "stopped")
    assert first.now["step"] == history.steps == 24
    assert first.accuracies == [list(pair) for pair in history.accuracies]
    assert first.describe().endswith(", stopped.")
    history = train(second)
    assert second.state == "finished"
    np.testing.assert_allclose(second.output()[:, 1], history.losses, rtol=1e-6)
    assert second.accuracies == [list(pair) for pair in history.accuracies]
    assert [step for step, _ in second.accuracies] == [10, 20, 30, 40]
    assert second.now["left"] == 0
    assert second.now["learning_rate"] == 0.001
    assert second._filter_shape == [6, 5, 5]
    assert len(second._filters) == 6 * 5 * 5 * 3
    third = TrainingDashboard(smoothing=1)
    train(third)  # it had finished: what it was is there again
    np.testing.assert_array_equal(third.output(), second.output())
    assert third.accuracies == second.accuracies


def test_a_run_with_a_limit_tells_how_long_it_will_be():
    dashboard = TrainingDashboard()
    for step in (1, 2):
        now = progress(step, steps=10**6)._replace(share=step / 50)
        dashboard._due = 0
        dashboard.follow(now)
    assert dashboard.now["steps"] == 50
    assert dashboard.now["left"] == pytest.approx(0.48)


def test_buttons_turn_the_control():
    dashboard = TrainingDashboard()
    dashboard.controls["pause"].click()
    assert dashboard.control.paused
    dashboard.controls["go_on"].click()
    assert not dashboard.control.paused
    dashboard.controls["stop"].click()
    assert dashboard.control.stopped


def test_a_button_s_message_is_not_sent_to_the_busy_shell():
    """ipykernel's own rule, asked of a comm of its own: which shell a message is routed to."""
    ipykernel = pytest.importorskip("ipykernel.comm.comm")
    if not hasattr(ipykernel.BaseComm, "_reply_subshell_for"):
        pytest.skip("this ipykernel sends a message where it was addressed to")
    comm = ipykernel.BaseComm(target_name="jupyter.widget", primary=False)
    comm._reply_subshell_id = None  # as after it was opened from a cell
    assert comm._reply_subshell_for({}, "subshell") is None
    widget.heard_while_busy(SimpleNamespace(comm=comm))
    assert comm._reply_subshell_for({}, "subshell") == "subshell"
