"""`FlattenView`: where each number of an image lands in the vector that a linear layer reads."""

from .widget import FlattenView

__all__ = ["FlattenView"]
