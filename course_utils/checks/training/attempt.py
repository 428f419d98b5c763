"""The stage of the capstone: train what a recipe describes within a budget of work, and ask it.

It knows no label of the images that are held out, so nothing that runs here can be trained on
them, and nothing here can tell how good a network is. It imports PyTorch and the course's training
only, so that it can run where a learner's answer runs.
"""

import contextlib
import copy
import linecache
import traceback
from types import SimpleNamespace

import torch
from torch import nn

from course_utils.training import Control, DivergedError, normalised, train
from course_utils.training.tally import Tally

NEEDED = ("network", "begin", "inputs", "loss", "optimizer", "schedule")  # of a recipe
STEPS = 1_000_000  # more than any budget allows; the work ends a run, not its steps
FIRST = 500  # held-out images that a network is asked about before it is trained
BATCH = 250
# Files that are not the learner's.
ELSEWHERE = ("-packages", "course_utils", "<probe>", "<string>", contextlib.__file__)
EXTRA = 1.03  # of the work: steps that grew dearer than the first end a run here


def capstone(answer, pictures, labels, held, macs, seconds, seed, watched=True):
    """Train what the recipe describes, and let it score images.

    Parameters
    ----------
    answer : callable
        Gives the recipe.
    pictures : uint8 array, (N, 32, 32, 3)
    labels : int64 array, (N,)
    held : uint8 array, (M, 32, 32, 3)
        Without their labels.
    macs : int
        The budget.
    seconds : float
        An end for what is slow for its work.
    seed : int
    watched : bool
        Look at every step; networks of the course, whose steps are all alike, need no watch.

    Returns
    -------
    dict
        "stage" is how far it came: "recipe", "network", "scores", "training", "scoring" or "done";
        "error" and "said" what was raised there.
    """
    torch.manual_seed(seed)
    recipe = answer()
    if recipe is None or recipe is Ellipsis:
        return recipe
    missing = [name for name in NEEDED if not callable(getattr(recipe, name, None))]
    if missing:
        kind = "a network" if isinstance(recipe, nn.Module) else type(recipe).__name__
        return {"stage": "recipe", "came": kind}
    seen = {"stage": "network"}
    try:
        take_part(recipe, seen, pictures, labels, held, macs, seconds, seed, watched)
    except DivergedError as error:
        seen |= {"stage": "diverged", "said": str(error)}
    except Exception as error:  # a learner's network and recipe may fail in any way
        seen |= {"error": type(error).__name__, "said": f"{str(error)[:250]}{where(error)}"}
    return seen


def take_part(recipe, seen, pictures, labels, held, macs, seconds, seed, watched):
    """Go through the stages and note in `seen` what is seen."""
    torch.manual_seed(seed)
    model = recipe.network()
    if not isinstance(model, nn.Module):
        seen["came"] = "None" if model is None else type(model).__name__
        return
    seen["stage"] = "scores"
    with torch.no_grad():
        tried = model.eval()(normalised(torch.as_tensor(pictures[:2])))
    if not isinstance(tried, torch.Tensor):
        seen["shape"] = f"a {type(tried).__name__}"
        return
    seen["shape"] = list(tried.shape)
    if tried.shape != (2, 10):
        return
    seen["stage"] = "training"
    fresh = copy.deepcopy(model)
    with Tally() as tally:  # of its own: the loop's count begins after it
        recipe.begin(fresh, torch.as_tensor(pictures))
    seen["before"] = scores(fresh, held[:FIRST])
    left = max(1, macs - tally.work)
    was = [parameter.detach().clone() for parameter in model.parameters()]
    seen |= trained(model, recipe, pictures, labels, left, seconds, seed, watched)
    seen["changed"] = any(
        not torch.equal(one, two.detach().to(one.device))
        for one, two in zip(was, model.parameters(), strict=False)
        if two.requires_grad
    )
    seen["stage"] = "scoring"
    seen["scores"] = scores(model, held)
    seen["again"] = scores(model, held[:BATCH])
    seen["apart"] = scores(model, held[BATCH // 2 : BATCH + BATCH // 2])
    seen["stage"] = "done"


def trained(model, recipe, pictures, labels, macs, seconds, seed, watched):
    """Train a model with what is left of the budget, and return what was counted."""
    control, data = Control(), SimpleNamespace(x_train=pictures, y_train=labels)
    first = 0  # what the first step took, with what comes before it
    tally = Tally()
    with tally if watched else contextlib.nullcontext():

        def look(_):
            nonlocal first
            first = first or tally.work
            if tally.work > EXTRA * macs + first:
                control.stop()

        history = train(
            model,
            data,
            recipe,
            on_step=look,
            seed=seed,
            steps=STEPS,
            seconds=seconds,
            macs=macs,
            evaluation=False,
            control=control,
        )
    return {
        "losses": history.losses,
        "images": history.images,
        "seconds": history.seconds,
        "ended": history.ended,
        "batch": recipe.batch,
        "macs": tally.macs if watched else history.macs,
        "others": tally.others,
    }


@torch.no_grad()
def scores(model, images):
    """Return a network's scores in evaluation mode, float32 (N, classes)."""
    first = next(model.parameters(), None)
    device = torch.device("cpu") if first is None else first.device
    model.eval()
    parts = [
        model(normalised(part.to(device))).float().cpu()
        for part in torch.as_tensor(images).split(BATCH)
    ]
    return torch.cat(parts)


def where(error):
    """Return the last line of the learner's on the way to an error."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if not any(part in frame.filename for part in ELSEWHERE):
            line = linecache.getline(frame.filename, frame.lineno).strip()
            return f" (line {frame.lineno}: {line})" if line else ""
    return ""
