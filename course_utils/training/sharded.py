"""Checkpoints that several processes write together, each a part, by PyTorch's own engine.

`torch.distributed.checkpoint` spreads the tensors over the processes and finds them again with
any other number of them. Beside its files stands one more, `run.pt`, written last: everything
that is not a tensor, the shapes of those that are, and the length and SHA-256 of each file. A
folder without it, or with a file that does not agree with it, is never believed.

The engine keeps an index of its own, `.metadata`, as a pickle, which can execute what a stranger
wrote into it: resume from such a folder only where you trust whoever could write to it. All else is
read with ``weights_only=True``.
"""

import contextlib
import hashlib
import warnings
from pathlib import Path

import torch
import torch.distributed.checkpoint as dcp

from .checkpoints import RUN, DamagedError, read, reason, write
from .distributed import world


def write_sharded(folder, state):
    """Write a state into a new folder, together with all processes of the group.

    Parameters
    ----------
    folder : path
        The same in all processes; they must all see it.
    state : dict
        Of tensors, numbers, strings, lists and dicts, the same in all processes.

    Raises
    ------
    OSError
        When a process could not write its part.
    """
    folder = Path(folder)
    tensors = {}
    outline = _take(state, "", tensors)
    try:
        with _alone():
            dcp.save(tensors, storage_writer=dcp.FileSystemWriter(folder, sync_files=True))
    except dcp.CheckpointException as problem:
        first = next(iter(problem.failures.values()))[0]
        raise OSError(getattr(first, "errno", None), reason_of(first)) from problem
    if world().leads:
        files = {path.name: _print_of(path) for path in folder.iterdir()}
        write(folder / RUN, {"step": state["step"], "outline": outline, "files": files})


def read_sharded(folder):
    """Return the state that a folder holds, its tensors in main memory.

    Any number of processes may have written it; each that reads gets all of it.

    Raises
    ------
    DamagedError
        When a file is missing or is not what was written.
    """
    folder = Path(folder)
    told = read(folder / RUN)
    for name, written in told["files"].items():
        path = folder / name
        if not path.exists():
            raise DamagedError(f"{path} is missing.")
        if _print_of(path) != written:
            raise DamagedError(f"{path} is damaged: it is not what it was written as.")
    tensors = {}
    state = _give(told["outline"], "", tensors)
    with _alone():
        dcp.load(tensors, storage_reader=dcp.FileSystemReader(folder), no_dist=True)
    return state


@contextlib.contextmanager
def _alone():
    """Let the engine not warn where one process is alone: that is meant."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "torch.distributed is disabled")
        yield


def reason_of(problem):
    """Return why a process could not write, in words."""
    return reason(problem) if isinstance(problem, OSError) else str(problem)


def _print_of(path):
    """Return a file's length and digest, by which an altered one is known."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return [path.stat().st_size, digest]


def _take(part, name, tensors):
    """Return the part without the tensors' numbers, and put the tensors under their names."""
    if isinstance(part, torch.Tensor):
        tensors[name] = part.detach()
        return torch.empty_like(part, device="meta")
    if isinstance(part, dict):
        return {key: _take(value, f"{name}/{key}", tensors) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return type(part)(_take(value, f"{name}/{k}", tensors) for k, value in enumerate(part))
    return part


def _give(part, name, tensors):
    """Return the part with room for the tensors' numbers, and put that under their names."""
    if isinstance(part, torch.Tensor):
        tensors[name] = torch.empty_like(part, device="cpu")
        return tensors[name]
    if isinstance(part, dict):
        return {key: _give(value, f"{name}/{key}", tensors) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return type(part)(_give(value, f"{name}/{k}", tensors) for k, value in enumerate(part))
    return part
