"""Where pictures come from: photographs that are installed, a learner's own, and CIFAR-10.

Names are loaded when they are first used, so that importing this package costs next to nothing.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "photograph": "photographs",
    "photograph_credit": "photographs",
    "photographs": "photographs",
    "load_image": "images",
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
