"""CIFAR-10 from cache, network or stand-in: nothing broken is believed, nothing of ours is lost.

A small server on this machine gives a tiny archive in CIFAR-10's layout and misbehaves in each
way that a network can.
"""

import errno
import functools
import gzip
import hashlib
import http.server
import io
import os
import pickle
import signal
import subprocess
import sys
import tarfile
import textwrap
import threading
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from torchvision.datasets import CIFAR10

from course_utils import data
from course_utils.data import cache, cifar, download, stand_in
from course_utils.data.release import CLASSES, OFFICIAL, Release

ROWS = (50, 10)
HURRY = download.Patience(connect=1.0, silence=1.0, window=0.5, slowest=5_000)


# ------------------------------------------------------------------------------ a tiny CIFAR-10


def tiny_archive():
    """Return a .tar.gz in CIFAR-10's layout, and its arrays; one batch of 50 and one of 10."""
    rng = np.random.default_rng(0)
    files, arrays = {}, {}
    for part, name, rows in (("train", "data_batch_1", 50), ("test", "test_batch", 10)):
        pixels = rng.integers(0, 256, (rows, 3072), dtype=np.uint8)
        labels = [int(n) for n in rng.permutation(np.arange(rows) % 10)]
        files[name] = pickle.dumps({"data": pixels, "labels": labels})
        arrays[f"x_{part}"] = pixels.reshape(rows, 3, 32, 32).transpose(0, 2, 3, 1)
        arrays[f"y_{part}"] = np.array(labels)
    files["batches.meta"] = pickle.dumps({"label_names": list(CLASSES)})
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return gzip.compress(packed.getvalue(), mtime=0), files, arrays  # in a child too the same


def md5(content):
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


ARCHIVE, FILES, ARRAYS = tiny_archive()


def tiny_class(address):
    class Tiny(CIFAR10):
        url = f"{address}/cifar-10-python.tar.gz"
        tgz_md5 = md5(ARCHIVE)
        train_list = [["data_batch_1", md5(FILES["data_batch_1"])]]  # noqa: RUF012
        test_list = [["test_batch", md5(FILES["test_batch"])]]  # noqa: RUF012
        meta = {  # noqa: RUF012
            "filename": "batches.meta",
            "key": "label_names",
            "md5": md5(FILES["batches.meta"]),
        }

    return Tiny


@functools.cache
def tiny_release(address="http://127.0.0.1:9"):  # port 9: nobody listens
    return Release(rows=ROWS, channel_sums=None, dataset=lambda: tiny_class(address), room=1)


class Server(http.server.ThreadingHTTPServer):
    """Answers with the archive, in the manner that `manner` names at the time."""

    manner = "well"
    asked = 0
    daemon_threads = True

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        pass  # a client that hangs up is what some tests are about


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked += 1
        manner = self.server.manner
        if manner == "refused":
            self.send_error(403, "Forbidden")
            return
        if manner == "silent":
            time.sleep(4)
            return
        if manner == "redirected" and "moved" not in self.path:
            self.send_response(302)
            self.send_header("Location", f"{self.server.address}/moved")
            self.end_headers()
            return
        body = ARCHIVE
        if manner == "altered":
            middle = len(body) // 2
            body = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
        if manner == "login page":
            body = b"<html>Please log in to this network</html>"
        self.send_response(200)
        if manner != "length unknown":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if manner in ("cut", "stalled", "trickling"):
            self.wfile.write(body[: len(body) // 3])
            self.wfile.flush()
        if manner == "stalled":
            time.sleep(4)
        elif manner == "trickling":
            for byte in body[len(body) // 3 : len(body) // 3 + 60]:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.1)
        elif manner != "cut":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def server():
    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(autouse=True)
def clean(monkeypatch, tmp_path):
    """No memory of other tests, no cache of the user's, and no network that is not ours."""
    monkeypatch.delenv("COURSE_OFFLINE", raising=False)
    monkeypatch.setenv("COURSE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(cifar, "RETRY_SECONDS", 0)
    cifar._failed.clear()
    cifar._unkept.clear()
    cache._load.cache_clear()


def get(address="http://127.0.0.1:9", root=None, patience=HURRY):
    return data.cifar10(root, progress=False, _release=tiny_release(address), _patience=patience)


def litter(folder):
    return sorted(p.name for p in Path(folder).iterdir() if p.name != cache.FILE)


def assert_real(got):
    for name in ("x_train", "y_train", "x_test", "y_test"):
        np.testing.assert_array_equal(getattr(got, name), ARRAYS[name])
    assert got.classes == CLASSES


def assert_stand_in(got):
    assert got.source == "stand-in"
    assert got.sentence.startswith("These are NOT CIFAR-10")
    assert got.classes[3] == "digit 3"
    assert (got.x_train.shape, got.x_test.shape) == ((50, 32, 32, 3), (10, 32, 32, 3))


# ------------------------------------------------------------------------------- when all is well


def test_downloaded_once_then_read_from_the_cache(server, tmp_path):
    first = get(server.address)
    assert first.source == "download"
    assert_real(first)
    assert first.y_train.dtype == np.int64
    assert "127.0.0.1, checksums right, and kept in" in first.sentence
    assert litter(tmp_path / "data") == []
    second = get(server.address)
    assert second.source == "cache"
    assert_real(second)
    assert server.asked == 1
    assert get(server.address).x_train is second.x_train  # read once in a process
    assert "cache" in repr(second)


@pytest.mark.parametrize("manner", ["length unknown", "redirected"])
def test_lawful_variants(server, manner):
    server.manner = manner
    assert_real(get(server.address))


def test_a_bar_is_shown_unless_declined(server, capsys):
    data.cifar10(_release=tiny_release(server.address))
    assert "CIFAR-10" in capsys.readouterr().err
    get(server.address)
    assert capsys.readouterr().err == ""


def test_root_goes_before_the_environment(server, tmp_path):
    get(server.address, root=tmp_path / "mine" / "deep")
    assert (tmp_path / "mine" / "deep" / cache.FILE).is_file()


def test_without_any_wish_the_folder_is_the_users_cache(monkeypatch):
    monkeypatch.delenv("COURSE_DATA")
    assert "convolution-course" in str(cache.folder())


# --------------------------------------------------------------------- when the network misbehaves


@pytest.mark.parametrize(
    ("manner", "says"),
    [
        ("refused", "the server answered 403, Forbidden"),
        ("silent", "there was no answer in time"),
        ("stalled", "there was no answer in time"),
        ("trickling", "there was no answer in time"),
        ("cut", "it broke off after"),
        ("altered", "what arrived does not have the published checksum"),
        ("login page", "what arrived does not have the published checksum"),
    ],
)
def test_a_bad_download_is_not_believed_and_the_next_call_goes_on(server, tmp_path, manner, says):
    server.manner = manner
    started = time.monotonic()
    got = get(server.address)
    assert time.monotonic() - started < 5
    assert_stand_in(got)
    assert f"could not be downloaded from 127.0.0.1: {says}" in got.sentence
    assert litter(tmp_path / "data") == []
    assert not (tmp_path / "data" / cache.FILE).exists()

    server.manner = "well"
    assert_real(get(server.address))


def test_an_archive_with_a_wrong_batch_inside_is_not_believed(server):
    release = tiny_release(server.address)
    tiny = release.dataset()
    tiny.test_list = [["test_batch", "0" * 32]]
    wrong = Release(ROWS, None, lambda: tiny, 1)
    got = data.cifar10(progress=False, _release=wrong, _patience=HURRY)
    assert_stand_in(got)
    assert "a file in the archive does not have its checksum" in got.sentence


def test_no_server_at_all_is_a_sentence_and_quick():
    started = time.monotonic()
    assert_stand_in(get())
    assert time.monotonic() - started < 5


def test_a_name_lookup_that_hangs_is_given_up(monkeypatch):
    def hang(*_, **__):
        time.sleep(3)
        raise OSError("too late")

    monkeypatch.setattr("socket.getaddrinfo", hang)
    started = time.monotonic()
    got = get("http://no.such.host.invalid")
    assert time.monotonic() - started < 3
    assert_stand_in(got)


def test_a_network_that_failed_is_left_alone_for_a_while(server, monkeypatch):
    monkeypatch.setattr(cifar, "RETRY_SECONDS", 60)
    server.manner = "refused"
    first, second = get(server.address), get(server.address)
    assert server.asked == 1
    assert first.sentence == second.sentence


@pytest.mark.parametrize(("value", "asked"), [("1", 0), ("true", 0), ("0", 1), ("", 1)])
def test_course_offline_asks_nobody(server, monkeypatch, value, asked):
    monkeypatch.setenv("COURSE_OFFLINE", value)
    got = get(server.address)
    assert server.asked == asked
    assert (got.source == "stand-in") == (asked == 0)
    if not asked:
        assert "COURSE_OFFLINE is set" in got.sentence


# ------------------------------------------------------------------------ when the file is broken


def write(path, **changes):
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays = {name: array.astype(np.uint8) for name, array in ARRAYS.items()} | changes
    np.savez(path, **{name: a for name, a in arrays.items() if a is not None})
    return path


def flipped(path, where):
    content = bytearray(path.read_bytes())
    content[where(len(content))] ^= 1
    path.write_bytes(content)


BREAKAGES = {
    "truncated": lambda p: p.write_bytes(p.read_bytes()[:-100]),
    "half": lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2]),
    "empty": lambda p: p.write_bytes(b""),
    "no zip": lambda p: p.write_text("404 not found"),
    "one pixel altered": lambda p: flipped(p, lambda n: n // 2),
    "an array missing": lambda p: write(p, y_test=None),
    "a wrong shape": lambda p: write(p, x_test=np.zeros((10, 32, 32), np.uint8)),
    "floats": lambda p: write(p, x_test=np.zeros((10, 32, 32, 3))),
    "a label of 10": lambda p: write(p, y_test=np.arange(1, 11, dtype=np.uint8)),
    "a label of -1": lambda p: write(p, y_test=np.arange(-1, 9)),
    "unequal classes": lambda p: write(p, y_test=np.zeros(10, np.uint8)),
    "a pickle": lambda p: write(p, y_test=np.array([print] * 10, dtype=object)),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_broken_file_is_not_believed_but_kept(server, tmp_path, breakage, monkeypatch):
    path = write(tmp_path / "data" / cache.FILE)
    assert get().source == "cache"
    BREAKAGES[breakage](path)
    os.utime(path, (1, 1))  # a file system's clock may be too coarse to show the change
    broken = path.read_bytes()

    monkeypatch.setenv("COURSE_OFFLINE", "1")
    offline = get()
    assert_stand_in(offline)
    assert f"{path} is not the whole, unaltered dataset and is not used (" in offline.sentence
    assert path.read_bytes() == broken

    monkeypatch.delenv("COURSE_OFFLINE")
    assert_real(get(server.address))
    assert litter(path.parent) == ["cifar10.set-aside-1.npz"]
    assert (path.parent / "cifar10.set-aside-1.npz").read_bytes() == broken
    assert get().source == "cache"


def test_a_false_header_asks_for_no_memory(tmp_path):
    path = write(tmp_path / "data" / cache.FILE)
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header, {"descr": "|u1", "fortran_order": False, "shape": (1 << 50, 32, 32, 3)}
    )
    with zipfile.ZipFile(path, "w") as pack:
        for name in ("y_train", "x_test", "y_test"):
            pack.writestr(f"{name}.npy", b"")
        pack.writestr("x_train.npy", header.getvalue())
    got = get()
    assert_stand_in(got)
    assert "x_train has shape (1125899906842624, 32, 32, 3)" in got.sentence


def test_pixels_of_something_else_are_not_taken_for_cifar10(tmp_path):
    fingerprint = tuple(
        tuple(ARRAYS[f"x_{part}"].sum(axis=(0, 1, 2), dtype=int).tolist())
        for part in ("train", "test")
    )
    path = write(tmp_path / cache.FILE)
    release = Release(ROWS, fingerprint, lambda: tiny_class("http://127.0.0.1:9"), 1)
    cache.load(path, release)
    write(path, x_train=255 - ARRAYS["x_train"])
    with pytest.raises(cache.UnbelievableError, match="do not add up to those of CIFAR-10"):
        cache.load(path, release)


def test_two_set_aside_files_do_not_overwrite_each_other(server, tmp_path):
    path = tmp_path / "data" / cache.FILE
    path.parent.mkdir()
    for content in (b"first", b"second"):
        path.write_bytes(content)
        get(server.address)
    kept = [path.with_name(f"cifar10.set-aside-{n}.npz").read_bytes() for n in (1, 2)]
    assert kept == [b"first", b"second"]


def test_a_file_that_another_process_finished_first_is_no_wreck(server, tmp_path, monkeypatch):
    path = tmp_path / "data" / cache.FILE
    real = cifar.download

    def slower(*args):
        arrays = real(*args)
        write(path)  # the other process
        return arrays

    monkeypatch.setattr(cifar, "download", slower)
    assert_real(get(server.address))
    assert litter(path.parent) == []


# ----------------------------------------------------------------- when the folder or disk is odd


def unwritable(monkeypatch, place):
    """Make `place` read-only, for an administrator too, whom permission bits do not stop."""
    real = cache.tempfile.TemporaryFile

    def refuse(*args, dir=None, **kwargs):
        if Path(dir) == place:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(*args, dir=dir, **kwargs)

    monkeypatch.setattr(cache.tempfile, "TemporaryFile", refuse)


def test_a_read_only_folder_is_read(monkeypatch, tmp_path):
    path = write(tmp_path / "data" / cache.FILE)
    unwritable(monkeypatch, path.parent)
    assert get().source == "cache"


def test_into_a_read_only_folder_nothing_is_kept_and_that_is_said(server, monkeypatch, tmp_path):
    place = tmp_path / "data"
    place.mkdir()
    unwritable(monkeypatch, place)
    got = get(server.address)
    assert got.source == "download"
    assert_real(got)
    assert f"The folder {place} cannot be written to (Permission denied)" in got.sentence
    assert list(place.iterdir()) == []
    assert_real(get())  # held in memory: the network is not asked again
    assert server.asked == 1


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is what no one can write to")
def test_a_folder_that_cannot_be_made(server):
    got = get(server.address, root="/proc/no/such")
    assert_real(got)
    assert "The folder /proc/no/such cannot be made" in got.sentence


def test_a_folder_that_is_a_file(server, tmp_path):
    (tmp_path / "data").write_text("mine")
    got = get(server.address)
    assert_real(got)
    assert "is a file, not a folder" in got.sentence
    assert (tmp_path / "data").read_text() == "mine"


def test_too_little_room_is_said_before_anything_is_fetched(server):
    release = tiny_release(server.address)
    greedy = Release(ROWS, None, release.dataset, room=10**18)
    got = data.cifar10(progress=False, _release=greedy)
    assert_stand_in(got)
    assert "MB free, but a download of CIFAR-10 needs 1,000,000,000,000 MB" in got.sentence
    assert server.asked == 0


class FullDisk(io.BytesIO):
    def write(self, _):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_fills_during_the_download(server, monkeypatch, tmp_path):
    real = Path.open

    def open_full(path, mode="r", *args, **kwargs):
        return FullDisk() if path.name.endswith(".gz") and "w" in mode else real(path, mode)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", open_full)
        got = get(server.address)
    assert_stand_in(got)
    assert "The disk that holds" in got.sentence
    assert litter(tmp_path / "data") == []
    assert_real(get(server.address))


def test_a_disk_that_fills_while_saving_loses_nothing(server, monkeypatch, tmp_path):
    path = tmp_path / "data" / cache.FILE
    path.parent.mkdir()
    path.write_bytes(b"old and broken")

    def savez(file, **_):
        file.write(b"half a")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(cache.np, "savez", savez)
    got = get(server.address)
    assert got.source == "download"
    assert_real(got)
    assert "could not be written (No space left on device), so the download is not kept" in (
        got.sentence
    )
    assert litter(path.parent) == []
    assert path.read_bytes() == b"old and broken"


# ------------------------------------------------------------------------- when a process is killed

CHILD = """
import sys
sys.path.insert(0, {tests!r})
import test_data_cifar as t
from course_utils.data import cache
{sabotage}
t.get({address!r}, root={root!r}, patience=t.download.Patience(9, 9, 9, 0))
"""


def killed(address, root, sabotage, until):
    """Run a download in a child, and kill it at the moment when `until()` is true."""
    code = CHILD.format(
        tests=str(Path(__file__).parent), address=address, root=str(root), sabotage=sabotage
    )
    child = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, "COURSE_OFFLINE": ""})
    try:
        deadline = time.monotonic() + 60
        while not until():
            assert child.poll() is None, "the child ended before it could be killed"
            assert time.monotonic() < deadline
            time.sleep(0.02)
    finally:
        child.send_signal(signal.SIGKILL)
        child.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is Unix's")
@pytest.mark.parametrize("moment", ["downloading", "saving"])
def test_a_killed_process_leaves_nothing_that_is_believed(server, tmp_path, moment):
    root = tmp_path / "data"
    root.mkdir()
    if moment == "downloading":
        server.manner = "trickling"
        sabotage = ""

        def until():
            return any(p.stat().st_size for p in root.rglob("*.tar.gz"))

    else:  # written, but not yet in its place
        sabotage = "cache.os.fsync = lambda _: t.time.sleep(60)"

        def until():
            return any(p.suffix == ".npz" and p.stat().st_size > 1000 for p in root.iterdir())

    killed(server.address, root, sabotage, until)
    assert litter(root)  # it had no chance to clean up
    assert not (root / cache.FILE).exists()

    server.manner = "well"
    assert_real(get(server.address, root=root))
    assert litter(root)  # fresh: it could be another process at work
    for item in root.rglob("*"):
        os.utime(item, (1, 1))
    (root / cache.FILE).unlink()
    assert_real(get(server.address, root=root))
    assert litter(root) == []


# ---------------------------------------------------------------------------- what `doctor` asks


def test_the_source_is_told_at_once_and_without_a_network(server, tmp_path, monkeypatch):
    def ask():
        return data.cifar10_source(_release=tiny_release(server.address))

    path = tmp_path / "data" / cache.FILE
    kind, where, sentence = ask()
    assert (kind, where) == ("download", path)
    assert "is downloaded (170 MB) when first used" in sentence
    assert not path.parent.exists()  # looking makes nothing

    path.parent.mkdir()
    unwritable_note = "cannot be written to"
    with monkeypatch.context() as patch:
        unwritable(patch, path.parent)
        assert unwritable_note in ask()[2]

    monkeypatch.setenv("COURSE_OFFLINE", "1")
    assert ask()[0] == "stand-in"

    write(path)
    assert ask()[0] == "cache"
    BREAKAGES["truncated"](path)
    kind, _, sentence = ask()
    assert kind == "stand-in"
    assert "is not used" in sentence
    assert server.asked == 0


# ------------------------------------------------------------------------------------ as a dataset


@pytest.fixture
def small(monkeypatch):
    """Let the dataset be small: the stand-in of 50 and 10 pictures."""
    from course_utils.data import dataset

    arrays = stand_in.stand_in(ROWS)
    record = cifar._record(arrays, "stand-in")
    monkeypatch.setattr(dataset, "cifar10", lambda *_, **__: record)
    return record


def test_a_dataset_gives_what_torchvisions_does(small):
    from torch.utils.data import DataLoader
    from torchvision.transforms import ToTensor

    test = data.cifar10_dataset(train=False)
    picture, label = test[3]
    assert (len(test), picture.size, picture.mode) == (10, (32, 32), "RGB")
    assert type(label) is int
    np.testing.assert_array_equal(np.asarray(picture), small.x_test[3])
    assert test.classes == small.classes
    assert test.class_to_idx[test.classes[4]] == 4
    assert "NOT CIFAR-10" in repr(test)

    train = data.cifar10_dataset(transform=ToTensor())
    images, labels = next(iter(DataLoader(train, batch_size=8)))
    assert (images.shape, labels.tolist()) == ((8, 3, 32, 32), small.y_train[:8].tolist())


# ------------------------------------------------------------------------------- the real thing

real = os.environ.get("COURSE_DATA")


@pytest.mark.skipif(
    not (real and (Path(real) / cache.FILE).is_file()), reason="COURSE_DATA holds no CIFAR-10"
)
def test_the_real_dataset_is_believed():
    got = data.cifar10(real)
    assert got.source == "cache"
    np.testing.assert_allclose(
        got.x_train.mean(axis=(0, 1, 2)) / 255, [0.4914, 0.4822, 0.4465], atol=5e-5
    )
    assert got.y_test.max() == 9


def test_the_official_release_is_torchvisions():
    assert OFFICIAL.dataset() is CIFAR10
    assert OFFICIAL.shapes()["x_train"] == (50_000, 32, 32, 3)


@pytest.mark.parametrize("first", ["photograph", "cifar10_source", "load_image"])
def test_no_module_hides_a_function_of_its_name(first):
    code = textwrap.dedent(f"""
        from course_utils import data
        data.{first}
        data.photographs(), data.cifar10.__call__, data.load_image.__call__, data.CLASSES[0]
        assert all(callable(getattr(data, n)) or n == 'CLASSES' for n in dir(data))
    """)
    subprocess.run([sys.executable, "-c", code], check=True)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'cifar100'"):
        _ = data.cifar100
