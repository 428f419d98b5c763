"""A stack of equal layers without biases, in NumPy: what is drawn, how large its numbers are."""

import numpy as np

from course_utils import layers

LAYERS, UNITS, BATCH = 10, 48, 16
# Function, derivative; and the steepest slope of those that go flat on both sides.
FUNCTIONS = {
    "ReLU": (layers.relu, layers.relu_grad),
    "leaky ReLU": (layers.leaky_relu, layers.leaky_relu_grad),
    "sigmoid": (layers.sigmoid, layers.sigmoid_grad),
    "tanh": (layers.tanh, layers.tanh_grad),
    "GELU": (layers.gelu, layers.gelu_grad),
    "identity": (np.array, np.ones_like),
}
STEEPEST = {"sigmoid": 0.25, "tanh": 1.0}


def drawn(seed):
    """Draw what a stack is made of, all standard normal.

    Returns
    -------
    weights : numpy.ndarray
        Shape (layers, units, units), float32; rows are what a unit hears.
    inputs : numpy.ndarray
        Shape (batch, units), float32.
    arriving : numpy.ndarray
        Shape (batch, units), float32: the gradient that arrives at the last layer's output.
    """
    random = np.random.default_rng(seed)
    shapes = ((LAYERS, UNITS, UNITS), (BATCH, UNITS), (BATCH, UNITS))
    return tuple(random.standard_normal(shape, np.float32) for shape in shapes)


def run(name, scale, seed):
    """Send a batch through a stack and a gradient back.

    Parameters
    ----------
    name : str
        Of `FUNCTIONS`.
    scale : float
        Weights have the standard deviation scale / sqrt(units).
    seed : int

    Returns
    -------
    dict of str to numpy.ndarray
        ``deviation`` (layers + 1,): standard deviation of the input and of each layer's output;
        ``gradient`` (layers,): root mean square of the gradient with respect to what goes into
        each activation; ``dead`` (layers,): share of units that give 0 or less for every example;
        ``flat`` (layers,): share of numbers with a slope under a tenth of the steepest
        (sigmoid and tanh; else 0).
    """
    function, derivative = FUNCTIONS[name]
    weights, inputs, back = (values.astype(float) for values in drawn(seed))
    weights *= scale / np.sqrt(UNITS)
    after, slopes = [inputs], []
    for weight in weights:
        before = after[-1] @ weight.T
        after.append(function(before))
        slopes.append(derivative(before))
    gradient = np.empty(LAYERS)
    for layer in reversed(range(LAYERS)):
        back = back * slopes[layer]
        gradient[layer] = np.sqrt(np.mean(back**2))
        back = back @ weights[layer]
    level = STEEPEST.get(name, -np.inf) / 10
    return {
        "deviation": np.array([values.std() for values in after]),
        "gradient": gradient,
        "dead": np.array([(values <= 0).all(0).mean() for values in after[1:]]),
        "flat": np.array([(slope < level).mean() for slope in slopes]),
    }
