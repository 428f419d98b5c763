"""`DatasetBrowser`: look through a whole dataset, its classes, their means and their numbers."""

from .widget import DatasetBrowser

__all__ = ["DatasetBrowser"]
