"""The outside of the sandbox: start it, hand inputs in one at a time, and take values out.

Nothing that comes from inside is believed beyond being a value. Whatever goes wrong inside (a loop
deaf to every signal, a message that is none, a process that ended itself) is one word here.
"""

import contextlib
import json
import os
import select
import socket
import subprocess
import tempfile
import time

import psutil

from course_utils.checks.engine.calling import Outcome
from course_utils.checks.engine.plain import Other

from . import bubblewrap
from .codec import HEAD, CodecError, decode, encode, lengths
from .limits import Limits, Watch

LOOK = 0.05  # seconds between two looks at memory and processes
STARTING = 60.0  # seconds for importing torch on a busy machine


class Ended(Exception):  # noqa: N818  (it reads better where it is raised)
    """The processes of an exercise were ended, or ended themselves; the text is one word.

    Attributes
    ----------
    said : str
        Where the sandbox itself broke, what it said last.
    """

    said = ""


class Sandbox:
    """Starts processes for exercises, in bubblewrap.

    Parameters
    ----------
    limits : Limits, optional

    Raises
    ------
    NoSandbox
        When there is no bubblewrap that works here.
    """

    protected = True

    def __init__(self, limits=None):
        self.limits = limits or Limits()
        bubblewrap.program()
        self.zygotes = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """End every process of the sandbox."""
        for zygote in self.zygotes.values():
            zygote.close()
        self.zygotes.clear()

    def open(self, work):
        """Return a `Guest`: a process of its own in which an exercise's cells have been run.

        Parameters
        ----------
        work : Work
        """
        key = ("torch",) if work.needs("torch") else ()
        for _ in range(2):  # what breaks once may do so for want of memory, for a moment
            try:
                return Guest(self.zygote(key), work, self.limits.lasting(work.patience))
            except Ended as ended:
                if str(ended) != "sandbox":
                    raise
                said = ended.said
        raise bubblewrap.NoSandbox(
            f"The sandbox does not start{f' ({said})' if said else ''}; is there too little "
            "memory? What is graded so far is kept: the same command goes on from here."
        )

    def zygote(self, key):
        """Return the zygote that has imported these modules, and start it where it is not there."""
        known = self.zygotes.get(key)
        if known is None or not known.alive():
            known = self.zygotes[key] = Zygote(key, self.limits)
        return known


class Zygote:
    """A bubblewrap in which a process waits that has imported the modules and forks."""

    def __init__(self, preload, limits):
        self.preload, self.limits = preload, limits
        self.start()

    def start(self):
        """Start bubblewrap and wait for the zygote's first word."""
        self.control, inside = socket.socketpair()
        # Only bubblewrap, and Python before its first fork, can write to it.
        self.said = tempfile.TemporaryFile()  # noqa: SIM115  (it stays open as this does)
        self.process = subprocess.Popen(
            bubblewrap.command(self.preload),
            stdin=inside,
            stdout=subprocess.DEVNULL,
            stderr=self.said,
            cwd="/",
            env={},
        )
        inside.close()
        ready = self.hear(STARTING)
        self.apart = ready["apart"]
        self.watch = Watch(self.process.pid, self.limits)
        self.base = max((process.memory_info().vms for process in self.family()), default=2**30)

    def family(self):
        """Return the processes of the zygote itself."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def alive(self):
        """Tell whether it is there."""
        return self.process.poll() is None

    def fork(self, limits):
        """Start a process for an exercise; return the pipes to it and from it."""
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        order = {
            "apart": self.apart,
            "space": self.limits.space,
            "limits": limits.for_kernel(self.base),
        }
        try:
            with contextlib.suppress(OSError):  # it is not there, which the next line tells
                socket.send_fds(self.control, [json.dumps(order).encode()], [theirs_in, theirs_out])
            self.hear(STARTING)
        except Ended:
            os.close(ours_out)
            os.close(ours_in)
            raise
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        return ours_out, ours_in

    def end(self):
        """End the exercise's processes, all of them, and wait until they are gone."""
        if self.apart:
            with contextlib.suppress(OSError, Ended):
                self.control.sendall(b'"end"')
                self.hear(STARTING)
                return
        # Where exercises cannot be parted from each other, each gets a sandbox of its own.
        self.close()

    def hear(self, patience):
        """Return the zygote's next line."""
        line = b""
        self.control.settimeout(patience)
        while not line.endswith(b"\n"):
            try:
                part = self.control.recv(4096)
            except OSError:  # it took too long, or is not there
                part = b""
            if not part or len(line) > 65536:
                raise self.broken()
            line += part
        return json.loads(line)

    def broken(self):
        """End it, and return what tells so."""
        self.process.kill()
        self.process.wait()
        ended = Ended("sandbox")
        self.said.seek(0)
        ended.said = self.said.read()[-500:].decode("utf-8", "replace").strip().rpartition("\n")[2]
        self.close()
        return ended

    def close(self):
        """End bubblewrap, and with it every process inside."""
        self.control.close()
        self.process.kill()
        self.process.wait()
        self.said.close()


class Guest:
    """One process inside, in which the cells of one exercise of one learner were run.

    Attributes
    ----------
    state : dict
        What came of running the cells; see `worker.prepare`.
    """

    def __init__(self, zygote, work, limits):
        self.zygote, self.limits = zygote, limits
        self.until = time.monotonic() + limits.seconds
        self.look = time.monotonic() + LOOK
        self.to, self.back = zygote.fork(limits)
        os.set_blocking(self.to, False)
        os.set_blocking(self.back, False)
        self.state = self.ask(work.order())

    def close(self):
        """End its processes."""
        if self.to is not None:
            os.close(self.to)
            os.close(self.back)
            self.to = self.back = None
            self.zygote.end()

    def call(self, case):
        """Call the learner's function.

        Returns
        -------
        Outcome

        Raises
        ------
        Ended
            With ``"timeout"``, ``"memory"``, ``"processes"``, ``"crash"`` or ``"nonsense"``.
        """
        request = {"args": case.args, "kwargs": case.kwargs, "patience": self.limits.call}
        return outcome(self.ask(request))

    def ask(self, value):
        """Send a value in and return the one that comes back."""
        try:
            return self.exchange(encode(value))
        except Ended:
            self.close()
            raise
        except CodecError:
            self.close()
            raise Ended("nonsense") from None

    def exchange(self, message):
        """Send bytes in, and return the value of the message that comes back."""
        view, received = self.sent(memoryview(message)), bytearray()
        deadline = min(time.monotonic() + self.limits.silence, self.until)
        while True:
            self.watched(deadline)
            left = max(0, min(self.look, deadline) - time.monotonic())
            readable, writable, _ = select.select([self.back], [self.to] if view else [], [], left)
            if writable:
                view = self.sent(view)
            if not readable:
                continue
            part = os.read(self.back, 2**20)
            if not part:
                raise Ended("crash")
            received += part
            if len(received) < HEAD.size:
                continue
            tree, body = lengths(bytes(received[: HEAD.size]))
            more = len(received) - HEAD.size - tree - body
            if more > 0:
                raise CodecError("more than one message")
            if more == 0:
                middle = HEAD.size + tree
                return decode(bytes(received[HEAD.size : middle]), bytes(received[middle:]), Other)

    def sent(self, view):
        """Send what can be sent now, and return the rest."""
        try:
            return view[os.write(self.to, view) :]
        except BlockingIOError:
            return view
        except BrokenPipeError:  # what can still be read tells more
            return memoryview(b"")

    def watched(self, deadline):
        """Raise `Ended` where it is too late, or, from time to time, where too much is used.

        The times to look go on from call to call: many short calls are watched as one long one is.
        """
        now = time.monotonic()
        if now >= self.look:
            breach = self.zygote.watch.breach()
            if breach:
                raise Ended(breach)
            self.look = time.monotonic() + LOOK
        if now >= deadline:
            raise Ended("timeout")


def outcome(reply):
    """Return what came back from a call as an `Outcome`; raise CodecError where it is none."""
    fields = {"kind": str, "error": str, "message": str, "where": str, "printed": str}
    if not isinstance(reply, dict) or reply.get("kind") not in ("value", "error", "timeout"):
        raise CodecError("no outcome")
    if any(not isinstance(reply.get(name), kind) for name, kind in fields.items()):
        raise CodecError("no outcome")
    return Outcome(
        reply["kind"],
        value=reply.get("value"),
        error=reply["error"][:100],
        message=reply["message"][:300],
        where=reply["where"][:300],
        printed=reply["printed"][:10_000],
        changed=reply.get("changed") is True,
    )


__all__ = ["Ended", "Guest", "Outcome", "Sandbox"]
