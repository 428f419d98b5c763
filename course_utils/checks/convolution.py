"""The checks of chapter 01: sizes, the sum, the layer, a kernel by design, counts, fields."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from .engine import Case, Exercise, Misconception, Trait, check

# --- output_size ----------------------------------------------------------------------------


def _fitting(size, kernel, stride=1, padding=0, dilation=1, *, numerator, rounding=np.floor):
    """Return a size from a wrong formula; nothing fits where the right formula says so."""
    layers.output_size(size, kernel, stride, padding, dilation)
    return int(rounding(numerator / stride)) + 1


def _ceil(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    return _fitting(size, kernel, stride, padding, dilation, numerator=room, rounding=np.ceil)


def _one_sided(size, kernel, stride=1, padding=0, dilation=1):
    return layers.output_size(size, kernel, stride, (padding, 0), dilation)


def _dilated_reach(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * kernel
    if room < 0:
        raise ValueError
    return room // stride + 1


def _unchecked(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


def _no_plus_one(size, kernel, stride=1, padding=0, dilation=1):
    return _unchecked(size, kernel, stride, padding, dilation) - 1


def _divided_too_early(size, kernel, stride=1, padding=0, dilation=1):
    layers.output_size(size, kernel, stride, padding, dilation)
    return (size + 2 * padding) // stride - (dilation * (kernel - 1) + 1) // stride + 1


def _plus_one_inside(size, kernel, stride=1, padding=0, dilation=1):
    layers.output_size(size, kernel, stride, padding, dilation)
    return (size + 2 * padding - dilation * (kernel - 1)) // stride


OUTPUT_SIZE = Exercise(
    signature="output_size(size, kernel, stride=1, padding=0, dilation=1)",
    reference=layers.output_size,
    whole=True,
    examples=(
        Case((5, 3)),
        Case((3, 3)),
        Case((8, 3), {"stride": 2}),
        Case((7, 3), {"stride": 2}),
        Case((9, 2), {"stride": 3}),
        Case((5, 3), {"padding": 1}),
        Case((5, 3), {"dilation": 2}),
        Case((7, 2), {"dilation": 3}),
        Case((3, 3), {"dilation": 2, "padding": 1}),
        Case((6, 4), {"stride": 4, "padding": 1}),
        Case((2, 3)),
        Case((4, 3), {"dilation": 2}),
    ),
    inputs=st.builds(
        lambda size, kernel, stride, padding, dilation: Case(
            (size, kernel), {"stride": stride, "padding": padding, "dilation": dilation}
        ),
        st.integers(1, 40),
        st.integers(1, 7),
        st.integers(1, 4),
        st.integers(0, 3),
        st.integers(1, 3),
    ),
    traits=(
        Trait("stride", "the stride is more than 1", lambda *_, stride=1, **__: stride > 1),
        Trait("padding", "there is padding", lambda *_, padding=0, **__: padding > 0),
        Trait("dilation", "the dilation is more than 1", lambda *_, dilation=1, **__: dilation > 1),
        Trait("even-kernel", "the kernel is even", lambda size, kernel, **_: kernel % 2 == 0),
        Trait("kernel-of-one", "the kernel is 1", lambda size, kernel, **_: kernel == 1),
    ),
    misconceptions=(
        Misconception(
            "no-error",
            _unchecked,
            "The formula is right, but where the kernel does not fit even once it returns a "
            "number; raise ValueError there.",
        ),
        Misconception(
            "no-error-for-zero",
            lambda size, kernel, stride=1, padding=0, dilation=1: _positive_or(
                ValueError, _unchecked(size, kernel, stride, padding, dilation), least=0
            ),
            "A size of 0 means that the kernel fits nowhere; raise ValueError there too.",
        ),
        Misconception(
            "ceil",
            _ceil,
            "It rounds up. A step that would leave the image is not taken, so the division rounds "
            "down.",
        ),
        Misconception(
            "ceil",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                -(-(size + 2 * padding - dilation * (kernel - 1) - 1) // stride) + 1
            ),
            "It rounds up. A step that would leave the image is not taken, so the division rounds "
            "down.",
        ),
        Misconception(
            "padding-one-side",
            _one_sided,
            "It counts the padding once; there are that many cells on each of the two sides.",
        ),
        Misconception(
            "padding-one-side",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                (size + padding - dilation * (kernel - 1) - 1) // stride + 1
            ),
            "It counts the padding once; there are that many cells on each of the two sides.",
        ),
        Misconception(
            "padding-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: layers.output_size(
                size, kernel, stride, 0, dilation
            ),
            "The padding is not used.",
        ),
        Misconception(
            "padding-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: _unchecked(
                size, kernel, stride, 0, dilation
            ),
            "The padding is not used.",
        ),
        Misconception(
            "stride-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: layers.output_size(
                size, kernel, 1, padding, dilation
            ),
            "The stride is not used.",
        ),
        Misconception(
            "stride-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: _unchecked(
                size, kernel, 1, padding, dilation
            ),
            "The stride is not used.",
        ),
        Misconception(
            "dilation-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: layers.output_size(
                size, kernel, stride, padding, 1
            ),
            "The dilation is not used.",
        ),
        Misconception(
            "dilation-ignored",
            lambda size, kernel, stride=1, padding=0, dilation=1: _unchecked(
                size, kernel, stride, padding, 1
            ),
            "The dilation is not used.",
        ),
        Misconception(
            "dilated-reach",
            _dilated_reach,
            "It takes dilation times kernel for what the kernel reaches over. Between k cells "
            "there are only k − 1 gaps.",
        ),
        Misconception(
            "dilated-reach",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                (size + 2 * padding - dilation * kernel) // stride + 1
            ),
            "It takes dilation times kernel for what the kernel reaches over. Between k cells "
            "there are only k − 1 gaps.",
        ),
        Misconception(
            "off-by-one",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                layers.output_size(size, kernel, stride, padding, dilation) - 1
            ),
            "It counts the steps between positions instead of the positions: one too few.",
        ),
        Misconception(
            "off-by-one",
            _no_plus_one,
            "It counts the steps between positions instead of the positions: one too few.",
        ),
        Misconception(
            "plus-one-inside",
            _plus_one_inside,
            "The 1 is added before the division. It counts the first position, which no step is "
            "needed for, so it is added after it.",
        ),
        Misconception(
            "plus-one-inside",
            lambda size, kernel, stride=1, padding=0, dilation=1: (
                (size + 2 * padding - dilation * (kernel - 1)) // stride
            ),
            "The 1 is added before the division. It counts the first position, which no step is "
            "needed for, so it is added after it.",
        ),
        Misconception(
            "divided-too-early",
            _divided_too_early,
            "It divides parts before they are put together; rounding comes once, at the end.",
        ),
    ),
)


def _positive_or(error, value, least):
    if value < least:
        raise error
    return value


def output_size(answer):
    """Check ``output_size(size, kernel, stride=1, padding=0, dilation=1)``."""
    return check(OUTPUT_SIZE, answer)


# --- correlate2d ----------------------------------------------------------------------------

_digits = st.integers(-4, 9)


def _matrices(rows, columns):
    return st.lists(
        st.lists(_digits, min_size=columns, max_size=columns), min_size=rows, max_size=rows
    ).map(lambda lines: np.array(lines, float))


@st.composite
def _correlations(draw):
    kh, kw = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    padding = draw(st.integers(0, 2))
    rows = draw(st.integers(max(1, kh - 2 * padding), 6))
    columns = draw(st.integers(max(1, kw - 2 * padding), 6))
    return Case(
        (draw(_matrices(rows, columns)), draw(_matrices(kh, kw))),
        {"stride": draw(st.integers(1, 3)), "padding": padding},
    )


def _image(rows, columns):
    """Return digits that differ from each other, so that a mixed-up place shows."""
    return (np.arange(1.0, rows * columns + 1).reshape(rows, columns) * 7) % 10


def _fractions(*arrays):
    return any((array % 1 != 0).any() for array in arrays)


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


_FLIPPED = (
    "The kernel is turned by half a turn, as in a true convolution; here it is laid on the image "
    "as it is."
)
_PADDING_FORGOTTEN = "The padding is not used: no zeros are put around the image."
_STRIDE_FORGOTTEN = "The stride is not used: the kernel moves one cell at a time."

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
        Trait("fractions", "there are fractions", lambda i, k, **_: _fractions(i, k)),
        Trait("negative-weights", "a weight is negative", lambda i, k, **_: k.min() < 0),
        Trait("negative-pixels", "a pixel is negative", lambda i, k, **_: i.min() < 0),
    ),
    misconceptions=(
        Misconception("kernel-flipped", layers.convolve2d, _FLIPPED),
        Misconception(
            "padding-forgotten",
            lambda i, k, stride=1, padding=0: _slide(i, k, stride),
            _PADDING_FORGOTTEN,
        ),
        Misconception(
            "stride-forgotten",
            lambda i, k, stride=1, padding=0: _slide(_zeros(i, padding), k),
            _STRIDE_FORGOTTEN,
        ),
        Misconception(
            "stride-and-padding-forgotten",
            lambda i, k, stride=1, padding=0: _slide(i, k),
            "Neither stride nor padding is used.",
        ),
        Misconception(
            "flipped-and-padding-forgotten",
            lambda i, k, stride=1, padding=0: layers.convolve2d(i, k, stride),
            f"Two things. {_FLIPPED} And the padding is not used.",
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


# --- conv_layer -----------------------------------------------------------------------------


def _volume(*shape):
    values = np.arange(1.0, np.prod(shape) + 1).reshape(shape)
    return (values * 7) % 10 - 3


@st.composite
def _layers_drawn(draw):
    images, channels, filters = (draw(st.integers(1, most)) for most in (2, 3, 3))
    kh, kw = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    padding = draw(st.integers(0, 1))
    rows = draw(st.integers(max(1, kh - 2 * padding), 4))
    columns = draw(st.integers(max(1, kw - 2 * padding), 4))

    def numbers(*shape):
        count = int(np.prod(shape))
        values = draw(st.lists(_digits, min_size=count, max_size=count))
        return np.array(values, float).reshape(shape)

    bias = numbers(filters) if draw(st.booleans()) else None
    return Case(
        (numbers(images, channels, rows, columns), numbers(filters, channels, kh, kw), bias),
        {"stride": draw(st.integers(1, 2)), "padding": padding},
    )


def _per_channel(x, weight, bias, stride=1, padding=0):
    """Return the maps of each channel apart, shape (N, O, C, H', W')."""
    x, weight = np.asarray(x, float), np.asarray(weight, float)
    padded = layers.pad(x, padding)
    seen = layers.windows(padded, weight.shape[2:], stride)
    return np.einsum("nchwij,ocij->nochw", seen, weight)


def _biased(maps, bias):
    return maps if bias is None else maps + np.asarray(bias)[:, None, None]


def _averaged(x, weight, bias, stride=1, padding=0):
    return _biased(_per_channel(x, weight, bias, stride, padding).mean(axis=2), bias)


def _bias_per_channel(x, weight, bias, stride=1, padding=0):
    channels = np.shape(weight)[1]
    return _biased(
        layers.conv2d(x, weight, None, stride, padding),
        None if bias is None else channels * np.asarray(bias),
    )


def _only_first_channel(x, weight, bias, stride=1, padding=0):
    return _biased(_per_channel(x, weight, bias, stride, padding)[:, :, 0], bias)


def _not_summed(x, weight, bias, stride=1, padding=0):
    return _per_channel(x, weight, bias, stride, padding)


def _swapped_weight(x, weight, bias, stride=1, padding=0):
    return layers.conv2d(x, np.swapaxes(weight, 0, 1), bias, stride, padding)


def _filters_mixed(x, weight, bias, stride=1, padding=0):
    return layers.conv2d(x, np.asarray(weight)[::-1], bias, stride, padding)


CONV_LAYER = Exercise(
    signature="conv_layer(x, weight, bias, stride=1, padding=0)",
    reference=layers.conv2d,
    examples=(
        Case((_volume(1, 1, 1, 2), _volume(1, 1, 1, 1), np.array([10.0]))),
        Case((_volume(1, 2, 1, 2), _volume(1, 2, 1, 1), np.array([10.0]))),
        Case((_volume(1, 2, 2, 2), _volume(2, 2, 1, 2), None)),
        Case((_volume(1, 2, 2, 3), _volume(2, 2, 2, 2), np.array([10.0, -10]))),
        Case((_volume(2, 1, 2, 2), _volume(1, 1, 2, 2), np.array([10.0])), {"padding": 1}),
        Case((_volume(1, 1, 3, 4), _volume(1, 1, 1, 2), None), {"stride": 2}),
        Case((_volume(1, 2, 4, 5), _volume(3, 2, 3, 2), np.array([5.0, 0, -5])), {"stride": 2}),
        Case((_volume(2, 3, 3, 4), _volume(2, 3, 2, 3), np.array([4.0, -4])), {"padding": 1}),
        Case((_volume(1, 2, 2, 3) / 2, _volume(1, 2, 1, 2) / 4, np.array([0.5]))),
    ),
    inputs=_layers_drawn(),
    traits=(
        Trait("no-bias", "the bias is None", lambda x, w, b, **_: b is None),
        Trait("a-bias", "there is a bias", lambda x, w, b, **_: b is not None),
        Trait("stride", "the stride is more than 1", lambda x, w, b, stride=1, **_: stride > 1),
        Trait("padding", "there is padding", lambda x, w, b, padding=0, **_: padding > 0),
        Trait("channels", "there are several channels", lambda x, w, b, **_: x.shape[1] > 1),
        Trait("images", "there are several images", lambda x, w, b, **_: x.shape[0] > 1),
        Trait("filters", "there are several filters", lambda x, w, b, **_: w.shape[0] > 1),
        Trait(
            "oblong-image",
            "the images are not square",
            lambda x, w, b, **_: x.shape[2] != x.shape[3],
        ),
        Trait(
            "oblong-kernel",
            "the kernels are not square",
            lambda x, w, b, **_: w.shape[2] != w.shape[3],
        ),
        Trait("fractions", "there are fractions", lambda x, w, b, **_: _fractions(x, w)),
    ),
    misconceptions=(
        Misconception(
            "bias-forgotten",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(x, w, None, stride, padding),
            "The bias is not added.",
        ),
        Misconception(
            "bias-per-channel",
            _bias_per_channel,
            "The bias is added once for every channel; it is added once for every filter, after "
            "the channels are summed.",
        ),
        Misconception(
            "kernel-flipped",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(
                x, np.asarray(w)[:, :, ::-1, ::-1], b, stride, padding
            ),
            _FLIPPED,
        ),
        Misconception(
            "padding-forgotten",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(x, w, b, stride, 0),
            _PADDING_FORGOTTEN,
        ),
        Misconception(
            "stride-forgotten",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(x, w, b, 1, padding),
            _STRIDE_FORGOTTEN,
        ),
        Misconception(
            "channels-averaged",
            _averaged,
            "The channels are averaged; they are summed.",
        ),
        Misconception(
            "channels-not-summed",
            _not_summed,
            "The channels are kept apart; a filter sums over all of them and gives one map.",
        ),
        Misconception(
            "first-channel-only",
            _only_first_channel,
            "Only the first channel is used; a filter has weights for every channel, and sums.",
        ),
        Misconception(
            "first-image-only",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(
                np.asarray(x)[:1], w, b, stride, padding
            ),
            "Only the first image of the batch is treated.",
        ),
        Misconception(
            "first-filter-only",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(
                x, np.asarray(w)[:1], None if b is None else np.asarray(b)[:1], stride, padding
            ),
            "Only the first filter is used; each filter gives a map of its own.",
        ),
        Misconception(
            "weight-axes-swapped",
            _swapped_weight,
            "The first two axes of the weight are swapped: the filter comes first, then the "
            "channel.",
        ),
        Misconception(
            "filters-in-wrong-order",
            _filters_mixed,
            "The maps stand in another order than the filters.",
        ),
        Misconception(
            "batch-and-maps-swapped",
            lambda x, w, b, stride=1, padding=0: np.swapaxes(
                layers.conv2d(x, w, b, stride, padding), 0, 1
            ),
            "The first two axes of the output are swapped: images come first, then maps.",
        ),
        Misconception(
            "batch-summed",
            lambda x, w, b, stride=1, padding=0: layers.conv2d(
                np.asarray(x).sum(axis=0, keepdims=True), w, b, stride, padding
            ),
            "The images of the batch are summed; each is treated on its own.",
        ),
        Misconception(
            "channels-last",
            lambda x, w, b, stride=1, padding=0: np.moveaxis(
                layers.conv2d(x, w, b, stride, padding), 1, -1
            ),
            "The maps are the last axis; here they are the second: (N, O, H', W').",
        ),
    ),
)


def conv_layer(answer):
    """Check ``conv_layer(x, weight, bias, stride=1, padding=0)``."""
    return check(CONV_LAYER, answer)


# --- diagonal_edge_kernel -------------------------------------------------------------------


def _step_edges():
    """Return four images, 9 × 9, of an edge through the middle, in four directions."""
    y, x = np.mgrid[-4:5, -4:5].astype(float)
    return {
        "horizontal": np.sign(y),
        "vertical": np.sign(x),
        "falling": np.sign(y - x),
        "rising": np.sign(y + x),
    }


def strengths(kernel):
    """Return how strongly a kernel answers to each step edge: its largest magnitude."""
    return {
        name: float(np.abs(layers.correlate2d(image, kernel)).max())
        for name, image in _step_edges().items()
    }


def _assess_diagonal(kernel):
    if kernel.shape != (3, 3):
        return "wrong-shape", f"It has shape {kernel.shape}; a 3 × 3 matrix was asked."
    if not np.isfinite(kernel).all():
        return "not-finite", "It holds NaN or infinity."
    largest = np.abs(kernel).max()
    if largest == 0:
        return "all-zero", "All weights are 0, so it answers to nothing."
    if abs(kernel.sum()) > 1e-6 * largest:
        return (
            "not-flat",
            f"On a flat region of ones it gives {kernel.sum():g}, not 0: the weights must sum to "
            "0.",
        )
    found = strengths(kernel)
    diagonal = max(found["falling"], found["rising"])
    straight = max(found["horizontal"], found["vertical"])
    told = ", ".join(f"{name} {value:g}" for name, value in found.items())
    if abs(found["falling"] - found["rising"]) <= 1e-6 * largest and diagonal > 0:
        if straight > diagonal:
            return "straight-edge", f"It answers most to straight edges: {told}."
        return (
            "both-diagonals",
            f"It answers to both diagonals alike: {told}. One side of the edge must be positive "
            "and the other negative.",
        )
    if straight >= diagonal - 1e-6 * largest:
        return "straight-edge", f"It answers to a straight edge as strongly or more: {told}."
    return None


DIAGONAL_EDGE_KERNEL = Exercise(signature="diagonal_edge_kernel()", assess=_assess_diagonal)


def diagonal_edge_kernel(answer):
    """Check ``diagonal_edge_kernel()`` on step edges; either diagonal, any sign and scale."""
    return check(DIAGONAL_EDGE_KERNEL, answer)


# --- conv_parameters ------------------------------------------------------------------------


def _sides(kernel):
    return tuple(kernel) if isinstance(kernel, (tuple, list)) else (kernel, kernel)


def _count(in_channels, out_channels, rows, columns, biases):
    return in_channels * out_channels * rows * columns + biases


CONV_PARAMETERS = Exercise(
    signature="conv_parameters(in_channels, out_channels, kernel, bias=True)",
    reference=layers.conv_parameters,
    whole=True,
    examples=(
        Case((1, 1, 1)),
        Case((1, 1, 3)),
        Case((3, 6, 5)),
        Case((2, 4, 3), {"bias": False}),
        Case((2, 3, (1, 4))),
        Case((5, 2, (3, 2)), {"bias": False}),
        Case((6, 16, 5)),
    ),
    inputs=st.builds(
        lambda c, o, kernel, bias: Case((c, o, kernel), {"bias": bias}),
        st.integers(1, 9),
        st.integers(1, 9),
        st.one_of(st.integers(1, 7), st.tuples(st.integers(1, 7), st.integers(1, 7))),
        st.booleans(),
    ),
    traits=(
        Trait("no-bias", "there is no bias", lambda c, o, k, bias=True: not bias),
        Trait("a-bias", "there is a bias", lambda c, o, k, bias=True: bias),
        Trait("a-pair", "the kernel is a pair", lambda c, o, k, bias=True: isinstance(k, tuple)),
        Trait("channels", "there are several input channels", lambda c, *_, **__: c > 1),
        Trait("filters", "there are several output channels", lambda c, o, *_, **__: o > 1),
    ),
    misconceptions=(
        Misconception(
            "bias-forgotten",
            lambda c, o, kernel, bias=True: _count(c, o, *_sides(kernel), 0),
            "The biases are not counted.",
        ),
        Misconception(
            "bias-once",
            lambda c, o, kernel, bias=True: _count(c, o, *_sides(kernel), int(bias)),
            "One bias is counted for the whole layer; each filter has one.",
        ),
        Misconception(
            "bias-always",
            lambda c, o, kernel, bias=True: _count(c, o, *_sides(kernel), o),
            "The biases are counted even where there are none.",
        ),
        Misconception(
            "bias-per-kernel",
            lambda c, o, kernel, bias=True: _count(c, o, *_sides(kernel), bias * c * o),
            "A bias is counted for every channel of every filter; each filter has one.",
        ),
        Misconception(
            "bias-per-input",
            lambda c, o, kernel, bias=True: _count(c, o, *_sides(kernel), bias * c),
            "A bias is counted for every input channel; it is every filter that has one.",
        ),
        Misconception(
            "kernel-not-squared",
            lambda c, o, kernel, bias=True: (
                c * o * (kernel if isinstance(kernel, int) else np.prod(kernel)) + bias * o
            ),
            "A kernel of k has k × k weights; k were counted.",
        ),
        Misconception(
            "in-channels-forgotten",
            lambda c, o, kernel, bias=True: _count(1, o, *_sides(kernel), bias * o),
            "The input channels are not counted; a filter has a matrix of weights for each.",
        ),
        Misconception(
            "out-channels-forgotten",
            lambda c, o, kernel, bias=True: _count(c, 1, *_sides(kernel), int(bias)),
            "Only one filter is counted.",
        ),
        Misconception(
            "pair-not-handled",
            lambda c, o, kernel, bias=True: c * o * kernel**2 + bias * o,
            "It is right for a square kernel, but a pair (rows, columns) is not handled.",
        ),
        Misconception(
            "pair-first-only",
            lambda c, o, kernel, bias=True: _count(
                c, o, _sides(kernel)[0], _sides(kernel)[0], bias * o
            ),
            "Of a pair (rows, columns) only the rows are used.",
        ),
        Misconception(
            "pair-summed",
            lambda c, o, kernel, bias=True: (
                c * o * (kernel * kernel if isinstance(kernel, int) else sum(kernel)) + bias * o
            ),
            "The rows and columns of a pair are added; they are multiplied.",
        ),
    ),
)


def conv_parameters(answer):
    """Check ``conv_parameters(in_channels, out_channels, kernel, bias=True)``."""
    return check(CONV_PARAMETERS, answer)


# --- receptive_field ------------------------------------------------------------------------


def _field(stack, *, before=False, strides=True, dilated=True, reach=None):
    """Return a receptive field, with one thing done wrong."""
    field, jump = 1, 1
    for kernel, stride, dilation in stack:
        if before:
            jump *= stride
        step = dilation if dilated else 1
        field += (reach(kernel, step) if reach else step * (kernel - 1)) * jump
        if strides and not before:
            jump *= stride
    return field


def _last_stride(stack):
    field, stride_below = 1, 1
    for kernel, stride, dilation in stack:
        field += dilation * (kernel - 1) * stride_below
        stride_below = stride
    return field


def _from_the_top(stack):
    return _field(list(stack)[::-1])


def _fails_when_empty(stack):
    if not stack:
        raise IndexError
    return layers.receptive_field(stack)


RECEPTIVE_FIELD = Exercise(
    signature="receptive_field(layers)",
    reference=layers.receptive_field,
    whole=True,
    examples=(
        Case(([],)),
        Case(([(3, 1, 1)],)),
        Case(([(3, 2, 1)],)),
        Case(([(3, 1, 1), (3, 1, 1)],)),
        Case(([(3, 1, 2)],)),
        Case(([(2, 2, 1), (3, 1, 1)],)),
        Case(([(3, 2, 1), (3, 2, 1), (3, 1, 1)],)),
        Case(([(5, 1, 1), (2, 2, 1), (5, 1, 1), (2, 2, 1)],)),
        Case(([(3, 2, 2), (3, 3, 1), (2, 1, 4)],)),
    ),
    inputs=st.lists(
        st.tuples(st.integers(1, 5), st.integers(1, 3), st.integers(1, 3)), max_size=4
    ).map(lambda stack: Case((stack,))),
    traits=(
        Trait("no-layer", "the list is empty", lambda stack: not stack),
        Trait("several-layers", "there are several layers", lambda stack: len(stack) > 1),
        Trait("stride", "a stride is more than 1", lambda stack: any(s > 1 for _, s, _ in stack)),
        Trait(
            "dilation", "a dilation is more than 1", lambda stack: any(d > 1 for _, _, d in stack)
        ),
        Trait("three-layers", "there are more than two layers", lambda stack: len(stack) > 2),
        Trait(
            "even-kernel", "a kernel is even", lambda stack: any(k % 2 == 0 for k, _, _ in stack)
        ),
    ),
    misconceptions=(
        Misconception(
            "empty-stack",
            _fails_when_empty,
            "It is right but for an empty list: with no layer a unit is a pixel, so its field is "
            "1.",
        ),
        Misconception(
            "empty-stack",
            lambda stack: layers.receptive_field(stack) if stack else 0,
            "It is right but for an empty list: with no layer a unit is a pixel, so its field is "
            "1.",
        ),
        Misconception(
            "strides-ignored",
            lambda stack: _field(stack, strides=False),
            "The strides are not used: each one widens the steps of all layers above it.",
        ),
        Misconception(
            "stride-too-early",
            lambda stack: _field(stack, before=True),
            "A layer's own stride is used for its own kernel; it counts only for the layers above.",
        ),
        Misconception(
            "dilation-ignored",
            lambda stack: _field(stack, dilated=False),
            "The dilation is not used.",
        ),
        Misconception(
            "strides-and-dilation-ignored",
            lambda stack: _field(stack, strides=False, dilated=False),
            "Neither strides nor dilations are used.",
        ),
        Misconception(
            "kernels-summed",
            lambda stack: 1 + sum(kernel for kernel, _, _ in stack),
            "The kernels are added up; each adds one less than its size.",
        ),
        Misconception(
            "kernels-summed",
            lambda stack: sum(kernel for kernel, _, _ in stack) or 1,
            "The kernels are added up; each adds one less than its size.",
        ),
        Misconception(
            "kernel-not-less-one",
            lambda stack: _field(stack, reach=lambda kernel, step: step * kernel),
            "Each layer adds its whole kernel; the field grows by the kernel less one.",
        ),
        Misconception(
            "kernels-multiplied",
            lambda stack: int(np.prod([kernel for kernel, _, _ in stack])) if stack else 1,
            "The kernels are multiplied; the field grows by steps that add up.",
        ),
        Misconception(
            "last-stride-only",
            _last_stride,
            "Only the stride of the layer just below is used; the strides of all layers below "
            "multiply.",
        ),
        Misconception(
            "from-the-top",
            _from_the_top,
            "The layers are gone through from the top; they are listed from the image upwards.",
        ),
        Misconception(
            "starts-at-zero",
            lambda stack: layers.receptive_field(stack) - 1,
            "The field starts at 0; with no layer a unit sees one pixel.",
        ),
        Misconception(
            "last-layer-only",
            lambda stack: _field(stack[-1:]),
            "Only the last layer is used.",
        ),
    ),
)


def receptive_field(answer):
    """Check ``receptive_field(layers)``, layers a list of (kernel, stride, dilation)."""
    return check(RECEPTIVE_FIELD, answer)
