"""The checks of chapter 02: the largest, the mean, the way back, and one number a channel."""

from .average import avg_pool2d
from .backward import max_pool2d_backward
from .globally import global_average_pool
from .maximum import max_pool2d

__all__ = ["avg_pool2d", "global_average_pool", "max_pool2d", "max_pool2d_backward"]
