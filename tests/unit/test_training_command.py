"""The command line of training: what it leaves, and how it refuses."""

import csv
import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import small_runs
import torch

from course_utils import data
from course_utils.training import ARTICLE, RECIPES, __main__, accuracy, checkpoints

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def few_images(monkeypatch):
    """Noise in the place of CIFAR-10."""
    images = small_runs.images()
    monkeypatch.setattr(data, "cifar10", lambda **_: images)
    return images


def test_it_leaves_table_summary_and_weights(few_images, tmp_path, capsys):
    out = tmp_path / "a" / "b"
    assert __main__.main(["article", "--epochs", "2.5", "--seed", "3", "--out", str(out)]) == 0
    printed, errors = capsys.readouterr()
    told = json.loads((out / "run.json").read_text())
    assert (told["recipe"], told["seed"], told["steps"], told["ended"]) == (
        "article",
        3,
        40,
        "steps",
    )
    assert told["parameters"] == 62_006
    assert told["command"].startswith("python -m course_utils.training article --epochs 2.5")
    rows = list(csv.DictReader((out / "run.csv").open()))
    assert [int(row["step"]) for row in rows] == list(range(1, 41))
    assert [row["step"] for row in rows if row["test_accuracy"]] == ["16", "32", "40"]
    assert np.isfinite([float(row["loss"]) for row in rows]).all()
    model = ARTICLE.network()
    model.load_state_dict(torch.load(out / "weights.pt", weights_only=True))
    assert accuracy(model, few_images.x_test, few_images.y_test) == told["accuracy"]
    assert printed.splitlines()[0] == "Noise."
    line = printed.splitlines()[-1]
    assert line.startswith(f"article: {told['accuracy']:.2%} of the test images, 2.")
    assert line.endswith(f"seed 3. Kept in {out}.")
    assert errors == ""


def test_the_same_seed_gives_the_same_and_resuming_too(few_images, tmp_path, capsys):
    def weights(name, *words):
        out = tmp_path / name
        assert __main__.main(["article", "--epochs", "2", "--out", str(out), *words]) == 0
        return torch.load(out / "weights.pt", weights_only=True)

    first, again = weights("one"), weights("two", "--resume")
    assert "There is no checkpoint in" in capsys.readouterr().out
    resumed, other = weights("one", "--resume"), weights("three", "--seed", "1")
    for name, tensor in first.items():
        assert torch.equal(tensor, again[name])
        assert torch.equal(tensor, resumed[name])
    assert not torch.equal(first["conv1.weight"], other["conv1.weight"])


def test_seconds_end_it(few_images, tmp_path, capsys):
    assert __main__.main(["article", "--seconds", "0.001", "--out", str(tmp_path)]) == 0
    assert json.loads((tmp_path / "run.json").read_text())["ended"] == "seconds"
    assert "ended by its seconds" in capsys.readouterr().out


def refused(capsys, *words):
    """Return the one sentence on standard error of a command that is refused."""
    try:
        code = __main__.main(list(words))
    except SystemExit as leaving:
        code = leaving.code
    assert code == 2
    printed = capsys.readouterr().err
    assert printed.endswith(".\n")
    assert printed.count("\n") == 1
    return printed


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["artical"], f"There is no recipe 'artical'; these exist: {', '.join(RECIPES)}."),
        (["article", "--seconds", "0"], "--seconds is 0; a number above 0 fits."),
        (["article", "--seconds", "nan"], "--seconds is nan; a number above 0 fits."),
        (["article", "--epochs", "-1"], "--epochs is -1; a number above 0 fits."),
        (["article", "--threads", "0"], "--threads is 0; 1 or more fits."),
        (["article", "--seed", "x"], "Argument --seed: invalid int value: 'x'."),
        ([], "The following arguments are required: recipe."),
    ],
)
def test_bad_words(capsys, words, sentence):
    assert refused(capsys, *words) == f"{sentence}\n"


def test_a_file_where_the_folder_should_be(few_images, tmp_path, capsys):
    (tmp_path / "file").touch()
    sentence = refused(capsys, "article", "--out", str(tmp_path / "file" / "below"))
    assert "cannot be written to" in sentence


def test_a_folder_that_cannot_be_written(few_images, tmp_path, capsys, monkeypatch):
    def read_only(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(checkpoints.Path, "touch", read_only)
    sentence = refused(capsys, "article", "--out", str(tmp_path))
    assert "cannot be written to (Read-only file system); name one that can be." in sentence


def test_a_checkpoint_of_another_run_or_network(few_images, tmp_path, capsys, monkeypatch):
    words = ["article", "--epochs", "1", "--out", str(tmp_path)]
    assert __main__.main(words) == 0
    capsys.readouterr()
    again = [*words, "--resume", "--seed", "4"]
    printed = refused(capsys, *again)
    assert "is of another run: seed 0 there and 4 here" in printed
    monkeypatch.setattr(type(ARTICLE), "network", lambda self: small_runs.network())
    printed = refused(capsys, *words, "--resume")
    assert "is of another network: 0.weight (4, 3, 5, 5) is only here" in printed
    assert "conv1.weight (6, 3, 5, 5) is only in the checkpoint" in printed


def test_a_loss_that_is_no_number(few_images, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(
        type(ARTICLE), "loss", lambda self, scores, labels: scores.sum() * float("nan")
    )
    assert __main__.main(["article", "--epochs", "1", "--out", str(tmp_path)]) == 1
    assert "The loss is nan at step 1," in capsys.readouterr().err


def test_no_room_for_what_came_of_it(few_images, tmp_path, capsys, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(__main__.record, "write_whole", full)
    assert __main__.main(["article", "--epochs", "1", "--out", str(tmp_path)]) == 1
    assert "could not be kept (No space left on device)" in capsys.readouterr().err


def test_the_command_with_neither_dataset_nor_network(tmp_path):
    """The real command in a process of its own: on the stand-in, and said so."""
    command = [sys.executable, "-m", "course_utils.training", "article"]
    done = subprocess.run(
        [*command, "--seconds", "0.2", "--threads", "1", "--out", str(tmp_path / "run")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=200,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "COURSE_OFFLINE": "1",
            "COURSE_DATA": str(tmp_path / "none"),
        },
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "NOT CIFAR-10 but a stand-in" in done.stdout.splitlines()[0]
    assert "% of the stand-in images, NOT CIFAR-10," in done.stdout.splitlines()[-1]
    told = json.loads((tmp_path / "run" / "run.json").read_text())
    assert told["stand_in"] is True
    assert told["threads"] == 1
