"""`ActivationLab`: a function, its derivative, and what ten layers of it do to a gradient."""

from .widget import ActivationLab

__all__ = ["ActivationLab"]
