"""DatasetBrowser from Python: what it refuses, what it says of the images, and what it sends."""

from types import SimpleNamespace

import numpy as np
import pytest

from course_utils.widgets import DatasetBrowser

CLASSES = ("cat", "dog", "ship")
TRAIN, TEST = [0, 1, 2, 2, 1, 0, 0], [1, 1, 2, 0]


def record(**more):
    """Return made-up images with these labels."""
    random = np.random.default_rng(0)
    fields = {"classes": CLASSES, "sentence": "Made up."}
    for part, labels in (("train", TRAIN), ("test", TEST)):
        fields[f"x_{part}"] = random.integers(0, 256, (len(labels), 4, 5, 3), np.uint8)
        fields[f"y_{part}"] = np.array(labels)
    return SimpleNamespace(**(fields | more))


@pytest.fixture
def data():
    return record()


@pytest.fixture
def lab(data):
    return DatasetBrowser(data)


def test_the_selected_image_is_one_of_those_shown(lab, data):
    assert (lab.output() == data.x_train[0]).all()
    lab.chosen = "ship"
    assert (lab.chosen, lab.index) == (("ship",), 2)
    assert lab.shown().tolist() == [2, 3]
    lab.index = 3
    lab.chosen = ["ship", "dog"]
    assert (lab.chosen, lab.index) == (("dog", "ship"), 3), "it is still shown"
    lab.part = "test"
    assert lab.index == 0
    assert (lab.output() == data.x_test[0]).all()
    lab.chosen = CLASSES
    assert lab.chosen == (), "all of them are all"
    assert lab.shown().tolist() == [0, 1, 2, 3]


def test_an_image_can_be_chosen_from_the_start(data):
    lab = DatasetBrowser(data, part="test", chosen=("cat",))
    assert lab.index == 3
    assert DatasetBrowser(data, index=5).index == 5


def test_nothing_is_copied_and_what_is_given_out_is(lab, data):
    assert lab.images is data.x_train or lab.images.base is data.x_train
    lab.output()[:] = 0
    assert data.x_train[0].any()


def test_means_and_deviations_are_those_of_numpy(lab, data):
    for part, x, y in (
        ("training", data.x_train, data.y_train),
        ("test", data.x_test, data.y_test),
    ):
        lab.part = part
        for chosen in ((), ("ship",), ("cat", "dog")):
            lab.chosen = chosen
            numbers = [CLASSES.index(name) for name in chosen or CLASSES]
            shown = x[np.isin(y, numbers)] / 255
            assert lab.mean_image() == pytest.approx(255 * shown.mean(0))
            mean, std = lab.channel_statistics()
            assert mean == pytest.approx(shown.mean((0, 1, 2)))
            assert std == pytest.approx(shown.std((0, 1, 2)))


def test_the_nearest_images_without_itself(data):
    data.x_train[4] = data.x_train[1] // 2 + 64
    data.x_test[2] = data.x_train[5]
    lab = DatasetBrowser(data, index=1)
    places, apart = lab.nearest()
    assert sorted(places) == [0, 2, 3, 4, 5, 6]
    assert places[0] == 4
    difference = data.x_train[4].astype(float) - data.x_train[1]
    assert apart[0] == pytest.approx(np.sqrt((difference**2).mean()))
    assert (np.diff(apart) >= 0).all()
    lab.part, lab.index = "test", 2
    places, apart = lab.nearest(2)
    assert (places[0], apart[0]) == (5, 0), "a copy in the training images is found"


def sent_by(lab, *wishes):
    """Return what is sent in answer to wishes of the browser."""
    sent = []
    lab.send = lambda content, buffers=None: sent.append((content, buffers))
    for wish in wishes:
        lab._answer(lab, wish, [])
    return sent


def test_images_are_sent_when_asked_for_and_none_is_kept_in_a_trait(lab, data):
    ((content, (pixels,)),) = sent_by(lab, {"images": [3, 1], "part": "test"})
    assert content == {"images": [3, 1], "part": "test", "shape": [4, 5]}
    assert pixels == data.x_test[[3, 1]].tobytes()
    for bad in (
        {"images": [4], "part": "test"},
        {"images": [-1], "part": "test"},
        {"images": "1", "part": "training"},
        {"images": [0]},
        {"nearest": 7, "part": "training"},
        {"nearest": "0", "part": "training"},
        "images",
    ):
        assert sent_by(lab, bad) == []
    ((content, _),) = sent_by(lab, {"images": [0] * 1000, "part": "training"})
    assert len(content["images"]) == 256
    state = lab.get_state()
    held = [*state["_labels"], *(value for value in state.values() if isinstance(value, bytes))]
    assert sum(map(len, held)) == len(TRAIN) + len(TEST), "the labels; no pixels"


def test_statistics_and_nearest_are_sent(lab, data):
    ((content, (sums, histograms)),) = sent_by(lab, {"statistics": True, "part": "training"})
    assert content == {"statistics": True, "part": "training"}
    sums = np.frombuffer(sums, np.uint32).reshape(3, 4, 5, 3)
    assert (sums[2] == data.x_train[[2, 3]].sum(0, dtype=int)).all()
    histograms = np.frombuffer(histograms, np.uint32).reshape(3, 3, 256)
    assert (histograms.sum((1, 2)) == [180, 120, 120]).all()
    ((content, _),) = sent_by(lab, {"nearest": 1, "part": "test"})
    assert (content["nearest"], content["part"], len(content["places"])) == (1, "test", 7)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "data is None; a record with x_train"),
        ([1], "data is a list without x_train, y_train, classes"),
        (record(y_test=np.array([0, 1, 2, 3])), "label of image 3 is 3; with 3 classes, 0 to 2"),
        (record(x_train=np.zeros((7, 4, 5, 3))), r"x_train has shape \(7, 4, 5, 3\), float64"),
        (record(x_test=np.zeros((4, 4, 4, 3), np.uint8)), "one size fits"),
        (record(y_train=np.zeros(6, int)), r"7 images, and y_train has shape \(6,\)"),
        (record(x_test=np.zeros((0, 4, 5, 3), np.uint8), y_test=[]), "x_test holds no image"),
    ],
)
def test_what_does_not_fit_is_told(data, sentence):
    with pytest.raises(ValueError, match=sentence):
        DatasetBrowser(data)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("part", "train", "part is 'train'; one of training, test fits."),
        (
            "chosen",
            ("plane",),
            "chosen is ('plane',); names out of cat, dog, ship fit, such as ('cat',), or () for "
            "all.",
        ),
        (
            "chosen",
            1,
            "chosen is 1; names out of cat, dog, ship fit, such as ('cat',), or () for all.",
        ),
        (
            "index",
            7,
            "index is 7; there are 7 training images, so a whole number from 0 to 6 fits.",
        ),
        ("enlarge", 5, "enlarge is 5; a whole number from 1 to 4 fits."),
    ],
)
def test_bad_values_are_told(lab, name, value, sentence):
    with pytest.raises(ValueError, match=name) as refusal:
        setattr(lab, name, value)
    assert str(refusal.value) == sentence


def test_words_and_a_picture_without_any_image(lab):
    assert lab.describe() == ("7 of 7 training images (all classes); selected is image 0: cat.")
    lab.chosen = ("cat", "dog")
    assert lab.describe() == ("5 of 7 training images (cat, dog); selected is image 0: cat.")
    assert lab.picture().shape == (66, 486, 3)
    data = record()
    data.x_train = 255 - data.x_train
    other = DatasetBrowser(data, chosen=("cat", "dog"))
    assert (other.picture() == lab.picture()).all(), "it depends on the labels alone"


def test_a_stand_in_is_marked():
    assert not DatasetBrowser(record()).stand_in
    assert DatasetBrowser(record(source="stand-in")).stand_in
