"""RunComparison from Python: where runs come from, what is made of them, and what is refused."""

import json
import math
from types import SimpleNamespace

import numpy as np
import pytest

from course_utils.widgets import RunComparison

ROWS = [
    {"name": "article", "seed": 0, "accuracy": 0.61, "seconds": 100.0},
    {"name": "article", "seed": 1, "accuracy": 0.63, "seconds": 110.0},
    {"name": "fast", "seed": 0, "accuracy": 0.625, "seconds": 2.0},
]


def history(name="article", seed=0, steps=6, **more):
    """Return what a run tells, made up."""
    fields = {
        "recipe": name,
        "seed": seed,
        "losses": np.arange(steps, 0, -1, dtype=np.float32),
        "accuracies": ((steps // 2, 0.3), (steps, 0.5 + seed / 10)),
        "seconds": 10.0,
        "images": 600,
    }
    return SimpleNamespace(**(fields | more))


def test_rows_by_name_with_mean_deviation_and_speedup():
    article, fast = RunComparison(ROWS).runs
    assert article["seeds"] == 2
    assert article["accuracy"] == pytest.approx(0.62)
    assert article["spread"] == pytest.approx(math.sqrt(2) / 100)
    assert (article["seconds"], article["speedup"]) == (105, 1)
    assert (fast["spread"], fast["speedup"]) == (None, 52.5)
    assert (fast["steps"], fast["images"], fast["curve"]) == (None, None, [])


def test_histories_have_a_curve_and_losses():
    lab = RunComparison([history(), history(seed=2), history("fast", seconds=1.0)], smoothing=2)
    article = lab.runs[0]
    assert article["curve"][0] == [0.5, 0.3, 0.0]
    assert article["curve"][1] == pytest.approx([1, 0.6, math.sqrt(0.02)])
    assert (article["steps"], article["images"]) == (6, 600)
    assert lab.output()["article"].tolist() == [
        *([1, 6], [2, 5.5], [3, 4.5], [4, 3.5], [5, 2.5], [6, 1.5])
    ]
    lab.hidden = ("fast",)
    assert set(lab.output()) == {"article"}


def test_long_losses_become_points_that_hold_several_steps():
    losses = np.random.default_rng(0).random(1003)
    lab = RunComparison([history(steps=1003, losses=losses)], smoothing=1)
    curve = lab.output()["article"]
    assert lab.runs[0]["width"] == 3
    assert curve.shape == (334, 2)
    np.testing.assert_allclose(curve[:, 1], losses[:1002].reshape(-1, 3).mean(1), rtol=1e-6)


def test_what_training_writes_is_read_back(tmp_path):
    from course_utils.training import History
    from course_utils.training.record import table

    real = History(
        losses=np.array([2.0, 1.5, 1.0], np.float32),
        seconds=3.0,
        images=96,
        epochs=1.5,
        accuracies=((3, 0.4375),),
        recipe="article",
        seed=7,
        device="cpu",
    )
    (tmp_path / "run.csv").write_text(table(real))
    told = {"recipe": "article", "seed": 7, "seconds": 3.0, "images": 96}
    (tmp_path / "run.json").write_text(json.dumps(told))
    assert RunComparison([tmp_path / "run.csv"]).runs == RunComparison([real]).runs
    (tmp_path / "run.json").unlink()
    (alone,) = RunComparison(str(tmp_path / "run.csv")).runs
    assert (alone["name"], alone["seconds"], alone["steps"]) == (tmp_path.name, None, 3)


def test_a_table_of_runs_and_names_given_to_runs(tmp_path):
    path = tmp_path / "ladder.csv"
    path.write_text("name,seed,accuracy,seconds\na,0,0.5,10\na,1,0.7,30\nb,0,0.9,\n")
    first, second = RunComparison(path).runs
    assert (first["accuracy"], first["seconds"]) == (pytest.approx(0.6), 20)
    assert (second["seconds"], second["speedup"]) == (None, None)
    named = RunComparison({"mine": history(), "theirs": [history(), history(seed=1)]}).runs
    assert [(run["name"], run["seeds"]) for run in named] == [("mine", 1), ("theirs", 2)]


@pytest.mark.parametrize(
    ("runs", "sentence"),
    [
        ([], "There is no run to compare; a History"),
        ([3], "A run is 3; a History"),
        ([{"name": "a", "accuracy": 62}], "An accuracy of 'a' is 62; a share from 0 to 1 fits."),
        ([{"name": "a", "accuracy": "much"}], "accuracy of 'a' is 'much'; a number fits"),
        ([{"name": "a", "accuracy": 0.5, "seconds": 0}], "The seconds of 'a' are 0; more than 0"),
        ([{"name": "a", "accuracy": None}], "An accuracy of 'a' is nan"),
        ([{"accuracy": 0.5}], "without name"),
        (["nowhere.csv"], "nowhere.csv cannot be read"),
        ([history(accuracies=())], "'article' .seed 0. was never evaluated"),
        ([history(losses=np.array([1, np.nan]))], "loss of 'article' .seed 0. is nan at step 2"),
        ([{"name": str(k), "accuracy": 0.5} for k in range(17)], "17 names of runs; up to 16 fit"),
    ],
)
def test_what_does_not_fit_is_told(runs, sentence):
    with pytest.raises(ValueError, match=sentence):
        RunComparison(runs)


def test_files_that_do_not_fit_are_told(tmp_path):
    path = tmp_path / "run.csv"
    for text, sentence in [
        ("", "holds no row"),
        ("a,b\n1,2\n", "has the columns a, b; step, epochs"),
        ("step,epochs,loss,test_accuracy\n1,0.1,2.3,\n", "holds no test accuracy"),
        ("step,epochs,loss,test_accuracy\n1,0.1,x,0.5\n", "holds what is no number"),
    ]:
        path.write_text(text)
        with pytest.raises(ValueError, match=sentence):
            RunComparison([path])


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("across", "hours", "across is 'hours'; one of seconds, steps, images fits."),
        ("smoothing", 0, "smoothing is 0; a whole number from 1 to 1000 fits."),
        ("hidden", ("slow",), "hidden names 'slow'; names of article, fast fit."),
    ],
)
def test_bad_values_are_told(name, value, sentence):
    with pytest.raises(ValueError, match=name) as refusal:
        setattr(RunComparison(ROWS), name, value)
    assert str(refusal.value) == sentence


def test_words_and_picture():
    lab = RunComparison(ROWS)
    assert lab.describe() == (
        "test accuracy: article 62.0% ± 1.4% (2 seeds) in 105.0 s, fast 62.5% in 2.0 s."
    )
    assert lab.picture().shape == (240, 672, 3)
    lab.hidden = ("article", "fast")
    assert lab.picture() is None
