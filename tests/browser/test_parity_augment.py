"""Augmentation in ops/augment.js against torchvision.transforms.v2.functional, float32.

Tolerances: steps that only move numbers are exact; those that multiply keep 1e-6; those that read
between pixels keep 3e-5, since torch works out the places in single precision.
"""

import random
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torchvision.transforms import InterpolationMode
from torchvision.transforms.v2 import functional as F

from course_utils.widgets.augmentation_lab.chance import STEPS, drawn

from .test_parity import array, plain

CASES = 320


def picture(draw, generator, *, square=False, narrowest=1):
    """Return an image of 3 channels, 0 to 1; some hold the ends often."""
    height, width = draw.randint(1, 16), draw.randint(narrowest, 16)
    shape = (3, height, height if square else width)
    image = torch.rand(shape, generator=generator)
    return (2 * image - 0.5).clamp(0, 1) if draw.random() < 0.3 else image


def hflip(draw, image):
    return [], F.horizontal_flip(image)


def pad_crop(draw, image):
    reflect = draw.random() < 0.5
    height, width = image.shape[1:]
    most = draw.randint(0, min(height, width) - 1)
    down, right = draw.randint(-most, most), draw.randint(-most, most)
    padded = F.pad(image, [most], padding_mode="reflect" if reflect else "constant")
    return [down, right, reflect], F.crop(padded, most - down, most - right, height, width)


def block(draw, image):
    height, width = image.shape[1:]
    rows, columns = draw.randint(1, height), draw.randint(1, width)
    return draw.randint(0, height - rows), draw.randint(0, width - columns), rows, columns


def erase(draw, image):
    place = block(draw, image)
    return list(place), F.erase(image, *place, torch.zeros(3, *place[2:]))


def colour(adjust):
    def case(draw, image):
        factor = draw.choice([0.0, 1.0, 2.0, draw.uniform(0, 2)])
        return [factor], adjust(image, factor)

    return case


def rotate(draw, image):
    degrees = draw.choice([0.0, 90.0, 180.0, -90.0, *(draw.uniform(-180, 180) for _ in range(8))])
    return [degrees], F.rotate(image, degrees, InterpolationMode.BILINEAR)


def resized_crop(draw, image):
    place = block(draw, image)
    return list(place), F.resized_crop(image, *place, list(image.shape[1:]))


OPERATIONS = {
    "hflip": (hflip, 0),
    "padCrop": (pad_crop, 0),
    "erase": (erase, 0),
    "adjustBrightness": (colour(F.adjust_brightness), 1e-6),
    "adjustContrast": (colour(F.adjust_contrast), 1e-6),
    "adjustSaturation": (colour(F.adjust_saturation), 1e-6),
    "rotate": (rotate, 3e-5),
    "resizedCrop": (resized_crop, 3e-5),
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_step(run, name):
    case, tolerance = OPERATIONS[name]
    draw, generator = random.Random(name), torch.Generator().manual_seed(len(name))
    cases, expected = [], []
    for _ in range(CASES):
        # A quarter turn is exact in torchvision where the image is as high as it is wide.
        square = name == "rotate" and draw.random() < 0.5
        # Of images one pixel wide, torch's antialiased interpolate repeats the first row.
        narrowest = 2 if name == "resizedCrop" else 1
        image = picture(draw, generator, square=square, narrowest=narrowest)
        values, after = case(draw, image)
        cases.append({"name": name, "image": plain(image), "values": values})
        expected.append(after.numpy())
    answers = run([("augmentStep", one) for one in cases])
    for one, answer, after in zip(cases, answers, expected, strict=True):
        np.testing.assert_allclose(
            array(answer), after, rtol=0, atol=tolerance, err_msg=str(one["values"])
        )


def test_what_is_drawn(run):
    draw = random.Random(4)
    cases, expected = [], []
    for _ in range(CASES):
        settings = {
            "crop": draw.choice([1, draw.uniform(0.1, 1)]),
            "flip": draw.random(),
            "rotation": draw.randint(0, 180),
            "shift": draw.randint(0, 8),
            "brightness": draw.random(),
            "contrast": draw.random(),
            "saturation": draw.random(),
            "cutout": draw.randint(0, 16),
        }
        batch, seed, image = draw.randint(0, 99), draw.randint(0, 2**31 - 1), draw.randint(0, 15)
        cases.append({"settings": settings, "seed": seed, "batch": batch, "image": image})
        expected.append(drawn(SimpleNamespace(**settings, batch=batch, seed=seed), image))
    answers = run([("drawAugmentation", one) for one in cases])
    for answer, found in zip(answers, expected, strict=True):
        assert list(answer) == list(STEPS)
        for name in ("crop", "cutout"):
            square = answer[name]
            assert (square["side"], square["top"], square["left"]) == getattr(found, name)
        assert (answer["shift"]["rows"], answer["shift"]["columns"]) == found.shift
        for name in ("flip", "rotation", "brightness", "contrast", "saturation"):
            assert answer[name] == getattr(found, name)
