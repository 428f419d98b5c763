"""A learner's own picture: every odd one is read or refused in one sentence."""

import io
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from course_utils.data import load_image

RAMP = np.tile(np.arange(0, 256, 8, dtype=np.uint8), (16, 1))  # (16, 32)


def encoded(picture, kind="PNG", **options):
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def colour_picture(width=40, height=30):
    rng = np.random.default_rng(0)
    small = Image.fromarray(rng.integers(0, 256, (3, 4, 3), dtype=np.uint8))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def test_a_colour_picture_comes_back_as_it_was(tmp_path):
    picture = colour_picture()
    path = tmp_path / "mine.png"
    picture.save(path)
    for source in (path, str(path), path.read_bytes(), memoryview(path.read_bytes()), picture):
        np.testing.assert_array_equal(load_image(source), np.asarray(picture))
    np.testing.assert_array_equal(load_image(np.asarray(picture)), np.asarray(picture))


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "GIF", "BMP", "TIFF", "PPM"])
def test_formats(kind):
    out = load_image(encoded(colour_picture(), kind))
    assert (out.shape, out.dtype) == ((30, 40, 3), np.uint8)


def test_the_longest_side_is_limited_and_the_shape_kept():
    assert load_image(encoded(colour_picture(900, 300)), longest=300).shape == (100, 300, 3)
    assert load_image(encoded(colour_picture(20, 2000)), longest=100).shape == (100, 1, 3)
    assert load_image(encoded(colour_picture(5000, 1)), longest=64).shape == (1, 64, 3)
    assert load_image(encoded(colour_picture())).shape == (30, 40, 3)  # never enlarged


def test_shrinking_in_bands_leaves_no_seam():
    ramp = Image.linear_gradient("L").resize((3000, 3000)).convert("RGB")
    out = load_image(ramp, longest=100)[:, 50, 0].astype(int)
    steps = np.diff(out)
    assert steps.min() >= 1
    assert steps.max() <= 4


def test_grey_gives_three_equal_channels():
    out = load_image(encoded(Image.fromarray(RAMP)))
    assert out.shape == (16, 32, 3)
    assert (out == RAMP[:, :, None]).all()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_alpha_lies_over_white(mode):
    picture = Image.new("RGBA", (4, 1), (0, 0, 0, 255))
    picture.putpixel((1, 0), (0, 0, 0, 0))
    if mode != "P":
        picture.putpixel((2, 0), (0, 0, 0, 128))
    out = load_image(encoded(picture.convert(mode)))[0, :, 0]
    assert out.tolist() == ([0, 255, 127, 0] if mode != "P" else [0, 255, 0, 0])


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_become_eight(kind):
    deep = (RAMP.astype(np.uint16) * 257) + 3
    out = load_image(encoded(Image.fromarray(deep), kind))
    assert np.abs(out[:, :, 0].astype(int) - RAMP).max() <= 1


def test_thirty_two_bits_find_their_white():
    fractions = Image.fromarray((RAMP / 255).astype(np.float32))
    assert (load_image(encoded(fractions, "TIFF"))[:, :, 0] == RAMP).all()
    whole = Image.fromarray(RAMP.astype(np.int32) * 257)
    assert (load_image(encoded(whole, "TIFF"))[:, :, 0] == RAMP).all()
    with pytest.raises(ValueError, match="a pixel of inf"):
        load_image(Image.fromarray(np.full((2, 2), np.inf, np.float32)))


@pytest.mark.parametrize("mode", ["1", "CMYK", "YCbCr", "HSV", "LAB"])
def test_other_colour_spaces(mode):
    picture = (
        Image.new("RGB", (3, 2), (255, 255, 255)).convert(mode)
        if mode != "LAB"
        else (Image.new("LAB", (3, 2), (255, 128, 128)))
    )
    assert load_image(picture).min() > 240


def test_one_pixel():
    assert load_image(encoded(Image.new("RGB", (1, 1), (1, 2, 3)))).tolist() == [[[1, 2, 3]]]


def test_a_photograph_is_turned_upright():
    picture = colour_picture()
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side
    out = load_image(encoded(picture, exif=exif.tobytes()))
    np.testing.assert_array_equal(out, np.rot90(np.asarray(picture), -1))


def test_an_animation_gives_its_first_frame():
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "lime", "blue")]
    file = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert load_image(file)[0, 0].tolist() == [255, 0, 0]


@pytest.mark.parametrize(
    "pixels",
    [
        RAMP,
        RAMP[:, :, None],
        np.dstack([RAMP] * 3),
        np.dstack([RAMP] * 3 + [np.full_like(RAMP, 255)]),
        RAMP / 255,
        RAMP.astype(np.uint16) * 257,
        (RAMP.astype(np.uint16) * 257).astype(">u2"),
        RAMP.astype(np.int64),
        RAMP.tolist(),
    ],
)
def test_arrays(pixels):
    assert (load_image(pixels) == RAMP[:, :, None]).all()


def test_an_array_of_booleans():
    assert load_image(np.eye(2, dtype=bool))[:, :, 1].tolist() == [[255, 0], [0, 255]]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"not a picture", "The file of 13 bytes is no picture that can be read; PNG"),
        (b"", "The file of 0 bytes is no picture"),
        ("no/such/file.png", "does not exist; the name of a picture's file fits"),
        (".", "is a folder"),
        ("a\0b", "cannot be read"),
        (None, "cannot be made from NoneType"),
        (7, "cannot be made from int"),
        (np.zeros(4), r"shape \(4,\)"),
        (np.zeros((2, 2, 2)), r"shape \(2, 2, 2\)"),
        (np.zeros((0, 4)), "no pixel"),
        (np.full((2, 2), np.nan), "from nan to nan"),
        (np.full((2, 2), 300), "from 300 to 300"),
        (np.full((2, 2), -0.5), "from -0.5"),
        (np.full((2, 2), "a"), "holds <U1"),
        ([[1, 2], [3]], "differ in length"),
        (encoded(colour_picture())[:-300], "begins as a picture but breaks off"),
        (encoded(colour_picture(), "JPEG")[:-200], "begins as a picture but breaks off"),
    ],
)
def test_what_is_no_picture_is_said_in_one_sentence(source, says):
    with pytest.raises(ValueError, match=says) as caught:
        load_image(source)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("longest", [0, -3, 2.5, "x", True])
def test_longest_that_does_not_fit(longest):
    with pytest.raises(ValueError, match="longest is"):
        load_image(RAMP, longest)


def test_too_many_pixels_are_refused_before_they_are_decoded():
    big = encoded(Image.new("1", (12_000, 8_000)))
    with pytest.raises(ValueError, match="12,000 x 8,000 pixels; up to 80 million fit"):
        load_image(big)
    bomb = encoded(Image.new("1", (20_000, 20_000)))
    with pytest.raises(ValueError, match="very many pixels; up to 80 million fit"):
        load_image(bomb)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak of memory from /proc")
@pytest.mark.parametrize(("mode", "kind", "limit_mb"), [("RGBA", "PNG", 400), ("RGB", "JPEG", 150)])
def test_eight_thousand_squared_fits_in_memory(tmp_path, mode, kind, limit_mb):
    path = tmp_path / "huge"
    Image.new(mode, (8_000, 8_000), "orange").save(path, kind, compress_level=1)
    code = (
        "import re\n"
        "from pathlib import Path\n"
        "from course_utils.data import load_image\n"
        f"out = load_image({str(path)!r})\n"
        "assert out.shape == (512, 512, 3) and out[0, 0].tolist()[0] >= 254, out[0, 0]\n"
        "print(re.search(r'VmHWM:\\s+(\\d+) kB', Path('/proc/self/status').read_text())[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) / 1024 < limit_mb
