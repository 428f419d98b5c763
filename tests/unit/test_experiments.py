"""The experiments: what is kept of a run, how numbers are drawn from it, and what is measured."""

import math
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
import torch
from torch import nn

from course_utils import experiments
from course_utils.experiments import (
    engine,
    global_average,
    most_important,
    networks,
    pooling,
    shifts,
    statistics,
    subset,
    timing,
)
from course_utils.experiments.__main__ import main
from course_utils.experiments.table import Table


@dataclass(frozen=True)
class Images:
    """A few pictures of noise, the record's fields that the experiments use."""

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    source: str = "cache"
    sentence: str = "Noise."


@pytest.fixture(scope="module")
def images():
    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 256, (24, 32, 32, 3), dtype=np.uint8)
    labels = rng.integers(0, 10, 24)
    return Images(pictures[:16], labels[:16], pictures[16:], labels[16:])


@dataclass
class Counted:
    """An experiment whose every run is counted; its result is made of variant and seed."""

    runs: list = field(default_factory=list)

    def __call__(self, variant, seed, data, *, epochs):
        self.runs.append((variant, seed))
        return {"score": len(variant) + seed / 10 + epochs, "note": None}

    def experiment(self):
        return engine.Experiment("counted", "", ("a", "bb"), {"epochs": 1}, ("score", "note"), self)


# The table


def test_rows_come_back_as_they_were(tmp_path):
    table = Table(("name", "count", "share", "nothing"), tmp_path / "new" / "rows.csv")
    rows = [
        {"name": "a, 'b' \"c\"", "count": 3, "share": 0.1 + 0.2, "nothing": None},
        {"name": "ü", "count": -1, "share": 1e-9, "nothing": None},
    ]
    for row in rows:
        table.append(row)
    assert Table(table.columns, table.path).rows == rows
    assert b"\r" not in table.path.read_bytes()


def test_a_torn_line_is_not_read_and_is_written_over(tmp_path):
    path = tmp_path / "rows.csv"
    table = Table(("name", "score"), path)
    table.append({"name": "a", "score": 1.25})
    table.append({"name": "b", "score": 2.25})
    path.write_bytes(path.read_bytes()[:-2])  # 'b,2.': a number, but not the one
    torn = Table(("name", "score"), path)
    assert torn.rows == [{"name": "a", "score": 1.25}]
    torn.append({"name": "c", "score": 3})
    assert path.read_text() == "name,score\na,1.25\nc,3\n"


def test_a_torn_header_is_no_header(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("name,sc")
    table = Table(("name", "score"), path)
    assert table.rows == []
    table.append({"name": "a", "score": 1})
    assert path.read_text() == "name,score\na,1\n"


def test_what_is_no_row_is_said_in_words(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("name,score\na,1\nb\nc,3\n")
    with pytest.raises(ValueError, match=r"Line 3 of .*rows.csv has 1 cells; 2 fit"):
        Table(("name", "score"), path)
    with pytest.raises(ValueError, match="has the columns name, score; name, accuracy fit"):
        Table(("name", "accuracy"), path)
    with pytest.raises(ValueError, match=r"these differ: \['score'\]"):
        Table(("name", "score")).append({"name": "a"})


# The engine


def test_runs_that_have_a_row_are_not_run_again(tmp_path, images):
    path, counted = tmp_path / "rows.csv", Counted()
    first = engine.run(counted.experiment(), images, seeds=1, path=path)
    assert counted.runs == [("a", 0), ("bb", 0)]
    again = engine.run(counted.experiment(), images, seeds=2, path=path)
    assert counted.runs == [("a", 0), ("bb", 0), ("a", 1), ("bb", 1)]
    assert [row["score"] for row in again] == pytest.approx([2, 3, 2.1, 3.1])
    assert again[:2] == first
    engine.run(counted.experiment(), images, seeds=2, path=path)
    assert len(counted.runs) == 4


def test_a_torn_run_is_run_again(tmp_path, images):
    path, counted = tmp_path / "rows.csv", Counted()
    engine.run(counted.experiment(), images, seeds=1, path=path)
    path.write_bytes(path.read_bytes()[:-5])
    rows = engine.run(counted.experiment(), images, seeds=1, path=path)
    assert counted.runs == [("a", 0), ("bb", 0), ("bb", 0)]
    assert [row["variant"] for row in rows] == ["a", "bb"]
    assert counted.experiment().rows(path) == rows


def test_other_settings_and_other_pictures_are_other_runs(tmp_path, images):
    path, counted = tmp_path / "rows.csv", Counted()
    for source, epochs in (("cache", 1), ("cache", 2), ("stand-in", 1), ("download", 1)):
        data = replace(images, source=source)
        rows = engine.run(
            counted.experiment(), data, variants=["a"], seeds=1, path=path, epochs=epochs
        )
        assert [row["epochs"] for row in rows] == [epochs]
    assert len(counted.runs) == 3  # cached or downloaded, the pictures are the same
    kinds = [row["data"] for row in counted.experiment().rows(path)]
    assert kinds == ["CIFAR-10", "CIFAR-10", "stand-in"]


def test_a_row_says_where_it_comes_from(images):
    (row,) = engine.run(Counted().experiment(), images, variants=["bb"], seeds=1)
    assert row["torch"] == torch.__version__
    assert row["bfloat16"] in ("yes", "no", "unknown")
    assert row["date"].startswith("20")
    assert row["command"] == "course_utils.experiments.run"


def test_the_command_is_kept_without_anybody_s_folder(monkeypatch):
    class Spec:
        name = "course_utils.experiments.__main__"

    main_module = type("Main", (), {"__spec__": Spec})
    monkeypatch.setitem(engine.sys.modules, "__main__", main_module)
    words = ["x", "pooling", "--out", "/home/me/a.csv", "--seeds", "2", "--out=/home/b.csv"]
    monkeypatch.setattr(engine.sys, "argv", words)
    assert engine.command() == "python -m course_utils.experiments pooling --seeds 2"


def test_no_time_left_no_further_run(images):
    counted, said = Counted(), []
    assert engine.run(counted.experiment(), images, seconds=-1, say=said.append) == []
    assert counted.runs == said == []


def test_what_does_not_exist_is_named(images):
    with pytest.raises(ValueError, match="no variant 'c'; these exist: a, bb"):
        engine.run(Counted().experiment(), images, variants=["c"])
    with pytest.raises(ValueError, match="no setting 'epoch'; these exist: epochs"):
        engine.run(Counted().experiment(), images, epoch=2)
    with pytest.raises(FileNotFoundError, match="experiments counted' makes it"):
        Counted().experiment().rows()
    with pytest.raises(ValueError, match="17 pictures to train on came; 1 to 16 fit"):
        subset.first(images, 17, 1)


def test_threads_are_put_back(images):
    before = torch.get_num_threads()
    seen = []

    def measure(variant, seed, data):
        seen.append(torch.get_num_threads())
        raise ArithmeticError

    torch.set_num_threads(2)
    try:
        with pytest.raises(ArithmeticError):
            engine.run(engine.Experiment("one", "", ("a",), {}, (), measure), images)
        assert seen == [1]
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


# Statistics


def test_mean_spread_and_standard_error():
    one = statistics.estimate([1, 2, 3, 6])
    assert one.mean == 3
    assert one.sd == pytest.approx(np.std([1, 2, 3, 6], ddof=1))
    assert one.error == pytest.approx(one.sd / 2)
    single = statistics.estimate([0.5])
    assert single.percent() == "50.0 %"
    assert math.isnan(single.sd)
    assert statistics.estimate([0.6, 0.62]).percent() == "61.0 ± 1.4 %"
    with pytest.raises(ValueError, match="at least one run fits"):
        statistics.estimate([])


def test_over_seeds_leaves_empty_cells_out():
    rows = [
        {"variant": "b", "score": 1},
        {"variant": "a", "score": None},
        {"variant": "b", "score": 3},
        {"variant": "a", "score": 5.0},
    ]
    found = statistics.over_seeds(rows, "score", "variant")
    assert list(found) == ["b", "a"]
    assert found["b"][::2] == (2, 2)
    assert found["a"][::2] == (5, 1)


def test_a_difference_has_the_error_of_both():
    one, other = statistics.Estimate(5, 3.0, 9), statistics.Estimate(3, 2.0, 4)
    assert statistics.difference(one, other) == (2, pytest.approx(math.sqrt(2)))
    shares = {
        "max": statistics.Estimate(0.6, 0.02, 4),
        "mean": statistics.Estimate(0.57, 0.0, 4),
        "one run": statistics.Estimate(0.61, math.nan, 1),
    }
    _, mean, single = statistics.against(shares)
    assert mean.split() == ["mean", "-3.0", "±", "1.0"]
    assert single.split() == ["one", "run", "+1.0"]


# What is measured


def test_a_shift_by_hand():
    picture = np.arange(9, dtype=np.uint8).reshape(1, 3, 3, 1)
    right = [[1, 0, 1], [4, 3, 4], [7, 6, 7]]  # the column that comes in is mirrored
    assert shifts.shifted(picture, 0, 1)[0, :, :, 0].tolist() == right
    up = [[3, 4, 5], [6, 7, 8], [3, 4, 5]]
    assert shifts.shifted(picture, -1, 0)[0, :, :, 0].tolist() == up
    assert (shifts.shifted(picture, 0, 0) == picture).all()


class Corner(nn.Module):
    """Class 1 where the cell in row 0, column 1 of the picture is bright."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        cell = x[:, 0, 0, 1]
        return torch.stack([torch.zeros_like(cell), cell], 1)


def test_consistency_by_hand():
    pictures = np.zeros((2, 32, 32, 3), np.uint8)
    pictures[0, 0, 1] = 255  # moved right or up it is dark there; down or left, mirrored, too
    pictures[1, 0] = 255  # a bright row: stays when moved left or right
    # Left and down: picture 0 shows column 2, or row 1; right: column 0; up: row 1. All dark.
    # Picture 1 leaves row 0 when moved up, and when moved down row 1 is mirrored into it.
    assert shifts.consistency(Corner(), pictures, 1) == pytest.approx((0 / 4 + 2 / 4) / 2)
    assert shifts.consistency(Corner(), np.zeros_like(pictures), 3) == 1


def test_pixels_in_another_order_are_the_same_pixels(images):
    mixed = subset.permuted(images)
    assert mixed.x_train.shape == images.x_train.shape
    assert not np.array_equal(mixed.x_train, images.x_train)
    order = np.random.default_rng(0).permutation(32 * 32)
    before, after = (x.x_test.reshape(8, 1024, 3) for x in (images, mixed))
    assert (after[:, 5] == before[:, order[5]]).all()  # the same for every picture
    assert (np.sort(after, axis=1) == np.sort(before, axis=1)).all()


def test_the_rules_by_hand():
    window = torch.tensor([[[[4.0, 1.0], [7.0, 3.0]]]])
    got = {rule: float(apply(window)) for rule, apply in networks.RULES.items() if rule != "random"}
    assert got == {"max": 7, "second": 4, "mean": 3.75, "corner": 4, "min": 1}
    torch.manual_seed(0)
    drawn = networks.RULES["random"](window.expand(1, 1000, 2, 2)).flatten()
    counts = [(drawn == cell).float().mean() for cell in (4, 1, 7, 3)]
    assert all(0.2 < share < 0.3 for share in counts)
    assert float(networks.l2_pool(window)) == pytest.approx(math.sqrt(75), abs=1e-4)


def test_every_rule_halves_the_map_and_lets_the_gradient_through():
    x = torch.relu(torch.randn(2, 3, 8, 6)).requires_grad_()
    layers = [networks.Rule(rule) for rule in networks.RULES]
    for layer in [*layers, networks.L2Pool(), networks.BlurPool(3)]:
        y = layer(x)
        assert y.shape == (2, 3, 4, 3)
        (slope,) = torch.autograd.grad(y.sum(), x)
        assert torch.isfinite(slope).all()
        assert slope.abs().sum() > 0


def test_blur_keeps_what_is_constant_and_all_that_moves_by_two():
    layer = networks.BlurPool(1)
    assert layer(torch.full((1, 1, 8, 8), 3.0)) == pytest.approx(torch.full((1, 1, 4, 4), 3.0))
    x = torch.zeros(1, 1, 16, 16)
    x[..., 6, 6] = 1
    assert (layer(x.roll(2, -1)) == layer(x).roll(1, -1)).all()


def test_a_strided_convolution_is_the_corner_of_each_window(images):
    """The same weights with stride 2, and with stride 1 and the corner kept, agree."""
    strided, corner = pooling.network("strided").eval(), most_important.network("corner").eval()
    corner.load_state_dict(strided.state_dict())
    x = torch.randn(2, 3, 32, 32)
    assert torch.allclose(strided(x), corner(x), atol=1e-5)


def test_sizes_that_the_chapter_names():
    sizes = {name: networks.parameters(pooling.network(name)) for name in pooling.NETWORKS}
    assert sizes.pop("learned") - sizes["max"] == 16 * 16 * 4 + 16 + 32 * 32 * 4 + 32
    assert len(set(sizes.values())) == 1
    article, wide = (global_average.network(n) for n in ("article", "global average, wide"))
    assert networks.parameters(article) == 62_006
    assert networks.parameters(wide) == 62_054
    convolved = 28 * 28 * 6 * 75 + 10 * 10 * 16 * 150
    dense = 400 * 120 + 120 * 84 + 84 * 10
    article.train()
    assert networks.multiply_accumulates(article) == convolved + dense
    assert article.training


def test_the_same_seed_gives_the_same_first_weights_and_leaves_the_generator_alone():
    state = torch.get_rng_state()
    one, same, other = (pooling.network("max", seed).scores.weight for seed in (3, 3, 4))
    assert torch.equal(one, same)
    assert not torch.equal(one, other)
    assert torch.equal(torch.get_rng_state(), state)


def test_weighing_finds_the_cell_that_matters(images):
    """A network made by hand in which only the corner of each window reaches the scores."""
    model = most_important.network("learned").eval()
    pool = model.features[3]
    with torch.no_grad():
        pool.weight.zero_()
        pool.weight[range(16), range(16), 0, 0] = 1
    found = most_important.weigh(model, images)
    assert found["share_random"] == pytest.approx(0.25, abs=0.05)
    assert found["share_largest"] == pytest.approx(found["top_largest"], abs=1e-6)
    assert found["share_gradient"] == pytest.approx(found["share_largest"], abs=1e-6)
    assert found["share_largest"] < 0.6  # the largest is the corner in about a third of them


def test_renewing_measures_statistics_and_changes_no_weight(images):
    model = most_important.network("max")
    weights = [one.clone() for one in model.parameters()]
    most_important.renew(model, images, batch=8, batches=2)
    assert all(torch.equal(*pair) for pair in zip(weights, model.parameters(), strict=True))
    first = model.features[0](engine_normalised(images.x_train))
    expected = torch.stack([half.mean((0, 2, 3)) for half in first.split(8)]).mean(0)
    assert torch.allclose(model.features[1].running_mean, expected, atol=1e-5)
    assert not model.training


def engine_normalised(pictures):
    from course_utils.training import normalised

    return normalised(torch.as_tensor(pictures))


SMALL = {"epochs": 1, "batch": 8, "train": 16, "test": 8}


@pytest.mark.parametrize(
    ("module", "variants"),
    [
        (pooling, ("max", "strided")),
        (most_important, ("max", "learned")),
        (global_average, ("article", "linear (permuted)")),
    ],
)
def test_each_experiment_runs_and_its_row_is_read_back(module, variants, images, tmp_path):
    path = tmp_path / "rows.csv"
    rows = engine.run(module.GRID, images, variants=variants, seeds=2, path=path, **SMALL)
    assert module.GRID.rows(path) == rows
    again = engine.run(module.GRID, images, variants=variants, seeds=1, **SMALL)
    timed = ("seconds", "images_a_second", "date")
    for row, same in zip(again, rows, strict=False):  # a seed gives the same numbers
        assert {k: v for k, v in row.items() if k not in timed} == {
            k: v for k, v in same.items() if k not in timed
        }
    assert module.report(rows)
    figure = module.figure(rows)
    assert figure.alt
    assert figure.png.startswith(b"\x89PNG")


def test_timing_in_turn(images):
    slow = nn.Sequential(nn.Flatten(), nn.Linear(3072, 500), nn.Linear(500, 10))
    models = {"slow": slow, "fast": nn.Sequential(nn.Flatten(), nn.Linear(3072, 10))}
    steps = {name: torch.optim.SGD(one.parameters(), 0.01) for name, one in models.items()}
    row = timing.interleaved(models, steps, images, batch=4, rounds=3)
    assert set(row) == set(timing.columns(models))
    assert row["ratio_slow"] == 1
    assert row["ratio_fast"] < 1
    assert row["ms_slow"] > row["ms_fast"] > 0


# What ships with the course


@pytest.mark.parametrize("name", experiments.NAMES)
def test_the_results_that_ship_are_whole_and_of_cifar10(name):
    experiment = getattr(experiments, name).GRID
    rows = experiment.rows()
    asked = {(row["variant"], row["seed"]) for row in rows}
    assert len(rows) == len(asked)
    assert all(row["data"] == "CIFAR-10" for row in rows)
    assert all(row[key] == usual for row in rows for key, usual in experiment.defaults.items())
    assert all((variant, seed) in asked for variant in experiment.variants for seed in range(3))


def test_the_command_shows_what_ships_and_refuses_a_stand_in(monkeypatch, capsys, images):
    from course_utils import data

    monkeypatch.setattr(data, "cifar10", lambda: images, raising=False)
    assert main(["pooling", "--seeds", "3"]) == 0  # every row is there: nothing is run
    assert "max" in capsys.readouterr().out
    monkeypatch.setattr(data, "cifar10", lambda: replace(images, source="stand-in"))
    with pytest.raises(SystemExit):
        main(["pooling"])
    assert "name a file with --out" in capsys.readouterr().err
