"""Small matrices as pictures, for the stored form of a visualizer that shows numbers in cells."""

import numpy as np

CELL = 34


def matrix_picture(values, colours, marked=(), accent=(0, 0, 0)):
    """Draw a matrix, a cell a number.

    Parameters
    ----------
    values : numpy.ndarray
        Shape (rows, columns); NaN is an empty cell.
    colours : numpy.ndarray
        Shape (rows, columns, 3), uint8: the ground of each cell.
    marked : iterable of (int, int)
        Row and column of the cells to frame.
    accent : (int, int, int)
        The colour of the frames.

    Returns
    -------
    numpy.ndarray
        Shape (rows * 34 + 1, columns * 34 + 1, 3), uint8.
    """
    from PIL import Image, ImageDraw, ImageFont

    rows, columns = values.shape
    sheet = Image.new("RGB", (columns * CELL + 1, rows * CELL + 1), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=13)
    for row in range(rows):
        for column in range(columns):
            value = values[row, column]
            ground = (240, 240, 240) if np.isnan(value) else tuple(map(int, colours[row, column]))
            left, top = column * CELL, row * CELL
            draw.rectangle((left, top, left + CELL, top + CELL), ground, (208, 208, 208))
            if not np.isnan(value):
                luminance = np.dot(ground, (0.299, 0.587, 0.114))
                ink = (17, 17, 17) if luminance > 140 else (255, 255, 255)
                middle = (left + CELL / 2, top + CELL / 2)
                draw.text(middle, f"{value:g}", ink, font, anchor="mm")
    for row, column in marked:
        left, top = column * CELL, row * CELL
        draw.rectangle((left, top, left + CELL, top + CELL), None, tuple(accent), 2)
    return np.asarray(sheet)
