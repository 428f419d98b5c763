"""The layers, written by hand in NumPy as the chapters derive them.

`sizes` counts, `convolution` and `pooling` slide, `dense` multiplies, `activations` bend, `losses`
judge. Each function lives in the module that its name suggests and is reached from here:
``from course_utils.layers import conv2d``.
"""

from .activations import (
    gelu,
    gelu_grad,
    leaky_relu,
    leaky_relu_grad,
    relu,
    relu_grad,
    sigmoid,
    sigmoid_grad,
    tanh,
    tanh_grad,
)
from .convolution import (
    PADDING_MODES,
    conv2d,
    conv2d_backward,
    convolve2d,
    correlate2d,
    pad,
    padding_sides,
    windows,
)
from .dense import (
    linear,
    linear_as_conv,
    linear_backward,
)
from .losses import (
    cross_entropy,
    cross_entropy_grad,
    log_softmax,
    softmax,
)
from .pooling import (
    adaptive_avg_pool2d,
    adaptive_max_pool2d,
    avg_pool2d,
    avg_pool2d_backward,
    global_average_pool,
    l2_pool2d,
    max_pool2d,
    max_pool2d_backward,
    max_pool_winners,
)
from .sizes import (
    conv_macs,
    conv_parameters,
    flat_features,
    output_size,
    pool_output_size,
    receptive_field,
)

__all__ = [
    "PADDING_MODES",
    "adaptive_avg_pool2d",
    "adaptive_max_pool2d",
    "avg_pool2d",
    "avg_pool2d_backward",
    "conv2d",
    "conv2d_backward",
    "conv_macs",
    "conv_parameters",
    "convolve2d",
    "correlate2d",
    "cross_entropy",
    "cross_entropy_grad",
    "flat_features",
    "gelu",
    "gelu_grad",
    "global_average_pool",
    "l2_pool2d",
    "leaky_relu",
    "leaky_relu_grad",
    "linear",
    "linear_as_conv",
    "linear_backward",
    "log_softmax",
    "max_pool2d",
    "max_pool2d_backward",
    "max_pool_winners",
    "output_size",
    "pad",
    "padding_sides",
    "pool_output_size",
    "receptive_field",
    "relu",
    "relu_grad",
    "sigmoid",
    "sigmoid_grad",
    "softmax",
    "tanh",
    "tanh_grad",
    "windows",
]
