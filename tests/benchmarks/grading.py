"""How long `grade` takes for a submission, beside nbgrader's autograde, and the memory it takes.

    python -m tests.benchmarks.grading [--json] [--submissions 40] [--with-nbgrader 4]

A class is made of chapter 01: right answers in several styles, wrong ones of the banks, blank
exercises, a few loops that never end. `course.py grade` takes all of them, from collecting to the
last page; seconds are those of the whole command, divided by the submissions. nbgrader takes some
of the same submissions, none of which loops, since it waits thirty seconds for such a one; its
seconds are those of the whole command too, but not of making the release.

The memory is what all processes together have in the machine's memory at most, in 10^6 bytes; pages
that several share count once. It is given for the first half of the time as well: it should be the
same. With ``--json`` the last line of standard output is one JSON object.
"""

import argparse
import copy
import json
import os
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from pathlib import Path

import nbformat
import psutil

from authoring import execution, variants
from authoring.source import chapters, read
from coursework.sandbox.limits import family, used
from tests.coursework.banks import banks
from tests.coursework.papers import alone

CHAPTER = "01_convolution"
LOOP = "def {name}(*args, **kwargs):\n    while True:\n        pass\n"
EVERY = 0.5  # seconds between two looks at the memory
EVERY_BLANK, EVERY_LOOP = 7, 13  # one exercise in so many is blank, one in so many loops


class Growing:
    """Watches the memory of a process and its children for as long as the context lasts.

    Attributes
    ----------
    looks : list of int
        What it was, look by look.
    """

    def __init__(self, pid):
        self.pid, self.looks, self.done = pid, [0], threading.Event()
        self.watcher = threading.Thread(target=self.watch, daemon=True)

    def __enter__(self):
        self.watcher.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.watcher.join()

    def watch(self):
        """Look until done; looking takes time, so not too often."""
        while not self.done.wait(EVERY):
            self.looks.append(used(family(self.pid)))

    def peak(self, share=1.0):
        """Return the largest of the first share of the time."""
        return max(self.looks[: max(1, int(share * len(self.looks)))])


def a_class(count):
    """Yield (learner, notebook, whether it loops) for a class that is the same at every call."""
    chapter = read(*chapters([CHAPTER]))
    blank = variants.learner(chapter)
    known = {name: (module, bank) for module, name, bank in banks()}
    turn = 0
    for number in range(count):
        notebook, loops = copy.deepcopy(blank), False
        for cell in notebook.cells:
            marks = cell.metadata.get("nbgrader", {})
            if not marks.get("solution"):
                continue
            turn += 1
            name = marks["grade_id"]
            if turn % EVERY_BLANK == 0:
                continue
            if turn % EVERY_LOOP == 0 and number % 3 == 0:
                cell.source, loops = LOOP.format(name=name), True
                continue
            module, bank = known[name]
            # Two of three answers are right; of the wrong ones none that loops.
            wrong = [index for index, (said, _) in enumerate(bank.wrongs) if said != "timeout"]
            if (number + turn) % 3:
                chosen = f"bank.rights[{turn % len(bank.rights)}]"
            else:
                chosen = f"bank.wrongs[{wrong[turn % len(wrong)]}][1]"
            cell.source = f"{alone(module, name)}\n{name} = {chosen}\n"
        yield f"learner{number:02d}", notebook, loops


def laid_out(papers, folder):
    """Write notebooks as nbgrader lays them out."""
    for learner, notebook in papers:
        path = folder / "submitted" / learner / CHAPTER / f"{CHAPTER}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)


def timed(command, folder, environment):
    """Run a command; return its seconds and its memory.

    Raises
    ------
    RuntimeError
        With what it said, when it fails.
    """
    begun = time.perf_counter()
    with (folder / "said.txt").open("w+") as said:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        with Growing(process.pid) as memory:
            process.wait()
        seconds = time.perf_counter() - begun
        if process.returncode != 0:
            said.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{said.read()[-3000:]}")
    return seconds, memory


def ours(papers, folder):
    """Grade with the course's own command; return seconds and memory."""
    laid_out(papers, folder)
    command = [sys.executable, "-m", "coursework", "grade", "submitted", "--chapter", CHAPTER]
    return timed([*command, "--out", "graded"], folder, execution.with_course(dict(os.environ)))


def nbgraders(papers, folder):
    """Grade with nbgrader's autograde, which runs submissions in the kernel of their tests."""
    laid_out(papers, folder)
    source = folder / "source" / CHAPTER / f"{CHAPTER}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(variants.nbgrader_source(read(*chapters([CHAPTER]))), source)
    (folder / "nbgrader_config.py").write_text("c = get_config()\n")
    environment = execution.smoke_environment()
    scripts = sysconfig.get_path("scripts")
    environment["PATH"] = os.pathsep.join([scripts, environment.get("PATH", "")])
    nbgrader = [sys.executable, "-m", "nbgrader"]
    timed([*nbgrader, "generate_assignment", CHAPTER], folder, environment)
    return timed([*nbgrader, "autograde", CHAPTER], folder, environment)[0]


def main(arguments=None):
    """Measure both; with ``--json`` print one object on the last line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.grading", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--submissions", type=int, default=40)
    parser.add_argument("--with-nbgrader", type=int, default=4, help="so many of the same")
    parser.add_argument("--json", action="store_true", help="one JSON object as the last line")
    options = parser.parse_args(arguments)
    papers = list(a_class(options.submissions))
    few = [(name, notebook) for name, notebook, loops in papers if not loops]
    few = few[: options.with_nbgrader]
    with tempfile.TemporaryDirectory(prefix="course-grading-") as folder:
        one, other = Path(folder) / "ours", Path(folder) / "nbgraders"
        one.mkdir()
        other.mkdir()
        seconds, memory = ours([(name, notebook) for name, notebook, _ in papers], one)
        theirs = nbgraders(few, other) / len(few) if few else None
    found = {
        "submissions": len(papers),
        "seconds_each": round(seconds / len(papers), 2),
        "nbgrader_seconds_each": theirs and round(theirs, 2),
        "peak_rss_mb": round(memory.peak() / 1e6),
        "peak_rss_mb_first_half": round(memory.peak(0.5) / 1e6),
        "cores": psutil.cpu_count(),
    }
    for name, value in found.items():
        print(f"{name}: {value}")
    if options.json:
        print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
