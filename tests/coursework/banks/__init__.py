"""Banks of answers: for each exercise the wrong ones that people give, and right ones.

A module is named after its exercise and lies in a package named after the module of checks. Its
answers are collected by two decorators::

    @wrong("kernel-flipped")
    def turned(image, kernel, stride=1, padding=0): ...

    @right
    def with_loops(image, kernel, stride=1, padding=0): ...
"""

import importlib
import pkgutil


class Bank:
    """The answers of one exercise."""

    def __init__(self):
        self.rights = []
        self.wrongs = []

    def right(self, answer):
        self.rights.append(answer)
        return answer

    def wrong(self, diagnosis):
        def collect(answer):
            self.wrongs.append((diagnosis, answer))
            return answer

        return collect


def banks():
    """Yield (module of checks, exercise, bank) for every exercise that has one."""
    for chapter in pkgutil.iter_modules(__path__):
        package = importlib.import_module(f"{__name__}.{chapter.name}")
        for exercise in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{exercise.name}")
            yield chapter.name, exercise.name, module.bank
