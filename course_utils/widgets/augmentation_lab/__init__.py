"""Augmentation: a batch of small images, changed by chance, each step on its slider."""

from .widget import AugmentationLab

__all__ = ["AugmentationLab"]
