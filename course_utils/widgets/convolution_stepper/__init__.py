"""`ConvolutionStepper`: one position of the kernel at a time, every product written out."""

from .widget import ConvolutionStepper

__all__ = ["ConvolutionStepper"]
