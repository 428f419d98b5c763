"""The check of `correlate2d`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check
from ..inputs import array, fractions, parts


@st.composite
def _correlations(draw):
    kh, kw = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    padding = draw(st.integers(0, 2))
    rows = draw(st.integers(max(1, kh - 2 * padding), 6))
    columns = draw(st.integers(max(1, kw - 2 * padding), 6))
    image, kernel = array(draw, (rows, columns)) / draw(parts), array(draw, (kh, kw))
    return Case((image, kernel), {"stride": draw(st.integers(1, 3)), "padding": padding})


def _image(rows, columns):
    """Return digits that differ from each other, so that a mixed-up place shows."""
    return (np.arange(1.0, rows * columns + 1).reshape(rows, columns) * 7) % 10


def _zeros(image, padding):
    return np.pad(np.asarray(image, float), padding)


def _slide(padded, kernel, stride=1):
    return layers.correlate2d(padded, kernel, stride)


def _unstrided_read(image, kernel, stride=1, padding=0):
    out = layers.correlate2d(image, kernel, 1, padding)
    rows, columns = layers.correlate2d(image, kernel, stride, padding).shape
    return out[:rows, :columns]


def _padding_after_size(image, kernel, stride=1, padding=0):
    rows, columns = layers.correlate2d(image, kernel, stride, 0).shape
    return layers.correlate2d(image, kernel, stride, padding)[:rows, :columns]


def _square_only(image, kernel, stride=1, padding=0):
    image = _zeros(image, padding)
    size = (image.shape[0] - np.shape(kernel)[0]) // stride + 1
    out = np.zeros((size, size))
    for i, j in np.ndindex(size, size):
        top, left, k = i * stride, j * stride, np.shape(kernel)[0]
        out[i, j] = (image[top : top + k, left : left + k] * kernel).sum()
    return out


def _elementwise_mean(image, kernel, stride=1, padding=0):
    return layers.correlate2d(image, kernel, stride, padding) / np.size(kernel)


def _wrapping(image, kernel, stride=1, padding=0):
    return _slide(np.pad(image, padding, "wrap"), kernel, stride)


FLIPPED = (
    "The kernel is turned by half a turn, as in a true convolution; here it is laid on the image "
    "as it is."
)
PADDING_FORGOTTEN = "The padding is not used: no zeros are put around the image."
STRIDE_FORGOTTEN = "The stride is not used: the kernel moves one cell at a time."

CORRELATE2D = Exercise(
    signature="correlate2d(image, kernel, stride=1, padding=0)",
    reference=layers.correlate2d,
    examples=(
        Case((np.array([[1.0, 2, 3]]), np.array([[1.0, 0]]))),
        Case((np.array([[5.0]]), np.array([[2.0]]))),
        Case((_image(3, 3), np.array([[1.0, 2], [0, -1]]))),
        Case((_image(2, 3), np.array([[1.0, 2], [3, 4]])), {"padding": 1}),
        Case((_image(4, 5), np.array([[1.0, 0, -1]])), {"stride": 2}),
        Case((_image(5, 4), np.array([[1.0], [2]])), {"stride": 2, "padding": 1}),
        Case((_image(3, 4) / 2, np.array([[0.5, -0.25], [1.5, 1]]))),
    ),
    inputs=_correlations(),
    traits=(
        Trait("stride", "the stride is more than 1", lambda i, k, stride=1, padding=0: stride > 1),
        Trait("padding", "there is padding", lambda i, k, stride=1, padding=0: padding > 0),
        Trait(
            "oblong-image",
            "the image is not square",
            lambda i, k, **_: i.shape[0] != i.shape[1],
        ),
        Trait(
            "oblong-kernel",
            "the kernel is not square",
            lambda i, k, **_: k.shape[0] != k.shape[1],
        ),
        Trait(
            "even-kernel",
            "a side of the kernel is even",
            lambda i, k, **_: 0 in (k.shape[0] % 2, k.shape[1] % 2),
        ),
        Trait("fractions", "there are fractions", lambda i, k, **_: fractions(i, k)),
        Trait("negative-weights", "a weight is negative", lambda i, k, **_: k.min() < 0),
        Trait("negative-pixels", "a pixel is negative", lambda i, k, **_: i.min() < 0),
    ),
    misconceptions=(
        Misconception("kernel-flipped", layers.convolve2d, FLIPPED),
        Misconception(
            "padding-forgotten",
            lambda i, k, stride=1, padding=0: _slide(i, k, stride),
            PADDING_FORGOTTEN,
        ),
        Misconception(
            "stride-forgotten",
            lambda i, k, stride=1, padding=0: _slide(_zeros(i, padding), k),
            STRIDE_FORGOTTEN,
        ),
        Misconception(
            "stride-and-padding-forgotten",
            lambda i, k, stride=1, padding=0: _slide(i, k),
            "Neither stride nor padding is used.",
        ),
        Misconception(
            "flipped-and-padding-forgotten",
            lambda i, k, stride=1, padding=0: layers.convolve2d(i, k, stride),
            f"Two things. {FLIPPED} And the padding is not used.",
        ),
        Misconception(
            "stride-not-read",
            _unstrided_read,
            "The output has the right size, but the image is read one cell at a time: the place in "
            "the image is the place in the output times the stride.",
        ),
        Misconception(
            "size-before-padding",
            _padding_after_size,
            "The size of the output was worked out before the padding was added.",
        ),
        Misconception(
            "padding-one-side",
            lambda i, k, stride=1, padding=0: _slide(
                np.pad(np.asarray(i, float), ((0, padding), (0, padding))), k, stride
            ),
            "Zeros are added at the end of rows and columns only; they belong on all four sides.",
        ),
        Misconception(
            "padding-one-side",
            lambda i, k, stride=1, padding=0: _slide(
                np.pad(np.asarray(i, float), ((padding, 0), (padding, 0))), k, stride
            ),
            "Zeros are added before the first row and column only; they belong on all four sides.",
        ),
        Misconception(
            "padding-not-zero",
            lambda i, k, stride=1, padding=0: _slide(np.pad(i, padding, "edge"), k, stride),
            "The border repeats the edge of the image; zeros were asked.",
        ),
        Misconception("padding-not-zero", _wrapping, "The border wraps around; zeros were asked."),
        Misconception(
            "only-square",
            _square_only,
            "It takes the number of rows for the number of columns too; images and kernels may be "
            "rectangular.",
        ),
        Misconception(
            "mean-not-sum",
            _elementwise_mean,
            "The products are averaged; they are summed.",
        ),
        Misconception(
            "kernel-transposed",
            lambda i, k, stride=1, padding=0: layers.correlate2d(
                i, np.transpose(k), stride, padding
            ),
            "The kernel's rows and columns are swapped.",
        ),
        Misconception(
            "output-transposed",
            lambda i, k, stride=1, padding=0: layers.correlate2d(i, k, stride, padding).T,
            "The output's rows and columns are swapped.",
        ),
        Misconception(
            "kernel-mirrored",
            lambda i, k, stride=1, padding=0: layers.correlate2d(
                i, np.asarray(k)[:, ::-1], stride, padding
            ),
            "The kernel is mirrored left to right; it is laid on the image as it is.",
        ),
        Misconception(
            "kernel-mirrored",
            lambda i, k, stride=1, padding=0: layers.correlate2d(
                i, np.asarray(k)[::-1], stride, padding
            ),
            "The kernel is mirrored top to bottom; it is laid on the image as it is.",
        ),
        Misconception(
            "maximum-not-sum",
            lambda i, k, stride=1, padding=0: (
                layers.windows(_zeros(i, padding), np.shape(k), stride) * k
            ).max(axis=(2, 3)),
            "The largest product is kept; the products are summed.",
        ),
        Misconception(
            "one-too-few",
            lambda i, k, stride=1, padding=0: layers.correlate2d(i, k, stride, padding)[:-1, :-1],
            "The last row and the last column are missing: the loop ends one position early.",
        ),
        Misconception(
            "negatives-lost",
            lambda i, k, stride=1, padding=0: np.maximum(
                layers.correlate2d(i, k, stride, padding), 0
            ),
            "Negative sums became 0. They are right as they are: an edge from light to dark gives "
            "one.",
        ),
        Misconception(
            "negatives-lost",
            lambda i, k, stride=1, padding=0: np.clip(
                layers.correlate2d(i, k, stride, padding), 0, 255
            ),
            "The sums are cut to 0 to 255, as brightness would be; they are right as they are.",
        ),
        Misconception(
            "magnitude",
            lambda i, k, stride=1, padding=0: np.abs(layers.correlate2d(i, k, stride, padding)),
            "The signs of the sums are lost.",
        ),
        Misconception(
            "kernel-normalised",
            lambda i, k, stride=1, padding=0: (
                layers.correlate2d(i, k, stride, padding) / np.float64(np.sum(k))
            ),
            "The sums are divided by the sum of the kernel; its weights count as they are.",
        ),
        Misconception(
            "padding-doubled",
            lambda i, k, stride=1, padding=0: layers.correlate2d(i, k, stride, 2 * padding),
            "There are twice as many zeros as asked: `padding` is the number on each side.",
        ),
        Misconception(
            "padding-by-kernel",
            lambda i, k, stride=1, padding=0: _slide(
                _zeros(i, ((np.shape(k)[0] // 2,) * 2, (np.shape(k)[1] // 2,) * 2)), k, stride
            ),
            "The padding follows from the kernel, so that the size stays; it is given as a number.",
        ),
        Misconception(
            "kernel-ignored",
            lambda i, k, stride=1, padding=0: layers.correlate2d(
                i, np.ones(np.shape(k)), stride, padding
            ),
            "The pixels are summed without the kernel's weights.",
        ),
    ),
)


def correlate2d(answer):
    """Check ``correlate2d(image, kernel, stride=1, padding=0)``."""
    return check(CORRELATE2D, answer)
