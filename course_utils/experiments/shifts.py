"""Whether a network still says the same when the picture moves by a few pixels."""

import numpy as np

from ..training import predicted

DIRECTIONS = ((0, 1), (0, -1), (1, 0), (-1, 0))  # rows down, columns to the right


def shifted(pictures, rows: int, columns: int):
    """Return pictures moved down and to the right; what comes in at the edge is mirrored.

    Parameters
    ----------
    pictures : uint8 array, (N, H, W, 3)
    rows, columns : int
        Pixels; negative ones move up and to the left.

    Returns
    -------
    array of the same shape and type
    """
    height, width = pictures.shape[1:3]
    reach = max(abs(rows), abs(columns))
    frame = np.pad(pictures, ((0, 0), (reach, reach), (reach, reach), (0, 0)), mode="reflect")
    top, left = reach - rows, reach - columns
    return np.ascontiguousarray(frame[:, top : top + height, left : left + width])


def consistency(model, pictures, pixels: int) -> float:
    """Return the share of predictions that stay when the picture moves by so many pixels.

    The class predicted for the picture as it is is compared with those for the picture moved up,
    down, left and right, whether it is right or not; the mean over pictures and directions.

    Parameters
    ----------
    model : torch.nn.Module
    pictures : uint8 array, (N, 32, 32, 3)
    pixels : int

    Returns
    -------
    float, from 0 to 1
    """
    still = predicted(model, pictures)
    same = [
        (predicted(model, shifted(pictures, rows * pixels, columns * pixels)) == still).mean()
        for rows, columns in DIRECTIONS
    ]
    return float(np.mean(same))
