"""What every visualizer is: an anywidget with ipywidgets for controls, and a picture without them.

The arithmetic runs in the browser (``view.js``): ipywidgets' controls are tied to the visualizer's
traits with ``jslink``, so a move reaches the canvas without the kernel. The kernel holds the same
traits and gives the same values by ``output()``.
"""

import base64
import io
import json
import math
from pathlib import Path

import anywidget
import ipywidgets
import traitlets

ACCENT = (0xC2, 0x18, 0x5B)  # of style.css, on light paper
LABEL_WIDTH = "84px"  # of every control, so that what they hold stands in line


def nearest_step(value, step, least=-math.inf, most=math.inf):
    """Return where a slider stands for a number, as ``nearestStep`` of ``slider.js`` does."""
    return min(max(round(math.floor(value / step + 0.5) * step, 6), least), most)


def strings_of(folder):
    """Return the table of strings that a visualizer's folder holds."""
    return json.loads((Path(folder) / "strings.json").read_text("utf-8"))


class Visualizer(anywidget.AnyWidget):
    """The base of the course's visualizers.

    A subclass names its ``_esm`` and ``_css`` (the bundles), declares its traits with ``help=``,
    builds its controls, and says what it shows: ``describe`` in words, ``picture`` in pixels.

    Attributes
    ----------
    controls : dict of str to ipywidgets.Widget
        The controls by name; the view puts each into the slot of that name.
    """

    controls = traitlets.Dict(help="The ipywidgets controls, by the name of their slot.").tag(
        sync=True, **ipywidgets.widget_serialization
    )

    def __init__(self, **traits):
        self._from_browser = False
        super().__init__(**traits)

    def link(self, name, control, trait=None, attribute="value"):
        """Tie a control to a trait in the browser, where the kernel is not asked.

        Parameters
        ----------
        name : str
            The slot of the control.
        control : ipywidgets.Widget
            It must hold the trait's value already: the link copies from the control first.
        trait : str, optional
            The visualizer's trait; by default the slot's name.
        attribute : str
            The control's trait: ``"value"``, or ``"index"`` for a dropdown.
        """
        if hasattr(control.style, "description_width"):
            control.style.description_width = LABEL_WIDTH
        ipywidgets.jslink((control, attribute), (self, trait or name))
        self.controls = {**self.controls, name: control}

    def link_exact(self, name, step, description, form=".2f"):
        """Give a trait a slider that stands on its nearest step and leaves the trait exact.

        A slider of ipywidgets rounds what it is given and reports that back, so it gets a trait of
        its own, which the class declares as ``_slid_<name>`` with the slider's ends; on the other
        side `keepExact` of ``slider.js`` does the same.

        Parameters
        ----------
        name : str
            The trait, and the slot of the slider.
        step : float
        description : str
            What stands beside the slider.
        form : str
            How the slider writes its number.
        """
        slid = f"_slid_{name}"
        ends = self.traits()[slid]

        def stand(_=None):
            if not self._from_browser:
                at = nearest_step(getattr(self, name), step, ends.least, ends.most)
                setattr(self, slid, at)

        stand()
        self.observe(stand, name)
        slider = ipywidgets.FloatSlider(
            getattr(self, slid),
            min=ends.least,
            max=ends.most,
            step=step,
            readout_format=form,
            description=description,
        )
        self.link(name, slider, slid)

    def set_state(self, sync_data):
        """Take a change from the browser, which has already worked out what follows from it."""
        self._from_browser = True
        try:
            super().set_state(sync_data)
        finally:
            self._from_browser = False

    def describe(self):
        """Say in one sentence, the same on every machine, what the visualizer shows now."""
        raise NotImplementedError

    def picture(self):
        """Return what the visualizer shows now, shape (height, width, 3), uint8; or None."""
        return None

    def __repr__(self):
        return f"{type(self).__name__}: {self.describe()}"

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        picture = self.picture()
        if picture is not None:
            data["image/png"] = base64.b64encode(png(picture)).decode("ascii")
            metadata = {**metadata, "image/png": {"alt": self.describe()}}
        return data, metadata


def png(pixels):
    """Encode pixels, shape (height, width, 3), uint8, as a PNG file."""
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", optimize=True)
    return file.getvalue()


def side_by_side(*pictures, gap=12):
    """Put pictures next to each other on white paper, their tops in line.

    Parameters
    ----------
    *pictures : numpy.ndarray
        Shape (height, width, 3), uint8, each.
    gap : int
        Pixels between them.
    """
    import numpy as np

    height = max(picture.shape[0] for picture in pictures)
    width = sum(picture.shape[1] for picture in pictures) + gap * (len(pictures) - 1)
    sheet = np.full((height, width, 3), 255, np.uint8)
    left = 0
    for picture in pictures:
        sheet[: picture.shape[0], left : left + picture.shape[1]] = picture
        left += picture.shape[1] + gap
    return sheet


def framed(picture, top, left, height, width, colour=ACCENT):
    """Draw a frame of one pixel just outside a block: 'you are here'. What sticks out is cut off.

    Parameters
    ----------
    picture : numpy.ndarray
        Shape (height, width, 3), uint8; it is not changed.
    top, left, height, width : int
        The block, in pixels.
    colour : (int, int, int)

    Returns
    -------
    numpy.ndarray
        Shape of `picture`, uint8.
    """
    out = picture.copy()
    rows, columns = out.shape[:2]
    first, last = max(top - 1, 0), min(top + height + 1, rows)
    start, end = max(left - 1, 0), min(left + width + 1, columns)
    for row in (top - 1, top + height):
        if 0 <= row < rows:
            out[row, start:end] = colour
    for column in (left - 1, left + width):
        if 0 <= column < columns:
            out[first:last, column] = colour
    return out
