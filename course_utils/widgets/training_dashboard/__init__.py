"""TrainingDashboard: loss, speed, time left and accuracy of a run, while it runs."""

from .widget import TrainingDashboard

__all__ = ["TrainingDashboard"]
