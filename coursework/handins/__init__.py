"""What was handed in, found wherever a learning platform puts it: folders, archives, odd names.

`files` finds the files, inside archives too; `learners` says whose each is; `collecting` says
which chapter, settles which of several counts, and lays them out as nbgrader does.
"""

from .collecting import HandIn, Problem, collect

__all__ = ["HandIn", "Problem", "collect"]
