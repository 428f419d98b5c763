"""JupyterLab with a real kernel in a real Chromium, as tests, benchmarks and `look` drive it."""

import base64
import contextlib
import io
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import nbformat
import numpy as np
from jupyter_client import BlockingKernelClient
from playwright.sync_api import sync_playwright

from course_utils.machine import browser

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 90_000  # milliseconds for anything that the page has to do
LIBRARY = Path(__file__).with_name("page.js").read_text("utf-8")


class NoBrowserError(RuntimeError):
    """There is no Chromium on this machine."""


@contextlib.contextmanager
def chromium():
    """Start a Chromium and yield Playwright's browser.

    Raises
    ------
    NoBrowserError
        When there is none.
    """
    path = browser()
    if path is None:
        raise NoBrowserError("No Chromium here; install one, or name one in COURSE_BROWSER.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


def free_port():
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Jupyter:
    """A JupyterLab server in a folder of its own.

    Parameters
    ----------
    environment : dict of str to str, optional
        Variables for the server and its kernels, on top of this process's.
    settings : dict of str to dict, optional
        JupyterLab's settings: of each plugin, such as "@jupyterlab/notebook-extension:tracker".
    """

    def __init__(self, environment=None, settings=None):
        self.folder = tempfile.TemporaryDirectory(prefix="course-lab-", ignore_cleanup_errors=True)
        self.root = Path(self.folder.name)
        self.notebooks = self.root / "notebooks"
        self.runtime = self.root / "runtime"
        self.notebooks.mkdir()
        for plugin, values in (settings or {}).items():
            package, name = plugin.split(":")
            folder = self.root / "settings" / package
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{name}.jupyterlab-settings").write_text(json.dumps(values), "utf-8")
        self.token = secrets.token_hex(8)
        self.port = free_port()
        self.log = (self.root / "log.txt").open("w")
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--expose-app-in-browser",
                f"--ServerApp.root_dir={self.notebooks}",
                f"--ServerApp.port={self.port}",
                "--ServerApp.port_retries=0",
                *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
            ],
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "JUPYTER_TOKEN": self.token,
                "JUPYTER_RUNTIME_DIR": str(self.runtime),
                "JUPYTER_CONFIG_DIR": str(self.root / "config"),
                "JUPYTER_CONFIG_PATH": str(ROOT / "launcher" / "jupyter"),
                "JUPYTERLAB_WORKSPACES_DIR": str(self.root / "workspaces"),
                "JUPYTERLAB_SETTINGS_DIR": str(self.root / "settings"),
                **(environment or {}),
            },
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        self._wait()

    def _wait(self):
        deadline = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError((self.root / "log.txt").read_text())
            try:
                self.get("api")
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("JupyterLab did not answer in time.")

    def get(self, path):
        """Ask the server's REST interface and return its answer."""
        address = f"http://127.0.0.1:{self.port}/{path}"
        request = urllib.request.Request(address, headers={"Authorization": f"token {self.token}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def write(self, cells, name=None):
        """Write a notebook of code cells and return its name."""
        name = name or f"{secrets.token_hex(4)}.ipynb"
        notebook = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(source) for source in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        nbformat.write(notebook, self.notebooks / name)
        return name

    def close(self):
        """Stop the server with its kernels and remove its folder."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        self.folder.cleanup()


class Notebook:
    """A notebook that is open in JupyterLab."""

    def __init__(
        self,
        jupyter,
        chromium,
        name,
        *,
        theme="light",
        width=1280,
        height=1500,
        script=None,
        **context,
    ):
        self.jupyter, self.name = jupyter, name
        self.context = chromium.new_context(viewport={"width": width, "height": height}, **context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda message: message.type == "error" and self.errors.append(message.text),
        )
        self.page.add_init_script(LIBRARY)
        if script is not None:
            self.page.add_init_script(path=script)
        self.page.goto(
            f"http://127.0.0.1:{jupyter.port}/doc/tree/{name}?token={jupyter.token}&reset"
        )
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
        self.page.wait_for_function("() => window.jupyterapp?.restored")
        self._client = None
        if theme == "dark":
            self.set_theme("dark")

    def command(self, name, arguments=None):
        """Carry out one of JupyterLab's commands and wait for its end."""
        return self.page.evaluate(
            "([name, args]) => window.jupyterapp.commands.execute(name, args).then(() => null)",
            [name, arguments or {}],
        )

    def set_theme(self, theme):
        """Switch to JupyterLab's light or dark theme."""
        self.command("apputils:change-theme", {"theme": f"JupyterLab {theme.capitalize()}"})
        light = "true" if theme == "light" else "false"
        self.page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")
        # A next theme while this one's splash still fades would make JupyterLab take it away twice.
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")

    def run_all(self):
        """Run all cells and wait until the kernel has done them."""
        self.page.wait_for_function("course.kernelReady()")
        self.command("notebook:run-all-cells")
        self.page.wait_for_function("course.kernelIdle()")

    def restart_and_run_all(self):
        """Choose 'Restart Kernel and Run All Cells', and confirm it where that is asked."""
        self.page.evaluate("course.begin('notebook:restart-run-all')")
        accept = ".jp-Dialog .jp-mod-accept"
        self.page.wait_for_function(
            "accept => course.ended || document.querySelector(accept)", arg=accept
        )
        if self.page.locator(accept).count():
            self.page.click(accept)
        self.page.wait_for_function("course.ended && course.kernelIdle()")
        self._client = None

    def stop_kernel(self):
        """Shut the kernel down, as a learner does in the menu."""
        self.command("kernelmenu:shutdown")
        self.page.wait_for_function("course.kernelGone()")
        self._client = None

    def widget(self, css, index=-1):
        """Return the locator of a visualizer by its class, once its controls are there."""
        found = self.page.locator(css).nth(index)
        found.wait_for()
        self.page.wait_for_function("css => course.settled(css)", arg=css)
        return found

    def run(self, code):
        """Run Python in the notebook's kernel and return what it prints."""
        if self._client is None:
            sessions = self.jupyter.get("api/sessions")
            kernel = next(s["kernel"]["id"] for s in sessions if s["path"] == self.name)
            self._client = BlockingKernelClient()
            self._client.load_connection_file(str(self.jupyter.runtime / f"kernel-{kernel}.json"))
            self._client.start_channels()
            self._client.wait_for_ready(timeout=60)
        printed = []

        def keep(message):
            if message["msg_type"] == "stream":
                printed.append(message["content"]["text"])

        reply = self._client.execute_interactive(code, output_hook=keep, timeout=60)
        if reply["content"]["status"] != "ok":
            raise RuntimeError("\n".join(reply["content"]["traceback"]))
        return "".join(printed)

    def sleep_kernel(self, seconds):
        """Keep the kernel busy, so that it answers nothing; wait until it is."""
        self.run("pass")
        self._client.execute(f"import time; time.sleep({seconds})")
        self.page.wait_for_function("course.kernelBusy()")

    def kernel_is_busy(self):
        """Tell whether the kernel still has something to do."""
        return self.page.evaluate("course.kernelBusy()")

    def interrupt_kernel(self):
        """Interrupt what the kernel is doing, as a learner does in the menu."""
        self.command("kernelmenu:interrupt")
        self.page.wait_for_function("course.kernelIdle()")

    def value(self, expression):
        """Return the value of a Python expression in the kernel, by JSON."""
        return json.loads(self.run(f"import json as _j; print(_j.dumps({expression}))"))

    def array(self, expression):
        """Return the value of a Python expression in the kernel, a NumPy array."""
        text = self.run(
            "import base64 as _b, io as _i, numpy as _n; _f = _i.BytesIO()\n"
            f"_n.save(_f, _n.asarray({expression})); print(_b.b64encode(_f.getvalue()).decode())"
        )
        return np.load(io.BytesIO(base64.b64decode(text)))

    def eventually(self, expression, timeout=20):
        """Wait until a Python expression in the kernel is true."""
        deadline = time.monotonic() + timeout
        while not self.value(f"bool({expression})"):
            if time.monotonic() > deadline:
                raise AssertionError(f"Never true in the kernel: {expression}")
            time.sleep(0.05)

    def pixels(self, canvas):
        """Return a canvas's pixels, shape (height, width, 4), uint8."""
        shape, data = canvas.evaluate("canvas => course.pixels(canvas)")
        return np.frombuffer(base64.b64decode(data), np.uint8).reshape(*shape, 4)

    def close(self):
        """Close the page and shut its kernel down."""
        if self._client is not None:
            self._client.stop_channels()
        self.context.close()
        for session in self.jupyter.get("api/sessions"):
            if session["path"] == self.name:
                request = urllib.request.Request(
                    f"http://127.0.0.1:{self.jupyter.port}/api/sessions/{session['id']}",
                    headers={"Authorization": f"token {self.jupyter.token}"},
                    method="DELETE",
                )
                urllib.request.urlopen(request, timeout=20).close()


def drag(page, handle, dx, dy=0, steps=12):
    """Drag an element by real mouse moves."""
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=steps)
    page.mouse.up()


def press_at_once(element, *keys):
    """Press keys one after the other before anything is painted, as a quick hand can."""
    element.evaluate(
        """(element, keys) => {
          for (const key of keys)
            element.dispatchEvent(
              new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
            );
        }""",
        list(keys),
    )
