"""A pytest plugin for nbval: compare the text of outputs, since only text is stored."""

from nbval.plugin import IPyNbCell

# Beside what nbval itself passes over.
NOT_STORED = ("text/html", "text/latex", "text/markdown", "image/svg+xml")


def pytest_itemcollected(item):
    """Tell a notebook's file what its stored outputs do not hold."""
    if isinstance(item, IPyNbCell):
        item.parent.skip_compare = (*item.parent.skip_compare, *NOT_STORED)
