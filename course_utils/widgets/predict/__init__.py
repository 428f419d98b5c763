"""`Predict`: a question whose answer is committed before it is revealed."""

from .widget import Predict

__all__ = ["Predict"]
