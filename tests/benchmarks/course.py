"""How long each solved notebook runs at the budget in force, and the memory its kernel takes.

    python -m tests.benchmarks.course [--json] [NAMES]

Each notebook is run once, in a fresh kernel; every check in it must pass. The seconds begin before
the kernel starts. The memory is the largest sum of the resident sets of the kernel and its child
processes, in 10^6 bytes; pages that they share count once for each. With ``--json`` the last line
of standard output is one JSON object.
"""

import argparse
import json
import os
import sys
import threading
import time

import psutil

from authoring import execution
from authoring.source import SourceError, chapters, read
from authoring.variants import solved

EVERY = 0.05  # seconds between two looks at the memory
PATIENCE = {"smoke": 120, "lesson": 900, "full": 7200}  # seconds for one cell


class Memory:
    """Watch the memory of a process and its children for as long as the context lasts.

    Attributes
    ----------
    peak : int
        The largest sum of their resident sets so far, in bytes.
    """

    def __init__(self):
        self.peak = 0

    def __call__(self, pid):
        """Take the process to watch; return the context."""
        self.process = psutil.Process(pid)
        return self

    def __enter__(self):
        self.done = threading.Event()
        self.watcher = threading.Thread(target=self.watch, daemon=True)
        self.watcher.start()

    def __exit__(self, *error):
        self.look()  # a notebook may be shorter than the time between two looks
        self.done.set()
        self.watcher.join()

    def watch(self):
        """Look until done."""
        while not self.done.wait(EVERY):
            self.look()

    def look(self):
        """Add up the memory that is in use now."""
        total = 0
        try:
            for member in [self.process, *self.process.children(recursive=True)]:
                try:
                    total += member.memory_info().rss
                except psutil.NoSuchProcess:
                    continue  # it ended since it was listed
        except psutil.NoSuchProcess:
            return  # the kernel has died; running the notebook says so
        self.peak = max(self.peak, total)


def measure(chapter, budget):
    """Run one solved notebook; return its seconds and peak memory.

    Raises
    ------
    SourceError
        When a cell fails, or a check does not pass.
    """
    environment = execution.with_course({**os.environ, "COURSE_REQUIRE_PASS": "1"})
    memory, begun = Memory(), time.perf_counter()
    try:
        execution.run(solved(chapter), environment, patience=PATIENCE[budget], beside=memory)
    except execution.CellFailed as error:
        raise SourceError(f"{chapter.where(error.index)}: {error}") from error
    return {
        "seconds": round(time.perf_counter() - begun, 1),
        "peak_rss_mb": round(memory.peak / 1e6),
    }


def main(arguments=None):
    """Measure the chapters; with ``--json`` print one object on the last line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.course", description=__doc__.splitlines()[0]
    )
    parser.add_argument("names", nargs="*", help="chapters; all when none is named")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    options = parser.parse_args(arguments)
    budget = os.environ.get("COURSE_BUDGET") or "lesson"
    if budget not in PATIENCE:
        parser.error(f"COURSE_BUDGET is {budget!r}; one of {', '.join(PATIENCE)} fits.")
    print(f"budget: {budget}", flush=True)
    found = {}
    try:
        for path in chapters(options.names):
            found[path.stem] = row = measure(read(path), budget)
            line = f"{path.stem:24s} {row['seconds']:7.1f} s {row['peak_rss_mb']:6d} MB"
            print(line, flush=True)
    except SourceError as error:
        print(error, file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps({"notebooks": found}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
