"""The check of `flat_features`."""

from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check


@st.composite
def _stacks(draw):
    size = left = draw(st.integers(4, 40))
    stack = []
    for number in range(draw(st.integers(1, 4))):
        if number and draw(st.booleans()):
            window = draw(st.integers(1, 3))
            if left < window:
                break
            stack.append(("pool", window))
            left = layers.pool_output_size(left, window)
            continue
        kernel = draw(st.integers(1, 5))
        more = draw(st.sampled_from([(), (1,), (2,), (1, 1), (2, 1), (3, 2)]))
        padding = more[1] if len(more) == 2 else 0
        if left + 2 * padding < kernel:
            break
        stack.append(("conv", draw(st.integers(1, 16)), kernel, *more))
        left = layers.output_size(left, kernel, *more)
    if not stack or stack[0][0] != "conv":
        stack = [("conv", 2, 3)]
    return Case((size, stack))


ARTICLE = [("conv", 6, 5), ("pool", 2), ("conv", 16, 5), ("pool", 2)]


def _spelt(layer):
    """Return (channels or None, kernel, stride, padding) of one layer."""
    kind, *numbers = layer
    if kind == "pool":
        return None, numbers[0], numbers[0], 0
    channels, kernel, *more = numbers
    stride, padding = [*more, *(1, 0)[len(more) :]]
    return channels, kernel, stride, padding


def _stack_walk(size, stack, step=None, channels=3, join=None, end=None):
    """Return the features of a stack, with one thing done wrong.

    Parameters
    ----------
    step : callable, optional
        Takes (kind, size, kernel, stride, padding), gives the size after the layer.
    join : callable, optional
        Takes the channels before a convolution and those that it gives.
    end : callable, optional
        Takes channels and size at the end.
    """
    step, join = step or _step, join or (lambda before, after: after)
    for layer in stack:
        given, kernel, stride, padding = _spelt(layer)
        if given is not None:
            channels = join(channels, given)
        size = step(layer[0], size, kernel, stride, padding)
    return end(channels, size) if end else channels * size * size


def _step(kind, size, kernel, stride, padding):
    return (size + 2 * padding - kernel) // stride + 1


def _walk(**wrong):
    return lambda size, stack: _stack_walk(size, stack, **wrong)


def _when_conv(size_after):
    """Return a step that differs from the right one for convolutions only."""
    return lambda kind, *numbers: (size_after if kind == "conv" else _plain)(*numbers)


def _when_pool(size_after):
    """Return a step that differs from the right one for pooling only."""
    return lambda kind, *numbers: (size_after if kind == "pool" else _plain)(*numbers)


def _plain(size, kernel, stride, padding):
    return _step("", size, kernel, stride, padding)


_CEIL = "It rounds up. A window that would leave the map is not used, so the division rounds down."
_CHANNELS = "The channels at the end are those of the last convolution alone; {}."

FLAT_FEATURES = Exercise(
    signature="flat_features(size, layers)",
    reference=layers.flat_features,
    whole=True,
    examples=(
        Case((3, [("conv", 1, 3)])),
        Case((4, [("conv", 2, 3)])),
        Case((6, [("conv", 2, 3), ("pool", 2)])),
        Case((7, [("conv", 1, 3), ("pool", 2)])),
        Case((7, [("conv", 2, 3, 2)])),
        Case((8, [("conv", 2, 3, 2)])),
        Case((5, [("conv", 2, 3, 1, 1)])),
        Case((8, [("conv", 3, 3), ("conv", 2, 3)])),
        Case((9, [("conv", 2, 2, 1, 1), ("pool", 3)])),
        Case((12, [("conv", 4, 5, 2, 2), ("pool", 2), ("conv", 5, 3)])),
        Case((32, ARTICLE)),
    ),
    inputs=_stacks(),
    traits=(
        Trait("several-layers", "there are several layers", lambda size, s: len(s) > 1),
        Trait("pooling", "there is pooling", lambda size, s: any(x[0] == "pool" for x in s)),
        Trait("stride", "a convolution has a stride", lambda size, s: any(len(x) > 3 for x in s)),
        Trait("padding", "a convolution has padding", lambda size, s: any(len(x) > 4 for x in s)),
        Trait(
            "no-padding",
            "a convolution has no padding",
            lambda size, s: any(x[0] == "conv" and len(x) < 5 for x in s),
        ),
        Trait(
            "several-convolutions",
            "there are several convolutions",
            lambda size, s: sum(x[0] == "conv" for x in s) > 1,
        ),
        Trait(
            "pooling-by-three",
            "pooling is not by 2",
            lambda size, s: any(x[0] == "pool" and x[1] != 2 for x in s),
        ),
    ),
    misconceptions=(
        Misconception(
            "channels-forgotten",
            _walk(end=lambda channels, size: size * size),
            "Only one channel is counted; each has rows × columns numbers.",
        ),
        Misconception(
            "side-not-squared",
            _walk(end=lambda channels, size: channels * size),
            "Only one side is counted; a channel has rows × columns numbers.",
        ),
        Misconception(
            "size-only",
            _walk(end=lambda channels, size: size),
            "It gives the side of the last map; the numbers of all its channels are asked.",
        ),
        Misconception(
            "pooling-ignored",
            _walk(step=_when_pool(lambda size, *_: size)),
            "Pooling is passed over; it makes the maps smaller.",
        ),
        Misconception(
            "pool-stride-one",
            _walk(step=_when_pool(lambda size, kernel, *_: size - kernel + 1)),
            "Pooling moves by one cell; here it moves by its own size.",
        ),
        Misconception(
            "pool-always-two",
            _walk(step=_when_pool(lambda size, *_: size // 2)),
            "Pooling halves whatever its size is.",
        ),
        Misconception(
            "convolution-keeps-size",
            _walk(step=_when_conv(lambda size, *_: size)),
            "A convolution is taken to leave the size as it is; without padding it takes "
            "kernel − 1 away.",
        ),
        Misconception(
            "whole-kernel-lost",
            _walk(step=_when_conv(lambda n, k, s, p: (n + 2 * p - k) // s)),
            "It is one too small after each convolution: the kernel's first position is not "
            "counted.",
        ),
        Misconception(
            "plus-one-inside",
            _walk(step=_when_conv(lambda n, k, s, p: (n + 2 * p - k + 1) // s)),
            "The 1 is added before the division. It counts the first position, which no step is "
            "needed for, so it is added after it.",
        ),
        Misconception(
            "stride-ignored",
            _walk(step=_when_conv(lambda n, k, s, p: n + 2 * p - k + 1)),
            "The stride of a convolution is not used.",
        ),
        Misconception(
            "padding-ignored",
            _walk(step=_when_conv(lambda n, k, s, p: (n - k) // s + 1)),
            "The padding of a convolution is not used.",
        ),
        Misconception(
            "stride-and-padding-ignored",
            _walk(step=_when_conv(lambda n, k, s, p: n - k + 1)),
            "Neither the stride nor the padding of a convolution is used.",
        ),
        Misconception(
            "padding-one-side",
            _walk(step=_when_conv(lambda n, k, s, p: (n + p - k) // s + 1)),
            "The padding is counted once; there are that many cells on each of the two sides.",
        ),
        Misconception(
            "stride-and-padding-swapped",
            _walk(step=_when_conv(lambda n, k, s, p: (n + 2 * s - k) // max(p, 1) + 1)),
            "Stride and padding are swapped: the stride comes first after the kernel.",
        ),
        Misconception(
            "ceil", _walk(step=lambda kind, n, k, s, p: -(-(n + 2 * p - k) // s) + 1), _CEIL
        ),
        Misconception(
            "ceil",
            _walk(step=_when_pool(lambda n, k, s, p: -(-n // k))),
            _CEIL,
        ),
        Misconception(
            "channels-multiplied",
            _walk(channels=1, join=lambda before, after: before * after),
            _CHANNELS.format("those of the layers are multiplied here"),
        ),
        Misconception(
            "channels-multiplied",
            _walk(channels=3, join=lambda before, after: before * after),
            _CHANNELS.format("those of the layers are multiplied here"),
        ),
        Misconception(
            "channels-added",
            _walk(channels=0, join=lambda before, after: before + after),
            _CHANNELS.format("those of the layers are added here"),
        ),
        Misconception(
            "first-channels",
            _walk(channels=0, join=lambda before, after: before or after),
            _CHANNELS.format("those of the first are used here"),
        ),
        Misconception(
            "input-channels",
            _walk(join=lambda before, after: before),
            "The channels of the picture are used; each convolution gives as many as it has "
            "filters.",
        ),
        Misconception(
            "first-layer-only",
            lambda size, stack: _stack_walk(size, stack[:1]),
            "Only the first layer is used.",
        ),
        Misconception(
            "size-not-carried",
            lambda size, stack: _last_alone(size, stack),
            "Each layer begins with the size of the picture; it begins with what the layer before "
            "left.",
        ),
    ),
)


def _last_alone(size, stack):
    """Return what is left where every layer is worked out from the picture's size."""
    _, kernel, stride, padding = _spelt(stack[-1])
    channels = [layer[1] for layer in stack if layer[0] == "conv"][-1]
    return channels * _plain(size, kernel, stride, padding) ** 2


def flat_features(answer):
    """Check ``flat_features(size, layers)``."""
    return check(FLAT_FEATURES, answer)
