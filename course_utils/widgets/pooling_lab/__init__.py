"""`PoolingLab`: what a pooling layer keeps of a photograph, and where its gradient goes."""

from .widget import PoolingLab

__all__ = ["PoolingLab"]
