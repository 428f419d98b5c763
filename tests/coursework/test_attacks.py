"""Attacks on grading: none gains a point, none reaches anything, none hurts who comes after it.

Each file in `attacks` is a cell that a learner might hand in, and says in its first line what it
tries. They meet planted decoys and this machine's loopback only. An attack that reached something
would say so with the decoy's own words.
"""

import socket
import threading
from pathlib import Path

import psutil
import pytest

from coursework import mark

from .papers import chapter, paper

HERE = Path(__file__).resolve().parent
ATTACKS = sorted((HERE / "attacks").glob("*.py"))
DECOY = "FOUND-THE-DECOY"
RELEASE = chapter("convolution.correlate2d", "convolution.output_size")
RIGHT = """
def output_size(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("it does not fit")
    return room // stride + 1
"""


@pytest.fixture(scope="module")
def decoy(tmp_path_factory):
    """Return a file that no attack may read, change or delete."""
    path = tmp_path_factory.mktemp("outside") / "decoy"
    path.write_text(DECOY)
    return path


@pytest.fixture(scope="module")
def listener():
    """Return (port, connections): a server on loopback that no attack may reach."""
    reached = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                reached.append(1)
                with connection:
                    connection.send(DECOY.encode())

        threading.Thread(target=serve, daemon=True).start()
        yield server.getsockname()[1], reached


def source_of(path, decoy, port):
    """Return an attack's code, aimed at the decoys."""
    code = path.read_text("utf-8").replace('"DECOY"', repr(str(decoy)))
    return code.replace("ROOT", str(decoy.parent)).replace("PORT", str(port))


@pytest.mark.parametrize("path", ATTACKS, ids=lambda path: path.stem)
def test_an_attack(path, tight_sandbox, decoy, listener, monkeypatch):
    monkeypatch.setenv("COURSE_SECRET", DECOY)
    port, reached = listener
    handed_in = paper(correlate2d=source_of(path, decoy, port), output_size=RIGHT)

    attack, beside = mark(handed_in, RELEASE, sandbox=tight_sandbox)

    assert attack.points == 0, attack
    assert attack.status not in ("right", "partly", "blank"), attack
    assert DECOY not in attack.message_text + attack.misconception_title
    assert decoy.read_text() == DECOY
    assert not reached
    assert beside.points == 4, "the exercise after it is hurt"
    harmless(attack)
    nothing_runs_on(tight_sandbox)


def harmless(found):
    """Check that a mark can be shown anywhere."""
    tags = found.message_html.replace("<p>", "").replace("</p>", "")
    tags = tags.replace("<pre>", "").replace("</pre>", "")
    assert "<" not in tags
    assert ">" not in tags
    for text in (found.message_text, found.message_html, found.misconception_title):
        assert all(one.isprintable() or one in "\n " for one in text)
        assert len(text) < 6_000
        text.encode("utf-8")
    assert "<" not in found.misconception_title


def nothing_runs_on(sandbox):
    """Check that of an attack's processes none is left."""
    for zygote in sandbox.zygotes.values():
        if zygote.alive():
            family = psutil.Process(zygote.process.pid).children(recursive=True)
            assert len(family) <= 2, family
    assert psutil.Process().num_fds() < 100


def test_there_are_many():
    assert len(ATTACKS) >= 40
    for path in ATTACKS:
        assert path.read_text("utf-8").startswith("# "), path


def test_the_next_paper_gets_its_marks(tight_sandbox):
    right = mark(paper(correlate2d=CORRELATE, output_size=RIGHT), RELEASE, sandbox=tight_sandbox)
    assert [one.points for one in right] == [4, 4]


CORRELATE = """
def correlate2d(image, kernel, stride=1, padding=0):
    image = np.pad(image, padding)
    seen = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)[::stride, ::stride]
    return (seen * kernel).sum(axis=(2, 3))
"""
