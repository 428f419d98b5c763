"""Training: recipes, the loop, and what a trained network gets right."""

from .evaluate import accuracy, per_class_accuracy, predicted
from .loop import DivergedError, History, train, train_step
from .recipes import ARTICLE, RECIPES, Recipe, recipe

__all__ = [
    "ARTICLE",
    "RECIPES",
    "DivergedError",
    "History",
    "Recipe",
    "accuracy",
    "per_class_accuracy",
    "predicted",
    "recipe",
    "train",
    "train_step",
]
