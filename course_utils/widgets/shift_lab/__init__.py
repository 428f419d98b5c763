"""`ShiftLab`: move a photograph a little, see how much each way of making it smaller changes."""

from .widget import ShiftLab

__all__ = ["ShiftLab"]
