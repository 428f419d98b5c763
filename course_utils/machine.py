"""What this machine has: cores, memory, a browser, Node. Python's own library only."""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

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
# Where Playwright keeps the browsers that it fetches, and where in there Chromium is.
PLAYWRIGHT = {"win32": "~/AppData/Local", "darwin": "~/Library/Caches"}
PLAYWRIGHT_CHROMIUM = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)


def browser():
    """Return the path of a Chromium for the tests, or None.

    `COURSE_BROWSER` names it; else the PATH, the usual places and Playwright's folder are searched.
    """
    named = os.environ.get("COURSE_BROWSER")
    if named:
        return shutil.which(named)
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return found or next(filter(os.path.exists, PLACES), None) or playwright_browser()


def playwright_browser():
    """Return the path of the newest Chromium that Playwright has fetched, or None."""
    cache = Path(PLAYWRIGHT.get(sys.platform, "~/.cache")) / "ms-playwright"
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or cache).expanduser()
    found = [path for pattern in PLAYWRIGHT_CHROMIUM for path in cache.glob(pattern)]
    return str(max(found, key=lambda path: path.stat().st_mtime)) if found else None


def node_version(path=None):
    """Return the version of Node as numbers, such as (24, 1, 0); None where there is none.

    Parameters
    ----------
    path : str, optional
        Folders to search, in the form of the PATH, which is the default.
    """
    node = shutil.which("node", path=path)
    if node is None:
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=60)
    numbers = answer.stdout.strip().lstrip("v").split(".")
    return tuple(map(int, numbers)) if all(map(str.isdigit, numbers)) else None


def cores():
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def has_bfloat16():
    """Tell whether the processor multiplies bfloat16 (AVX512-BF16 or AMX); None when unknown."""
    try:
        flags = Path("/proc/cpuinfo").read_text("utf-8", "replace")
    except OSError:
        return None
    return "avx512_bf16" in flags or "amx_bf16" in flags


def memory():
    """Return the memory of this machine, or of its container, in bytes; None when unknown."""
    if os.name == "nt":
        return _windows_memory()
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return None
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        # Outside a container there is no such file, or it says "max".
        text = Path(limit).read_text("utf-8").strip() if Path(limit).exists() else ""
        size = min(size, int(text)) if text.isdigit() else size
    return size


def _windows_memory():
    """Ask Windows for the size of its memory, in bytes; None when it does not say."""

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            ("total", ctypes.c_ulonglong),
            ("rest", ctypes.c_ulonglong * 6),
        )

    status = Status(length=ctypes.sizeof(Status))
    known = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
    return status.total if known else None
