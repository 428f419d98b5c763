"""The command `grade`: its words, and what is left of it when its process is killed."""

import csv
import os
import signal
import subprocess
import sys
import time

import pytest

from coursework import __main__ as command

from .conftest import opened
from .papers import notebook, solution

ANSWERS = ("min(pixel + amount, 1)", "pixel + amount", "None", "min(1.0, amount + pixel)")


def test_a_class_whose_grading_was_killed_goes_on_where_it_was(tmp_path):
    opened().close()  # skips, or fails, where there is no sandbox
    for number in range(12):
        code = f"def brighten(pixel, amount):\n    return {ANSWERS[number % 4]}"
        place = tmp_path / "in" / f"learner{number:02d}.ipynb"
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(notebook([(solution("brighten"), code)]))
    words = ["grade", tmp_path / "in", "--chapter", "00", "--out"]
    words = [sys.executable, "-m", "coursework", *map(str, words)]
    journal = tmp_path / "killed" / "journals" / "00_start_here.jsonl"

    process = subprocess.Popen([*words, str(tmp_path / "killed")], start_new_session=True)
    wait_for(lambda: journal.exists() and journal.read_bytes().count(b"\n") >= 2, process)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = journal.read_bytes().count(b"\n")
    with journal.open("ab") as file:
        file.write(b'{"key": "half a li')  # as a disk has it after the power went
    subprocess.run([*words, str(tmp_path / "killed")], check=True, capture_output=True)
    subprocess.run([*words, str(tmp_path / "whole")], check=True, capture_output=True)

    assert 2 <= done < 12
    assert journal.read_bytes().count(b"\n") == 12
    assert read(tmp_path / "killed") == read(tmp_path / "whole")
    assert [row["points"] for row in read(tmp_path / "whole")] == ["1", "0", "0", "1"] * 3


def wait_for(condition, process):
    deadline = time.monotonic() + 120
    while not condition():
        assert process.poll() is None, "It ended before it was killed."
        assert time.monotonic() < deadline
        time.sleep(0.05)


def read(folder):
    with (folder / "grades.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["grade", "x", "--out", "OUT", "--due", "soon"], "'soon' is no time"),
        (["grade", "x"], "--out"),
        (["assign", "--out", "OUT"], "CHAPTER"),
    ],
)
def test_words_that_are_not_understood_are_named(words, said, capsys):
    with pytest.raises(SystemExit) as stopped:
        command.main(words)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_problems_are_sentences_and_an_exit_status(tmp_path, capsys):
    assert command.main(["assign", "99", "--out", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("There is no chapter '99'; there are 00_start_here")
    assert command.main(["check", str(tmp_path / "none.ipynb")]) == 1
    assert "none.ipynb" in capsys.readouterr().err
    words = ["grade", str(tmp_path / "typo"), "--out", str(tmp_path / "out"), "--chapter", "00"]
    assert command.main(words) == 1
    assert "typo: there is no such file or folder." in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert command.main(["assign", "01", "--out", str(blocked)]) == 1
    assert str(blocked) in capsys.readouterr().err
