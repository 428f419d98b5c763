"""Training: recipes, the loop, and what a trained network gets right."""

from .batches import normalised
from .checkpoints import CheckpointError, Checkpoints
from .control import Control
from .evaluation import (
    accuracy,
    evaluate,
    mirrored_accuracy,
    per_class_accuracy,
    predicted,
    six_view_accuracy,
)
from .history import DivergedError, History, Progress, StoppedError
from .loop import train
from .recipes import ARTICLE, RECIPES, Recipe, recipe
from .step import train_step

__all__ = [
    "ARTICLE",
    "RECIPES",
    "CheckpointError",
    "Checkpoints",
    "Control",
    "DivergedError",
    "History",
    "Progress",
    "Recipe",
    "StoppedError",
    "accuracy",
    "evaluate",
    "mirrored_accuracy",
    "normalised",
    "per_class_accuracy",
    "predicted",
    "recipe",
    "six_view_accuracy",
    "train",
    "train_step",
]
