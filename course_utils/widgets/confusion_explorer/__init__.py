"""`ConfusionExplorer`: what a network takes for what, and how far its confidence can be trusted."""

from .widget import ConfusionExplorer

__all__ = ["ConfusionExplorer"]
