"""A class is graded several at a time, and an interrupted run goes on where it stopped."""

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from coursework import BrokenSubmission, Trusted, grading, mark
from coursework.grading import Paper
from coursework.journal import Journal
from coursework.sandbox import NoSandbox, Sandbox, bubblewrap

from .conftest import TIGHT, opened
from .papers import chapter, notebook, paper, solution
from .test_attacks import CORRELATE, HERE, RELEASE, RIGHT
from .test_marking import ROUNDED_UP

SIZES = chapter("convolution.output_size")
SLOW = """
import time
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    time.sleep(0.01)
    return 1
"""


@pytest.fixture
def papers(tmp_path):
    """Return a small class: right, wrong, slow, broken, by turns."""
    kinds = [RIGHT, ROUNDED_UP, SLOW, None]
    found = []
    for number in range(8):
        source = kinds[number % 4]
        path = tmp_path / f"learner{number}.ipynb"
        cells = [(solution("output_size"), source)]
        path.write_bytes(notebook(cells) if source else b"{")
        found.append(Paper(f"learner{number}", path))
    return found


def told(graded):
    """Return what was graded in a form that can be compared."""
    return [
        (one.key, str(marks) if isinstance(marks, BrokenSubmission) else marks)
        for one, marks in graded
    ]


@pytest.fixture(autouse=True)
def _there_is_a_sandbox():
    opened().close()


def test_papers_come_back_in_order_with_their_marks(papers, tmp_path, monkeypatch):
    first = told(grading.grade(papers, SIZES, journal=tmp_path / "journal", lanes=2))
    assert [key for key, _ in first] == [paper.key for paper in papers]
    assert [marks[0].status for _, marks in first[:3]] == ["right", "wrong", "wrong"]
    assert "learner3.ipynb: " in first[3][1]

    def never(*_):
        raise AssertionError("it was run again")

    monkeypatch.setattr(grading, "mark_path", never)
    assert told(grading.grade(papers, SIZES, journal=tmp_path / "journal")) == first


def test_another_content_is_run_again(papers, tmp_path):
    journal = tmp_path / "journal"
    (_, before), *_ = told(grading.grade(papers[:1], SIZES, journal=journal))
    papers[0].path.write_bytes(notebook([(solution("output_size"), ROUNDED_UP)]))
    (_, after), *_ = told(grading.grade(papers[:1], SIZES, journal=journal))
    assert (before[0].points, after[0].points) == (4, 0)


def test_a_line_that_was_cut_short_does_not_count(tmp_path):
    path = tmp_path / "journal"
    found = mark_like()
    with Journal(path) as journal:
        journal.add("one", found)
        journal.add("two", BrokenSubmission("two.ipynb: it is empty."))
    whole = path.read_bytes()
    path.write_bytes(whole[:-5])
    with Journal(path) as journal:
        assert journal.get("one") == found
        assert journal.get("two") is None
        journal.add("two", found)
    with Journal(path) as journal:
        assert journal.get("two") == found
    assert all(json.loads(line) for line in path.read_text().splitlines())


def mark_like():
    """Return marks without grading."""
    from coursework.marking import result

    return [result(SIZES.exercises[0], 0.5, "partly", "a sentence", example="1\n2")]


RUN = """
import pickle, sys
from coursework import grading
papers, release, journal = pickle.load(open(sys.argv[1], "rb"))
if __name__ == "__main__":
    for paper, _ in grading.grade(papers, release, journal=journal, lanes=2):
        print(paper.key, flush=True)
"""


def test_grading_that_was_killed_goes_on(papers, tmp_path):
    import pickle

    journal = tmp_path / "journal"
    task, script = tmp_path / "task", tmp_path / "run.py"
    task.write_bytes(pickle.dumps((papers, SIZES, journal)))
    script.write_text(RUN)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        [sys.executable, script, task], stdout=subprocess.PIPE, text=True, env=environment
    )
    process.stdout.readline()
    family = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = len(journal.read_text().splitlines())
    assert 1 <= done < len(papers)
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive, "what was started does not end with the one that started it"

    whole = told(grading.grade(papers, SIZES, lanes=2))
    assert told(grading.grade(papers, SIZES, journal=journal, lanes=2)) == whole


def test_where_there_is_no_bubblewrap_nothing_is_run(papers, monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    with pytest.raises(NoSandbox, match=r"WSL.*container.*--trust"):
        list(grading.grade(papers, SIZES))
    with pytest.raises(NoSandbox, match="apt install bubblewrap"):
        Sandbox()


def test_trust_gives_the_same_marks(sandbox):
    answers = paper(output_size=ROUNDED_UP, correlate2d=CORRELATE)
    with Trusted() as trusted:
        assert mark(answers, RELEASE, sandbox=trusted) == mark(answers, RELEASE, sandbox=sandbox)


@pytest.mark.parametrize("name", ["leaves_at_once", "endless_in_c", "forged_reply", "crashes"])
def test_trust_ends_what_does_not_end(name):
    answers = paper(
        correlate2d=(HERE / "attacks" / f"{name}.py").read_text("utf-8"), output_size=RIGHT
    )
    with Trusted(TIGHT) as trusted:
        attack, beside = mark(answers, RELEASE, sandbox=trusted)
    assert (attack.points, beside.points) == (0, 4)


@pytest.mark.parametrize("name", ["kills_others", "detached", "forged_order", "fork_bomb"])
def test_where_exercises_cannot_be_parted_each_gets_a_sandbox(name, tmp_path, monkeypatch):
    from coursework.sandbox import host

    start = host.Zygote.start

    def not_apart(self):
        start(self)
        self.apart = False

    monkeypatch.setattr(host.Zygote, "start", not_apart)
    source = (HERE / "attacks" / f"{name}.py").read_text("utf-8")
    source = source.replace('"DECOY"', repr(str(tmp_path / "decoy")))
    with opened(TIGHT) as alone:
        answers = paper(correlate2d=source, output_size=RIGHT)
        attack, beside = mark(answers, RELEASE, sandbox=alone)
        assert (attack.points, beside.points) == (0, 4)
        family = [one.process.pid for one in alone.zygotes.values() if one.alive()]
        assert not [child for pid in family for child in psutil.Process(pid).children()]


def test_processes_end_with_their_sandbox():
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    with opened() as one:
        mark(paper(output_size=RIGHT), SIZES, sandbox=one)
        assert {process.pid for process in psutil.Process().children(recursive=True)} - before
    deadline = time.monotonic() + 10
    while {process.pid for process in psutil.Process().children(recursive=True)} - before:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_paper_that_brings_a_process_down_hurts_no_other(papers, monkeypatch):
    # The process of the pool that reads this one ends, as if it had run out of memory.
    papers[3].path.write_bytes(notebook([({}, "x = 1")]))
    monkeypatch.setattr(grading, "mark_path", ends_for_learner3)
    found = dict(told(grading.grade(papers, SIZES, lanes=2)))
    assert "learner3.ipynb: what marks it does not survive" in found["learner3"]
    assert [found[f"learner{n}"][0].status for n in (0, 1, 4, 5)] == ["right", "wrong"] * 2


def ends_for_learner3(path):
    """Mark a paper, but end the process for one of them."""
    if "learner3" in path:
        os._exit(1)
    return mark_path(path)


mark_path = grading.mark_path


@pytest.mark.parametrize("kind", ["sandbox", "trusted"])
def test_what_a_cell_prints_goes_nowhere(kind):
    answers = paper(output_size="import os\nprint('x' * 10**5)\nos.write(1, b'points')\n" + RIGHT)
    with opened() if kind == "sandbox" else Trusted() as one:
        assert mark(answers, SIZES, sandbox=one)[0].points == 4


def test_a_sandbox_that_is_gone_is_made_anew_and_one_that_cannot_be_is_told(monkeypatch):
    answers = paper(output_size=RIGHT)
    with opened() as one:
        (before,) = mark(answers, SIZES, sandbox=one)
        (zygote,) = one.zygotes.values()
        zygote.process.kill()  # as a machine without memory would do
        assert mark(answers, SIZES, sandbox=one) == [before]

        (zygote,) = one.zygotes.values()
        zygote.process.kill()
        zygote.process.wait()
        command = bubblewrap.command
        monkeypatch.setattr(bubblewrap, "command", lambda preload: [*command()[:-1], "/nothing"])
        with pytest.raises(NoSandbox, match=r"does not start \(.*/nothing.*goes on from here"):
            mark(answers, SIZES, sandbox=one)
    assert psutil.Process().num_fds() < 100
