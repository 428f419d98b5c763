"""A network composed by hand: shapes, parameters and work, layer by layer."""

from .widget import ParameterCounter

__all__ = ["ParameterCounter"]
