"""ConfusionExplorer from Python: what it refuses, what it counts, and what it sends."""

from types import SimpleNamespace

import numpy as np
import pytest

from course_utils.widgets import ConfusionExplorer

CLASSES = ("cat", "dog", "ship")


def record(labels, classes=CLASSES, **more):
    """Return made-up test images with these labels."""
    images = np.arange(len(labels) * 48, dtype=np.uint32).reshape(-1, 4, 4, 3).astype(np.uint8)
    fields = {"x_test": images, "y_test": np.array(labels), "classes": classes}
    return SimpleNamespace(**(fields | more))


LABELS = [0, 0, 1, 2, 2, 1]
PROBABILITIES = np.array(
    [
        [0.75, 0.125, 0.125],
        [0.25, 0.5, 0.25],
        [0.125, 0.875, 0],
        [0, 1, 0],
        [0.25, 0.25, 0.5],
        [0.5, 0.5, 0],
    ]
)


@pytest.fixture
def lab():
    return ConfusionExplorer(PROBABILITIES, record(LABELS))


def test_the_matrix_has_the_actual_class_in_its_rows(lab):
    assert lab.output().tolist() == [[1, 1, 0], [1, 1, 0], [0, 1, 1]]
    lab.threshold = 0.75  # and with at least this confidence
    assert lab.output().tolist() == [[1, 0, 0], [0, 1, 0], [0, 1, 0]]
    lab.threshold = 1.0
    assert lab.output().sum() == 1


def test_calibration_by_hand(lab):
    found = lab.calibration()
    assert found["count"].tolist() == [0, 0, 0, 0, 3, 0, 0, 1, 1, 1]
    assert found["right"][[4, 7, 8, 9]] == pytest.approx([1 / 3, 1, 1, 0])
    assert found["confidence"][[4, 7, 8, 9]] == pytest.approx([0.5, 0.75, 0.875, 1])
    assert found["error"] == pytest.approx((0.5 + 0.25 + 0.125 + 1) / 6)
    assert np.isnan(found["right"][0])


def test_the_images_of_a_cell_the_surest_first(lab):
    lab.cell = (0, 1)
    assert lab.shown().tolist() == [1]
    lab.cell = ()
    assert lab.shown().tolist() == [3, 1, 5], "of equals the first one first"
    lab.threshold = 0.6
    assert lab.shown().tolist() == [3]


def test_only_asked_for_images_are_sent_and_none_is_kept_in_a_trait(lab):
    sent = []
    lab.send = lambda content, buffers: sent.append((content, buffers))
    lab._send_images(lab, {"images": [3, 1]}, [])
    lab._send_images(lab, {"images": [6]}, [])
    lab._send_images(lab, {"images": "3"}, [])
    ((content, (pixels,)),) = sent
    assert content == {"images": [3, 1], "shape": [4, 4]}
    assert pixels == lab._images[[3, 1]].tobytes()
    lab._send_images(lab, {"images": [0] * 1000}, [])
    assert len(sent[-1][0]["images"]) == 40
    largest = max(len(v) for v in lab.get_state().values() if isinstance(v, (bytes, memoryview)))
    assert largest == 4 * len(LABELS), "the confidences; no pixels"


def test_a_network_is_asked_in_evaluation_mode_and_put_back():
    import torch

    labels = [0, 1, 2, 1]
    images = np.random.default_rng(0).integers(0, 256, (4, 32, 32, 3), np.uint8)
    data = record(labels, x_test=images)
    model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Dropout(0.9), torch.nn.Linear(3072, 3))
    lab = ConfusionExplorer(model, data)
    assert model.training
    assert all(module.training for module in model)
    from course_utils.training import predicted

    assert lab.taken.tolist() == predicted(model, images).tolist()
    with torch.no_grad():
        scores = model.eval()(torch.from_numpy(images).permute(0, 3, 1, 2).float())
    assert scores.shape == (4, 3)
    again = ConfusionExplorer(model, data)
    assert (again.confidence == lab.confidence).all(), "dropout was off"


def bad(row, column, value):
    """Return the probabilities with another number at one place."""
    changed = PROBABILITIES.copy()
    changed[row, column] = value
    return changed


@pytest.mark.parametrize(
    ("source", "data", "sentence"),
    [
        (PROBABILITIES, None, "data is None; a record with x_test"),
        (PROBABILITIES, [1], "data is a list without x_test, y_test, classes"),
        (None, record(LABELS), "neither a network nor its probabilities"),
        (PROBABILITIES[:5], record(LABELS), r"shape \(5, 3\); \(6, 3\), one row an image"),
        (PROBABILITIES[:, :2], record(LABELS), r"shape \(6, 2\); \(6, 3\)"),
        (bad(2, 1, np.nan), record(LABELS), "holds nan at image 2, class 1; finite"),
        (bad(2, 1, np.inf), record(LABELS), "holds inf at image 2, class 1"),
        (bad(4, 0, 7), record(LABELS), "image 4 reach from 0.25 to 7 and sum to 7.75"),
        ("cat", record(LABELS), "probabilities is a str; a model, or an array"),
        (
            PROBABILITIES,
            record([0, 0, 1, 2, 3, 1]),
            "label of image 4 is 3; with 3 classes, 0 to 2",
        ),
        (PROBABILITIES, record([0, 0, 1, 2, -1, 1]), "label of image 4 is -1"),
        (PROBABILITIES, record([0.0] * 6), "y_test holds float64; whole numbers fit"),
        (PROBABILITIES, record(LABELS, y_test=np.zeros(5, int)), r"6 images, and y_test has shape"),
        (PROBABILITIES, record([]), "x_test holds no image"),
        (PROBABILITIES, record(LABELS, x_test=np.zeros((6, 4, 4))), r"shape \(6, 4, 4\), float64"),
        (PROBABILITIES, record(LABELS, classes="abcdefghijk"), "11 classes; 2 to 10 fit"),
    ],
)
def test_what_does_not_fit_is_told(source, data, sentence):
    with pytest.raises(ValueError, match=sentence):
        ConfusionExplorer(source, data)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("threshold", 1.5, "threshold is 1.5; a number from 0.0 to 1.0 fits."),
        (
            "cell",
            (0, 3),
            "cell is (0, 3); an actual and a predicted class, each a whole number "
            "from 0 to 2, such as (0, 1), fits, or () for the worst mistakes.",
        ),
        (
            "cell",
            2,
            "cell is 2; an actual and a predicted class, each a whole number "
            "from 0 to 2, such as (0, 1), fits, or () for the worst mistakes.",
        ),
    ],
)
def test_bad_values_are_told(lab, name, value, sentence):
    with pytest.raises(ValueError, match=name) as refusal:
        setattr(lab, name, value)
    assert str(refusal.value) == sentence


def test_words_and_picture(lab):
    assert lab.cell == (0, 1), "it opens on the largest count of mistakes"
    assert lab.describe() == (
        "6 of 6 images have a confidence of at least 0.00, 50.0% of them right; most often cat "
        "taken for dog (1); expected calibration error 0.312."
    )
    assert lab.picture().shape == (103, 103, 3)
    lab.threshold = 1.0
    assert "1 of 6 images" in lab.describe()
    lab.threshold, lab.cell = 0.99, ()
    assert lab.picture().dtype == np.uint8
