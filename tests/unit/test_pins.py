"""The files that name packages agree, and a disagreement does not go unseen."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from launcher.install import CPU_INDEX, pinned
from launcher.lab import FIRST_PAGE
from launcher.pins import PLATFORM_ONLY

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    "requirements.txt",
    "requirements-dev.txt",
    "constraints.txt",
    "environment.yml",
    "pyproject.toml",
    "package-lock.json",
    "course.py",
    ".pre-commit-config.yaml",
    "binder/requirements.txt",
    "binder/runtime.txt",
    "binder/jupyter/jupyter_server_config.json",
)


def lines(path):
    """Return a requirements file's lines without comments."""
    return [line for line in path.read_text("utf-8").splitlines() if not re.match(r"#|\s*$", line)]


def disagreements(root):
    """Return, one sentence each, where the files of a checkout contradict each other."""
    found = []

    def expect(holds, sentence):
        found.extend([] if holds else [sentence])

    learner = pinned(root / "requirements.txt")
    author = pinned(root / "requirements-dev.txt")
    brought = pinned(root / "constraints.txt")

    # Every package has one exact version, in one place.
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt"):
        count = sum(not line.startswith("-r ") for line in lines(root / name))
        expect(count == len(pinned(root / name)), f"{name} has a line that is no exact pin")
    expect("-r requirements.txt" in lines(root / "requirements-dev.txt"), "dev is not on top")
    for twice in (learner.keys() & author) | (brought.keys() & {**learner, **author}):
        found.append(f"{twice} is pinned twice")
    found += [f"{name} is not for every machine" for name in brought if PLATFORM_ONLY.match(name)]

    # conda: the same files, so only Python and pip are left to differ.
    conda = yaml.safe_load((root / "environment.yml").read_text("utf-8"))["dependencies"]
    versions = dict(entry.split("=", 1) for entry in conda if isinstance(entry, str))
    expect(versions.get("pip") == brought.get("pip"), "environment.yml has another pip")
    by_pip = conda[-1]["pip"]
    expect(by_pip == ["-c constraints.txt", "-r requirements.txt"], "environment.yml: other pins")

    # Binder: the learner's pins, PyTorch without CUDA, and the same Python.
    binder = lines(root / "binder/requirements.txt")
    for needed in ("-r ../requirements.txt", "-c ../constraints.txt"):
        expect(needed in binder, f"binder lacks {needed}")
    for name, version in pinned(root / "binder/requirements.txt").items():
        expect(version == f"{learner.get(name)}+cpu", f"binder has another {name}")
    runtime = (root / "binder/runtime.txt").read_text("utf-8").strip()
    expect(runtime == f"python-{versions.get('python')}", "binder has another Python")
    jupyter = json.loads((root / "binder/jupyter/jupyter_server_config.json").read_text("utf-8"))
    for app, settings in jupyter.items():
        expect(settings["default_url"] == f"/lab/tree/{FIRST_PAGE}", f"{app} opens another page")

    # The package, and the least Python.
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    dependencies = project["tool"]["setuptools"]["dynamic"]["dependencies"]
    expect(dependencies == {"file": ["requirements.txt"]}, "pyproject.toml has other dependencies")
    least = project["project"]["requires-python"].removeprefix(">=")
    expect(least == versions.get("python"), "pyproject.toml has another least Python")
    asked = ", ".join(least.split("."))
    expect(f"version_info < ({asked})" in (root / "course.py").read_text("utf-8"), "course.py too")

    # Hooks run the linters that the tests run.
    hooks = yaml.safe_load((root / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    for hook in hooks:
        if hook["repo"].endswith("ruff-pre-commit"):
            expect(hook["rev"] == f"v{author.get('ruff')}", "pre-commit has another ruff")

    # Packages have names, not addresses; PyTorch's CPU index is the one exception.
    for name in FILES:
        text = (root / name).read_text("utf-8").replace(CPU_INDEX, "")
        if re.search(r'index-url|find-links|"resolved"', text.replace("--extra-index-url \n", "")):
            found.append(f"{name} names a registry")
    return found


def test_the_files_agree():
    assert disagreements(ROOT) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("requirements.txt", r"torch==\S+", "torch==2.0.0", "binder has another torch"),
        ("requirements.txt", r"numpy==\S+", "numpy>=2", "requirements.txt has a line"),
        ("requirements-dev.txt", r"ruff==\S+", "ruff==0.0.1", "another ruff"),
        ("requirements-dev.txt", r"ruff==\S+", "numpy==2.4.6", "numpy is pinned twice"),
        ("constraints.txt", r"anyio==\S+", "nvidia-cublas==1", "not for every machine"),
        ("environment.yml", r"python=\S+", "python=3.13", "another Python"),
        ("environment.yml", r"pip=\S+", "pip=20.0", "another pip"),
        ("environment.yml", r"-r requirements.txt", "numpy==1.0", "other pins"),
        ("pyproject.toml", r">=3.11", ">=3.9", "another least Python"),
        ("binder/requirements.txt", r"torchvision==\S+", "torchvision==0.1+cpu", "torchvision"),
        ("binder/requirements.txt", r"(url) \S+", r"\1 https://example.org", "names a registry"),
        ("binder/runtime.txt", r"3.11", "3.12", "binder has another Python"),
        ("binder/jupyter/jupyter_server_config.json", r"00_start_here", "01", "another page"),
        (".pre-commit-config.yaml", r"rev: v0\S+", "rev: v0.0.1", "another ruff"),
    ],
)
def test_a_planted_disagreement_is_found(tmp_path, name, old, new, complaint):
    for file in FILES:
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    text, changes = re.subn(old, new, (tmp_path / name).read_text("utf-8"), count=1)
    assert changes == 1
    (tmp_path / name).write_text(text, "utf-8")
    assert any(complaint in sentence for sentence in disagreements(tmp_path))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_runs_here_is_what_is_pinned(name):
    pins = pinned(ROOT / name)
    here = {package: metadata.version(package).split("+")[0] for package in pins}
    assert here == pins


def test_binder_takes_the_project():
    asked = subprocess.run(
        [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert asked.returncode == 0, asked.stderr[-2000:]
    recipe = asked.stdout + asked.stderr
    assert "python=3.11" in recipe
    assert "binder/requirements.txt" in recipe
