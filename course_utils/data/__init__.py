"""Where pictures come from: photographs that are installed, a learner's own, and CIFAR-10.

Names are loaded when they are first used, so that importing this package costs next to nothing.
"""

from importlib import import_module
from typing import Any

# A name here must not be that of a module beside it: importing the module would hide it.
_HOMES = {
    "photograph": "photos",
    "photograph_credit": "photos",
    "photographs": "photos",
    "load_image": "images",
    "CLASSES": "release",
    "Cifar10": "cifar",
    "cifar10": "cifar",
    "cifar10_part": "cifar",
    "cifar10_source": "cifar",
    "ImageDataset": "dataset",
    "cifar10_dataset": "dataset",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
