"""Where a run stands: what its loop counts, what a checkpoint holds of it, and when it ends."""

import contextlib
import time
import zlib
from dataclasses import dataclass, field

import numpy as np
import torch

from .checkpoints import Checkpoints, check_network, check_run
from .order import Order


class Clock:
    """Seconds of training: those that pass, less those that something else took.

    Parameters
    ----------
    seconds : float
        What it shows when it starts: those of the run before it was resumed.
    """

    def __init__(self, seconds=0.0):
        self._start = time.perf_counter() - seconds

    @property
    def seconds(self):
        """What it shows now."""
        return time.perf_counter() - self._start

    @contextlib.contextmanager
    def stopped(self):
        """Let it stand still meanwhile."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._start += time.perf_counter() - start


@dataclass
class Run:
    """How far a run has come.

    Attributes
    ----------
    identity : dict
        What makes it the run that it is; one with another identity cannot go on where it stopped.
    limits : dict of str to number
        Each names an attribute below, and where the run ends when that reaches it.
    order : Order
        Which images come next.
    steps, images, macs : int
        Taken, seen (each as often as it was seen), and computed so far.
    seconds : float
        Of training so far.
    losses : float32, (limits['steps'],)
        Those of the steps taken are known.
    accuracies : list of (int, float)
        Each evaluation on the test images: after which step, and the share that was right.
    """

    identity: dict
    limits: dict
    order: Order
    steps: int = 0
    images: int = 0
    macs: int = 0
    seconds: float = 0.0
    accuracies: list = field(default_factory=list)

    def __post_init__(self):
        self.losses = np.empty(self.limits["steps"], np.float32)

    def took(self, loss, images, macs, seconds):
        """Count one more step."""
        self.losses[self.steps] = loss
        self.steps += 1
        self.images += images
        self.macs += macs
        self.seconds = seconds

    @property
    def share(self):
        """How much of the run is done, from 0 to 1: of that limit which is nearest."""
        return min(1.0, max(getattr(self, name) / limit for name, limit in self.limits.items()))

    @property
    def ended(self):
        """The name of the limit that it has reached; an empty string before that."""
        reached = (name for name, limit in self.limits.items() if getattr(self, name) >= limit)
        return next(reached, "")

    def state(self, model, optimizer):
        """Return what a checkpoint has to hold for the run to go on from here.

        Returns
        -------
        dict
            Of tensors, numbers, strings, lists and dicts.
        """
        return {
            "run": self.identity,
            "step": self.steps,
            "images": self.images,
            "macs": self.macs,
            "seconds": self.seconds,
            "losses": torch.from_numpy(self.losses[: self.steps].copy()),
            "accuracies": [list(pair) for pair in self.accuracies],
            "order": self.order.state(),
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "random": random_state(),
        }

    def restore(self, state, model, optimizer, where):
        """Put a run back to where a checkpoint was made.

        Parameters
        ----------
        state : dict
            What `state` returned.
        model : torch.nn.Module
        optimizer : torch.optim.Optimizer
        where : str
            What the state comes from, for the sentence of a refusal.

        Raises
        ------
        CheckpointError
            When it is of another run, or of another network.
        """
        check_network(model.state_dict(), state["model"], where)
        check_run(self.identity, state["run"], where)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        self.steps, self.images, self.macs = state["step"], state["images"], state["macs"]
        self.seconds = state["seconds"]
        self.losses[: self.steps] = state["losses"].numpy()
        self.accuracies = [tuple(pair) for pair in state["accuracies"]]
        if state.get("order"):  # there is none where every epoch takes all images
            self.order.restore(state["order"])
        else:
            self.order.skip(self.steps)
        set_random_state(state["random"])


def random_state():
    """Return the state of torch's generators, which dropout draws from, a dict of tensors."""
    state = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        state["cuda"] = torch.cuda.get_rng_state()
    if torch.backends.mps.is_available():
        state["mps"] = torch.mps.get_rng_state()
    return state


def set_random_state(state):
    """Put torch's generators back, as far as the state holds those that this machine has."""
    torch.set_rng_state(state["cpu"])
    if "cuda" in state and torch.cuda.is_available():
        torch.cuda.set_rng_state(state["cuda"])
    if "mps" in state and torch.backends.mps.is_available():
        torch.mps.set_rng_state(state["mps"])


def checksum(data):
    """Return a number by which training images are known: a run cannot go on with others."""
    sample = np.ascontiguousarray(data.x_train[:: max(1, len(data.x_train) // 256)])
    labels = np.ascontiguousarray(data.y_train, dtype=np.int64)
    return zlib.crc32(labels.tobytes(), zlib.crc32(sample.tobytes()))


class Keeper:
    """Keeps the checkpoints of a run, or none.

    Parameters
    ----------
    checkpoints : path, Checkpoints or None
        With None, everything here does nothing.
    run : Run
    model : torch.nn.Module
    optimizer : torch.optim.Optimizer
    """

    def __init__(self, checkpoints, run, model, optimizer):
        if checkpoints is not None and not isinstance(checkpoints, Checkpoints):
            checkpoints = Checkpoints(checkpoints)
        self.checkpoints, self._run, self._model = checkpoints, run, model
        self._optimizer, self._at, self._when = optimizer, None, time.monotonic()

    def begin(self, resume):
        """Put the run to its last checkpoint, where that is wished and there is one.

        Else it begins anew, and so does the folder, with a checkpoint of step 0.
        """
        if self.checkpoints is None:
            return
        state = self.checkpoints.latest() if resume else None
        if state is None:
            self.checkpoints.begin()
            self.save()
        else:
            where = f"The checkpoint in {self.checkpoints.folder}"
            self._run.restore(state, self._model, self._optimizer, where)
            self._at = self._run.steps

    @property
    def due(self):
        """Whether it is time for another checkpoint."""
        if self.checkpoints is None:
            return False
        return time.monotonic() - self._when >= self.checkpoints.every

    def save(self):
        """Keep where the run stands now, unless that is kept already."""
        if self.checkpoints is None or self._at == self._run.steps:
            return
        self.checkpoints.save(self._run.state(self._model, self._optimizer))
        self._at, self._when = self._run.steps, time.monotonic()

    def how_to_go_on(self):
        """Say in a sentence where a run that was interrupted can go on."""
        if self.checkpoints is None:
            return "No checkpoint was kept, so it cannot go on from there."
        return f"Its checkpoint is in {self.checkpoints.folder}; the same call goes on from there."

    def keep_good(self):
        """Set the last checkpoint aside, and say in a sentence where it is."""
        good = self.checkpoints and self.checkpoints.keep_good()
        if not good:
            return "No checkpoint was kept."
        return f"The last good checkpoint is kept in {good}."
