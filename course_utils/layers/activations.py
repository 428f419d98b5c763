"""Activations and their slopes, number by number; arrays of any shape."""

import math
from typing import Any

import numpy as np

_erf = np.vectorize(math.erf, otypes=[float])  # NumPy has no error function of its own


def reals(x: Any) -> np.ndarray:
    """Return x as floats; single precision stays single."""
    x = np.asarray(x)
    if x.dtype.kind not in "biuf":
        raise ValueError(f"x holds {x.dtype}; real numbers fit.")
    return x if x.dtype.kind == "f" else x.astype(float)


def relu(x: Any) -> np.ndarray:
    """Return ``max(x, 0)``."""
    return np.maximum(reals(x), 0)


def relu_grad(x: Any) -> np.ndarray:
    """Return 1 where x is positive, else 0; at 0, where there is no slope, 0 as PyTorch."""
    x = reals(x)
    return (x > 0).astype(x.dtype)


def leaky_relu(x: Any, slope: float = 0.01) -> np.ndarray:
    """Return x where it is positive, else ``slope * x``."""
    x = reals(x)
    return np.where(x > 0, x, x * x.dtype.type(slope))


def leaky_relu_grad(x: Any, slope: float = 0.01) -> np.ndarray:
    """Return 1 where x is positive, else `slope`."""
    x = reals(x)
    return np.where(x > 0, x.dtype.type(1), x.dtype.type(slope))


def sigmoid(x: Any) -> np.ndarray:
    """Return ``1 / (1 + exp(-x))``, written so that no power overflows."""
    x = reals(x)
    small = np.exp(-np.abs(x))  # at most 1
    return np.where(x >= 0, 1, small) / (1 + small)


def sigmoid_grad(x: Any) -> np.ndarray:
    """Return ``s * (1 - s)`` with ``s = sigmoid(x)``; at most a quarter."""
    return sigmoid(x) * sigmoid(-reals(x))  # 1 - s would lose its digits where s is near 1


def tanh(x: Any) -> np.ndarray:
    """Return the hyperbolic tangent."""
    return np.tanh(reals(x))


def tanh_grad(x: Any) -> np.ndarray:
    """Return ``1 - tanh(x) ** 2``."""
    return 1 - tanh(x) ** 2


def normal_share(x: np.ndarray) -> np.ndarray:
    """Return the share of a standard normal distribution that lies below x."""
    return ((1 + _erf(x / math.sqrt(2))) / 2).astype(x.dtype)


def gelu(x: Any) -> np.ndarray:
    """Return x times the share of a standard normal distribution below x.

    References
    ----------
    Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016.
    """
    x = reals(x)
    return x * normal_share(x)


def gelu_grad(x: Any) -> np.ndarray:
    """Return the slope of `gelu`: the share below x, plus x times the density at x."""
    x = reals(x)
    return normal_share(x) + x * np.exp(-x * x / 2) / x.dtype.type(math.sqrt(2 * math.pi))
