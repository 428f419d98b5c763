"""A learner's own picture, whatever it is, as red, green and blue from 0 to 255."""

import io
import struct
import warnings
import zlib
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "PPM")
MOST_PIXELS = 80_000_000  # decoded with alpha this takes 320 MB; a phone takes 12 to 50 million
BAND_PIXELS = 2_000_000  # a large picture is shrunk band by band, so that no second copy stands
ORIENTATION = 0x0112  # the EXIF tag for 'which way was up'
WHITE = 255


def load_image(source: Any, longest: int = 512) -> np.ndarray:
    """Return a picture as red, green and blue, no longer than `longest` on a side.

    Alpha is laid over white, grey becomes three equal channels, 16 bits become 8, an animation
    gives its first frame, and a photograph is turned the way its EXIF data says was up.

    Parameters
    ----------
    source : str, path, bytes, PIL image or array
        A file, what a file holds, or pixels: (H, W), (H, W, 1), (H, W, 3) or (H, W, 4), of
        booleans, whole numbers from 0 to 255, uint16 over its whole range, or fractions from 0
        to 1. Text is always the name of a file.
    longest : int
        Most cells on a side, at least 1; a smaller picture keeps its size.

    Returns
    -------
    uint8, (H, W, 3)

    Raises
    ------
    ValueError
        One sentence: what came, and what fits.
    """
    if isinstance(longest, bool) or not isinstance(longest, int | np.integer) or longest < 1:
        raise ValueError(f"longest is {longest!r}; a whole number of at least 1 fits.")
    longest = int(longest)
    if isinstance(source, Image.Image):
        return _decoded(source, "The picture", longest)
    if isinstance(source, np.ndarray | list | tuple):
        return _decoded(_from_array(source), "The array", longest)
    if isinstance(source, bytes | bytearray | memoryview):
        return _from_bytes(bytes(source), f"The file of {len(source):,} bytes", longest)
    if isinstance(source, str | PathLike):
        path = Path(fspath(source)).expanduser()
        return _from_bytes(_read(path), f"{path.name!r}", longest)
    raise ValueError(
        f"A picture cannot be made from {type(source).__name__}; the name of a file, "
        "its bytes or an array fits."
    )


def _read(path: Path) -> bytes:
    """Return what a file holds, or say in a sentence why it cannot be read."""
    try:
        return path.read_bytes()
    except IsADirectoryError:
        reason = "is a folder"
    except FileNotFoundError:
        reason = "does not exist"
    except (OSError, ValueError) as problem:  # ValueError: a name with a zero byte in it
        reason = "is a folder" if path.is_dir() else f"cannot be read ({problem})"
    raise ValueError(f"{str(path)!r} {reason}; the name of a picture's file fits.")


def _from_bytes(data: bytes, name: str, longest: int) -> np.ndarray:
    with warnings.catch_warnings():
        # Pillow's guard against decompression bombs: MOST_PIXELS below is stricter and says more
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
        except Image.DecompressionBombError:
            raise ValueError(_too_large(name)) from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error):
            raise ValueError(
                f"{name} is no picture that can be read; PNG, JPEG, WebP, GIF, BMP or TIFF fits."
            ) from None
        with picture:
            return _decoded(picture, name, longest)


def _decoded(picture: Image.Image, name: str, longest: int) -> np.ndarray:
    # JPEG can be decoded at a half, a quarter or an eighth, without ever standing there whole
    picture.draft(None, (longest, longest))
    if picture.width * picture.height > MOST_PIXELS:
        raise ValueError(_too_large(name, picture))
    if 0 in picture.size:
        raise ValueError(f"{name} is {picture.width} x {picture.height}; 1 x 1 and more fits.")
    try:
        picture.load()
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error) as problem:
        raise ValueError(
            f"{name} begins as a picture but breaks off or is damaged ({problem}); "
            "a whole one fits."
        ) from None
    small = _shrunk(picture, name, longest)
    if (turn := _orientation(picture)) != 1:
        small.getexif()[ORIENTATION] = turn
        small = ImageOps.exif_transpose(small)
    return np.array(small)


def _too_large(name: str, picture: Image.Image | None = None) -> str:
    size = f"{picture.width:,} x {picture.height:,}" if picture else "very many"
    return f"{name} has {size} pixels; up to {MOST_PIXELS // 10**6} million fit."


def _orientation(picture: Image.Image) -> int:
    """Return EXIF's code for which way was up; 1, as it is, where the data is damaged."""
    try:
        return picture.getexif().get(ORIENTATION, 1)
    except (SyntaxError, ValueError, KeyError, struct.error):
        return 1


def _shrunk(picture: Image.Image, name: str, longest: int) -> Image.Image:
    """Return the picture as RGB, at most `longest` on a side."""
    scale = longest / max(picture.size)
    target = tuple(max(1, round(side * min(scale, 1))) for side in picture.size)
    factor = max(1, min(max(picture.size) // (2 * longest), *picture.size))
    rows = max(1, BAND_PIXELS // (picture.width * factor)) * factor
    white = _white(picture, name) if picture.mode in ("I", "F") else WHITE
    small = Image.new("RGB", tuple(-(-side // factor) for side in picture.size))
    for top in range(0, picture.height, rows):
        band = picture.crop((0, top, picture.width, min(top + rows, picture.height)))
        small.paste(_rgb(band, white).reduce(factor), (0, top // factor))
    return small.resize(target, Image.Resampling.LANCZOS) if small.size != target else small


def _white(picture: Image.Image, name: str) -> float:
    """Return the value of white in a 32-bit picture, which does not say.

    It is the first of the usual maxima that no pixel exceeds, else the largest pixel.
    """
    most = picture.getextrema()[1]
    if not np.isfinite(most):
        raise ValueError(f"{name} has a pixel of {most}; finite numbers fit.")
    usual = (1, 255, 65535) if picture.mode == "F" else (255, 65535)
    return next((white for white in usual if most <= white), most)


def _rgb(picture: Image.Image, white: float) -> Image.Image:
    """Return the picture as 8-bit RGB: deep grey scaled, alpha over white."""
    if picture.mode.startswith("I;16"):
        picture = Image.fromarray(_from_16_bits(np.asarray(picture)))
    elif picture.mode in ("I", "F"):
        values = np.nan_to_num(np.asarray(picture, dtype=np.float64)) * (WHITE / white)
        picture = Image.fromarray(values.clip(0, WHITE).round().astype(np.uint8))
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, (WHITE,) * 4)
        picture = Image.alpha_composite(paper, picture)
    return picture.convert("RGB")


def _from_16_bits(values: np.ndarray) -> np.ndarray:
    return ((values.astype(np.uint32) + 128) // 257).astype(np.uint8)


def _from_array(source: Any) -> Image.Image:
    """Return an array of pixels as a picture, or say which arrays are pictures."""
    try:
        pixels = np.asarray(source)
    except ValueError:
        raise ValueError("The rows of the array differ in length; equal ones fit.") from None
    if pixels.ndim == 3 and pixels.shape[2] == 1:
        pixels = pixels[:, :, 0]
    if not (pixels.ndim == 2 or (pixels.ndim == 3 and pixels.shape[2] in (3, 4))):
        raise ValueError(
            f"The array has shape {pixels.shape}; (rows, columns), or (rows, columns, channels) "
            "with 1, 3 or 4 channels fits."
        )
    if 0 in pixels.shape:
        raise ValueError(f"The array has shape {pixels.shape}: no pixel; 1 x 1 and more fits.")
    if pixels.dtype == bool:
        pixels = pixels * np.uint8(WHITE)
    elif pixels.dtype.kind == "u" and pixels.dtype.itemsize == 2:
        pixels = _from_16_bits(pixels)
    elif pixels.dtype.kind in "iuf":
        white = 1 if pixels.dtype.kind == "f" else WHITE
        least, most = pixels.min(), pixels.max()
        if not (least >= 0 and most <= white):  # so written, NaN is caught too
            raise ValueError(
                f"The array's numbers go from {least} to {most}; fractions from 0 to 1 or whole "
                "numbers from 0 to 255 fit."
            )
        pixels = (pixels * (WHITE // white)).round().astype(np.uint8)
    else:
        raise ValueError(f"The array holds {pixels.dtype}; numbers fit.")
    return Image.fromarray(np.ascontiguousarray(pixels))
