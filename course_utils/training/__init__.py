"""Training: recipes, the loop, and what a trained network gets right."""

from .batches import normalised
from .evaluation import accuracy, evaluate, per_class_accuracy, predicted
from .loop import DivergedError, History, Progress, train, train_step
from .recipes import ARTICLE, RECIPES, Recipe, recipe

__all__ = [
    "ARTICLE",
    "RECIPES",
    "DivergedError",
    "History",
    "Progress",
    "Recipe",
    "accuracy",
    "evaluate",
    "normalised",
    "per_class_accuracy",
    "predicted",
    "recipe",
    "train",
    "train_step",
]
