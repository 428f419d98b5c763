"""The command line of bubblewrap: what the sandbox has, which is as little as Python needs."""

import shutil
import site
import subprocess
import sys
import sysconfig
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENGINE = HERE.parents[1] / "course_utils" / "checks" / "engine"
# What runs inside, and nothing else of the course: no check, no reference, no solution.
INSIDE = {
    "zygote.py": HERE / "zygote.py",
    "worker.py": HERE / "worker.py",
    "confine.py": HERE / "confine.py",
    "codec.py": HERE / "codec.py",
    "engine/calling.py": ENGINE / "calling.py",
    "engine/plain.py": ENGINE / "plain.py",
}
# Where the course is installed as a package, it is hidden.
HIDDEN = ("course_utils", "coursework", "authoring", "launcher", "tests")
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
SYSTEM = ("bin", "sbin", "lib", "lib32", "lib64")
SPACE = 64 * 2**20  # bytes that fit into /tmp

ADVICE = (
    "Grading runs what learners wrote, and does so only inside bubblewrap, which {why}. On Debian "
    "and Ubuntu: sudo apt install bubblewrap. On Windows: install WSL (wsl --install), and grade "
    "in there. On macOS, or where it cannot be installed: grade in a virtual machine with Linux, "
    "or in a container that may make namespaces (docker run --security-opt seccomp=unconfined "
    "--security-opt apparmor=unconfined). --trust runs the code without any protection, with your "
    "rights: only for code that you would run yourself."
)
# Ubuntu, from 24.04, lets only programs that it knows make namespaces.
RESTRICTED = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")
UBUNTU = (
    " Here Ubuntu forbids it; until the next start of the machine this allows it: sudo sysctl -w "
    "kernel.apparmor_restrict_unprivileged_userns=0"
)


class NoSandbox(Exception):  # noqa: N818  (it reads better where it is raised)
    """There is no bubblewrap that works; the text says what to do."""


def program():
    """Return the path of bubblewrap.

    Raises
    ------
    NoSandbox
        When there is none, or when it cannot do its work here.
    """
    found = shutil.which("bwrap") if sys.platform == "linux" else None
    if not found:
        raise NoSandbox(ADVICE.format(why="is not on this machine"))
    tried = subprocess.run(
        [found, *walls(), "--", "/usr/bin/true"], capture_output=True, text=True, env={}
    )
    if tried.returncode != 0:
        said = tried.stderr.strip().splitlines()[:1]
        why = f"does not work on this machine ({' '.join(said)})"
        forbidden = RESTRICTED.exists() and RESTRICTED.read_text().strip() == "1"
        raise NoSandbox(ADVICE.format(why=why) + UBUNTU * forbidden)
    return found


def walls():
    """Return the arguments that shut everything out but the system's own programs."""
    arguments = [
        "--unshare-user",
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        *("--uid", "65534", "--gid", "65534", "--hostname", "sandbox"),
        *("--cap-drop", "ALL"),
        *("--ro-bind", "/usr", "/usr"),
    ]
    for name in SYSTEM:
        path = Path("/") / name
        if path.is_symlink():
            arguments += ["--symlink", str(path.readlink()), str(path)]
        elif path.exists():
            arguments += ["--ro-bind", str(path), str(path)]
    for path in ("/etc/ld.so.cache", "/etc/alternatives", "/proc/cpuinfo"):
        arguments += ["--ro-bind-try", path, path]
    for device in DEVICES:
        arguments += ["--dev-bind", device, device]
    return arguments


def command(preload=()):
    """Return the command line that starts a zygote.

    Parameters
    ----------
    preload : sequence of str
        Modules that it imports besides NumPy.

    Raises
    ------
    NoSandbox
        As `program` does.
    """
    arguments = [program(), *walls()]
    prefix = Path(sys.base_prefix).resolve()
    python = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    inside = python
    if not prefix.is_relative_to("/usr"):
        arguments += ["--ro-bind", str(prefix), "/python"]
        inside = Path("/python") / python.relative_to(prefix)
        arguments += ["--setenv", "LD_LIBRARY_PATH", "/python/lib"]
        # What is installed there beside Python is hidden: the folders below are enough.
        for folder in prefix.glob("lib/python3*/site-packages"):
            arguments += ["--tmpfs", f"/python/{folder.relative_to(prefix)}"]
    for number, folder in enumerate(packages()):
        arguments += ["--ro-bind", str(folder), f"/site/{number}"]
        for name in HIDDEN:
            if (folder / name).exists():
                arguments += ["--tmpfs", f"/site/{number}/{name}"]
    for folder in Path("/usr").glob("*lib/python3*/*-packages"):
        for name in HIDDEN:
            if (folder / name).is_dir():
                arguments += ["--tmpfs", str(folder / name)]
    for name, path in INSIDE.items():
        arguments += ["--ro-bind", str(path), f"/worker/{name}"]
    for name, value in ENVIRONMENT.items():
        arguments += ["--setenv", name, value]
    arguments += ["--size", str(SPACE), "--tmpfs", "/tmp", "--remount-ro", "/", "--chdir", "/tmp"]
    # The zygote may part its children from each other; it gives this right up for each of them.
    arguments += ["--cap-add", "CAP_SYS_ADMIN"]
    return [*arguments, "--", str(inside), "-I", "-S", "/worker/zygote.py", *preload]


# One thread, and nothing left to chance: the same answer gets the same marks.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "HOME": "/tmp",
    "LANG": "C.UTF-8",
}


def packages():
    """Return the folders of installed packages, without a folder in another."""
    named = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    named += [] if sys.prefix != sys.base_prefix else site.getsitepackages()
    found = dict.fromkeys(Path(name).resolve() for name in named if Path(name).is_dir())
    return list(found)[:2]
