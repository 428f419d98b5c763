"""The capstone beyond its bank: what it is judged by, what is counted, and how it is graded."""

import json

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import nn

from course_utils import data, training
from course_utils.checks import training as check
from course_utils.checks.training import attempt, contests, own_recipe
from course_utils.training.tally import Tally
from coursework import mark

from . import toy
from .banks.training.capstone import as_the_chapter, by_hand
from .papers import chapter, paper

CONTEST = contests.contest  # before the tests put theirs in its place


def seen_by_the_stage(answer, size=toy.SIZE):
    contest = toy.contest()
    arrays = (contest.x_train, contest.y_train, contest.x_held)
    return attempt.capstone(answer, *arrays, size.macs, size.seconds, 0)


def test_images_that_judge_are_training_images_that_nobody_trains_on():
    count = 50_000
    numbers = np.arange(count)
    images = data.Cifar10(numbers, numbers, numbers[:0], numbers[:0], "cache", "")
    for size in contests.SIZES.values():
        trained, _, held, _ = contests.parted(images, size)
        assert len(trained) == size.train
        assert len(held) == size.held
        assert not {*trained} & {*held}
        assert held.min() >= count - contests.HELD


def test_what_others_reach_was_measured_with_the_budget_that_there_is():
    for one in contests.record()["measured"]:
        assert one["macs"] == contests.SIZES[one["contest"]].macs
        assert len(one["seeds"]) == len(one["accuracies"]) > 0
    for name in ("lesson", "full", "hand-in"):
        reached = contests.measured(name)
        assert 0.3 < reached["article"] < reached["fast"] < 0.9
    assert "tests.benchmarks.capstone" in json.dumps(contests.record())


def test_with_the_stand_in_accuracy_gets_no_points(monkeypatch):
    one = toy.contest()
    arrays = (one.x_train, one.y_train, one.x_held, one.y_held)
    stand_in = data.Cifar10(*arrays, "stand-in", "")
    monkeypatch.setattr(contests.data, "cifar10", lambda: stand_in)
    monkeypatch.setattr(contests, "parted", lambda images, size: arrays)
    monkeypatch.setitem(contests.SIZES, "lesson", toy.SIZE)
    monkeypatch.setattr(contests, "contest", CONTEST)
    verdict = check.capstone(by_hand)
    assert (verdict.passed, verdict.points, verdict.diagnosis) == (True, 0, "not-judged")
    assert "the stand-in, not CIFAR-10" in repr(verdict)
    assert repr(verdict).startswith("capstone: it works.")


def test_points_rise_with_accuracy():
    contest = toy.contest()
    reached = [own_recipe.points(one, contest) for one in (0.1, 0.2, 0.4, 0.69, 0.71, 1)]
    assert reached == [0, 0.25, 0.5, 0.5, 1, 1]


def test_the_same_answer_gets_the_same_result():
    one, other = seen_by_the_stage(as_the_chapter), seen_by_the_stage(as_the_chapter)
    assert torch.equal(one["scores"], other["scores"])
    assert one["macs"] == other["macs"]


def test_the_labels_of_held_out_images_are_not_on_the_stage():
    code = attempt.capstone.__code__
    assert code.co_varnames[: code.co_argcount][1:4] == ("pictures", "labels", "held")


def test_what_is_slow_for_its_work_is_stopped_and_told(monkeypatch):
    small = contests.Size(1_000, 500, 10**12, 0.5)
    one = toy.contest()
    arrays = (one.x_train, one.y_train, one.x_held, one.y_held)
    slow = contests.Contest(small, *arrays, article=0.9999, fast=1.1)
    monkeypatch.setattr(contests, "contest", lambda handed_in: slow)
    verdict = check.capstone(by_hand)
    assert verdict.diagnosis == "too-slow"
    assert "Batches of 50" in verdict.message


def test_what_does_not_end_is_stopped(monkeypatch):
    monkeypatch.setattr(contests, "patience", lambda handed_in: 2.0)

    class Endless(nn.Module):
        def forward(self, x):
            while True:
                pass

    def endless():
        return training.Recipe("endless", 50, 1, 0.1, 0.9, architecture=Endless)

    assert check.capstone(endless).diagnosis == "timeout"


@pytest.mark.parametrize(
    "value", [None, 3, {"stage": "done"}, {"stage": 1}, {"stage": "done"} | {}]
)
def test_what_no_stage_gives_earns_nothing(value):
    from course_utils.checks.engine import Outcome

    verdict = own_recipe.verdict(lambda case: Outcome("value", value=value))
    assert not verdict.passed
    assert verdict.points == 0


def test_forged_scores_need_labels():
    def call(case):
        scores = np.random.default_rng(0).normal(size=(500, 10))
        from course_utils.checks.engine import Outcome

        value = {
            "stage": "done",
            "scores": scores,
            "again": scores[:250],
            "apart": scores[125:375],
            "before": np.zeros((500, 10)),
            "changed": True,
            "losses": np.linspace(2, 1, 100),
            **dict.fromkeys(("images", "seconds", "batch", "macs", "others"), 1),
            "ended": "macs",
        }
        return Outcome("value", value=value)

    assert own_recipe.verdict(call).points == 0


@pytest.mark.parametrize(
    ("operation", "least"),
    [
        (lambda a, b: torch.einsum("ij,kj->ik", a, b), 64 * 64 * 64),
        (lambda a, b: (a[:, None] * b).sum(2), 64 * 64 * 64),
        (lambda a, b: F.unfold(a.view(1, 1, 64, 64), 8, stride=8)[0] @ b, 64 * 64 * 64),
        (lambda a, b: torch.fft.ifft(torch.fft.fft(a) * b).real, 2 * 64 * 64 * 6),
        (lambda a, b: torch.linalg.svd(a), 64**3),
        (lambda a, b: nn.LSTM(64, 64)(a), 64 * 8 * 64 * 64),
        (lambda a, b: torch.stack([row.dot(b[0]) for row in a]), 64 * 64),
    ],
    ids=["einsum", "broadcast", "unfold", "fourier", "linalg", "lstm", "dot"],
)
def test_work_is_seen_however_it_is_written(operation, least):
    a, b = torch.randn(2, 64, 64)
    with Tally() as tally:
        operation(a, b)
    assert tally.work >= least / 2


def test_what_convolutions_do_is_counted_as_pytorch_counts_it():
    net, x = nn.Conv2d(3, 8, 3), torch.randn(2, 3, 10, 10)
    with Tally() as tally:
        net(x).sum().backward()
    products = 2 * 8 * 8 * 8 * 3 * 9  # images, height, width, filters, channels, kernel
    assert tally.macs == 2 * products  # forwards, and backwards for the weights
    with Tally() as tally, torch.inference_mode():
        net(x)
    assert tally.macs == products


ANSWER = """
import dataclasses

def capstone():
    return dataclasses.replace(training.recipe("fast"), name="mine", batch=25, architecture=network)
"""
HELPER = """
from course_utils.models import FastNet

def network():
    return FastNet((24, 48, 96), patch=3, stride=2, directions=12)
"""


def release():
    import dataclasses

    setup = "from course_utils import data, training"
    return dataclasses.replace(chapter("training.capstone"), setup=setup)


def test_a_hand_in_may_use_recipes_and_networks_of_the_course(sandbox):
    (found,) = mark(paper(other=HELPER, capstone=ANSWER), release(), sandbox=sandbox)
    assert found.status == "right", found
    assert found.points == found.max_points


def test_a_hand_in_has_no_data_and_no_checks(sandbox):
    code = "from course_utils import {}\n\ndef capstone():\n    return None\n"
    for module in ("data", "checks"):
        (found,) = mark(paper(capstone=code.format(module)), release(), sandbox=sandbox)
        assert found.status == "error"
        assert "ImportError" in found.message_text


def test_other_exercises_are_lent_nothing(sandbox):
    code = (
        "def build_net():\n    from course_utils.models import ArticleNet\n    return ArticleNet()"
    )
    (found,) = mark(paper(build_net=code), chapter("training.build_net"), sandbox=sandbox)
    assert found.points == 0


def test_a_hand_in_that_carries_weights_is_refused(sandbox):
    code = f"{ANSWER}\nWEIGHTS = '{'x' * 30_000}'\n"
    (found,) = mark(paper(other=HELPER, capstone=code), release(), sandbox=sandbox)
    assert found.misconception_id == "too-long"


def test_without_the_dataset_a_person_has_to_mark_it(sandbox, monkeypatch):
    import dataclasses

    one = dataclasses.replace(toy.contest(), why_not="These images are the stand-in, not CIFAR-10")
    monkeypatch.setattr(contests, "contest", lambda handed_in: one)
    (found,) = mark(paper(other=HELPER, capstone=ANSWER), release(), sandbox=sandbox)
    assert found.status == "manual"
