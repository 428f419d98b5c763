"""Everything that is checked before a change is taken: style, types, generated files, tests."""

import os
import subprocess
import time

from course_utils import machine

from . import ROOT
from .tools import ensure_bubblewrap, ensure_node_modules, node_environment, npm, require_browser

# What fails fast comes first. These know nothing of each other and are shared between processes.
TESTS = ("tests/unit", "tests/notebooks", "tests/coursework")
# A browser, a server and a kernel keep two cores busy: one test after the other.
BROWSER_TESTS = ("tests/browser",)
MOST_PROCESSES = 4  # each holds torch, about half a gigabyte


def run(python, pytest_arguments):
    """Run all steps, or pytest alone when it gets arguments; return 0 when all is well."""
    if pytest_arguments:
        found = machine.browser()
        extra = {"COURSE_BROWSER": found} if found else {}
        return module(python, "pytest", pytest_arguments, {**os.environ, **extra})
    environment = {
        **node_environment(python),
        "COURSE_BROWSER": require_browser(python),
        "COURSE_REQUIRE_BROWSER": "1",  # a browser test that did not run is then a failure
    }
    ensure_node_modules(environment)
    ensure_bubblewrap()
    tests, browser_tests = (
        [folder for folder in folders if (ROOT / folder).is_dir()]
        for folders in (TESTS, BROWSER_TESTS)
    )
    shared = ["-n", str(min(MOST_PROCESSES, os.cpu_count() or 1)), "--dist", "worksteal"]
    steps = [
        ("Python: style", [python, "-m", "ruff", "check", "."]),
        ("Python: format", [python, "-m", "ruff", "format", "--check", "."]),
        ("JavaScript: types and style", [npm(environment), "run", "--silent", "check"]),
        ("Generated files", [python, "-m", "authoring", "build", "--check"]),
        ("Tests", [python, "-m", "pytest", *shared, *tests]),
        ("Tests in the browser", [python, "-m", "pytest", *browser_tests]),
    ]
    summary, all_well = [], True
    for name, command in steps:
        print(f"\n== {name}", flush=True)
        begun = time.monotonic()
        well = subprocess.run(command, cwd=ROOT, env=with_course(environment)).returncode == 0
        all_well &= well
        seconds = time.monotonic() - begun
        summary.append(f"{'ok' if well else 'FAILED':6} {seconds:6.0f} s  {name}")
    print("\n== Summary", *summary, sep="\n", flush=True)
    return 0 if all_well else 1


def module(python, name, arguments=(), environment=None, folder=ROOT):
    """Run one of the course's modules in the environment and return its status.

    `folder` is where it runs: the course's own, unless the arguments name files as seen from
    another.
    """
    command = [python, "-m", name, *arguments]
    return subprocess.run(command, cwd=folder, env=with_course(environment)).returncode


def with_course(environment=None):
    """Return a process environment in which this checkout is what Python imports."""
    environment = os.environ if environment is None else environment
    path = os.pathsep.join(filter(None, [str(ROOT), environment.get("PYTHONPATH")]))
    return {**environment, "PYTHONPATH": path}
