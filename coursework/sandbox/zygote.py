"""The first process of a sandbox: imports the heavy modules once, and forks for each exercise.

It never runs a learner's code and never reads what such code writes. Orders come through a socket
that its children do not have; with an order come the two pipes by which the child will talk.
"""

import array
import contextlib
import importlib
import json
import os
import socket
import sys

sys.path[:0] = ["/worker", "/site/0", "/site/1"]
sys.dont_write_bytecode = True

import confine  # noqa: E402
import numpy as np  # noqa: E402, F401
import worker  # noqa: E402

CONTROL = 0  # standard input is a socket


def main():
    """Serve orders until the socket is closed."""
    control = socket.socket(fileno=os.dup(CONTROL))
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    for name in sys.argv[1:]:
        importlib.import_module(name)
    tell(control, {"ready": True, "apart": can_part()})
    while True:
        order, descriptors = hear(control)
        if order is None:
            return
        carry_out(control, order, descriptors)


def can_part():
    """Tell whether a child can be given namespaces of its own here."""
    child = os.fork()
    if child == 0:
        try:
            confine.part(2**20)
            grandchild = os.fork()
            if grandchild == 0:
                confine.drop()
                os._exit(0)
            os._exit(os.waitstatus_to_exitcode(os.waitpid(grandchild, 0)[1]) != 0)
        except BaseException:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def carry_out(control, order, descriptors):
    """Fork a process for one exercise, tell its number, and wait for its end or for a word."""
    number, tells = os.pipe()
    middle = os.fork()
    if middle == 0:
        os.close(number)
        control.close()
        begin(order, descriptors, tells)
    for descriptor in (*descriptors, tells):
        os.close(descriptor)
    with os.fdopen(number) as pipe:
        child = int(pipe.read() or 0)
    tell(control, {"begun": bool(child)})
    hear(control)  # the word to end it; nothing else is said while a child is there
    if child:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, 9)
    status = os.waitstatus_to_exitcode(os.waitpid(middle, 0)[1])
    tell(control, {"ended": status})


def begin(order, descriptors, tells):
    """Become the process between: give the child a place of its own and wait for it."""
    try:
        os.setsid()
        if order["apart"]:
            confine.part(order["space"])
        child = os.fork()
        if child == 0:
            os.close(tells)
            os.chdir("/tmp")
            confine.limit(order["limits"])
            confine.drop()
            confine.filter_calls()
            worker.serve(*descriptors)
            os._exit(0)
        for descriptor in descriptors:
            os.close(descriptor)
        os.write(tells, str(child).encode())
        os.close(tells)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os._exit(code if code >= 0 else 128 - code)
    except BaseException:
        os._exit(125)


def tell(control, words):
    """Send a line of JSON."""
    control.sendall(json.dumps(words).encode() + b"\n")


def hear(control):
    """Return an order and the file descriptors that came with it; (None, []) at the end."""
    descriptors = array.array("i")
    data, more, _, _ = control.recvmsg(65536, socket.CMSG_SPACE(2 * descriptors.itemsize))
    for level, kind, content in more:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            descriptors.frombytes(content[: len(content) // 4 * 4])
    if not data:
        return None, []
    return json.loads(data), list(descriptors)


if __name__ == "__main__":
    main()
