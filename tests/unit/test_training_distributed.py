"""Several processes train as one: real ones, started by torchrun, tied by Gloo."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import small_runs
import torch

from course_utils.training.distributed import ALONE, World

HERE = Path(__file__).parent
STEPS = 24


@pytest.mark.parametrize("size", [1, 2, 3, 4])
@pytest.mark.parametrize("count", [1, 2, 3, 6, 8, 13])
def test_the_parts_of_a_batch_are_the_batch_and_their_weighted_means_its_mean(size, count):
    values, mean, parts = torch.rand(count, dtype=torch.float64), 0.0, []
    for rank in range(size):
        part, weight = World(rank, size).part(count)
        mean += values[part].mean() * weight / size
        parts += values[part].tolist() if weight else []
    assert parts == values.tolist()
    assert float(mean) == pytest.approx(float(values.mean()), abs=1e-12)


def test_alone_nothing_changes():
    model = small_runs.network()
    assert ALONE.wrap(model) is model
    assert ALONE.part(7) == (slice(0, 7), 1.0)
    assert ALONE.total(0.1, True) == (0.1, True)
    assert ALONE.agree("x") == "x"
    assert ALONE.leads


def start(processes, folder, out, stop=0):
    """Train in so many processes; return what the lead kept."""
    torchrun = ["-m", "torch.distributed.run", "--standalone", f"--nproc-per-node={processes}"]
    command = [sys.executable, *(torchrun if processes > 1 else [])]
    done = subprocess.run(
        [*command, str(HERE / "small_runs.py"), str(folder), str(out), str(STEPS), str(stop)],
        capture_output=True,
        text=True,
        timeout=200,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(HERE.parents[1]), str(HERE)]),
            "OMP_NUM_THREADS": "1",
        },
    )
    assert done.returncode == 0, done.stderr
    return torch.load(out, weights_only=True)


def here(folder, out, stop=0):
    """The same in this process alone."""
    threads = torch.get_num_threads()
    small_runs.in_a_group(folder, out, STEPS, stop)
    torch.set_num_threads(threads)
    return torch.load(out, weights_only=True)


def close(one, other):
    """Assert that two runs are the same but for the order in which numbers were added."""
    torch.testing.assert_close(one["losses"], other["losses"], rtol=1e-5, atol=1e-6)
    assert one["accuracy"] == other["accuracy"]
    for name, tensor in one["model"].items():
        torch.testing.assert_close(tensor, other["model"][name], rtol=1e-5, atol=1e-6)


def test_two_processes_take_the_steps_of_one_and_checkpoints_pass_between_them(tmp_path):
    alone = here("", tmp_path / "alone")
    assert alone["size"] == 1
    # Two processes, stopped in the middle of an epoch; one goes on.
    folder = tmp_path / "by two"
    two = start(2, folder, tmp_path / "two", stop=10)
    assert (two["size"], len(two["losses"])) == (2, 11)
    torch.testing.assert_close(two["losses"], alone["losses"][:11], rtol=1e-5, atol=1e-6)
    last = sorted(folder.iterdir())[-1]
    assert {path.name for path in last.glob("*.distcp")} == {"__0_0.distcp", "__1_0.distcp"}
    close(here(folder, tmp_path / "then one"), alone)
    # One, stopped; two go on.
    folder = tmp_path / "by one"
    here(folder, tmp_path / "one", stop=10)
    together = start(2, folder, tmp_path / "then two")
    assert together["size"] == 2
    close(together, alone)
    assert not torch.equal(alone["model"]["0.weight"], small_runs.network(norm=False)[0].weight)


def test_a_part_that_is_missing_or_altered_is_seen(tmp_path):
    from course_utils.training import Checkpoints
    from course_utils.training.sharded import write_sharded

    said = []
    kept = Checkpoints(tmp_path, say=said.append)
    kept.save({"step": 1, "weight": torch.ones(3)})
    written = tmp_path / "checkpoint-000002"
    write_sharded(written, {"step": 2, "weight": torch.arange(400.0), "list": [1, (2, None)]})
    state = kept.latest()
    assert torch.equal(state["weight"], torch.arange(400.0))
    assert state["list"] == [1, (2, None)]
    part = next(written.glob("*.distcp"))
    content = part.read_bytes()
    part.write_bytes(content[:-40] + b"!" + content[-39:])
    assert kept.latest()["step"] == 1
    assert "is damaged" in said[0]
    part.unlink()
    assert kept.latest()["step"] == 1
    assert "is missing" in said[2]
    (written / "run.pt").unlink()
    assert kept.latest()["step"] == 1
    assert Checkpoints(tmp_path).paths() == [tmp_path / "checkpoint-000001.pt"]
