"""The checks of chapter 01: sizes, the sum, the layer, a kernel by design, counts, fields."""

from .correlation import correlate2d
from .edge_kernel import diagonal_edge_kernel
from .field import receptive_field
from .layer import conv_layer
from .parameters import conv_parameters
from .sizes import output_size

__all__ = [
    "conv_layer",
    "conv_parameters",
    "correlate2d",
    "diagonal_edge_kernel",
    "output_size",
    "receptive_field",
]
