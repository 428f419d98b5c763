"""Checkpoints: whole or not there, never believed when damaged, never of another run."""

import errno
import os
import re

import pytest
import torch
from torch import nn

from course_utils.training import checkpoints
from course_utils.training.checkpoints import CheckpointError, Checkpoints, DamagedError


@pytest.fixture
def said():
    return []


@pytest.fixture
def folder(tmp_path, said):
    return Checkpoints(tmp_path / "run", say=said.append)


def state(step):
    return {"step": step, "model": {"weight": torch.full((40, 50), float(step))}}


def cut(content):
    return content[: len(content) // 2]


def cut_in_first_line(content):
    return content[:20]


def altered(content):
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def longer(content):
    return content + b"\0"


def test_what_was_saved_comes_back(folder, said):
    assert folder.latest() is None
    folder.save(state(7))
    back = folder.latest()
    assert back["step"] == 7
    assert torch.equal(back["model"]["weight"], state(7)["model"]["weight"])
    assert said == []


def test_the_last_two_are_kept_and_nothing_else(folder):
    for step in (1, 2, 3, 4):
        folder.save(state(step))
    assert [checkpoints.read(path)["step"] for path in folder.paths()] == [3, 4]
    assert sorted(folder.folder.iterdir()) == folder.paths()


def test_a_new_run_replaces_the_one_before_once_it_has_a_checkpoint(folder):
    folder.save(state(5))
    folder.save(state(6))
    again = Checkpoints(folder.folder)
    again.begin()
    assert again.latest()["step"] == 6
    again.save(state(0))
    assert [checkpoints.read(path)["step"] for path in again.paths()] == [0]
    again.save(state(1))
    assert [checkpoints.read(path)["step"] for path in again.paths()] == [0, 1]


@pytest.mark.parametrize("damage", [cut, cut_in_first_line, altered, longer])
def test_a_damaged_one_is_never_believed_and_the_one_before_is_used(folder, said, damage):
    folder.save(state(1))
    newest = folder.save(state(2))
    newest.write_bytes(damage(newest.read_bytes()))
    assert folder.latest()["step"] == 1
    assert len(said) == 2
    assert newest.name in said[0]
    assert said[1] == "The checkpoint before it, of step 1, is used."


def test_a_single_altered_bit_is_seen_wherever_it_is(tmp_path):
    path = tmp_path / "one.pt"
    checkpoints.write(path, state(1))
    content = path.read_bytes()
    for at in range(0, len(content), 97):
        path.write_bytes(content[:at] + bytes([content[at] ^ 4]) + content[at + 1 :])
        with pytest.raises(DamagedError):
            checkpoints.read(path)


def test_none_that_can_be_believed(folder, said):
    folder.save(state(1)).write_bytes(b"")
    assert folder.latest() is None
    assert said[-1] == "No checkpoint can be used, so training begins at the beginning."


class Attack:
    def __reduce__(self):
        return os.mkdir, ("attacked",)


def test_nothing_in_a_file_is_executed(folder, said, monkeypatch):
    monkeypatch.chdir(folder.folder)
    folder.save(state(1))
    folder.save({"step": 2, "model": Attack()})
    assert folder.latest()["step"] == 1
    assert "more than tensors and numbers" in said[0]
    assert not (folder.folder / "attacked").exists()


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_one_before(folder, said, monkeypatch, call):
    folder.save(state(1))
    before = {path: path.read_bytes() for path in folder.folder.iterdir()}

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        if call == "write":
            patch.setattr(checkpoints.Path, "open", full)
        else:
            patch.setattr(checkpoints.os, call, full)
        assert folder.save(state(2)) is None
        assert folder.save(state(3)) is None
    assert {path: path.read_bytes() for path in folder.folder.iterdir()} == before
    assert len(said) == 1
    assert re.search(r"step 2 .*No space left.*Training goes on; the one before", said[0])
    folder.save(state(4))
    assert said[1:] == ["Checkpoints can be written again, from step 4 on."]
    assert folder.latest()["step"] == 4


def test_a_full_disk_before_the_first_one(folder, said, monkeypatch):
    monkeypatch.setattr(
        checkpoints, "write", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full"))
    )
    assert folder.save(state(0)) is None
    assert said == [
        f"The checkpoint of step 0 could not be written to {folder.folder} (full). "
        "Training goes on; there is none yet."
    ]


def test_what_a_killed_process_left_is_swept(folder):
    left = folder.folder / f"{checkpoints.TEMPORARY}abc"
    left.write_bytes(b"half")
    Checkpoints(folder.folder)
    assert not left.exists()


def test_the_last_good_one_stays(folder):
    assert folder.keep_good() is None
    folder.save(state(1))
    good = folder.keep_good()
    folder.begin()
    folder.save(state(2))
    folder.save(state(3))
    assert checkpoints.read(good)["step"] == 1
    assert folder.latest()["step"] == 3


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    with pytest.raises(CheckpointError, match="cannot be written to"):
        Checkpoints(tmp_path / "file")
    with pytest.raises(CheckpointError, match="cannot be written to"):
        Checkpoints(tmp_path / "file" / "below")

    def read_only(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(checkpoints.Path, "touch", read_only)
    with pytest.raises(CheckpointError, match=r"Read-only file system\); name one that can be"):
        Checkpoints(tmp_path / "other")


@pytest.mark.parametrize("options", [{"every": 0}, {"every": float("nan")}, {"keep": 1}])
def test_numbers_that_do_not_fit(tmp_path, options):
    with pytest.raises(ValueError, match="fits"):
        Checkpoints(tmp_path, **options)


def test_another_network_is_refused_by_its_layers():
    ours = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4)).state_dict()
    theirs = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 2)).state_dict()
    with pytest.raises(CheckpointError) as refused:
        checkpoints.check_network(ours, theirs, "checkpoint-000001.pt")
    sentence = str(refused.value)
    assert "checkpoint-000001.pt is of another network" in sentence
    assert "0.weight is (4, 3) here and (5, 3) in the checkpoint" in sentence
    assert "1.weight (4,) is only here; 2.weight (2, 5) is only in the checkpoint" in sentence
    assert "and 3 more" in sentence
    checkpoints.check_network(ours, dict(ours), "it")


def test_another_run_is_refused_by_what_differs():
    ours = {"recipe": "fast", "seed": 1, "steps": 12_500}
    with pytest.raises(CheckpointError) as refused:
        checkpoints.check_run(ours, {"recipe": "article", "seed": 1, "steps": 300}, "It")
    assert str(refused.value) == (
        "It is of another run: recipe 'article' there and 'fast' here, steps 300 there and 12,500 "
        "here. Choose another folder, or begin anew without resuming."
    )
    checkpoints.check_run(ours, dict(ours), "It")
    with pytest.raises(CheckpointError, match="macs 3 there and None here"):
        checkpoints.check_run(ours, dict(ours, macs=3), "It")  # its schedule was another
