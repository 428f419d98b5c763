"""`ReceptiveFieldLab`: stack layers, see what one unit of the last of them sees."""

from .widget import ReceptiveFieldLab

__all__ = ["ReceptiveFieldLab"]
