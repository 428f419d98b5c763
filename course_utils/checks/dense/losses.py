"""The check of `cross_entropy`."""

import numpy as np
from hypothesis import strategies as st

from course_utils import layers

from ..engine import Case, Exercise, Misconception, Trait, check
from ..inputs import array
from .probabilities import small

_large = st.sampled_from([-1000.0, -2.0, 0.0, 1.0, 998.0, 1000.0])


@st.composite
def _batches(draw):
    rows, classes = draw(st.integers(1, 3)), draw(st.integers(2, 4))
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=rows, max_size=rows))
    logits = array(draw, (rows, classes), draw(st.sampled_from([small, small, small, _large])))
    return Case((logits, np.array(labels)))


def _logs(logits, labels):
    """Return the logarithm of the probability of each row's own class."""
    return layers.log_softmax(logits)[np.arange(len(labels)), labels]


def _naive(logits, labels, floor=0.0, add=0.0):
    powers = np.exp(logits)
    own = (powers / powers.sum(axis=1, keepdims=True))[np.arange(len(labels)), labels]
    return -np.log(np.maximum(own, floor) + add).mean()


def _after_softmax(floor=0.0, add=0.0):
    """Return a loss that takes the logarithm of exact probabilities, kept from 0 or not."""

    def model(logits, labels):
        own = layers.softmax(logits)[np.arange(len(labels)), labels]
        return -np.log(np.maximum(own, floor) + add).mean()

    return model


def _one_hot(logits, labels):
    return np.eye(logits.shape[1])[labels]


def _binary(logits, labels):
    """Return the loss of a yes or no for each class."""
    p, wanted = layers.softmax(logits), _one_hot(logits, labels)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(wanted == 1, np.log(p), np.log(1 - p))
    return -terms.sum(axis=1).mean()


def _over_the_batch(logits, labels):
    return -layers.log_softmax(logits, axis=0)[np.arange(len(labels)), labels].mean()


_UNSTABLE = (
    "It is right for small logits. Where the right class is very unlikely its probability is "
    "rounded to 0, and the logarithm of 0 is infinite; write the logarithm out before you compute."
)
_CLIPPED = (
    "Very small probabilities are kept from 0, so that a confident mistake costs too little; write "
    "the logarithm out before you compute, and none is needed."
)
_ROWS = np.array([[1.0, 0, 2], [0, 3, -1]])

CROSS_ENTROPY = Exercise(
    signature="cross_entropy(logits, labels)",
    reference=layers.cross_entropy,
    examples=(
        Case((np.array([[0.0, 0]]), np.array([0]))),
        Case((np.array([[1.0, 0]]), np.array([0]))),
        Case((np.array([[1.0, 0]]), np.array([1]))),
        Case((np.array([[2.0, 0], [0, 0]]), np.array([1, 0]))),
        Case((_ROWS, np.array([2, 0]))),
        Case((_ROWS, np.array([1, 1]))),
        Case((np.array([[4.0, 0, 1], [0, 1, 0], [2, 2, 5]]), np.array([0, 2, 1]))),
        Case((np.array([[0.0, 1000]]), np.array([0]))),
        Case((np.array([[-1000.0, -1000]]), np.array([1]))),
        Case((np.array([[1000.0, 0], [0, 1]]), np.array([0, 1]))),
    ),
    inputs=_batches(),
    traits=(
        Trait("large-logits", "logits are large", lambda x, y: bool((np.abs(x) > 100).any())),
        Trait("several-rows", "there are several rows", lambda x, y: len(x) > 1),
        Trait("one-row", "there is one row", lambda x, y: len(x) == 1),
        Trait("classes", "there are more than two classes", lambda x, y: x.shape[1] > 2),
        Trait("negative-logits", "a logit is negative", lambda x, y: bool((x < 0).any())),
        Trait("not-first", "a label is not 0", lambda x, y: bool((y > 0).any())),
    ),
    misconceptions=(
        Misconception("not-stable", _naive, _UNSTABLE),
        Misconception("not-stable", _after_softmax(), _UNSTABLE),
        *(
            Misconception("kept-from-zero", model, _CLIPPED)
            for power in (3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 20, 30)
            for model in (
                _after_softmax(floor=10.0**-power),
                _after_softmax(add=10.0**-power),
                lambda x, y, power=power: _naive(x, y, floor=10.0**-power),
                lambda x, y, power=power: _naive(x, y, add=10.0**-power),
            )
        ),
        Misconception(
            "maximum-not-added",
            lambda x, y: layers.cross_entropy(x, y) - x.max(axis=1).mean(),
            "The largest logit was taken away before the powers, and is not added again after the "
            "logarithm.",
        ),
        Misconception(
            "sum-not-mean",
            lambda x, y: -_logs(x, y).sum(),
            "The losses of the rows are summed; their mean is asked.",
        ),
        Misconception(
            "mean-over-classes",
            lambda x, y: -_logs(x, y).sum() / x.size,
            "It divides by rows × classes; the mean is over the rows.",
        ),
        Misconception(
            "divided-by-classes",
            lambda x, y: -_logs(x, y).sum() / x.shape[1],
            "It divides by the number of classes; the mean is over the rows.",
        ),
        Misconception(
            "not-averaged",
            lambda x, y: -_logs(x, y),
            "It gives a loss for each row; their mean is asked.",
        ),
        Misconception(
            "sign",
            lambda x, y: _logs(x, y).mean(),
            "The sign is missing: the logarithm of a probability is negative, a loss is not.",
        ),
        Misconception(
            "no-logarithm",
            lambda x, y: np.exp(_logs(x, y)).mean(),
            "It gives the mean probability of the right class; the logarithm is missing.",
        ),
        Misconception(
            "no-logarithm",
            lambda x, y: 1 - np.exp(_logs(x, y)).mean(),
            "It gives how much is missing from a probability of 1; the logarithm is missing.",
        ),
        Misconception(
            "no-logarithm-and-not-paired",
            lambda x, y: layers.softmax(x)[:, y],
            "Every row is read at the labels of all rows, and the logarithm is missing; each row "
            "has one label.",
        ),
        Misconception(
            "logarithm-of-mean",
            lambda x, y: -np.log(np.exp(_logs(x, y)).mean()),
            "It takes the logarithm of the mean probability; the logarithms are averaged.",
        ),
        Misconception(
            "other-base",
            lambda x, y: layers.cross_entropy(x, y) / np.log(2),
            "The logarithm is that to base 2; the natural one is asked.",
        ),
        Misconception(
            "other-base",
            lambda x, y: layers.cross_entropy(x, y) / np.log(10),
            "The logarithm is that to base 10; the natural one is asked.",
        ),
        Misconception(
            "no-softmax",
            lambda x, y: -x[np.arange(len(y)), y].mean(),
            "The logits are used as they are; softmax makes probabilities of them first.",
        ),
        Misconception(
            "no-softmax",
            lambda x, y: -np.log(x[np.arange(len(y)), y]).mean(),
            "It takes the logarithm of the logits; softmax makes probabilities of them first.",
        ),
        Misconception(
            "softmax-twice",
            lambda x, y: layers.cross_entropy(layers.softmax(x), y),
            "Softmax is taken twice; the logits go through it once.",
        ),
        Misconception(
            "labels-not-paired",
            lambda x, y: -layers.log_softmax(x)[:, y].mean(),
            "Every row is read at the labels of all rows; each row has one label.",
        ),
        Misconception(
            "labels-not-used",
            lambda x, y: -layers.log_softmax(x).mean(),
            "All classes count; only that of the label does.",
        ),
        Misconception(
            "labels-not-used",
            lambda x, y: -layers.log_softmax(x).sum(axis=1).mean(),
            "All classes count; only that of the label does.",
        ),
        Misconception(
            "labels-not-used",
            lambda x, y: -layers.log_softmax(x).max(axis=1).mean(),
            "The likeliest class counts; it is that of the label that does.",
        ),
        Misconception(
            "labels-not-used",
            lambda x, y: -layers.log_softmax(x)[:, 0].mean(),
            "The first class counts whatever the label is.",
        ),
        Misconception(
            "entropy",
            lambda x, y: -(layers.softmax(x) * layers.log_softmax(x)).sum(axis=1).mean(),
            "It gives the entropy of the probabilities, which no label enters; only the logarithm "
            "of the label's class counts.",
        ),
        Misconception(
            "labels-from-one",
            lambda x, y: -_logs(x, y - 1).mean(),
            "The labels are counted from 1; they begin at 0.",
        ),
        Misconception(
            "wrong-axis",
            _over_the_batch,
            "Softmax is taken over the batch; the classes of one row share a sum of 1.",
        ),
        Misconception(
            "yes-or-no",
            _binary,
            "The other classes are counted too, each as a yes or no; only that of the label "
            "counts.",
        ),
        Misconception(
            "squared-error",
            lambda x, y: ((layers.softmax(x) - _one_hot(x, y)) ** 2).sum(axis=1).mean(),
            "That is a squared error; the logarithm of a probability is asked.",
        ),
        Misconception(
            "squared-error",
            lambda x, y: ((layers.softmax(x) - _one_hot(x, y)) ** 2).mean(),
            "That is a squared error; the logarithm of a probability is asked.",
        ),
        Misconception(
            "accuracy",
            lambda x, y: (x.argmax(axis=1) == y).mean(),
            "That is the accuracy; a loss also says how sure the network was.",
        ),
        Misconception(
            "accuracy",
            lambda x, y: (x.argmax(axis=1) != y).mean(),
            "That is the share of mistakes; a loss also says how sure the network was.",
        ),
        Misconception(
            "first-row-only",
            lambda x, y: -_logs(x, y)[0],
            "Only the first row counts.",
        ),
        Misconception(
            "perplexity",
            lambda x, y: np.exp(layers.cross_entropy(x, y)),
            "That is the perplexity, e to the loss.",
        ),
    ),
)


def cross_entropy(answer):
    """Check ``cross_entropy(logits, labels)``, the mean over the batch."""
    return check(CROSS_ENTROPY, answer)
