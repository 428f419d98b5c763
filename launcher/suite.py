"""Everything that is checked before a change is taken: style, types, generated files, tests."""

import os
import subprocess
import time

from .environment import ROOT
from .tools import ensure_node_modules, node_environment, npm, require_browser


def run(python, pytest_arguments):
    """Run all steps, or pytest alone when it gets arguments; return 0 when all is well."""
    environment = {
        **node_environment(python),
        "COURSE_BROWSER": require_browser(python),
        # A browser test that could not run is a failure here, never a skip.
        "COURSE_REQUIRE_BROWSER": "1",
        "PYTHONPATH": str(ROOT),
    }
    tests = [python, "-m", "pytest", *(pytest_arguments or ["tests"])]
    if pytest_arguments:
        return subprocess.run(tests, cwd=ROOT, env=environment).returncode
    ensure_node_modules(environment)
    steps = [
        ("Python style", [python, "-m", "ruff", "check", "."]),
        ("Python format", [python, "-m", "ruff", "format", "--check", "."]),
        ("JavaScript types and style", ["npm", "run", "--silent", "check"]),
        ("Generated files", [python, "-m", "authoring", "build", "--check"]),
        ("Tests", tests),
    ]
    results = []
    for name, command in steps:
        print(f"\n== {name}", flush=True)
        begun = time.monotonic()
        if command[0] == "npm":
            status = npm(environment, *command[1:])
        else:
            status = subprocess.run(command, cwd=ROOT, env=environment).returncode
        results.append((name, status, time.monotonic() - begun))
    print("\n== Summary", flush=True)
    for name, status, seconds in results:
        print(f"{'ok    ' if status == 0 else 'FAILED'} {seconds:6.0f} s  {name}", flush=True)
    return int(any(status for _, status, _ in results))


def module(python, name, arguments):
    """Run one of the course's modules in the environment and return its status."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([python, "-m", name, *arguments], cwd=ROOT, env=environment).returncode
