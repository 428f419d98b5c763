"""AugmentationLab from Python: what it draws, torchvision against NumPy, its text, its refusals."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from course_utils import data
from course_utils.training import augmentation
from course_utils.widgets import AugmentationLab
from course_utils.widgets.augmentation_lab.chance import STEPS, augmented

STRONG = {
    "crop": 0.3,
    "flip": 0.5,
    "rotation": 60,
    "shift": 8,
    "brightness": 0.6,
    "contrast": 0.7,
    "saturation": 1.0,
    "cutout": 12,
}
OFF = dict.fromkeys(STEPS, 0) | {"crop": 1}


@pytest.fixture(scope="module")
def shared():
    return AugmentationLab()


@pytest.fixture
def lab(shared):
    """Return the one lab of these tests with everything off."""
    for name, value in {**OFF, "padding": "reflect", "batch": 0, "seed": 0}.items():
        setattr(shared, name, value)
    return shared


def by_hand(lab):
    images = lab.images.astype(np.float32) / np.float32(255)
    pairs = zip(images, lab.drawn(), strict=True)
    return np.stack([augmented(image, found, lab.padding) for image, found in pairs])


def test_all_off_changes_nothing(lab):
    np.testing.assert_array_equal(lab.output(), lab.images.astype(np.float32) / np.float32(255))
    assert repr(lab) == "AugmentationLab: 16 photographs, not augmented; batch 0 of seed 0."


@pytest.mark.parametrize("padding", ["reflect", "zeros"])
@pytest.mark.parametrize("on", [*STEPS, "all"])
def test_torchvision_and_numpy_agree(lab, on, padding):
    for name in STEPS if on == "all" else [on]:
        setattr(lab, name, STRONG[name])
    lab.padding, lab.batch, lab.seed = padding, 3, 12345
    output = lab.output()
    assert output.shape == (16, 32, 32, 3)
    assert output.dtype == np.float32
    assert (output != lab.images / np.float32(255)).any()
    np.testing.assert_allclose(output, by_hand(lab), atol=3e-5)


def test_flips_and_shifts_are_those_of_training(lab):
    lab.flip, lab.shift = 0.5, 8
    pixels, found = torch.from_numpy(lab.images.copy()), lab.drawn()
    flipped = augmentation.mirrored(pixels, torch.tensor([one.flip for one in found]))
    down, right = torch.tensor([one.shift for one in found]).T
    expected = augmentation.moved(flipped, down, right).numpy() / np.float32(255)
    np.testing.assert_allclose(lab.output(), expected, atol=1e-7)


def test_a_slider_changes_no_other_step(lab):
    before = lab.drawn()
    lab.rotation = 45
    for one, other in zip(before, lab.drawn(), strict=True):
        assert other.rotation != 0
        assert replace(other, rotation=0.0) == replace(one, rotation=0.0)


def test_batch_and_seed_draw_anew_and_the_same_again():
    lab = AugmentationLab(**STRONG)
    first = lab.drawn()
    lab.batch = 1
    second = lab.drawn()
    lab.batch, lab.seed = 0, 1
    third = lab.drawn()
    assert all(a != b != c != a for a, b, c in zip(first, second, third, strict=True))
    assert AugmentationLab(**STRONG).drawn() == first


def test_what_is_drawn_fills_its_range_and_stays_within():
    lab = AugmentationLab(**STRONG)
    found = []
    for lab.batch in range(100):
        found += lab.drawn()
    angles = np.array([one.rotation for one in found])
    assert -60 <= angles.min() < -58
    assert 58 < angles.max() <= 60
    assert abs(angles.mean()) < 3
    assert {move for one in found for move in one.shift} == set(range(-8, 9))
    assert 0.45 < np.mean([one.flip for one in found]) < 0.55
    for side, top, left in [square for one in found for square in (one.crop, one.cutout)]:
        assert min(top, left) >= 0
        assert max(top, left) + side <= 32
    sides = {one.crop[0] for one in found}
    assert min(sides) == round(32 * 0.3**0.5)
    assert max(sides) == 32
    assert {one.cutout[0] for one in found} == {12}
    for name, most in (("brightness", 0.6), ("contrast", 0.7), ("saturation", 1.0)):
        factors = [getattr(one, name) for one in found]
        assert 1 - most <= min(factors) < 1 - 0.97 * most
        assert 1 + 0.97 * most < max(factors) <= 1 + most


@pytest.mark.parametrize("on", [*STEPS, "all", "none"])
def test_the_text_runs_and_says_the_same(lab, on):
    for name in STEPS if on == "all" else [on] if on in STEPS else []:
        setattr(lab, name, STRONG[name])
    names = {}
    exec(lab.code(), names)
    torch.manual_seed(0)
    image = lab.images[4].copy()
    after = names["augment"](image)
    assert after.shape == (3, 32, 32)
    assert after.dtype == torch.float32
    changed = np.abs(after.permute(1, 2, 0).numpy() - image / np.float32(255)).max() > 1e-6
    assert changed == (on != "none") or on == "flip"
    assert len(names["augment"].transforms) == 2 + {"all": 8, "none": 0}.get(on, 1)


def test_the_texts_cutout_hides_a_square_of_that_side(lab):
    lab.cutout = 12
    names = {}
    exec(lab.code(), names)
    torch.manual_seed(0)
    for _ in range(20):
        hidden = names["augment"](np.full((32, 32, 3), 255, np.uint8))[0] == 0
        assert hidden.any(0).sum() == hidden.any(1).sum() == 12


def record(**changes):
    pixels = np.random.default_rng(0).integers(0, 256, (20, 32, 32, 3), np.uint8)
    fields = {
        "x_train": pixels,
        "y_train": np.arange(20) % 10,
        "classes": data.CLASSES,
        "source": "cache",
    }
    return SimpleNamespace(**fields | changes)


def test_a_record_gives_its_first_images_and_is_never_in_a_picture():
    given = record()
    lab = AugmentationLab(given)
    np.testing.assert_array_equal(lab.images, given.x_train[:16])
    assert lab._names[:3] == list(data.CLASSES[:3])
    assert lab.picture() is None
    assert AugmentationLab(given.x_train).picture() is None
    assert AugmentationLab(record(source="stand-in")).picture() is None
    assert repr(lab).startswith("AugmentationLab: 16 CIFAR-10 images, augmented by flip 0.5, shift")
    assert "image/png" not in lab._repr_mimebundle_()[0]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (np.zeros((15, 32, 32, 3), np.uint8), r"shape \(15, 32, 32, 3\).*16 or more images fit"),
        (np.zeros((16, 28, 28, 3), np.uint8), r"shape \(16, 28, 28, 3\)"),
        (np.zeros((16, 32, 32, 3)), "dtype float64"),
        ("cat.png", r"shape \(\)"),
    ],
)
def test_images_that_do_not_fit(given, words):
    with pytest.raises(ValueError, match=words):
        AugmentationLab(given)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("flip", 1.5, "a number from 0.0 to 1.0 fits"),
        ("crop", 0, "a number from 0.1 to 1.0 fits"),
        ("shift", 2.5, "a whole number from 0 to 8 fits"),
        ("rotation", float("nan"), "a whole number from 0 to 180 fits"),
        ("padding", "wrap", "one of reflect, zeros fits"),
        ("batch", -1, "a whole number from 0 to 99 fits"),
    ],
)
def test_refusals(lab, name, value, words):
    with pytest.raises(ValueError, match=words):
        setattr(lab, name, value)


def test_picture_shows_the_batch_before_and_after():
    lab = AugmentationLab(selected=5, **STRONG)
    picture = lab.picture()
    assert picture.shape == (268, 268 + 12 + 268, 3)
    assert picture.dtype == np.uint8
    after = picture[:, 280:][::2, ::2]
    shown = np.stack(
        [after[r : r + 32, c : c + 32] for r in (0, 34, 68, 102) for c in (0, 34, 68, 102)]
    )
    # The frame covers what stands around image 5: its neighbours are whole, so is it.
    assert np.abs(shown[5] - 255 * lab.output()[5]).max() <= 0.51
    assert np.abs(shown[15] - 255 * lab.output()[15]).max() <= 0.51
