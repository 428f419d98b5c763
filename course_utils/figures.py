"""Figures that say what they show: a caption below, a text for those who cannot see it."""

import base64
import html
import io
import struct

# Of Okabe and Ito's eight colours, which the common kinds of colour blindness keep apart, the six
# that show on white and on JupyterLab's dark paper (#111111) alike. The first four have a contrast
# of 3 to 1 and more on both, as lines need; the last two suit areas and broad lines.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
# Text and axes: the grey whose contrast, 4.3 to 1, is the same on both. More cannot be had with one
# colour, so text is a little larger than matplotlib's.
NEUTRAL = "#797979"
DPI = 144
CSS_DPI = 96  # pixels of a page to the inch


class Figure:
    """A drawn figure with its caption and its alternative text.

    It is shown as HTML, and stored in a notebook as one line of text.
    """

    def __init__(self, png, caption, alt, dpi=CSS_DPI):
        self.png, self.caption, self.alt, self.dpi = png, caption, alt, dpi

    def __repr__(self):
        return f"Figure: {self.caption} ({self.alt})"

    def _repr_html_(self):
        data = base64.b64encode(self.png).decode("ascii")
        (pixels,) = struct.unpack(">I", self.png[16:20])  # the width, in a PNG's header
        return (
            "<figure style='margin:0'>"
            f"<img alt='{html.escape(self.alt, quote=True)}' "
            f"width='{round(pixels * CSS_DPI / self.dpi)}' style='max-width:100%' "
            f"src='data:image/png;base64,{data}'>"
            f"<figcaption>{html.escape(self.caption)}</figcaption></figure>"
        )


def figure(fig, *, caption, alt):
    """Take a matplotlib figure, draw it once, and close it.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
    caption : str
        What the reader is to see in it, in one sentence.
    alt : str
        What it shows, for those who cannot see it.

    Returns
    -------
    Figure

    Raises
    ------
    TypeError
        When `fig` is no matplotlib figure.
    ValueError
        When caption or alternative text is blank.
    """
    _require_texts(caption, alt)
    from matplotlib import pyplot as plt
    from matplotlib.figure import Figure as Drawn

    if not isinstance(fig, Drawn):
        raise TypeError(
            f"{type(fig).__name__} came; a matplotlib figure fits, such as the first that "
            "'fig, ax = subplots()' gives."
        )
    _show_in_both_themes(fig)
    file = io.BytesIO()
    fig.savefig(file, format="png", dpi=DPI, bbox_inches="tight", transparent=True)
    plt.close(fig)
    return Figure(file.getvalue(), " ".join(caption.split()), " ".join(alt.split()), DPI)


def picture(pixels, *, caption, alt, enlarge=1):
    """Take pixels as they are, without matplotlib; enlarged pixels stay sharp.

    Parameters
    ----------
    pixels : array
        Shape (height, width, 3) or (height, width), uint8.
    caption, alt : str
        As in `figure`.
    enlarge : int
        Screen pixels for each pixel.

    Returns
    -------
    Figure

    Raises
    ------
    ValueError
        When caption or alternative text is blank.
    """
    _require_texts(caption, alt)
    from PIL import Image

    image = Image.fromarray(pixels)
    size = (image.width * enlarge, image.height * enlarge)
    file = io.BytesIO()
    image.resize(size, Image.Resampling.NEAREST).save(file, "PNG")
    return Figure(file.getvalue(), " ".join(caption.split()), " ".join(alt.split()))


def _show_in_both_themes(fig):
    """Turn black text and lines grey, and legends clear; on dark paper they would be lost.

    Matplotlib makes titles of the figure, legends and colour bars black when they come after
    `subplots`. Words on top of an image keep the colour that suits it.
    """
    from matplotlib import axes, colors, legend, lines, spines, text

    def is_black(colour):
        return colors.to_hex(colour) == "#000000" and colors.to_rgba(colour)[3] > 0

    with_image = [one for one in fig.findobj(axes.Axes) if one.images]
    on_images = {words for one in with_image for words in one.texts}
    for words in fig.findobj(text.Text):
        if words not in on_images and is_black(words.get_color()):
            words.set_color(NEUTRAL)
    for line in fig.findobj(lines.Line2D):
        if is_black(line.get_markeredgecolor()):  # of ticks, too
            line.set_markeredgecolor(NEUTRAL)
        if is_black(line.get_color()):
            line.set_color(NEUTRAL)
    for spine in fig.findobj(spines.Spine):
        if is_black(spine.get_edgecolor()):
            spine.set_edgecolor(NEUTRAL)
    for box in fig.findobj(legend.Legend):
        box.set_frame_on(False)


def _require_texts(caption, alt):
    for name, text in (("caption", caption), ("alt", alt)):
        if not text or not text.strip():
            raise ValueError(f"The figure has no {name}; a sentence that says what it shows fits.")


def subplots(*args, **kwargs):
    """Return ``plt.subplots(...)`` in the style of the course, legible in both themes."""
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    with mpl.rc_context(style()):
        return plt.subplots(*args, **kwargs)


def style():
    """Return the matplotlib settings of the course's figures."""
    from cycler import cycler

    greys = ("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color")
    return {
        **dict.fromkeys(greys, NEUTRAL),
        "axes.titlecolor": NEUTRAL,
        "axes.prop_cycle": cycler(color=PALETTE),
        "axes.spines.top": False,
        "axes.spines.right": False,
        "grid.color": NEUTRAL,
        "grid.alpha": 0.3,
        "font.size": 11,
        "legend.frameon": False,
        "figure.constrained_layout.use": True,
    }
