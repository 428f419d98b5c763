"""The Python side of `AugmentationLab`: traits, controls, and the same batch by torchvision."""

from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from course_utils import data as course_data

from .._core.base import Visualizer, framed, side_by_side, strings_of
from .._core.traits import Choice, Number
from .chance import BATCH, SIZE, STEPS, augmented, drawn

_here = Path(__file__).parent
_strings = strings_of(_here)

PADDINGS = ("reflect", "zeros")
STEP = 0.05  # of the sliders of fractions
OFF = dict.fromkeys(STEPS, 0) | {"crop": 1}
# Squares out of the course's photographs: name, size of the photograph, top, left.
CROPS = (
    ("astronaut", 32, 0, 0),
    ("astronaut", 80, 2, 22),
    ("camera", 32, 0, 0),
    ("camera", 64, 4, 14),
    ("chelsea", 32, 0, 0),
    ("chelsea", 56, 8, 14),
    ("coffee", 32, 0, 0),
    ("coffee", 56, 10, 12),
    ("rocket", 32, 0, 0),
    ("rocket", 72, 18, 20),
    ("clock", 32, 0, 0),
    ("coins", 96, 2, 2),
    ("hubble", 32, 0, 0),
    ("moon", 32, 0, 0),
    ("page", 96, 30, 8),
    ("retina", 32, 0, 0),
)


def photographs():
    """Return 16 small photographs, uint8, (16, 32, 32, 3), and their names."""
    squares = [
        course_data.photograph(name, size=size)[top : top + SIZE, left : left + SIZE]
        for name, size, top, left in CROPS
    ]
    return np.stack(squares), [name for name, *_ in CROPS]


def plainly(value):
    """Write a number as short as it goes, as the browser does."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


class AugmentationLab(Visualizer):
    """Augment a batch of small images: each transform on its slider, batch after batch.

    Parameters
    ----------
    data : record or array, optional
        What `course_utils.data.cifar10` returns, of which the first 16 training images are used;
        or images, uint8, (16, 32, 32, 3). Without it, 16 squares of the course's photographs.
    **traits
        Any trait below, such as ``rotation=15`` or ``batch=3``.

    Raises
    ------
    ValueError
        When the images or a trait do not fit; the sentence says what does.

    Notes
    -----
    Chapter 04. The steps come in the order crop, flip, rotation, shift, brightness, contrast,
    colour (saturation), cutout. Random numbers depend on the seed, the batch, the image and the
    step alone. Cutout: DeVries and Taylor, "Improved regularization of convolutional neural
    networks with Cutout", 2017; here the square lies wholly inside the image.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    crop = Number(1.0, 0.1, 1.0, help="The smallest share of the area that is cut out.").tag(
        sync=True
    )
    flip = Number(0.5, 0.0, 1.0, help="Probability of a horizontal flip.").tag(sync=True)
    rotation = Number(0, 0, 180, whole=True, help="Most degrees, to either side.").tag(sync=True)
    shift = Number(4, 0, 8, whole=True, help="Most pixels, in each direction.").tag(sync=True)
    padding = Choice(PADDINGS, help="What a shift fills with.").tag(sync=True)
    brightness = Number(0.0, 0.0, 1.0, help="The factor lies within 1 ± this.").tag(sync=True)
    contrast = Number(0.0, 0.0, 1.0, help="The factor lies within 1 ± this.").tag(sync=True)
    saturation = Number(0.0, 0.0, 1.0, help="The factor lies within 1 ± this.").tag(sync=True)
    cutout = Number(0, 0, 16, whole=True, help="Side of the square that is hidden.").tag(sync=True)
    batch = Number(0, 0, 99, whole=True, help="Which random numbers are drawn.").tag(sync=True)
    seed = Number(0, 0, 2**31 - 1, whole=True, help="Of all random numbers.").tag(sync=True)
    selected = Number(0, 0, BATCH - 1, whole=True, help="The image looked at, from 0.").tag(
        sync=True
    )
    # Where the sliders of the fractions stand: on their steps, whatever Python has set.
    _slid_crop = Number(1.0, 0.1, 1.0).tag(sync=True)
    _slid_flip = Number(0.5, 0.0, 1.0).tag(sync=True)
    _slid_brightness = Number(0.0, 0.0, 1.0).tag(sync=True)
    _slid_contrast = Number(0.0, 0.0, 1.0).tag(sync=True)
    _slid_saturation = Number(0.0, 0.0, 1.0).tag(sync=True)
    _images = traitlets.Bytes().tag(sync=True)
    _names = traitlets.List(traitlets.Unicode()).tag(sync=True)

    def __init__(self, data=None, **traits):
        super().__init__(**traits)
        pixels, names, self._source = batch_of(data)
        self._images = pixels.tobytes()
        self._names = names
        self._build_controls()

    def _build_controls(self):
        for name in ("batch", "rotation", "shift", "cutout"):
            trait = self.traits()[name]
            slider = ipywidgets.IntSlider(
                getattr(self, name), min=trait.least, max=trait.most, description=_strings[name]
            )
            self.link(name, slider)
        for name in ("crop", "flip", "brightness", "contrast", "saturation"):
            self.link_exact(name, STEP, _strings[name])
        menu = ipywidgets.Dropdown(
            options=PADDINGS, value=self.padding, description=_strings["padding"]
        )
        self.link("padding", menu, attribute="index")

    @property
    def images(self):
        """The batch before augmentation, uint8, (16, 32, 32, 3)."""
        return np.frombuffer(self._images, np.uint8).reshape(BATCH, SIZE, SIZE, 3)

    def drawn(self):
        """Return what each image of the batch has drawn, a list of 16 `Drawn`."""
        return [drawn(self, image) for image in range(BATCH)]

    def output(self):
        """Augment the batch by torchvision.

        Returns
        -------
        numpy.ndarray
            Shape (16, 32, 32, 3), float32, 0 to 1.
        """
        import torch

        pixels = torch.from_numpy(self.images.copy()).permute(0, 3, 1, 2).float() / 255
        batch = [
            self._by_torchvision(image, found)
            for image, found in zip(pixels, self.drawn(), strict=True)
        ]
        return torch.stack(batch).permute(0, 2, 3, 1).contiguous().numpy()

    def _by_torchvision(self, image, found):
        """Take one image, a float32 tensor of shape (3, 32, 32), through all the steps."""
        from torchvision.transforms import InterpolationMode
        from torchvision.transforms.v2 import functional

        side, top, left = found.crop
        image = functional.resized_crop(image, top, left, side, side, [SIZE, SIZE])
        if found.flip:
            image = functional.horizontal_flip(image)
        image = functional.rotate(image, found.rotation, InterpolationMode.BILINEAR)
        mode = {"reflect": "reflect", "zeros": "constant"}[self.padding]
        padded = functional.pad(image, [self.shift], padding_mode=mode)
        image = functional.crop(padded, *(self.shift - by for by in found.shift), SIZE, SIZE)
        image = functional.adjust_brightness(image, found.brightness)
        image = functional.adjust_contrast(image, found.contrast)
        image = functional.adjust_saturation(image, found.saturation)
        side, top, left = found.cutout
        return functional.erase(image, top, left, side, side, image.new_zeros(3, side, side))

    def code(self):
        """Return the settings as the text of a ``torchvision.transforms.v2.Compose``."""
        table = _strings["python"]
        values = {name: plainly(getattr(self, name)) for name in STEPS}
        values["mode"] = _strings["modes"][PADDINGS.index(self.padding)]
        on = [name for name in STEPS if getattr(self, name) != OFF[name]]
        return "\n".join(table[line].format(**values) for line in ("begin", *on, "end"))

    def describe(self):
        """Say in one sentence what the lab shows now."""
        on = [
            f"{_strings[name]} {plainly(getattr(self, name))}"
            for name in STEPS
            if getattr(self, name) != OFF[name]
        ]
        how = f"augmented by {', '.join(on)}" if on else "not augmented"
        return f"16 {self._source}, {how}; batch {self.batch} of seed {self.seed}."

    def picture(self):
        """Return the batch before and after, uint8 RGB; None for images that are not the course's.

        The images of a dataset do not belong in a stored notebook.
        """
        if self._source != "photographs":
            return None
        originals = self.images.astype(np.float32) / np.float32(255)
        after = [
            augmented(image, found, self.padding)
            for image, found in zip(originals, self.drawn(), strict=True)
        ]
        after = np.round(np.stack(after) * 255).astype(np.uint8)
        row, column = divmod(self.selected, 4)
        sheets = [sheet(images).repeat(2, 0).repeat(2, 1) for images in (self.images, after)]
        place = (2 * row * (SIZE + 2), 2 * column * (SIZE + 2), 2 * SIZE, 2 * SIZE)
        return side_by_side(*(framed(one, *place) for one in sheets))


def sheet(images, gap=2):
    """Lay 16 images, (16, H, W, 3), uint8, out in 4 rows on white paper."""
    height, width = images.shape[1:3]
    paper = np.full((4 * (height + gap) - gap, 4 * (width + gap) - gap, 3), 255, np.uint8)
    for number, image in enumerate(images):
        top, left = (number // 4) * (height + gap), (number % 4) * (width + gap)
        paper[top : top + height, left : left + width] = image
    return paper


def batch_of(data):
    """Return 16 images, uint8, (16, 32, 32, 3), a name for each, and what they are.

    Raises
    ------
    ValueError
        When `data` is neither a record of a dataset nor such images.
    """
    if data is None:
        return *photographs(), "photographs"
    fits = "16 or more images fit, uint8, shape (N, 32, 32, 3), or what data.cifar10() returns"
    pixels = np.asarray(getattr(data, "x_train", data))
    if pixels.shape[1:] != (SIZE, SIZE, 3) or len(pixels) < BATCH or pixels.dtype != np.uint8:
        raise ValueError(f"data has shape {pixels.shape} and dtype {pixels.dtype}; {fits}.")
    names = ["image"] * BATCH
    if hasattr(data, "y_train") and hasattr(data, "classes"):
        names = [str(data.classes[label]) for label in data.y_train[:BATCH]]
    kinds = {"stand-in": "stand-in images", "cache": "CIFAR-10 images"}
    source = getattr(data, "source", None)
    kind = kinds.get("cache" if source == "download" else source, "images")
    return np.ascontiguousarray(pixels[:BATCH]), names, kind
