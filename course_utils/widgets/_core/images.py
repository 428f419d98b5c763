"""The images of a dataset, sent to the browser as it asks for them, and stored nowhere."""

import numpy as np


def send_images(widget, content, images, most):
    """Answer the browser's wish for some images; what is no such wish is left alone.

    The answer is a message with raw bytes, not a trait: no saved notebook holds any of them. Its
    other side is ``images.js``.

    Parameters
    ----------
    widget : course_utils.widgets._core.base.Visualizer
    content : object
        What came; a wish is ``{"images": [places]}``; a ``"part"`` comes back with the answer.
    images : uint8 array, (N, height, width, 3)
        Only those that are asked for are copied.
    most : int
        How many are sent at most; the browser asks again for the others.

    Returns
    -------
    bool
        Whether it was a wish that could be answered.
    """
    wanted = content.get("images") if isinstance(content, dict) else None
    if not isinstance(wanted, list) or not all(
        isinstance(at, int) and 0 <= at < len(images) for at in wanted
    ):
        return False
    wanted = wanted[:most]
    part = {"part": content["part"]} if "part" in content else {}
    answer = {"images": wanted, "shape": list(images.shape[1:3]), **part}
    widget.send(answer, [np.ascontiguousarray(images[wanted]).tobytes()])
    return True
