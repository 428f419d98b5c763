"""SoftmaxLab from Python: what torch gives, at any size of logits, and what is refused."""

import numpy as np
import pytest

from course_utils import layers
from course_utils.widgets import SoftmaxLab


@pytest.mark.parametrize("seed", range(20))
def test_torch_agrees_with_the_formulas(seed):
    random = np.random.default_rng(seed)
    count = int(random.integers(3, 11))
    lab = SoftmaxLab(
        logits=random.normal(0, random.choice([1, 10, 1000]), count).clip(-10_000, 10_000),
        added=int(random.integers(-10_000, 10_001)),
        temperature=float(random.uniform(0.1, 10)),
        smoothing=float(random.uniform(0, 0.5)),
        label=int(random.integers(count)),
    )
    scores = (np.array(lab.logits) + lab.added) / lab.temperature
    label = np.array([lab.label])
    np.testing.assert_allclose(lab.output(), layers.softmax(scores), atol=1e-12)
    loss = layers.cross_entropy(scores[None], label, smoothing=lab.smoothing)
    assert lab.loss() == pytest.approx(loss, rel=1e-9)
    gradient = layers.cross_entropy_grad(scores[None], label, smoothing=lab.smoothing)[0]
    np.testing.assert_allclose(lab.gradient(), gradient / lab.temperature, atol=1e-11)
    assert f"the loss {loss:.3f}" in lab.describe()
    assert lab.picture().shape == (24 * count, 3 * 240 + 2 * 18, 3)


def test_ten_thousand_is_exact():
    lab = SoftmaxLab(logits=[10_000, -10_000, 0], label=1)
    assert lab.output().tolist() == [1, 0, 0]
    assert lab.loss() == 20_000
    assert lab.gradient().tolist() == [1, -1, 0]


def test_a_constant_changes_nothing():
    lab = SoftmaxLab(label=2, smoothing=0.1)
    before = [lab.output(), lab.gradient(), lab.loss()]
    for added in (-10_000, 7, 10_000):
        lab.added = added
        for old, new in zip(before, [lab.output(), lab.gradient(), lab.loss()], strict=True):
            np.testing.assert_allclose(new, old, atol=1e-11)


def test_what_belongs_together_stays_together():
    lab = SoftmaxLab(label=3, selected=3)
    assert (lab.chosen_logit, lab.typed_logit) == (-1, -1)
    lab.classes = 6
    assert lab.logits == (2, 1, 0, -1, 0, 0)
    lab.label = 5
    lab.typed_logit = 1234.5
    assert lab.logits[3] == 1234.5
    assert lab.chosen_logit == 10, "the slider ends there"
    lab.chosen_logit = -2.5
    assert lab.logits[3] == lab.typed_logit == -2.5
    lab.logits = [1, 2, 3]
    assert (lab.classes, lab.label, lab.selected, lab.typed_logit) == (3, 2, 2, 3)
    assert SoftmaxLab(classes=10).output().shape == (10,)


def test_sliders_stand_on_steps_and_leave_the_numbers_exact():
    lab = SoftmaxLab(temperature=1.03, smoothing=0.015)
    assert (lab.temperature, lab.smoothing) == (1.03, 0.015)
    assert [lab.controls[name].value for name in ("temperature", "smoothing")] == [1.05, 0.02]
    lab.temperature = 0.123
    assert (lab.temperature, lab._slid_temperature) == (0.123, 0.1)


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        ({"logits": [1, float("nan"), 0]}, "logits holds nan at class 1; 3 to 10 numbers"),
        ({"logits": [1, 2, float("-inf")]}, "logits holds -inf at class 2"),
        ({"logits": [1, 2, 20_000]}, "20000 at class 2; 3 to 10 numbers from -10,000 to 10,000"),
        ({"logits": [1, 2]}, r"shape \(2,\)"),
        ({"logits": [[1, 2, 3]]}, r"shape \(1, 3\)"),
        ({"logits": "many"}, "logits is 'many'"),
        ({"label": 4}, "label is 4, but there are 4 classes; a whole number from 0 to 3 fits"),
        ({"label": -1}, "a whole number from 0 to 9 fits"),
        ({"label": 1.5}, "a whole number"),
        ({"selected": 9}, "selected is 9, but there are 4 classes"),
        ({"temperature": 0}, "a number from 0.1 to 10.0 fits"),
        ({"smoothing": 0.6}, "a number from 0.0 to 0.5 fits"),
        ({"classes": 2}, "a whole number from 3 to 10 fits"),
    ],
)
def test_refusals(traits, words):
    with pytest.raises(ValueError, match=words):
        SoftmaxLab(**traits)
    lab = SoftmaxLab()
    ((name, value),) = traits.items()
    with pytest.raises(ValueError, match=words):
        setattr(lab, name, value)
    assert lab.logits == (2, 1, 0, -1)


def test_names():
    lab = SoftmaxLab(names=["fox", "owl"], classes=3)
    assert "fox 0.665, owl 0.245, class 2 0.090" in lab.describe()


def test_description_is_stable():
    assert repr(SoftmaxLab()) == (
        "SoftmaxLab: probabilities at temperature 1: cat 0.644, dog 0.237, bird 0.087, frog 0.032; "
        "the true class is cat, the loss 0.440."
    )
