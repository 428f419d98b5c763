"""The photograph that a visualizer works on: one of the course's, or a picture of the learner's."""

from pathlib import Path

import ipywidgets
import numpy as np
import traitlets

from course_utils import data

from .base import strings_of
from .traits import Number

SIZE = 256
# Varied, and all inside the scikit-image wheel: edges, textures, writing, faces, roundness.
NAMES = ("camera", "astronaut", "chelsea", "coffee", "brick", "page", "coins", "moon")

_strings = strings_of(Path(__file__).parent)


class PictureTraits(traitlets.HasTraits):
    """Traits that carry the photographs to the browser; ``pictures.js`` reads them.

    Parameters
    ----------
    image : path, bytes or array, optional
        A picture of the learner's to start with; see `course_utils.data.load_image`.
    photograph : str
        The name of the course's photograph to start with.
    """

    photograph_index = Number(0, 0, 99, whole=True, help="Which photograph is shown.").tag(
        sync=True
    )
    _names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    _size = traitlets.Int(SIZE).tag(sync=True)
    _channels = traitlets.Int(1).tag(sync=True)
    _library = traitlets.Bytes().tag(sync=True)
    # What comes from the browser is a view of a message, which the next message may reuse.
    _upload = traitlets.Bytes().tag(sync=True, from_json=lambda view, _: bytes(view))
    _upload_shape = traitlets.List(traitlets.Int(), default_value=[0, 0]).tag(sync=True)

    def load_pictures(self, image=None, photograph=NAMES[0], *, grey=True, size=SIZE):
        """Fill the library; call it once, before the widget is shown."""
        self._names = list(NAMES)
        self._size = size
        self._channels = 1 if grey else 3
        self._library = b"".join(
            data.photograph(name, size=size, grey=grey).tobytes() for name in NAMES
        )
        self.photograph = photograph
        if image is not None:
            self.image = image

    @property
    def photograph(self):
        """Name of the photograph that is shown; ``"your picture"`` for an upload."""
        return [*self._names, _strings["yours"]][self.photograph_index]

    @photograph.setter
    def photograph(self, name):
        names = [*self._names, _strings["yours"]]
        if name not in names:
            raise ValueError(f"photograph is {name!r}; one of {', '.join(names)} fits.")
        self.photograph_index = names.index(name)

    @property
    def image(self):
        """The image in use, 0 to 1, float32: shape (H, W) in grey, (3, H, W) in colour."""
        channels = self._channels
        if self.photograph_index < len(self._names):
            shape = (len(self._names), self._size, self._size, channels)
            pixels = np.frombuffer(self._library, np.uint8).reshape(shape)[self.photograph_index]
        elif self._upload_shape[0] == 0:
            raise ValueError(_strings["noUpload"])
        else:
            pixels = np.frombuffer(self._upload, np.uint8).reshape(*self._upload_shape, channels)
        planes = np.moveaxis(pixels, -1, 0).astype(np.float32) / np.float32(255)
        return planes[0] if channels == 1 else planes

    @image.setter
    def image(self, source):
        pixels = data.load_image(source, longest=SIZE)
        if self._channels == 1:
            # The weights of Rec. 709, with which scikit-image makes a photograph grey, too.
            pixels = np.round(pixels @ np.array([0.2125, 0.7154, 0.0721])).astype(np.uint8)
        self._upload = pixels.tobytes()
        self._upload_shape = list(pixels.shape[:2])
        self.photograph_index = len(self._names)

    def photograph_control(self, description="photograph"):
        """Return a dropdown of the photographs, to be linked by ``index``."""
        return ipywidgets.Dropdown(
            options=[*self._names, _strings["yours"]],
            index=self.photograph_index,
            description=description,
        )
