"""The layers, written by hand in NumPy as the chapters derive them.

`sizes` counts; `convolution` slides. Each function lives in the module that its name suggests and
is reached from here: ``from course_utils.layers import conv2d``.
"""

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
    "conv2d",
    "conv2d_backward",
    "conv_macs",
    "conv_parameters",
    "convolve2d",
    "correlate2d",
    "flat_features",
    "output_size",
    "pad",
    "padding_sides",
    "pool_output_size",
    "receptive_field",
    "windows",
]
