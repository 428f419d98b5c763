"""TrainingDashboard from Python: the curve it keeps, what it passes on and when."""

import numpy as np
import pytest

from course_utils.training import Progress
from course_utils.widgets import TrainingDashboard
from course_utils.widgets.training_dashboard import widget
from course_utils.widgets.training_dashboard.curve import LossCurve, trailing_mean


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
    for step in range(1, 201):
        dashboard.follow(progress(step, steps=1000))
    assert 4 <= len(sent) <= 5  # two seconds, two a second, and the first at once
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
