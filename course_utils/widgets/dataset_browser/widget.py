"""The Python side of `DatasetBrowser`: which images are shown, and what the browser asks for."""

from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from .._core.base import ACCENT, Visualizer, strings_of
from .._core.dataset import part_of
from .._core.images import send_images
from .._core.traits import Choice, Number
from .statistics import distances, statistics

MOST = 256  # images in one message: 786 kB of CIFAR-10
NEAREST = 12
PARTS = ("training", "test")
LARGEST = 4  # how many pixels of the screen a pixel of a thumbnail may take, each way

_here = Path(__file__).parent
_strings = strings_of(_here)


class Classes(traitlets.TraitType):
    """Some of the classes of the visualizer, by name; an empty tuple for all. One name does, too.

    Raises
    ------
    ValueError
        When it is anything else.
    """

    default_value = ()

    def validate(self, obj, value):
        """Return the names as a tuple, in the order of the classes, or refuse them."""
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, (tuple, list)) or not all(name in obj.classes for name in names):
            raise ValueError(
                f"{self.name} is {value!r}; names out of {', '.join(obj.classes)} fit, such as "
                f"{(obj.classes[0],)!r}, or () for all."
            )
        chosen = tuple(name for name in obj.classes if name in names)
        return () if len(chosen) == len(obj.classes) else chosen


class DatasetBrowser(Visualizer):
    """Look through all images of a dataset: class by class, their means, their numbers.

    Parameters
    ----------
    data : course_utils.data.Cifar10
        Or anything with ``x_train`` and ``x_test``, uint8 (N, height, width, 3), ``y_train`` and
        ``y_test``, int (N,), and ``classes``; a ``sentence`` says where the images come from.
    **traits
        Any trait below, such as ``part="test"`` or ``chosen=("ship",)``.

    Raises
    ------
    ValueError
        When the data or a trait do not fit; the sentence says what does.

    Notes
    -----
    Chapter 04. The arrays are used as they are, none is copied. The browser holds the labels; the
    pixels that it shows come as messages, when they are asked for: no saved notebook holds any.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    part = Choice(PARTS, help="Which images: those to train on, or those to test on.").tag(
        sync=True
    )
    chosen = Classes(help="The classes that are shown, by name; () for all.").tag(
        sync=True,
        to_json=lambda names, lab: [lab.classes.index(name) for name in names],
        from_json=lambda places, lab: [lab.classes[place] for place in places],
    )
    index = Number(
        0, 0, 2**31 - 1, whole=True, help="The selected image, by its place in the part, from 0."
    ).tag(sync=True)
    enlarge = Number(
        2, 1, LARGEST, whole=True, help="Pixels of the page for each pixel of a thumbnail."
    ).tag(sync=True)
    classes = traitlets.Tuple(help="The classes' names.").tag(sync=True)
    sentence = traitlets.Unicode(help="Where the images come from.").tag(sync=True)
    stand_in = traitlets.Bool(help="They are not the dataset that one would expect.").tag(sync=True)
    _shape = traitlets.List(help="Height and width of an image.").tag(sync=True)
    _labels = traitlets.List(help="The class of each image, uint8; of each part.").tag(sync=True)

    def __init__(self, data=None, **traits):
        self._images, self._labels_of = {}, {}
        for part, short in zip(PARTS, ("train", "test"), strict=True):
            images, labels, classes = part_of(data, short)
            self._images[part], self._labels_of[part] = images, labels
        shapes = [images.shape[1:3] for images in self._images.values()]
        if shapes[0] != shapes[1]:
            raise ValueError(
                f"Images to train on are {shapes[0]}, those to test on {shapes[1]}; one size fits."
            )
        self._found = {}  # part: Statistics, once they have been asked for
        chosen, index = traits.pop("chosen", ()), traits.pop("index", None)
        super().__init__(
            classes=classes,
            sentence=str(getattr(data, "sentence", "")),
            stand_in=getattr(data, "source", "") == "stand-in",
            _shape=list(shapes[0]),
            _labels=[labels.tobytes() for labels in self._labels_of.values()],
            **traits,
        )
        self.chosen = chosen  # checked against the classes
        self._settle()
        if index is not None:
            self.index = index
        self.observe(self._settle, ["part", "chosen"])
        self._build_controls()
        self.on_msg(self._answer)

    def _build_controls(self):
        options = [
            _strings["parts"][part].format(count=f"{len(images):,}")
            for part, images in self._images.items()
        ]
        menu = ipywidgets.Dropdown(
            options=options, index=PARTS.index(self.part), description=_strings["part"]
        )
        self.link("part", menu, attribute="index")
        slider = ipywidgets.IntSlider(
            self.enlarge, min=1, max=LARGEST, description=_strings["enlarge"]
        )
        self.link("enlarge", slider)

    @traitlets.validate("index")
    def _index_within(self, proposal):
        count = len(self.images)
        if proposal.value >= count:
            raise ValueError(
                f"index is {proposal.value}; there are {count:,} {self.part} images, so a whole "
                f"number from 0 to {count - 1} fits."
            )
        return proposal.value

    def _settle(self, _=None):
        """Move to the first image that is shown, unless the selected one is."""
        if self._from_browser:
            return  # it has done so itself
        shown = self.shown()
        if len(shown) and self.index not in shown:
            self.index = int(shown[0])

    @property
    def images(self):
        """All images of the part, uint8, (N, height, width, 3), not copied."""
        return self._images[self.part]

    @property
    def labels(self):
        """The class of each of them, from 0, uint8, (N,)."""
        return self._labels_of[self.part]

    def _numbers(self):
        """Return which classes are shown, by number."""
        return [self.classes.index(name) for name in self.chosen or self.classes]

    def shown(self):
        """Return the places in the part of all images that are shown, int64, in their order."""
        return np.flatnonzero(np.isin(self.labels, self._numbers()))

    def output(self):
        """Return the selected image.

        Returns
        -------
        numpy.ndarray
            Shape (height, width, 3), uint8, a copy.
        """
        return self.images[self.index].copy()

    def _statistics(self, part):
        if part not in self._found:
            images, labels = self._images[part], self._labels_of[part]
            self._found[part] = statistics(images, labels, len(self.classes))
        return self._found[part]

    def mean_image(self):
        """Return the mean of all images that are shown.

        Returns
        -------
        numpy.ndarray
            Shape (height, width, 3), float64, 0 to 255. The first call walks through the part.
        """
        return self._statistics(self.part).mean_image(self._numbers())

    def channel_statistics(self):
        """Return mean and standard deviation of each channel over all images that are shown.

        Returns
        -------
        mean, std : float64 arrays, (3,)
            Of red, green and blue, 0 to 1, as ``torchvision.transforms.Normalize`` takes them.
        """
        mean, std = self._statistics(self.part).moments(self._numbers())
        return mean / 255, std / 255

    def nearest(self, count=NEAREST):
        """Return the training images most like the selected image, pixel by pixel.

        Parameters
        ----------
        count : int

        Returns
        -------
        places : int64 array, (count,)
            In the training images, the nearest first; the selected image itself is left out.
        apart : float64 array, (count,)
            The root of the mean squared difference of the bytes.
        """
        return self._nearest(self.part, self.index, count)

    def _nearest(self, part, index, count=NEAREST):
        apart = distances(self._images["training"], self._images[part][index])
        if part == "training":
            apart[index] = np.inf
        count = min(count, int(np.isfinite(apart).sum()))
        places = np.argsort(apart, kind="stable")[:count]
        return places, apart[places]

    def _answer(self, _, content, __):
        """Answer what the browser asks for: images, statistics of a part, the nearest."""
        if not isinstance(content, dict) or content.get("part") not in PARTS:
            return  # not a wish of this view
        part = content["part"]
        if content.get("statistics") is True:
            found = self._statistics(part)
            buffers = [found.sums.astype(np.uint32), found.histograms.astype(np.uint32)]
            self.send(
                {"statistics": True, "part": part}, [numbers.tobytes() for numbers in buffers]
            )
        elif "nearest" in content:
            index = content["nearest"]
            if isinstance(index, int) and 0 <= index < len(self._images[part]):
                places, apart = self._nearest(part, index)
                answer = {"places": places.tolist(), "apart": apart.tolist()}
                self.send({"nearest": index, "part": part, **answer})
        else:
            send_images(self, content, self._images[part], MOST)

    def describe(self):
        """Say in one sentence which images are shown and which is selected."""
        count = len(self.shown())
        which = ", ".join(self.chosen) or "all classes"
        name = self.classes[self.labels[self.index]]
        return (
            f"{count:,} of {len(self.labels):,} {self.part} images ({which}); "
            f"selected is image {self.index}: {name}."
        )

    def picture(self):
        """Return how many images each class has, as bars, those shown in colour; no image is in it.

        The images of a dataset do not belong in a stored notebook.
        """
        counts = np.bincount(self.labels, minlength=len(self.classes))
        return bars(counts, self.classes, self._numbers() if self.chosen else ())


def bars(counts, names, marked):
    """Draw how many there are of each, a bar a name, uint8 RGB."""
    from PIL import Image, ImageDraw, ImageFont

    row, left, width = 22, 96, 320
    sheet = Image.new("RGB", (left + width + 70, row * len(names)), (255, 255, 255))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=13)
    for place, (count, name) in enumerate(zip(counts, names, strict=True)):
        top, end = place * row, left + round(width * count / max(counts))
        colour = ACCENT if place in marked else (110, 119, 129)
        draw.rectangle((left, top + 3, end, top + row - 4), colour)
        draw.text((left - 8, top + row / 2), name, (31, 35, 40), font, anchor="rm")
        draw.text((end + 8, top + row / 2), f"{count:,}", (31, 35, 40), font, anchor="lm")
    return np.asarray(sheet)
