"""How long each solved notebook runs at the budget in force, and the memory its kernel takes."""

import argparse
import json
import os
import sys
import threading
import time
from pathlib import Path

import nbclient
import psutil

from authoring.source import NOTEBOOKS, chapters, read
from authoring.variants import solved

ROOT = Path(__file__).resolve().parents[2]
EVERY = 0.05  # seconds between two looks at the memory


class Memory(threading.Thread):
    """Watch the memory of a process and its children until told to stop."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.process = psutil.Process(pid)
        self.peak = 0
        self.done = threading.Event()

    def run(self):
        """Look until done; processes that end in between are passed over."""
        while not self.done.wait(EVERY):
            try:
                family = [self.process, *self.process.children(recursive=True)]
                self.peak = max(self.peak, sum(member.memory_info().rss for member in family))
            except psutil.NoSuchProcess:
                continue


def measure(path):
    """Execute one solved notebook in a fresh kernel and return its seconds and peak memory."""
    client = nbclient.NotebookClient(
        solved(read(path)),
        timeout=3600,
        kernel_name="python3",
        store_widget_state=False,
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COURSE_REQUIRE_PASS": "1"}
    begun = time.monotonic()
    with client.setup_kernel(env=environment):
        memory = Memory(client.km.provisioner.pid)
        memory.start()
        for index, cell in enumerate(client.nb.cells):
            client.execute_cell(cell, index)
        memory.done.set()
        memory.join()
    return {
        "seconds": round(time.monotonic() - begun, 1),
        "peak_rss_mb": round(memory.peak / 1e6),
    }


def main(arguments=None):
    """Measure the chapters; with ``--json`` print one object on the last line."""
    parser = argparse.ArgumentParser(prog="course.py bench course", description=__doc__)
    parser.add_argument("names", nargs="*", help="chapters; all when none is named")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    budget = os.environ.get("COURSE_BUDGET") or "lesson"
    print(f"budget {budget}", file=sys.stderr)
    found = {}
    for path in chapters(options.names):
        found[path.stem] = measure(path)
        row = found[path.stem]
        line = f"{path.stem:24s} {row['seconds']:7.1f} s {row['peak_rss_mb']:6d} MB"
        print(line, file=sys.stderr)
    if options.json:
        print(json.dumps({"notebooks": found}))


if __name__ == "__main__":
    main()
