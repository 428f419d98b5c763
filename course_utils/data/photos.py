"""Photographs that are installed with scikit-image, so that no network is needed."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from PIL import Image

LARGEST = 1024  # cells on a side; larger than every file, small enough to compute with


@dataclass(frozen=True)
class _Photograph:
    file: str
    credit: str


# Only files inside scikit-image's wheel: its other pictures are fetched over the network.
# Credits are those of scikit-image's own documentation.
_PHOTOGRAPHS = {
    "astronaut": _Photograph("astronaut.png", "Eileen Collins. NASA Great Images, public domain."),
    "brick": _Photograph("brick.png", "Brick wall. CC0Textures, CC0."),
    "camera": _Photograph("camera.png", "Photographer with a camera. Lav Varshney, CC0."),
    "chelsea": _Photograph("chelsea.png", "Chelsea the cat. Stéfan van der Walt, CC0."),
    "clock": _Photograph(
        "clock_motion.png", "Motion-blurred clock. Stéfan van der Walt, public domain."
    ),
    "coffee": _Photograph(
        "coffee.png", "Coffee cup. Rachel Michetti, courtesy of Pikolo Espresso Bar, CC0."
    ),
    "coins": _Photograph(
        "coins.png", "Greek coins from Pompeii. Brooklyn Museum, no known restrictions."
    ),
    "grass": _Photograph("grass.png", "Grass. linolafett on DeviantArt, CC0."),
    "gravel": _Photograph("gravel.png", "Gravel. CC0Textures, CC0."),
    "hubble": _Photograph(
        "hubble_deep_field.jpg", "Hubble eXtreme Deep Field. NASA, public domain."
    ),
    "moon": _Photograph("moon.png", "Surface of the moon, from scikit-image's data."),
    "page": _Photograph("page.png", "Scanned page of print, from scikit-image's data."),
    "retina": _Photograph("retina.jpg", "Human retina. Mikael Häggström, CC0."),
    "rocket": _Photograph("rocket.jpg", "Falcon 9 carrying DSCOVR. SpaceX, public domain."),
    "tissue": _Photograph(
        "ihc.png",
        "Stained colonic glands. Center for Microscopy and Molecular Imaging, "
        "no known restrictions.",
    ),
}


def photographs() -> tuple[str, ...]:
    """Return the names that `photograph` knows, in alphabetical order."""
    return tuple(_PHOTOGRAPHS)


def photograph_credit(name: str) -> str:
    """Return one line that says what a photograph shows, whose it is and how it is licensed."""
    return _find(name).credit


def photograph(name: str = "camera", size: int = 256, grey: bool = False) -> np.ndarray:
    """Return the square in the middle of a photograph, resized without aliasing.

    Parameters
    ----------
    name : str
        One of `photographs()`.
    size : int
        Height and width, 1 to 1024.
    grey : bool
        One channel of brightness (ITU-R 601 luma) instead of red, green, blue.

    Returns
    -------
    uint8, (size, size, 3), or (size, size) with `grey`; yours to change.

    Raises
    ------
    ValueError
        For a name that does not exist (the sentence lists those that do), or a size out of range.
    """
    _find(name)
    if isinstance(size, bool) or not isinstance(size, int | np.integer) or not 1 <= size <= LARGEST:
        raise ValueError(f"size is {size!r}; a whole number from 1 to {LARGEST} fits.")
    return _square(name, int(size), bool(grey)).copy()


def _find(name: str) -> _Photograph:
    if name not in _PHOTOGRAPHS:
        raise ValueError(
            f"There is no photograph called {name!r}; there are {', '.join(_PHOTOGRAPHS)}."
        )
    return _PHOTOGRAPHS[name]


@lru_cache(maxsize=64)
def _square(name: str, size: int, grey: bool) -> np.ndarray:
    # find_spec: importing scikit-image just to learn where it lies would take half a second
    folder = Path(find_spec("skimage").origin).parent / "data"
    with Image.open(folder / _PHOTOGRAPHS[name].file) as picture:
        picture = picture.convert("L" if grey else "RGB")
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    box = (left, top, left + side, top + side)
    return np.asarray(picture.resize((size, size), Image.Resampling.LANCZOS, box=box))
