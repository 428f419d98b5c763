"""The checks of chapter 04: the network, the step, two measures, and a schedule."""

from .measures import accuracy, confusion_matrix
from .network import build_net
from .schedule import one_cycle
from .step import train_step

__all__ = ["accuracy", "build_net", "confusion_matrix", "one_cycle", "train_step"]
