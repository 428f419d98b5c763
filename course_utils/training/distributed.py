"""Several processes that train one network together: PyTorch's DistributedDataParallel.

Each process holds the whole network and takes its part of every batch; the gradients are averaged
over the processes before the step, so that all of them take the same step, the one that a single
process would have taken with the whole batch. ``torchrun`` starts the processes.
"""

import contextlib
import os
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel


@dataclass(frozen=True)
class World:
    """The processes that train together, as one of them sees them; by default it is alone.

    Attributes
    ----------
    rank : int
        Which of them this is, from 0. Rank 0 is the one that speaks and writes.
    size : int
        How many there are.
    """

    rank: int = 0
    size: int = 1

    @property
    def leads(self):
        """Whether this is the process that speaks and writes."""
        return self.rank == 0

    def wrap(self, model):
        """Return what to call in training: the model itself, or one that averages gradients.

        On CUDA, batch norm is made to take its mean and variance over all processes. Elsewhere
        PyTorch cannot do that: there, each process's batch norm sees its own part of the batch.
        What is not to be trained has to be frozen before.
        """
        if self.size == 1:
            return model
        device = next(model.parameters()).device
        if device.type == "cuda":
            model = nn.SyncBatchNorm.convert_sync_batchnorm(model)
        devices = [device] if device.type == "cuda" else None
        return DistributedDataParallel(model, devices)

    def align(self, model):
        """Give all processes the lead's batch norm statistics, and whatever else is a buffer."""
        if self.size > 1:
            for buffer in model.buffers():
                dist.broadcast(buffer, 0)

    def part(self, count):
        """Return this process's part of a batch of so many images, and its weight.

        Averages over processes are means over images only where each mean is weighted by its
        share. Where there are fewer images than processes, one without its own takes the first
        with weight 0: every process has to take part in every step.

        Returns
        -------
        slice, float
        """
        first, last = self.rank * count // self.size, (self.rank + 1) * count // self.size
        if first == last:
            return slice(0, 1), 0.0
        return slice(first, last), (last - first) * self.size / count

    def agree(self, value):
        """Return the lead's value, a small one, in all processes."""
        if self.size == 1:
            return value
        values = [value]
        dist.broadcast_object_list(values, 0)
        return values[0]

    def total(self, *numbers):
        """Return the sums of numbers over all processes, as floats."""
        if self.size == 1:
            return numbers
        device = "cuda" if dist.get_backend() == "nccl" else "cpu"
        sums = torch.tensor(numbers, dtype=torch.float64, device=device)
        dist.all_reduce(sums)
        return tuple(sums.tolist())

    def gathered(self, numbers):
        """Return the sum of a tensor over all processes, each of which filled its part of it."""
        if self.size > 1:
            dist.all_reduce(numbers)
        return numbers


ALONE = World()


def world():
    """Return the processes that this one trains with: those of the group that it is in, if any."""
    if dist.is_available() and dist.is_initialized():
        return World(dist.get_rank(), dist.get_world_size())
    return ALONE


@contextlib.contextmanager
def group():
    """Join the processes that ``torchrun`` started, where it did, and leave them at the end.

    NCCL ties them where there is CUDA, a device for each; Gloo elsewhere, on the processor.

    Yields
    ------
    World
    """
    if "TORCHELASTIC_RUN_ID" not in os.environ:
        yield ALONE
        return
    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    dist.init_process_group("nccl" if torch.cuda.is_available() else "gloo")
    try:
        yield world()
        dist.barrier()  # who leaves first would take the ground from under the others
    finally:
        dist.destroy_process_group()
