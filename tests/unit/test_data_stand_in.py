"""The stand-in: CIFAR-10's shapes, honest about being something else, the same every time."""

import hashlib

import numpy as np
import pytest
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

from course_utils.data import stand_in
from course_utils.data.photos import photographs

ROWS = (2_000, 500)


@pytest.fixture(scope="module")
def pictures():
    return stand_in.stand_in(ROWS)


def test_shapes_and_equal_classes(pictures):
    for part, rows in zip(("train", "test"), ROWS, strict=True):
        x, y = pictures[f"x_{part}"], pictures[f"y_{part}"]
        assert (x.shape, x.dtype) == ((rows, 32, 32, 3), np.uint8)
        assert np.bincount(y).tolist() == [rows // 10] * 10


def test_the_same_in_every_call(pictures):
    def digest(arrays):
        return {name: hashlib.sha256(a.tobytes()).hexdigest() for name, a in arrays.items()}

    first = digest(pictures)
    stand_in.stand_in.cache_clear()
    assert digest(stand_in.stand_in(ROWS)) == first


def test_training_and_test_share_neither_digit_nor_photograph():
    _, labels = load_digits(return_X_y=True)
    train, test = stand_in._share(labels, True), stand_in._share(labels, False)
    assert not set(train) & set(test)
    assert sorted([*train, *test]) == list(range(len(labels)))
    assert not set(stand_in.TRAIN_PHOTOGRAPHS) & set(stand_in.TEST_PHOTOGRAPHS)
    assert {*stand_in.TRAIN_PHOTOGRAPHS, *stand_in.TEST_PHOTOGRAPHS} <= set(photographs())


def test_mean_colour_does_not_give_the_class_away(pictures):
    def colour(part):
        return pictures[f"x_{part}"].mean(axis=(1, 2)) / 255

    model = LogisticRegression().fit(colour("train"), pictures["y_train"])
    assert model.score(colour("test"), pictures["y_test"]) < 0.2


def test_the_digit_can_be_told_from_its_ground(pictures):
    # where ink lies the picture differs from its surroundings: most pictures have contrast
    assert np.median(pictures["x_train"].std(axis=(1, 2, 3))) > 30


def test_a_part_lets_go_of_the_rest(monkeypatch, tmp_path):
    from course_utils import data

    monkeypatch.setenv("COURSE_OFFLINE", "1")
    part = data.cifar10_part(6, 4, tmp_path)
    whole = data.cifar10(tmp_path)
    assert (part.x_train == whole.x_train[:6]).all()
    assert (part.y_test == whole.y_test[:4]).all()
    assert part.x_train.base is None  # a copy, so that the whole can be freed
    assert part.sentence.endswith("Of these the first 6 and 4.")
    with pytest.raises(ValueError, match="0 pictures to test on came; 1 to 10,000 fit"):
        data.cifar10_part(6, 0, tmp_path)
