"""What the notebooks import: data, layers, models, training, visualizers and checks.

A part is loaded when it is first asked for (PEP 562), so that importing the package costs next to
nothing and a chapter pays only for what it uses.
"""

import importlib

__version__ = "0.1.0"

_PARTS = (
    "budget",
    "checks",
    "data",
    "doctor",
    "experiments",
    "figures",
    "layers",
    "machine",
    "models",
    "training",
    "widgets",
)

__all__ = list(_PARTS)


def __getattr__(name):
    if name not in _PARTS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return importlib.import_module(f".{name}", __name__)


def __dir__():
    return sorted([*globals(), *_PARTS])
