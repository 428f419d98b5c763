"""Start JupyterLab on the first page of the course."""

import json
import os
import secrets
import socket
import subprocess
from pathlib import Path

from .environment import ROOT, Trouble, folder

FIRST_PAGE = "notebooks/00_start_here.ipynb"
PORT = 8888


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
    """
    chosen = free_port(port)
    token = secrets.token_hex(16)
    quieten(folder())
    page = f"lab/tree/{FIRST_PAGE}" if (ROOT / FIRST_PAGE).exists() else "lab"
    address = f"http://127.0.0.1:{chosen}/{page}?token={token}"
    print(
        f"\n  Chapter 00 opens in your browser. If it does not, click:\n\n    {address}\n",
        flush=True,
    )
    print("  Ctrl+C here stops the course; what you saved stays.\n", flush=True)
    command = [
        python,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={ROOT}",
        f"--ServerApp.port={chosen}",
        "--ServerApp.port_retries=0",
        "--ServerApp.ip=127.0.0.1",
        f"--LabApp.default_url=/{page}",
        "--log-level=ERROR",
        *([] if browser else ["--no-browser"]),
        *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
        *extra,
    ]
    environment = {
        **os.environ,
        "JUPYTER_TOKEN": token,
        # The notebooks lie one folder below course_utils.
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])),
    }
    try:
        return subprocess.run(command, cwd=ROOT, env=environment).returncode
    except OSError as error:
        raise Trouble(f"JupyterLab could not be started: {error}.") from error


def free_port(wanted):
    """Return the port to use: the wanted one, or the first free one from 8888.

    Raises
    ------
    Trouble
        When the wanted port is taken, or none of fifty is free.
    """
    if wanted is not None:
        if not is_free(wanted):
            raise Trouble(
                f"Port {wanted} is taken by another program; leave --port out, or name another one."
            )
        return wanted
    for port in range(PORT, PORT + 50):
        if is_free(port):
            if port != PORT:
                print(f"Port {PORT} is taken; using {port}.", flush=True)
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


def quieten(home):
    """Keep JupyterLab's question about news away from the first page, in this environment only."""
    settings = Path(home) / "etc" / "jupyter" / "labconfig" / "page_config.json"
    if settings.exists():
        return
    quiet = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    try:
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(json.dumps(quiet, indent=2), "utf-8")
    except OSError:
        # A borrowed environment may be read-only; then the question is asked, and nothing is lost.
        return
