"""Colours of the regions, for stored pictures and for tests: as ``regions.js`` paints them."""

import json
from pathlib import Path

import numpy as np

LEVELS = 256
_palette = json.loads(Path(__file__).with_name("palette.json").read_text("utf-8"))


def _channels(colour):
    return np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)], float)


GROUND = _channels(_palette["ground"])
COLOURS = np.array([_channels(colour) for colour in _palette["classes"]])  # (3, 3)


def coloured(probabilities):
    """Turn probabilities into colours: of the class that wins, as strong as it is sure.

    Parameters
    ----------
    probabilities : numpy.ndarray
        Shape (classes, ...), each column summing to 1.

    Returns
    -------
    numpy.ndarray
        The other axes plus (3,), uint8.
    """
    classes = len(probabilities)
    share = (probabilities.max(0) * classes - 1) / (classes - 1)
    level = np.floor(np.clip(share, 0, 1) * (LEVELS - 1) + 0.5)
    cover = (_palette["cover"] * level / (LEVELS - 1))[..., None]
    colour = COLOURS[probabilities.argmax(0)]
    return np.floor(GROUND + cover * (colour - GROUND) + 0.5).astype(np.uint8)
