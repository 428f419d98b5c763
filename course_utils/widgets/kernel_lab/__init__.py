"""`KernelLab`: change the weights of a kernel, see the photograph change in the same frame."""

from .widget import KernelLab

__all__ = ["KernelLab"]
