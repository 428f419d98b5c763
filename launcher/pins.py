"""Exact versions of what the requirements bring along, written by pip's own resolver."""

import json
import re
import subprocess

from . import ROOT, Trouble
from .install import explain_pip, pinned

# Only Linux with CUDA has them, and PyTorch pins them itself.
PLATFORM_ONLY = re.compile(r"nvidia-|cuda-|triton")
OLDEST = "3.11.0"
HEAD = "# What the requirements bring along. Written by `python3 course.py pins`; not edited.\n"


def write(python):
    """Resolve the requirements for the oldest Python, and write constraints.txt."""
    command = [python, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
    # A dry run writes nothing, but pip resolves for another Python only with a target.
    oldest = ["--python-version", OLDEST, "--only-binary", ":all:", "--target", "nowhere"]
    found = subprocess.run(
        [*command, *oldest, "--report", "-", "pip", "-r", "requirements-dev.txt"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if found.returncode != 0:
        raise Trouble(explain_pip(found.stderr))
    direct = {**pinned(ROOT / "requirements.txt"), **pinned(ROOT / "requirements-dev.txt")}
    versions = {}
    for package in json.loads(found.stdout)["install"]:
        name = re.sub(r"[-_.]+", "-", package["metadata"]["name"]).lower()
        if name not in direct and not PLATFORM_ONLY.match(name):
            versions[name] = package["metadata"]["version"]
    lines = [f"{name}=={version}\n" for name, version in sorted(versions.items())]
    (ROOT / "constraints.txt").write_text(HEAD + "".join(lines), "utf-8", newline="\n")
    print(f"constraints.txt: {len(versions)} packages.")
    return 0
