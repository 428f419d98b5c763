"""A labelled set of images that a visualizer is given: checked, each fault in a sentence."""

import numpy as np

MOST_CLASSES = 10  # the cells of a larger matrix do not fit a phone


def part_of(data, part):
    """Return images, labels and class names of one part of a record, checked.

    Parameters
    ----------
    data : course_utils.data.Cifar10
        Or anything with `x_<part>`, `y_<part>` and `classes`.
    part : 'train' or 'test'

    Returns
    -------
    images : uint8 array, (N, height, width, 3)
    labels : uint8 array, (N,)
    classes : tuple of str

    Raises
    ------
    ValueError
        When something is missing or does not fit.
    """
    x, y = f"x_{part}", f"y_{part}"
    fits = (
        f"a record with {x} (N, height, width, 3), {y} (N,) and classes fits, "
        "such as course_utils.data.cifar10()"
    )
    missing = [name for name in (x, y, "classes") if not hasattr(data, name)]
    if missing:
        what = "None" if data is None else f"a {type(data).__name__} without {', '.join(missing)}"
        raise ValueError(f"data is {what}; {fits}.")
    images, labels = np.asarray(getattr(data, x)), np.asarray(getattr(data, y))
    classes = tuple(map(str, data.classes))
    if images.ndim != 4 or images.shape[3] != 3 or images.dtype != np.uint8:
        raise ValueError(f"{x} has shape {images.shape}, {images.dtype}; {fits}, uint8.")
    if not 2 <= len(classes) <= MOST_CLASSES:
        raise ValueError(f"There are {len(classes)} classes; 2 to {MOST_CLASSES} fit.")
    if len(images) == 0:
        raise ValueError(f"{x} holds no image; at least one fits.")
    if labels.shape != (len(images),):
        raise ValueError(
            f"There are {len(images)} images, and {y} has shape {labels.shape}; "
            "one label an image fits."
        )
    if labels.dtype.kind not in "iu":
        raise ValueError(f"{y} holds {labels.dtype}; whole numbers fit.")
    wrong = np.flatnonzero((labels < 0) | (labels >= len(classes)))
    if len(wrong):
        raise ValueError(
            f"The label of image {wrong[0]} is {labels[wrong[0]]}; with {len(classes)} classes, "
            f"0 to {len(classes) - 1} fit."
        )
    return images, labels.astype(np.uint8), classes
