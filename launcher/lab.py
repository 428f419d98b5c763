"""Start JupyterLab on the first page of the course."""

import os
import secrets
import signal
import socket
import subprocess
import time

from . import ROOT, Trouble
from .suite import with_course

FIRST_PAGE = "notebooks/00_start_here.ipynb"
PORT = 8888
SETTINGS = ROOT / "launcher" / "jupyter"  # no questions about news, no checks for rebuilding


def start(python, *, port=None, browser=True, extra=()):
    """Run JupyterLab until it is stopped, and return its exit status.

    Parameters
    ----------
    python : pathlib.Path
        The environment's Python.
    port : int, optional
        Exactly this port; without it, the first free one from 8888.
    browser : bool
        Open a browser.
    extra : sequence of str
        More arguments for JupyterLab.

    Raises
    ------
    Trouble
        When the port is taken.
    """
    port = free_port(port)
    token = secrets.token_hex(16)
    page = next(page for page in (FIRST_PAGE, "notebooks", "") if (ROOT / page).exists())
    command = [
        python,
        "-m",
        "jupyterlab",
        "--Application.log_level=ERROR",
        f"--ServerApp.root_dir={ROOT}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.answer_yes=True",
        f"--LabApp.default_url=/lab/tree/{page}",
        *([] if browser else ["--no-browser"]),
        *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
        *extra,
    ]
    settings = os.pathsep.join(filter(None, [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")]))
    environment = {
        **with_course(),
        "JUPYTER_TOKEN": token,
        "JUPYTER_CONFIG_PATH": settings,
    }
    signal.signal(signal.SIGTERM, interrupt)
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            if wait_until_listening(server, port):
                verb = "Your browser opens the course. If it does not, click" if browser else "Open"
                address = f"http://127.0.0.1:{port}/lab/tree/{page}?token={token}"
                print(f"\n  {verb}:\n\n    {address}\n", flush=True)
                print("  Ctrl+C here ends the course; what you saved stays.\n", flush=True)
            return server.wait()
        except KeyboardInterrupt:
            stop(server)
            print("\nThe course has ended. `course.py lab` opens it again.", flush=True)
            return 0


def interrupt(*_):
    """Take a request to end as Ctrl+C: JupyterLab must not outlive the command."""
    raise KeyboardInterrupt


def stop(server):
    """End JupyterLab, which lets it end its kernels."""
    try:
        server.wait(3)  # Ctrl+C in a terminal has reached it too
    except subprocess.TimeoutExpired:
        server.terminate()


def wait_until_listening(server, port):
    """Wait until the server answers on its port; return False when it ended instead."""
    while server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.1)
    return False


def free_port(wanted=None):
    """Return the port to use: the wanted one, or the first free one from 8888.

    Raises
    ------
    Trouble
        When the wanted port is taken, or none of fifty is free.
    """
    if wanted is not None:
        if not 0 < wanted < 65536:
            raise Trouble(f"{wanted} is no port; a number from 1 to 65535 is.")
        if not is_free(wanted):
            raise Trouble(
                f"Port {wanted} is taken by another program; name another one, or leave --port out."
            )
        return wanted
    for port in range(PORT, PORT + 50):
        if is_free(port):
            if port != PORT:
                print(f"Port {PORT} is taken by another program; using {port}.", flush=True)
            return port
    raise Trouble(f"No port from {PORT} to {PORT + 49} is free; name one with --port.")


def is_free(port):
    """Tell whether a server may listen on a port of this machine."""
    with socket.socket() as probe:
        # As the server itself does: a port that was let go a moment ago counts as free.
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
