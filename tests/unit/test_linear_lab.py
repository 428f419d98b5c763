"""LinearLab from Python: two ways to the same probabilities, the data, and refusals."""

import numpy as np
import pytest
from scipy.optimize import linprog

from course_utils.widgets import LinearLab
from course_utils.widgets.linear_lab.points import CLASSES, EACH, EDGE, PARTED, labelled
from course_utils.widgets.linear_lab.regions import coloured
from course_utils.widgets.linear_lab.widget import SIDE, pixel_centres


def can_be_parted(points, labels):
    """Ask a linear programme whether some W and b give every point's class the highest score."""
    classes = labels.max() + 1
    rows = []
    for point, label in zip(points, labels, strict=True):
        for other in set(range(classes)) - {label}:
            row = np.zeros((classes, 3))
            row[other] += [*point, 1]
            row[label] -= [*point, 1]
            rows.append(row.ravel())
    found = linprog(np.zeros(3 * classes), A_ub=rows, b_ub=-np.ones(len(rows)), bounds=(None, None))
    return found.status == 0


@pytest.mark.parametrize("name", CLASSES)
def test_the_data_is_what_it_is_said_to_be(name):
    points, labels = LinearLab(data=name).points()
    assert np.bincount(labels).tolist() == [EACH] * CLASSES[name]
    assert np.abs(points).max() < EDGE - 0.1
    assert can_be_parted(points, labels) == (name in PARTED)
    with pytest.raises(ValueError, match="read-only"):
        points[0] = 0


@pytest.mark.parametrize("data", ["two clouds", "three clouds", "rings"])
@pytest.mark.parametrize("hidden", [0, 1, 2, 8])
def test_torch_and_numpy_agree(data, hidden):
    lab = LinearLab(data=data, hidden=hidden, seed=7)
    output = lab.output()
    assert output.shape == (lab.classes, SIDE, SIDE)
    assert output.dtype == np.float32
    np.testing.assert_allclose(output.sum(0), 1, atol=1e-6)
    by_hand = lab._by_hand(pixel_centres()).T.reshape(output.shape)
    np.testing.assert_allclose(output, by_hand, atol=1e-6)
    points, labels = lab.points()
    right = (lab.output(points).argmax(1) == labels).sum()
    assert lab.accuracy() == pytest.approx(right / len(labels))
    assert f"{right} are right" in lab.describe()


def test_the_first_row_is_the_top_of_the_plane():
    lab = LinearLab(weight=[[0, 0], [0, 1]], bias=[0, 0])
    _, upper = lab.output()
    assert upper[0].min() > 0.9
    assert upper[-1].max() < 0.1


def test_xor_by_two_units_set_by_hand():
    v = [[1, 1], [-1, -1]]  # each is on in one of the two corners of class 0
    lab = LinearLab(
        data="XOR", hidden=2, hidden_weight=v, hidden_bias=[-1.3, -1.3], weight=[[4, 4], [0, 0]],
        bias=[0, 1.5],
    )  # fmt: skip
    assert lab.accuracy() == 1
    assert lab.loss() < 0.5


def test_weights_follow_the_seed_and_sliders_follow_the_weights():
    lab = LinearLab(seed=4)
    first = lab.weight.copy()
    lab.seed = 5
    assert not np.array_equal(lab.weight, first)
    lab.seed = 4
    np.testing.assert_array_equal(lab.weight, first)
    lab.data = "three clouds"
    assert lab.classes == 3
    assert lab.weight.shape == (3, 2)
    lab.hidden = 5
    assert (lab.weight.shape, lab.hidden_weight.shape) == ((3, 5), (5, 2))
    lab.row = 4
    lab.w2, lab.b = 1.5, -0.5
    assert lab.hidden_weight[4, 1] == 1.5
    assert lab.hidden_bias[4] == -0.5
    lab.selected = [2, 5]
    lab.chosen_weight = 3.0
    assert lab.bias[2] == 3
    lab.hidden_bias = np.full(5, 20.0)
    assert lab.b == 8  # the slider's end
    lab.hidden = 0
    assert lab.row == 2


def test_a_step_size_stays_exact_beyond_its_slider():
    lab = LinearLab(learning_rate=0.01)
    assert (lab.learning_rate, lab.controls["learning_rate"].value) == (0.01, 0.05)


def test_classes_alone_choose_data():
    assert LinearLab(classes=3).data == "three clouds"
    assert LinearLab(classes=2, data="moons").classes == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"hidden": 9}, "hidden is 9; a whole number from 0 to 8 fits"),
        ({"hidden": 1.5}, "whole number"),
        ({"data": "spiral"}, "one of two clouds, three clouds"),
        ({"classes": 3, "data": "moons"}, "the data 'moons' has 2"),
        ({"weight": [[1, 2, 3], [4, 5, 6]]}, r"\(2, 3\).*\(2, 2\) fits"),
        ({"weight": [[1, 2], [3, float("nan")]]}, "NaN or infinity"),
        ({"weight": "W"}, "a matrix of numbers fits"),
        ({"weight": [1, 2]}, "a matrix fits"),
        ({"bias": [1, 2, 3]}, r"\(3,\).*\(2,\) fits"),
        ({"bias": [1, 2000]}, "from -1000 to 1000 fit"),
        ({"hidden_weight": [[1, 2]]}, r"no hidden layer, \(0, 2\) fits"),
        ({"hidden": 2, "hidden_bias": [1]}, r"2 hidden units, \(2,\) fits"),
        ({"seed": -1}, "seed is -1"),
        ({"w1": 9}, "w1 is 9"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(options, words):
    with pytest.raises(ValueError, match=words):
        LinearLab(**options)


def test_a_refused_change_leaves_the_lab_as_it_was():
    lab = LinearLab()
    before = lab.weight
    with pytest.raises(ValueError, match="fits"):
        lab.weight = [[1.0]]
    assert lab.weight is before
    with pytest.raises(ValueError, match="data='three clouds'"):
        lab.classes = 3
    assert lab.classes == 2


def test_words_and_picture():
    lab = LinearLab(data="moons")
    assert repr(lab).startswith("LinearLab: 60 points of 2 classes (moons, which no line can part)")
    data, metadata = lab._repr_mimebundle_()
    assert data["image/png"]
    assert metadata["image/png"]["alt"] == lab.describe()
    picture = lab.picture()
    assert picture.shape == (3 * SIDE, 3 * SIDE, 3)
    regions = coloured(lab.output()).repeat(3, 0).repeat(3, 1)
    same = (picture == regions).all(-1).mean()
    assert 0.9 < same < 0.99  # the rest is points
    assert not np.array_equal(picture, LinearLab(data="moons", hidden=3).picture())


def test_points_are_made_once():
    assert labelled("rings")[0] is labelled("rings")[0]
