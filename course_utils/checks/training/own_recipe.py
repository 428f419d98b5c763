"""The check of `capstone`: as good a network as can be trained with a fixed amount of work.

What it can hold to the budget is what PyTorch's dispatcher sees in the thread that trains (see
`Tally`), and that is done where the learner's code runs: who computes in NumPy or in threads, or
hides weights in the code, deceives it. The labels of the held-out images are here, and never there.
"""

import numpy as np

from ..engine import Case, Exercise, Verdict, check
from ..engine.judging import failed, without_value
from . import attempt, contests

ALREADY = 0.25  # right before any training: far above what guessing gives on 500 images
LEARNT = 0.2  # twice what guessing gives
CHANCE = 0.13
FALLEN = 0.99  # of the loss at first; a network that learns comes far below
COSTLY = 2.0  # times the work an image of the recipe 'fast'
OVER = 1.25  # of the budget; the last step may go beyond it, but not by so much
EXACT = 1e-3  # of the scores' spread: rounding, where the same images are asked about again
NEAR = 0.05  # the same, where they are in another batch


class Unreadable(Exception):  # noqa: N818  (it reads better where it is raised)
    """What came from where the answer ran is not what the stage gives."""


def verdict(call, handed_in=False):
    """Judge an answer that can only be called.

    Parameters
    ----------
    call : callable
        Takes a `Case` and returns an `Outcome`.
    handed_in : bool
        Judge by the contest of hand-ins.

    Returns
    -------
    Verdict
    """
    contest = contests.contest(handed_in)
    size = contest.size
    arrays = (contest.x_train, contest.y_train, contest.x_held)
    outcome = call(Case((*arrays, size.macs, size.seconds, contests.SEED)))
    found = without_value(CAPSTONE, outcome)
    if found is not None:
        return found
    try:
        seen = Seen(outcome.value)
        return stopped(seen) or unsound(seen, contest) or judged(seen, contest)
    except Unreadable:
        return failed(CAPSTONE, "wrong-type", "What came of it could not be read.")


class Seen:
    """What the stage saw; nothing in it is believed to be of the type that it should be."""

    def __init__(self, fields):
        if not isinstance(fields, dict):
            raise Unreadable
        self.fields = fields

    def text(self, name):
        """Return a text, empty where there is none."""
        return str(self.fields.get(name, ""))[:300]

    def number(self, name):
        """Return a finite number."""
        value = self.fields.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e18:
            raise Unreadable
        return value

    def array(self, name, ndim):
        """Return an array of real numbers with so many axes, at least one number in it."""
        value = self.fields.get(name)
        if not isinstance(value, np.ndarray) or value.dtype.kind not in "fiu":
            raise Unreadable
        if value.ndim != ndim or not value.size:
            raise Unreadable
        return value.astype(float)

    def raised(self):
        """Return what was raised, as the end of a sentence."""
        return f"{self.text('error')}: {self.text('said')}".rstrip(": .") + "."


def stopped(seen):
    """Return the verdict for an answer that did not come through all stages, or None."""
    match seen.text("stage"):
        case "recipe":
            said = (
                f"It returned {seen.text('came')}; a recipe is asked, a `training.Recipe`. The "
                "recipe makes the network: give a function that does so as its `architecture`."
            )
            return failed(CAPSTONE, "not-a-recipe", said)
        case "network" if seen.text("error"):
            said = f"Its network could not be made. {seen.raised()}"
            return failed(CAPSTONE, "network-not-made", said)
        case "network":
            said = (
                f"The recipe's `architecture` gave {seen.text('came')} when it was called; a new "
                "network, an nn.Module, is asked."
            )
            return failed(CAPSTONE, "no-network", said)
        case "scores" if seen.text("error"):
            said = f"Its network does not take images of the shape (N, 3, 32, 32). {seen.raised()}"
            return failed(CAPSTONE, "input-not-taken", said)
        case "scores":
            shape = seen.fields.get("shape")
            came = f"scores of the shape {tuple(shape)}" if isinstance(shape, list) else shape
            said = (
                f"For two images its network gives {str(came)[:100]}; one row an image and one "
                "score for each of the ten classes is asked, a tensor of the shape (2, 10)."
            )
            return failed(CAPSTONE, "wrong-shape", said)
        case "diverged":
            return failed(CAPSTONE, "diverged", seen.text("said"))
        case "training":
            return failed(CAPSTONE, "training-failed", f"Training it failed. {seen.raised()}")
        case "scoring":
            said = f"After training it could not score the held-out images. {seen.raised()}"
            return failed(CAPSTONE, "scoring-failed", said)
        case "done":
            return None
    raise Unreadable


def unsound(seen, contest):
    """Return the verdict for a network whose accuracy would mean nothing, or None."""
    scores = seen.array("scores", 2)
    if scores.shape != (len(contest.y_held), 10):
        said = f"Its scores have the shape {scores.shape}; {(len(contest.y_held), 10)} is asked."
        return failed(CAPSTONE, "wrong-shape", said)
    if not np.isfinite(scores).all():
        said = "Some of its scores for held-out images are NaN or infinite, though its loss is not."
        return failed(CAPSTONE, "not-finite", said)
    before = seen.array("before", 2)
    at_first = right(before, contest.y_held[: len(before)])
    if at_first > ALREADY:
        said = (
            f"It gets {at_first:.0%} of the images right before it is trained. Its work has to be "
            "done within the budget: `architecture` has to make a new network at each call, with "
            "random weights."
        )
        return failed(CAPSTONE, "already-trained", said)
    if seen.fields.get("changed") is not True:
        said = (
            "Training left all of its weights as they were. Is the rate 0 from the start, or does "
            "the optimiser hold other weights than the network's?"
        )
        return failed(CAPSTONE, "unchanged", said)
    return None


def judged(seen, contest):
    """Return the verdict for a network that was trained."""
    scores, told = seen.array("scores", 2), account(seen, contest)
    accuracy = right(scores, contest.y_held)
    reached = (
        f"It gets {accuracy:.1%} of {len(scores):,} images right that it was not trained on, {told}"
    )
    by_chance = by_luck(seen, scores)
    if contest.why_not:
        if by_chance:
            return failed(CAPSTONE, *by_chance)
        said = f"{reached} {contest.why_not}: the accuracy means nothing here, and gets no points."
        return Verdict(CAPSTONE.name, True, "not-judged", said)
    reached = f"{reached} {compared(accuracy, contest)}"
    share = points(accuracy, contest)
    used = max(seen.number("macs"), seen.number("others")) / contest.size.macs
    if used > OVER and share == 1:
        said = (
            f"{reached} That is more than the budget: its last step alone went too far beyond it. "
            "Take smaller batches."
        )
        return failed(CAPSTONE, "over-budget", said)
    share = share if used <= OVER else 0.0
    if by_chance:
        diagnosis, said = by_chance
        return failed(CAPSTONE, diagnosis, f"{said} {reached}", points=share / 2)
    if share == 1:
        return Verdict(CAPSTONE.name, True, "right", reached, points=1.0)
    diagnosis, said = reason(seen, scores, accuracy, contest)
    return failed(CAPSTONE, diagnosis, f"{reached} {said}", points=share)


def right(scores, labels):
    """Return the share of images whose label has the highest score; NaN is never right."""
    return float((np.argmax(scores, 1) == labels).mean())


def points(accuracy, contest):
    """Return the share of the points for an accuracy."""
    if accuracy >= contest.goal:
        return 1.0
    if accuracy >= contest.article:
        return 0.5
    return 0.25 if accuracy >= LEARNT else 0.0


def account(seen, contest):
    """Return what was done for it, as the end of a sentence and perhaps another."""
    images, work = seen.number("images"), max(seen.number("macs"), seen.number("others"))
    budget = contest.size.macs
    text = (
        f"after {images:,} images ({images / len(contest.y_train):.2f} epochs) at "
        f"{work / max(images, 1) / 1e6:,.1f} million multiply-accumulates each: "
        f"{work / budget:.0%} of the budget of {budget / 1e9:,.0f} billion."
    )
    if seen.number("others") > seen.number("macs"):
        text += (
            " Its convolutions and matrix products are less than what its other operations do, so "
            "the numbers that those wrote were counted instead, and ended the run."
        )
    elif seen.text("ended") == "stopped":
        text += " Its steps grew dearer than the first one was, and all of them were counted."
    return text


def by_luck(seen, scores):
    """Return a diagnosis where an image's scores depend on more than the image, or None."""
    again, apart = seen.array("again", 2), seen.array("apart", 2)
    if moved(scores[: len(again)], again) > EXACT:
        return (
            "random-scores",
            "In evaluation mode it gives the same images other scores each time. Is dropout left "
            "on? `F.dropout` has to be told: training=self.training.",
        )
    middle = attempt.BATCH // 2
    if moved(scores[middle : middle + len(apart)], apart) > NEAR:
        return (
            "depends-on-the-batch",
            "In evaluation mode the scores of an image depend on which others are in its batch, "
            "as where batch norm keeps no averages.",
        )
    return None


def moved(one, other):
    """Return by how much scores moved, next to how much they differ among each other."""
    if one.shape != other.shape:
        raise Unreadable
    return float(np.sqrt(np.mean((one - other) ** 2)) / (one.std() + 1e-9))


def compared(accuracy, contest):
    """Return how an accuracy compares with others for the same work."""
    text = (
        f"With the same work the article's network and recipe get {contest.article:.1%}, and the "
        f"course's recipe 'fast'{' of an earlier version' * contests.changed()} {contest.fast:.1%}."
    )
    beyond = 100 * (accuracy - contest.fast)
    return text + (f" Yours is {beyond:.1f} points above it." if beyond >= 0.05 else "")


def probabilities(scores):
    """Tell whether the scores of every image are positive and make 1."""
    return bool((scores >= 0).all() and (abs(scores.sum(1) - 1) < 1e-3).all())


def reason(seen, scores, accuracy, contest):
    """Return a diagnosis and a sentence for what is short of the goal."""
    images, losses = seen.number("images"), seen.array("losses", 1)
    work = max(seen.number("macs"), seen.number("others"))
    each = work / max(images, 1)
    epochs = images / len(contest.y_train)
    tenth = max(1, len(losses) // 10)
    if seen.text("ended") == "seconds":
        return "too-slow", (
            f"It was stopped after {contest.size.seconds:.0f} s, before its budget was used: it is "
            f"slow for its work. Batches of {seen.number('batch')} came; larger ones take less "
            "time for the same."
        )
    usual = contests.work_an_image()
    if epochs < 1 and each > COSTLY * usual:
        return "too-expensive", (
            f"The network is too expensive for this budget: it was used up after {epochs:.2f} "
            f"epochs, {len(losses)} steps. 'fast' takes {usual / 1e6:.1f} million "
            "multiply-accumulates an image; fewer channels, or smaller maps, cost less."
        )
    first, last = losses[:tenth].mean(), losses[-tenth:].mean()
    if last > FALLEN * first:
        return "loss-did-not-fall", (
            f"Its loss did not fall: {first:.2f} over the first {tenth} steps and {last:.2f} over "
            "the last. Is the learning rate much too low, or much too high?"
        )
    if accuracy < CHANCE:
        return "at-chance", (
            "That is what guessing gets, though its loss fell: does the network do something else "
            "in evaluation mode than in training, or does the loss reward something else?"
        )
    if probabilities(scores):
        return "softmax-at-the-end", (
            "What it gives are probabilities: the loss takes a softmax itself, so that a second "
            "one makes the gradients small. Give the scores as they are."
        )
    if accuracy < contest.article:
        return "below-the-article", "Less than the article's network: change one thing at a time."
    return "short-of-the-goal", f"All points need {contest.goal:.1%}."


CAPSTONE = Exercise(
    signature="capstone()",
    probe=attempt.capstone,
    verdict=verdict,
    patience=lambda handed_in: contests.patience(handed_in),  # by name, so that tests can change it
    grading=contests.GRADING,
    lends=("course_utils.machine", "course_utils.models", "course_utils.training"),
)


def capstone(answer):
    """Check ``capstone()``, which returns a recipe: trained with a budget of work, and judged."""
    return check(CAPSTONE, answer)
