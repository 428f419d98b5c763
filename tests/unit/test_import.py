"""The package is cheap to import, and whole when it is installed."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("torch", "matplotlib", "numpy", "IPython")


def run(code, cwd=ROOT):
    answer = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def test_import_is_fast_and_loads_nothing_heavy():
    code = (
        "import sys, time; begun = time.perf_counter(); import course_utils;"
        "seconds = time.perf_counter() - begun;"
        f"print(seconds, *(name for name in {HEAVY} if name in sys.modules))"
    )
    runs = [run(code).split() for _ in range(3)]
    assert all(loaded == [] for _, *loaded in runs)
    assert min(float(seconds) for seconds, *_ in runs) < 0.1


def test_parts_come_when_they_are_asked_for():
    code = "import course_utils; print(course_utils.layers.__name__)"
    assert run(code) == "course_utils.layers"
    assert run("from course_utils import budget; print(budget.current())") == "lesson"
    import course_utils

    with pytest.raises(AttributeError, match="no attribute 'torch'"):
        course_utils.torch  # noqa: B018
    assert "layers" in dir(course_utils)


def test_the_wheel_is_whole(tmp_path):
    source = tmp_path / "source"
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "course_utils", source / "course_utils", ignore=ignore)
    for name in ("pyproject.toml", "README.md", "LICENSE", "requirements.txt"):
        shutil.copy(ROOT / name, source)
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    made = subprocess.run([*pip, "--wheel-dir", tmp_path, source], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        inside = set(wheel.namelist())
        wheel.extractall(tmp_path / "site")
    wanted = {
        path.relative_to(source).as_posix()
        for path in (source / "course_utils").rglob("*")
        if path.suffix in {".py", ".json", ".css", ".npz", ".pt"} or path.name == "bundle.js"
    }
    assert "course_utils/widgets/kernel_lab/bundle.js" in wanted
    assert wanted - inside == set()
    # It works where no checkout is near.
    code = (
        "import sys; sys.path.insert(0, 'site'); from course_utils.widgets import KernelLab;"
        "import course_utils; print(course_utils.__file__); print(len(KernelLab().output().shape))"
    )
    where, dimensions = run(code, cwd=tmp_path).splitlines()
    assert Path(where).is_relative_to(tmp_path)
    assert int(dimensions) >= 2
