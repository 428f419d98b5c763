"""`SoftmaxLab`: from logits to probabilities, a loss and its gradient."""

from .widget import SoftmaxLab

__all__ = ["SoftmaxLab"]
