"""From scores to probabilities to a loss, in forms that no large score can break."""

from typing import Any

import numpy as np

from .activations import reals
from .convolution import numbers


def scores(logits: Any, axis: int = -1) -> np.ndarray:
    """Return logits as floats, or raise ValueError where they have no softmax.

    Minus infinity is allowed (it forbids a class), but not for all classes at once.
    """
    logits = reals(logits)
    if logits.ndim == 0 or logits.shape[axis] == 0:
        raise ValueError(f"logits has shape {logits.shape}; at least one class fits.")
    if np.isnan(logits).any() or np.isposinf(logits).any():
        raise ValueError("logits has NaN or infinity in it; finite numbers fit.")
    if np.isneginf(logits).all(axis=axis).any():
        raise ValueError("logits forbids every class with minus infinity; one must be allowed.")
    return logits


def log_softmax(logits: Any, axis: int = -1, temperature: float = 1.0) -> np.ndarray:
    """Return the logarithms of the probabilities that `softmax` gives.

    ``x - max - log(sum(exp(x - max)))``: taking the largest away changes no probability, and
    leaves powers from 0 to 1 only.
    """
    if not 0 < temperature < np.inf:
        raise ValueError(f"temperature is {temperature!r}; a finite number above 0 fits.")
    logits = scores(logits, axis)
    below = (logits - logits.max(axis=axis, keepdims=True)) / logits.dtype.type(temperature)
    return below - np.log(np.exp(below).sum(axis=axis, keepdims=True))


def softmax(logits: Any, axis: int = -1, temperature: float = 1.0) -> np.ndarray:
    """Return probabilities that grow with the logits: ``exp(x) / sum(exp(x))``.

    Parameters
    ----------
    logits : array of any shape
    axis : int
        Along which the probabilities sum to 1; the classes.
    temperature : float
        The logits are divided by it: above 1 evens the probabilities out, below 1 sharpens them.
    """
    return np.exp(log_softmax(logits, axis, temperature))


def targets(logits: np.ndarray, labels: Any, smoothing: float) -> np.ndarray:
    """Return the probabilities that each row should have, (N, classes)."""
    labels, (n, classes) = np.asarray(labels), logits.shape
    if labels.dtype.kind not in "iu":
        raise ValueError(f"labels holds {labels.dtype}; whole numbers fit.")
    if labels.shape != (n,):
        raise ValueError(f"labels has shape {labels.shape}; one for each row, ({n},), fits.")
    if n == 0:
        raise ValueError("The batch is empty and has no mean loss; at least one row fits.")
    outside = labels[(labels < 0) | (labels >= classes)]
    if len(outside):
        raise ValueError(f"labels has {outside[0]} in it; 0 to {classes - 1} fits.")
    if not 0 <= smoothing <= 1:
        raise ValueError(f"smoothing is {smoothing!r}; a number from 0 to 1 fits.")
    wanted = np.full((n, classes), smoothing / classes, logits.dtype)
    wanted[np.arange(n), labels] += 1 - smoothing
    return wanted


def cross_entropy(logits: Any, labels: Any, smoothing: float = 0.0) -> float:
    """Return the mean over the batch of minus the log of the probability of the right class.

    Parameters
    ----------
    logits : (N, classes)
    labels : whole numbers, (N,)
        From 0 to classes - 1.
    smoothing : float
        Share of the wanted probability that is spread evenly over all classes.

    Raises
    ------
    ValueError
        For an empty batch, labels out of range, or logits with NaN or infinity.

    References
    ----------
    Szegedy and others, "Rethinking the Inception Architecture", 2016, for the smoothing.
    """
    logits = reals(numbers("logits", logits, 2))
    wanted = targets(logits, labels, smoothing)
    log_p = log_softmax(logits)
    # 0 * -inf would be NaN: what is not wanted does not count, however unlikely it is
    terms = np.multiply(wanted, log_p, out=np.zeros_like(log_p), where=wanted > 0)
    return float(-terms.sum() / len(logits))


def cross_entropy_grad(logits: Any, labels: Any, smoothing: float = 0.0) -> np.ndarray:
    """Return the gradient of `cross_entropy` with respect to the logits, (N, classes).

    What the network says minus what it should say, over the number of rows.
    """
    logits = reals(numbers("logits", logits, 2))
    return (softmax(logits) - targets(logits, labels, smoothing)) / len(logits)
