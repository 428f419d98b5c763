"""Figures that say what they show: a caption below, a text for those who cannot see it."""

import base64
import html
import io

# Okabe and Ito's palette: eight colours that the common kinds of colour blindness keep apart.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
# Readable on white and on JupyterLab's dark grey alike.
NEUTRAL = "#7a7a7a"


class Figure:
    """A drawn figure with its caption and its alternative text.

    It is shown as HTML, and stored in a notebook as one line of text.
    """

    def __init__(self, png, caption, alt):
        self.png, self.caption, self.alt = png, caption, alt

    def __repr__(self):
        return f"Figure: {self.caption} ({self.alt})"

    def _repr_html_(self):
        data = base64.b64encode(self.png).decode("ascii")
        return (
            "<figure style='margin:0'>"
            f"<img alt='{html.escape(self.alt, quote=True)}' style='max-width:100%' "
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
    ValueError
        When caption or alternative text is blank.
    """
    _require_texts(caption, alt)
    from matplotlib import pyplot as plt

    file = io.BytesIO()
    fig.savefig(file, format="png", dpi=144, bbox_inches="tight", transparent=True)
    plt.close(fig)
    return Figure(file.getvalue(), " ".join(caption.split()), " ".join(alt.split()))


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
        "font.size": 10,
        "legend.frameon": False,
        "figure.constrained_layout.use": True,
    }
