"""Checkpoints: what a run needs to go on, in files that are whole or not there at all.

One process writes a file; several write a folder together (`course_utils.training.sharded`), and
either is read by any number of them. A file begins with one line of text, which names the length
and the SHA-256 of what follows; that is what `torch.save` wrote. A file that does not agree with
its first line is never believed. It is read with ``weights_only=True``, so nothing in it can be
executed.
"""

import contextlib
import errno
import hashlib
import io
import os
import pickle
import re
import secrets
import shutil
import sys
from itertools import zip_longest
from pathlib import Path

import torch

from . import distributed

HEAD = re.compile(rb"course checkpoint 1, (\d+) bytes, sha256 ([0-9a-f]{64})\n")
HEAD_LENGTH = 140  # more than the longest first line
NAME = "checkpoint-{:06d}"
RUN = "run.pt"  # the file that makes a folder of several processes a checkpoint, written last
GOOD = "last-good.pt"
TEMPORARY = "temporary-"
EVERY = 15.0  # seconds: so much work is lost at most
KEEP = 2  # so that there is one before a damaged one
NAMED = 6  # so many layers are named where many differ


class CheckpointError(RuntimeError):
    """A checkpoint does not fit, or none can be written; the sentence says which and why."""


class DamagedError(CheckpointError):
    """A file is not what was once written: cut short, altered, or something else altogether."""


class Checkpoints:
    """A folder with the last checkpoints of one run.

    Parameters
    ----------
    folder : path
        Made where it is missing.
    every : float
        Seconds from one checkpoint to the next, at most.
    keep : int
        How many are kept, the newest ones.
    say : callable, optional
        Is told, in a sentence, what does not go as expected. Default: print to standard error.

    Raises
    ------
    CheckpointError
        When the folder cannot be made or written to.
    """

    def __init__(self, folder, *, every=EVERY, keep=KEEP, say=None):
        if not every > 0:
            raise ValueError(f"every is {every}; a number of seconds above 0 fits.")
        if keep < KEEP:
            raise ValueError(f"keep is {keep}; {KEEP} or more fits: one may be damaged.")
        self.folder, self.every, self.keep = Path(folder), every, keep
        self.say = say or _print
        self._fresh = self._failing = False
        if not distributed.world().leads:
            return
        make_writable(self.folder)
        for left in self.folder.glob(f"{TEMPORARY}*"):  # by a process that was killed
            left.unlink(missing_ok=True)
        for path in self.paths():
            if path.is_dir() and not (path / RUN).exists():
                shutil.rmtree(path, ignore_errors=True)

    def __repr__(self):
        return f"Checkpoints({str(self.folder)!r})"

    def paths(self):
        """Return the checkpoints, files and folders, oldest first."""
        return sorted(self.folder.glob("checkpoint-*"), key=lambda path: path.stem)

    def begin(self):
        """Begin a run anew: its first checkpoint will replace those of the run before."""
        self._fresh = True

    def save(self, state):
        """Write a checkpoint; where that fails, say so and keep those that there are.

        In a group of processes all have to call it; it is the first that speaks.

        Parameters
        ----------
        state : dict
            Of tensors, numbers, strings, lists and dicts; it holds 'step'.

        Returns
        -------
        pathlib.Path or None
            None when it could not be written, as on a full disk.
        """
        world = distributed.world()
        before = self.paths() if world.leads else []
        serial = int(before[-1].stem.rpartition("-")[2]) + 1 if before else 1
        path = self.folder / NAME.format(world.agree(serial))
        try:
            path = _write(path, state, world)
        except OSError as problem:
            if world.leads:
                self._failed(state["step"], problem, path, before)
            return None
        if world.leads:
            self._succeeded(state["step"], before)
        return path

    def _failed(self, step, problem, path, before):
        """Say once that it could not be written, and remove what there is of it."""
        shutil.rmtree(path, ignore_errors=True)
        if not self._failing:
            self.say(
                f"The checkpoint of step {step:,} could not be written to {self.folder} "
                f"({reason(problem)}). Training goes on; "
                + ("the one before it is still there." if before else "there is none yet.")
            )
        self._failing = True

    def _succeeded(self, step, before):
        """Remove those that are too many now."""
        if self._failing:
            self.say(f"Checkpoints can be written again, from step {step:,} on.")
        for path in before if self._fresh else before[: max(0, len(before) + 1 - self.keep)]:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        self._fresh = self._failing = False

    def latest(self):
        """Return the newest state that can be believed; None where there is none.

        Of each file that cannot, it is said why. All processes of a group get the same.
        """
        world = distributed.world()
        path, state = self._newest() if world.leads else (None, None)
        name = world.agree(path and path.name)
        return state if world.leads or name is None else read(self.folder / name)

    def _newest(self):
        """Return the newest that can be believed, its path and its state; else None twice."""
        paths = self.paths()
        for path in reversed(paths):
            try:
                state = read(path)
            except DamagedError as problem:
                self.say(f"{problem} It is not used.")
                continue
            if path != paths[-1]:
                self.say(f"The checkpoint before it, of step {state['step']:,}, is used.")
            return path, state
        if paths:
            self.say("No checkpoint can be used, so training begins at the beginning.")
        return None, None

    def keep_good(self):
        """Keep the newest checkpoint under a name of its own, which no later run removes.

        Returns
        -------
        pathlib.Path or None
            None where there is no checkpoint that can be believed, or no room for the copy.
        """
        state = self.latest()
        if state is None or not distributed.world().leads:
            return None
        try:
            write(self.folder / GOOD, state)
        except OSError as problem:
            self.say(f"No copy could be made in {self.folder} ({reason(problem)}).")
            return None
        return self.folder / GOOD


def _write(path, state, world):
    """Write a checkpoint as so many processes do it, and return its path."""
    if world.size == 1:
        path = path.with_suffix(".pt")
        write(path, state)
        return path
    from .sharded import write_sharded  # it imports from here

    write_sharded(path, state)
    return path


def write(path, state):
    """Write a state to a file: all of it, or the file that was there stays as it was.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    buffer = io.BytesIO()
    torch.save(state, buffer)
    content = buffer.getbuffer()
    digest = hashlib.sha256(content).hexdigest()
    head = f"course checkpoint 1, {len(content)} bytes, sha256 {digest}\n"
    write_whole(path, head.encode(), content)


def read(path):
    """Return the state that a checkpoint holds, its tensors in main memory.

    Parameters
    ----------
    path : path
        Of a file, or of a folder that several processes wrote.

    Raises
    ------
    DamagedError
        When the file is not what was written; the sentence says how.
    """
    path = Path(path)
    if path.is_dir():
        from .sharded import read_sharded

        return read_sharded(path)
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise DamagedError(f"{path} cannot be read ({reason(problem)}).") from problem
    head = HEAD.match(content[:HEAD_LENGTH])
    if head is None:
        raise DamagedError(f"{path} is not a checkpoint: its first line says nothing of one.")
    length, digest = int(head[1]), head[2].decode()
    body = memoryview(content)[head.end() :]
    if len(body) != length:
        raise DamagedError(f"{path} is damaged: it holds {len(body):,} of {length:,} bytes.")
    if hashlib.sha256(body).hexdigest() != digest:
        raise DamagedError(f"{path} is damaged: its checksum is not the one it was written with.")
    try:
        return torch.load(io.BytesIO(body), map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as problem:
        raise DamagedError(f"{path} holds more than tensors and numbers.") from problem


def write_whole(path, *parts):
    """Write bytes to a file so that, whenever the machine stops, it is the old one or the new one.

    They go to another file in the same folder and reach the disk; then that file takes the name.

    Parameters
    ----------
    path : path
    *parts : bytes-like
        Written one after the other.

    Raises
    ------
    OSError
        When they cannot be written; nothing is left behind, and `path` is as it was.
    """
    path = Path(path)
    temporary = path.parent / f"{TEMPORARY}{secrets.token_hex(6)}"
    try:
        with temporary.open("xb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 - named as in the text above
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder):
    """Let the new name reach the disk too, where the system can: Windows does it by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as problem:  # some network drives know no such thing
        if problem.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def make_writable(folder):
    """Make a folder where it is missing, and see that a file can be written in it.

    Raises
    ------
    CheckpointError
        When not; the sentence says why.
    """
    folder = Path(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f"{TEMPORARY}{secrets.token_hex(6)}"
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as problem:
        raise CheckpointError(
            f"The folder {folder} cannot be written to ({reason(problem)}); name one that can be."
        ) from problem


def layers_that_differ(ours, theirs):
    """Say of each layer that is not the same in two networks, in a few words, how it differs.

    Parameters
    ----------
    ours, theirs : dict of str to tensor
        What `state_dict` gives: of the network here, and in the checkpoint.

    Returns
    -------
    list of str
        Empty where they fit.
    """
    shapes, shapes_too = (
        {name: tuple(one.shape) for name, one in of.items()} for of in (ours, theirs)
    )
    other = [
        f"{name} is {shape} here and {shapes_too[name]} in the checkpoint"
        for name, shape in shapes.items()
        if shapes_too.get(name, shape) != shape
    ]
    here = [f"{name} {shape} is only here" for name, shape in shapes.items() if name not in theirs]
    there = [
        f"{name} {shape} is only in the checkpoint"
        for name, shape in shapes_too.items()
        if name not in ours
    ]
    # In turn, so that the first few name some of each.
    return other + [words for pair in zip_longest(here, there) for words in pair if words]


def check_network(ours, theirs, where):
    """Refuse the weights of another network; the sentence names the layers that differ.

    Parameters
    ----------
    ours, theirs : dict of str to tensor
    where : str
        What the weights come from, as the sentence is to name it.

    Raises
    ------
    CheckpointError
    """
    words = layers_that_differ(ours, theirs)
    if words:
        more = f", and {len(words) - NAMED} more" if len(words) > NAMED else ""
        raise CheckpointError(
            f"{where} is of another network: {'; '.join(words[:NAMED])}{more}. Build the network "
            "that it was made with, or choose another folder."
        )


def check_run(ours, theirs, where):
    """Refuse a checkpoint of another run; the sentence names what differs.

    Parameters
    ----------
    ours, theirs : dict of str to number or str
        What makes the run here, and the one in the checkpoint, the run that it is.
    where : str

    Raises
    ------
    CheckpointError
    """
    words = [
        f"{name} {_shown(theirs.get(name))} there and {_shown(ours.get(name))} here"
        for name in ours | theirs
        if theirs.get(name) != ours.get(name)
    ]
    if words:
        raise CheckpointError(
            f"{where} is of another run: {', '.join(words)}. Choose another folder, or begin anew "
            "without resuming."
        )


def reason(problem):
    """Return why the system refused, in its words."""
    return problem.strerror or str(problem)


def _shown(value):
    return f"{value:,}" if isinstance(value, int) else repr(value)


def _print(sentence):
    print(sentence, file=sys.stderr, flush=True)
