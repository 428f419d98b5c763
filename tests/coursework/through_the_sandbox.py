"""Every answer of every bank through the sandbox: python -m tests.coursework.through_the_sandbox.

Prints one line for each answer that got a mark which it should not have, and a summary; exits with
1 where there was one.
"""

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from threading import Thread

from course_utils.checks.training import contests
from coursework import Sandbox, mark
from coursework.grading import end_with

from . import toy
from .papers import banked, banked_answers, chapter


class Lane:
    """What one process keeps."""

    sandbox = None


def begin():
    """Give a process of the pool its sandbox."""
    Thread(target=end_with, args=[parent_process().sentinel], daemon=True).start()
    Lane.sandbox = Sandbox()
    contests.contest = toy.contest


def graded(answer):
    """Mark one answer in a process of the pool."""
    return answer, marked(answer, Lane.sandbox)


def marked(answer, sandbox):
    """Return the mark of one answer of a bank."""
    module, exercise, kind, index, *_ = answer
    release = chapter(f"{module}.{exercise}")
    return mark(banked(module, exercise, kind, index), release, sandbox=sandbox)[0]


def fault(answer, found):
    """Return what is wrong about a mark, or an empty text."""
    _, exercise, kind, _, expected, name = answer
    right = found.status == "right" and found.points == found.max_points
    if kind == "right":
        return "" if right else f"{exercise}: {name} is right, and was refused: {found}"
    if right or found.points == found.max_points:
        return f"{exercise}: {name} is wrong, and was accepted."
    told = found.misconception_id or found.status
    # What cannot be carried out of the sandbox has no shape that could be compared.
    too_large = expected == "wrong-shape" and "cannot be looked at" in found.message_text
    if told != expected and not ((expected == "not-a-function" and told == "error") or too_large):
        return f"{exercise}: {name} should get {expected!r}, and got {told!r}: {found.message_text}"
    return ""


def main():
    """Mark all, several at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="exercises whose name holds this")
    only = parser.parse_args().only
    answers = [one for one in banked_answers() if only in f"{one[0]}.{one[1]}"]
    begun, faults = time.monotonic(), []
    lanes = min(os.cpu_count() or 1, 4)
    with ProcessPoolExecutor(lanes, get_context("spawn"), initializer=begin) as pool:
        for answer, found in pool.map(graded, answers, chunksize=4):
            why = fault(answer, found)
            if why:
                faults.append(why)
                print(why, flush=True)
    rights = sum(one[2] == "right" for one in answers)
    seconds = time.monotonic() - begun
    print(
        f"{rights} right and {len(answers) - rights} wrong answers in {seconds:.0f} s: "
        f"{len(faults)} marked otherwise than they should be."
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
