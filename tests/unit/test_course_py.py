"""The one command: its environment, its ports, and its sentences where a traceback could be."""

import ast
import contextlib
import errno
import http.server
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import venv
from pathlib import Path

import pytest

from course_utils import machine
from launcher import Trouble, commands, environment, install, lab, suite, tools
from launcher.progress import Progress

ROOT = Path(__file__).resolve().parents[2]


def course(*words, cwd=ROOT, **variables):
    """Run the command as a person does and return what became of it."""
    return subprocess.run(
        [sys.executable, ROOT / "course.py", *words],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """An environment with pip and nothing else."""
    home = tmp_path_factory.mktemp("bare") / ".venv"
    venv.create(home, with_pip=True, symlinks=os.name != "nt")
    return home


# ------------------------------------------------------------------------------ the command line


def test_help_names_every_command():
    alone, asked = course(), course("--help")
    assert alone.stdout == asked.stdout
    assert alone.returncode == asked.returncode == 0
    for name in ("lab", "test", "doctor", "build", "bench"):
        assert f"\n    {name} " in alone.stdout


@pytest.mark.parametrize(
    "words", [["teach"], ["doctor", "now"], ["bench", "speed"], ["lab", "--port", "x"]]
)
def test_words_that_are_not_understood_are_named(words):
    answer = course(*words)
    assert answer.returncode == 2
    assert words[-1] in answer.stderr
    assert "Traceback" not in answer.stderr


def test_an_old_python_is_told_so():
    text = (ROOT / "course.py").read_text("utf-8")
    ast.parse(text, feature_version=(3, 4))
    old = f"import sys; sys.version_info = (3, 6, 9); exec(compile({text!r}, 'course.py', 'exec'))"
    answer = subprocess.run([sys.executable, "-c", old], capture_output=True, text=True)
    assert answer.returncode == 1
    assert answer.stderr.startswith("The course needs Python 3.11 or newer, and this is Python 3.6")
    assert "Traceback" not in answer.stderr


def test_doctor_tells_a_program_what_it_tells_a_person(tmp_path):
    answer = course("doctor", "--json", cwd=tmp_path, COURSE_VENV=sys.prefix)
    findings = json.loads(answer.stdout.splitlines()[-1])
    wanted = {"Python", "packages", "processor", "memory", "accelerator", "dataset", "Node"}
    assert wanted | {"browser for tests"} == set(findings)
    for finding in findings.values():
        assert finding["value"]
        assert finding["meaning"].endswith(".")
        assert finding["ok"] or finding["mend"]


def test_doctor_works_before_anything_is_installed(bare, tmp_path):
    python = bare / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    answer = subprocess.run(
        [python, ROOT / "course.py", "doctor"],
        env={**os.environ, "COURSE_VENV": str(tmp_path / "none")},
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in answer.stderr
    assert "NO  packages: none" in answer.stdout
    assert "To mend: python3 course.py lab installs them." in answer.stdout


# ------------------------------------------------------------------------------- the environment


@pytest.fixture
def house(tmp_path, monkeypatch):
    """A checkout with pins and no environment; what would be installed is noted, not installed."""
    monkeypatch.delenv("COURSE_VENV", raising=False)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    for name in ("requirements.txt", "requirements-dev.txt", "constraints.txt"):
        (tmp_path / name).write_text("one==1\n", "utf-8")
    installed = []
    monkeypatch.setattr(environment, "install", lambda python, what: installed.append(what))
    return tmp_path, installed


def test_an_environment_is_made_once_and_filled_when_pins_change(house):
    root, installed = house
    python = environment.ensure(environment.LEARNER)
    assert environment.version(python) == "{}.{}".format(*sys.version_info[:2])
    assert installed == [environment.LEARNER]
    seconds = []
    for _ in range(5):
        begun = time.monotonic()
        environment.ensure(environment.LEARNER)
        seconds.append(time.monotonic() - begun)
    assert min(seconds) < 0.3  # the least, for a machine may be busy
    assert installed == [environment.LEARNER]
    # An author's set holds the learner's; afterwards neither is installed again.
    environment.ensure(environment.AUTHOR)
    environment.ensure(environment.LEARNER)
    assert installed == [environment.LEARNER, environment.AUTHOR]
    (root / "requirements.txt").write_text("one==2\n", "utf-8")
    environment.ensure(environment.LEARNER)
    environment.ensure(environment.LEARNER)
    assert installed[2:] == [environment.LEARNER]


@pytest.fixture
def furnished(house, bare):
    """A checkout whose environment is there already."""
    shutil.copytree(bare, house[0] / ".venv", symlinks=True)
    return house


def test_an_interrupted_install_is_mended_by_the_next_call(furnished, monkeypatch):
    root, installed = furnished
    environment.ensure(environment.LEARNER)
    half = next((root / ".venv").glob("[lL]ib/**/site-packages")) / "half-1.0.dist-info"
    half.mkdir()
    (half / "METADATA").write_text("Name: half\nVersion: 1.0\n", "utf-8")

    def interrupt(*_):
        raise KeyboardInterrupt

    (root / "constraints.txt").write_text("two==2\n", "utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(environment, "install", interrupt)
        with pytest.raises(KeyboardInterrupt):
            environment.ensure(environment.LEARNER)
    # Even with the old pins back, nothing says that all is there.
    (root / "constraints.txt").write_text("one==1\n", "utf-8")
    environment.ensure(environment.LEARNER)
    assert installed == [environment.LEARNER] * 2
    assert not half.exists()


@pytest.mark.parametrize("harm", ["no interpreter", "no pip", "half a pip", "a file"])
def test_a_broken_environment_is_made_anew(furnished, harm, capsys):
    root, installed = furnished
    home = root / ".venv"
    python = environment.ensure(environment.LEARNER)
    site = next(home.glob("[lL]ib/**/site-packages"))
    match harm:
        case "no interpreter":
            python.unlink()
        case "no pip":
            next(site.glob("pip-*.dist-info")).rename(site / "elsewhere")
        case "half a pip":
            next(site.glob("pip-*.dist-info/RECORD")).unlink()
        case "a file":
            home.rename(root / "moved away")
            home.write_text("", "utf-8")
    environment.ensure(environment.LEARNER)
    assert "making it anew" in capsys.readouterr().out
    assert environment.version(python)
    assert installed == [environment.LEARNER] * 2


def test_a_lent_environment_is_used_as_it_is(bare, house, monkeypatch):
    _, installed = house
    monkeypatch.setenv("COURSE_VENV", str(bare))
    before = sorted(bare.rglob("*"))
    assert environment.ensure(environment.AUTHOR).is_relative_to(bare)
    assert sorted(bare.rglob("*")) == before
    assert installed == []
    monkeypatch.setenv("COURSE_VENV", str(bare / "none"))
    with pytest.raises(Trouble, match=r"where no Python environment works"):
        environment.ensure(environment.LEARNER)
    assert not (bare / "none").exists()


# ------------------------------------------------------------------------------------- the install


def index(answer):
    """Start a package index on this machine that gives one answer; return its server."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answer(self)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.mark.parametrize(
    ("status", "seconds", "answers"),
    [(200, 0, True), (403, 0, False), (503, 0, False), (200, 9, False)],
)
def test_the_cpu_index_gets_so_many_seconds_and_no_more(monkeypatch, status, seconds, answers):
    leave = threading.Event()

    def reply(handler):
        leave.wait(seconds)
        with contextlib.suppress(OSError):
            handler.send_response(status)
            handler.end_headers()

    server = index(reply)
    monkeypatch.setattr(install, "CPU_INDEX", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setattr(install, "CPU_INDEX_PATIENCE", 0.5)
    monkeypatch.setenv("no_proxy", "*")
    begun = time.monotonic()
    assert install.cpu_index_answers() is answers
    assert time.monotonic() - begun < 2
    leave.set()
    server.shutdown()


@pytest.mark.parametrize("fault", ["silent", "refuses", None])
def test_the_ordinary_packages_do_when_the_cpu_ones_do_not_come(monkeypatch, fault, capsys):
    calls = []

    def pip(python, *words, bar="raw"):
        calls.append(words)
        return "ERROR: no" if fault == "refuses" and install.CPU_INDEX in words else None

    monkeypatch.setattr(install, "run_pip", pip)
    monkeypatch.setattr(install, "may_do_without_cuda", lambda: True)
    monkeypatch.setattr(install, "is_installed", lambda python, name, wanted: False)
    monkeypatch.setattr(install, "cpu_index_answers", lambda: fault != "silent")
    install.install("python", "requirements.txt")
    from_cpu_index = [words for words in calls if install.CPU_INDEX in words]
    assert len(from_cpu_index) == (fault != "silent")
    assert calls[-1] == ("-r", "requirements.txt", "-c", "constraints.txt")
    assert ("taking the ordinary ones" in capsys.readouterr().out) == (fault is not None)


def test_without_a_network_the_sentence_says_so(monkeypatch):
    with socket.socket() as closed:  # bound, but nobody listens
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/simple"
        monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
        monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
        words = ["--dry-run", "--retries", "1", "--index-url", address, "course-one==1"]
        complaints = install.run_pip(sys.executable, *words)
    assert complaints is not None
    assert install.explain_pip(complaints) == install.NO_NETWORK


def test_a_package_that_is_not_there_is_named(tmp_path):
    words = ["--dry-run", "--no-index", "course-one==1"]
    sentence = install.explain_pip(install.run_pip(sys.executable, *words))
    assert "course-one==1" in sentence
    assert "is not made for Python 3." in sentence


@pytest.mark.parametrize(
    "complaint",
    [
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "ERROR: Could not install packages due to an OSError: [WinError 112] There is not enough "
        "space on the disk",
    ],
)
def test_a_full_disk_is_said_to_be_full(complaint):
    assert install.explain_pip(complaint) == install.FULL_DISK


def test_failures_to_write_are_sentences():
    full = OSError(errno.ENOSPC, "No space left on device", "x")
    assert install.explain(full) == install.FULL_DISK
    half = subprocess.CalledProcessError(1, "ensurepip", b"OSError: [Errno 28] No space left")
    assert install.explain(half) == install.FULL_DISK
    kept = PermissionError(errno.EACCES, "Permission denied", "/course/.venv")
    assert install.explain(kept).startswith("/course/.venv cannot be written")
    other = subprocess.CalledProcessError(1, "ensurepip", b"one\nthe reason")
    assert "the reason" in install.explain(other)


def test_trouble_and_ctrl_c_end_in_a_sentence(monkeypatch, capsys):
    def ensure(error):
        def fail(_):
            raise error

        return fail

    monkeypatch.setattr(commands, "ensure", ensure(Trouble("The disk is full.")))
    assert commands.main(["lab"]) == 1
    assert capsys.readouterr().err.strip() == "The disk is full."
    monkeypatch.setattr(commands, "ensure", ensure(KeyboardInterrupt()))
    assert commands.main(["lab"]) == 130
    assert "goes on from here" in capsys.readouterr().err


def test_progress_is_one_line_of_a_terminal():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    out = Terminal()
    with Progress(out=out) as progress:
        for line in (
            "Collecting torch==2.14.1",
            "  Downloading torch-2.14.1%2Bcpu-cp311-cp311-linux_x86_64.whl (190.1 MB)",
            "Progress 95000000 of 190100000",
            "Requirement already satisfied: numpy",
            "Installing collected packages: torch, numpy",
        ):
            progress.tell(line)
    shown = [text.strip() for text in out.getvalue().split("\r")]
    assert shown[1:4] == ["torch 2.14.1", shown[2], "Unpacking 2 packages"]
    assert shown[-1] == ""
    assert shown[2].split() == ["torch", "2.14.1", "95.0", "of", "190.1", "MB"]
    assert "\n" not in out.getvalue()


# -------------------------------------------------------------------------------------- the ports


@pytest.fixture
def taken():
    """A port on which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_taken_stops(taken):
    with pytest.raises(Trouble, match=f"Port {taken} is taken"):
        lab.free_port(taken)
    answer = course("lab", "--no-browser", "--port", str(taken), COURSE_VENV=sys.prefix)
    assert answer.returncode == 1
    assert answer.stderr.strip().startswith(f"Port {taken} is taken")


def test_without_a_wish_the_next_free_port_is_taken(taken, monkeypatch, capsys):
    monkeypatch.setattr(lab, "PORT", taken)
    chosen = lab.free_port()
    assert taken < chosen < taken + 50
    assert f"Port {taken} is taken by another program; using {chosen}." in capsys.readouterr().out


@pytest.mark.parametrize("port", [-1, 0, 65536])
def test_what_is_no_port_is_said_to_be_none(port):
    with pytest.raises(Trouble, match=f"{port} is no port"):
        lab.free_port(port)


# -------------------------------------------------------------------------------------- the tools


def test_node_comes_from_the_environment_where_the_path_has_none(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = tools.node_environment(sys.executable)
    assert machine.node_version(found["PATH"])[0] >= tools.NODE_AT_LEAST
    told = subprocess.run(
        [tools.npm(found), "--version"], env=found, capture_output=True, text=True, check=True
    )
    assert told.stdout[0].isdigit()
    with pytest.raises(Trouble, match="Node 20 or newer"):
        tools.node_environment(tmp_path / "python")


def test_the_browser_is_the_one_that_was_named(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_BROWSER", sys.executable)
    assert machine.browser() == sys.executable
    assert tools.require_browser(sys.executable) == sys.executable
    monkeypatch.setenv("COURSE_BROWSER", str(tmp_path / "none"))
    with pytest.raises(Trouble, match=r"COURSE_BROWSER is .*none"):
        tools.require_browser(sys.executable)


def test_a_browser_that_playwright_fetched_is_found(monkeypatch, tmp_path):
    program = tmp_path / "chromium-1234" / "chrome-linux" / "chrome"
    program.parent.mkdir(parents=True)
    program.write_text("", "utf-8")
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert machine.playwright_browser() == str(program)


def test_the_suite_fails_when_one_of_its_steps_does(monkeypatch, capsys):
    monkeypatch.setattr(suite, "ensure_node_modules", lambda tools: None)
    monkeypatch.setattr(suite, "require_browser", lambda python: "chromium")
    monkeypatch.setattr(suite, "node_environment", lambda python: {"PATH": os.defpath})

    class Done:
        def __init__(self, command, **_):
            self.returncode = int("ruff" in command and "format" in command)

    monkeypatch.setattr(suite.subprocess, "run", Done)
    monkeypatch.setattr(suite, "npm", lambda tools: "npm")
    assert suite.run("python", []) == 1
    summary = capsys.readouterr().out.split("== Summary")[1]
    assert [line.split()[0] for line in summary.strip().splitlines()] == [
        "ok",
        "FAILED",
        "ok",
        "ok",
        "ok",
        "ok",
    ]
