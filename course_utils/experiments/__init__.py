"""Measured experiments: what the chapters say about networks, each number with its uncertainty.

    python -m course_utils.experiments pooling --seeds 3

An experiment is a grid of configurations, each run with several seeds. A run becomes one row of a
CSV as soon as it ends, so that work that was broken off goes on where it stopped. The rows behind
the chapters' figures ship with the course, in `results/`: a chapter draws them, and runs a smaller
version of the same code while the reader waits.

Each experiment is a module with the same few names: `GRID` (an `Experiment`), `figure(rows)`, and
`report(rows)`, the lines that the command prints. Where time is compared too, `TIMING` and
`report_timing(rows)`. In a notebook::

    from course_utils.experiments import engine, pooling

    pooling.figure(pooling.GRID.rows())  # what ships with the course
    rows = engine.run(pooling.GRID, images, seeds=1, train=5000, test=1000)  # here and now
"""

from importlib import import_module
from typing import Any

NAMES = ("pooling", "most_important", "global_average", "ladder")

__all__ = ["NAMES", *NAMES]


def __getattr__(name: str) -> Any:
    if name not in NAMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f".{name}", __name__)


def __dir__() -> list[str]:
    return sorted([*globals(), *NAMES])
