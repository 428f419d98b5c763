"""`LinearLab`: two inputs, a layer or two of weights, and the regions that they make."""

from .widget import LinearLab

__all__ = ["LinearLab"]
