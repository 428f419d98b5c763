"""How much an answer may use, and the watch over it from outside the sandbox."""

import contextlib
import math
from dataclasses import dataclass, replace

import psutil


@dataclass(frozen=True)
class Limits:
    """What one exercise of one learner may use, all its processes together.

    Attributes
    ----------
    call : float
        Seconds for one call of the function, counted inside; the notebook's check does the same.
    silence : float
        Seconds without an answer after which the processes are ended from outside.
    seconds : float
        Seconds for the exercise as a whole.
    cpu : int
        Seconds of processor time for the exercise as a whole.
    memory : int
        Bytes, above what the interpreter and its modules take.
    processes : int
        Processes and, where the kernel counts them, threads.
    space : int
        Bytes that fit into the temporary folder.
    """

    call: float = 3.0
    silence: float = 12.0
    seconds: float = 120.0
    cpu: int = 60
    memory: int = 1024 * 2**20
    processes: int = 16
    space: int = 64 * 2**20

    def lasting(self, call):
        """Return limits under which one call may take so many seconds."""
        if call <= self.call:
            return self
        return replace(
            self,
            call=call,
            silence=max(self.silence, call + 9),
            seconds=max(self.seconds, 1.5 * call),
            cpu=max(self.cpu, math.ceil(1.5 * call)),
        )

    def for_kernel(self, base):
        """Return the limits of one process by the kernel's names.

        Parameters
        ----------
        base : int
            Bytes of address space that the interpreter and its modules take.
        """
        return {
            "CPU": self.cpu,
            "AS": base + self.memory + 256 * 2**20,  # address space is taken in large pieces
            "FSIZE": self.space,
            "NOFILE": 64,
            "NPROC": 4 * self.processes,
            "CORE": 0,
            "MEMLOCK": 0,
        }


def family(root):
    """Return the processes below one, which may end while they are looked at."""
    try:
        return psutil.Process(root).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def used(processes):
    """Return the bytes of memory that processes hold, shared ones counted once."""
    total = 0
    for process in processes:
        try:
            try:
                total += process.memory_full_info().pss
            except psutil.AccessDenied:  # it has hidden itself; what is shared counts twice then
                total += process.memory_info().rss
        except psutil.NoSuchProcess:  # it has ended meanwhile
            continue
    return total


def resident(processes):
    """Return the bytes of memory that processes hold, shared ones counted for each: quickly."""
    total = 0
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            total += process.memory_info().rss
    return total


class Watch:
    """Looks, again and again, whether the processes of an exercise keep their limits.

    Parameters
    ----------
    root : int
        The process whose family is looked at; what is there now is no guest.
    limits : Limits
    """

    def __init__(self, root, limits):
        self.root, self.limits = root, limits
        own = family(root)
        self.own = {process.pid for process in own}
        self.base = used(own)

    def breach(self):
        """Return ``"memory"``, ``"processes"`` or an empty text."""
        everyone = family(self.root)
        guests = [process for process in everyone if process.pid not in self.own]
        if len(guests) > self.limits.processes + 2:  # the one between, and the first
            return "processes"
        if resident(guests) <= self.limits.memory:
            return ""
        return "memory" if used(everyone) > self.base + self.limits.memory else ""
