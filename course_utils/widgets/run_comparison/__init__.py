"""`RunComparison`: training runs side by side, over seconds, steps or images."""

from .widget import RunComparison

__all__ = ["RunComparison"]
