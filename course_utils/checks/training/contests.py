"""What the capstone is judged by: images, a budget of work, and what other networks reach with it.

The images that judge are the last of the *training* images, set aside. The test images are not
touched: whoever tries twenty recipes and keeps the one that does best on some images has chosen by
them, and its accuracy there is too high. The test images stay for the one look at the end.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from ... import budget, data, training
from ..engine.plain import without_addresses

MEASURED = Path(__file__).with_name("capstone.json")
HELD = 5_000  # the last training images of all, which are in no particular order
SEED = 0


@dataclass(frozen=True)
class Size:
    """How large a contest is.

    Attributes
    ----------
    train, held : int
        Images to train on, the first ones, and to be judged by, the first of the last 5,000.
    macs : int
        The budget: multiply-accumulates.
    seconds : float
        An end for what is slow for its work, such as very small batches. It is far from what
        other networks need.
    """

    train: int
    held: int
    macs: int
    seconds: float


# The work of the lesson is about what the recipe 'fast' takes.
LESSON = Size(45_000, 5_000, 150 * 10**9, 120.0)
SIZES = {
    "smoke": Size(4_000, 1_000, 10 * 10**9, 20.0),
    "lesson": LESSON,
    "full": LESSON,
    "hand-in": Size(10_000, 2_000, 50 * 10**9, 120.0),
}


GRADING = (
    "in grading its recipe is trained once more, in one thread, with {macs:.0f} billion "
    "multiply-accumulates on {train:,} images, and judged by {held:,} others; what the article's "
    "network and `fast` reach with that decides on the points, in the same way. Here "
    "`course_utils.training` and `course_utils.models` are there, and nothing else of the course. "
    "All that it learns it has to learn then: weights in the code are not accepted."
).format(macs=SIZES["hand-in"].macs / 1e9, train=SIZES["hand-in"].train, held=SIZES["hand-in"].held)


@dataclass(frozen=True, eq=False)
class Contest:
    """A budget of work, images to train on, and images to be judged by.

    Attributes
    ----------
    size : Size
    x_train, x_held : uint8 array, (N, 32, 32, 3)
    y_train, y_held : int64 array, (N,)
    article, fast : float or None
        The accuracy that the article's network, and the course's recipe 'fast', reach with the
        same work; None where that means nothing.
    why_not : str
        Why accuracy is not judged; empty where it is.
    """

    size: Size
    x_train: np.ndarray
    y_train: np.ndarray
    x_held: np.ndarray
    y_held: np.ndarray
    article: float | None = None
    fast: float | None = None
    why_not: str = ""

    @property
    def goal(self):
        """The accuracy for all points: three quarters of the way from the article's to 'fast'."""
        return self.article + 0.75 * (self.fast - self.article)


def name_of(handed_in):
    """Return the name of the size in force."""
    return "hand-in" if handed_in else budget.current()


def patience(handed_in=False):
    """Return the seconds after which an answer is stopped that does not end by itself."""
    return 1.5 * SIZES[name_of(handed_in)].seconds + 30


def contest(handed_in=False):
    """Return the contest of the budget in force, or that by which a hand-in is graded."""
    name = name_of(handed_in)
    images, size = data.cifar10(), SIZES[name]
    parts = parted(images, size)
    if images.source == "stand-in":
        return Contest(size, *parts, why_not="These images are the stand-in, not CIFAR-10")
    if name == "smoke":
        return Contest(size, *parts, why_not="The budget 'smoke' is too small to learn much")
    return Contest(size, *parts, *(measured(name)[one] for one in ("article", "fast")))


def parted(images, size):
    """Return images and labels to train on, and images and labels to be judged by."""
    held = slice(len(images.x_train) - HELD, len(images.x_train) - HELD + size.held)
    return (
        images.x_train[: size.train],
        images.y_train[: size.train],
        images.x_train[held],
        images.y_train[held],
    )


@lru_cache(maxsize=1)
def record():
    """Return what ``python -m tests.benchmarks.capstone --write`` measured."""
    return json.loads(MEASURED.read_text(encoding="utf-8"))


def work_an_image():
    """Return the multiply-accumulates that 'fast' takes for one image in training."""
    one = next(one for one in record()["measured"] if one["network"] == "fast")
    return one["macs"] / one["images"]


def changed():
    """Tell whether the recipe 'fast' is another one than when it was measured."""
    now = without_addresses(repr(training.recipe("fast")))
    return any(one["network"] == "fast" and one["recipe"] != now for one in record()["measured"])


def measured(name):
    """Return the mean accuracy of each network in a contest of this name."""
    name = "lesson" if name == "full" else name
    return {
        one["network"]: float(np.mean(one["accuracies"]))
        for one in record()["measured"]
        if one["contest"] == name
    }
