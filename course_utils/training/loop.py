"""The training loop."""

import math
from contextlib import contextmanager
from functools import partial

import torch

from . import distributed, memory
from .control import Control, Interruption
from .evaluation import evaluate, predicted
from .history import DivergedError, History, Progress, StoppedError
from .order import Order
from .run import Clock, Keeper, Run, checksum
from .step import Stepper

SMALL = 32  # a batch below this is too little work to share between threads
PATIENCE = 0.1  # seconds between two looks at the interrupt button during a pause


def train(
    model,
    data,
    recipe,
    *,
    on_step=None,
    seed=0,
    device=None,
    steps=None,
    seconds=None,
    images=None,
    macs=None,
    evaluation=True,
    checkpoints=None,
    resume=True,
    control=None,
):
    """Train a model in place and return the history of the run.

    With the same model, seed and recipe the result is the same, bit for bit, in one thread on one
    machine; several threads may add numbers in another order. Batches below 32 images are computed
    in one thread in any case: threads would wait for each other longer than they work.

    With `checkpoints`, a run that was killed, interrupted or stopped goes on at the last of them
    when it is called again, and ends with the same result as if nothing had happened.

    In a group of processes (see `course_utils.training.distributed`) each takes its part of every
    batch.

    Parameters
    ----------
    model : torch.nn.Module
        Takes float32 (N, 3, 32, 32) from -1 to 1 and gives a score a class, (N, classes). It is
        moved to the device and left there, in training mode.
    data : course_utils.data.Cifar10
        Or anything with `x_train`, uint8 (N, 32, 32, 3), `y_train`, int64 (N,), and the same for
        the test.
    recipe : Recipe
    on_step : callable, optional
        Called with a `Progress` after each step, once where a run is resumed, and once more where
        it was stopped, with the accuracy.
    seed : int
        Of the order of the images, of what is done to them, and of what the model draws (dropout).
    device : str or torch.device, optional
        Default: an accelerator where there is one, else the processor.
    steps : int, optional
        Stop after so many steps; by default after the epochs of the recipe.
    seconds, images, macs : number, optional
        End the run earlier: at the first step after which it has trained for so many seconds, has
        seen so many images, or has computed so many multiply-accumulates (forward, backward and
        optimiser; the same on every machine). The schedule of the recipe ends with the run.
    evaluation : bool
        Evaluate on the test images after each epoch and at the end, outside the clock.
    checkpoints : path or Checkpoints, optional
        The folder for them. One is written at the start, after each epoch, every 15 s between,
        and at the end. By default there are none.
    resume : bool
        Go on at the last checkpoint where there is one; if not, begin anew and replace it.
    control : Control, optional
        By which another thread, or the dashboard's buttons, may pause and stop the run.

    Returns
    -------
    History

    Raises
    ------
    DivergedError
        When the loss is NaN or infinite; the sentence names the step and the likeliest causes.
        The last checkpoint before is kept as 'last-good.pt'.
    StoppedError
        A KeyboardInterrupt, which came when the run was interrupted, after its step.
    CheckpointError
        When the folder cannot be written, or what is in it is of another run or network.
    ValueError
        When there is no image, or a limit is not above 0.
    """
    world = distributed.world()
    device = torch.device(device or accelerator(world))
    pictures, labels = whole(data, device)
    planned = recipe.steps(len(pictures)) if steps is None else steps
    limits = limits_of(steps=planned, seconds=seconds, images=images, macs=macs)
    identity = identity_of(recipe, seed, limits, data)
    control, interruption = control or Control(), Interruption()
    layout = torch.channels_last if recipe.channels_last else torch.preserve_format
    model.to(device, memory_format=layout).train()

    with control.running(), conditions(recipe.batch, seed + world.rank), interruption.noted():
        recipe.begin(model, pictures)
        optimizer = recipe.optimizer(model)
        run = Run(identity, limits, order_of(recipe, len(pictures), seed))
        keeper = Keeper(checkpoints, run, model, optimizer)
        keeper.begin(resume)
        clock, count_work = Clock(run.seconds), macs is not None
        stepper = Stepper(
            model,
            pictures,
            labels,
            recipe,
            optimizer,
            seed=seed,
            world=world,
            count_work=count_work,
            note_losses=run.order.losses is not None,
        )

        def tell(accuracy=None):
            if on_step is not None:
                on_step(progress(run, len(pictures), accuracy, stepper.rate, model))

        def history():
            return history_of(run, len(pictures), recipe, seed, device)

        if run.steps:
            tell()
        stop = False
        while not run.ended and not stop:
            chosen = next(run.order)
            loss, work = stepper.take(chosen, run.steps + 1, run.share)
            stop = control.stopped or interruption.pressed
            loss, stop, due, passed = world.total(
                loss, stop, world.leads and keeper.due, world.leads * clock.seconds
            )
            if not math.isfinite(loss):
                what = f"The loss is {loss} at step {run.steps + 1}"
                raise DivergedError(diverged(what, stepper.rate, keeper), history())
            run.took(loss, len(chosen), work, passed)
            if stepper.losses is not None:
                run.order.saw(chosen, stepper.losses)
            epoch_over, accuracy = run.order.epoch_over, None
            if evaluation and (epoch_over or run.ended):
                world.align(model)
                with clock.stopped():
                    accuracy = measured(model, data, world)
                run.accuracies.append((run.steps, accuracy))
            pause = control.paused and world.size == 1 and not run.ended
            if epoch_over or run.ended or stop or due or pause:
                world.align(model)
                if not sound(model):
                    what = f"The weights are no longer finite after step {run.steps}"
                    raise DivergedError(diverged(what, stepper.rate, keeper), history())
                keeper.save()
            tell(accuracy)
            if pause:
                with clock.stopped():
                    stop = waited(control, interruption)
        if interruption.pressed:
            raise StoppedError(
                f"Training was interrupted after step {run.steps:,}. {keeper.how_to_go_on()}",
                history(),
            )
        if stop and evaluation:  # not part of the checkpoint: an unbroken run has none here
            run.accuracies.append((run.steps, measured(model, data, world)))
            tell(run.accuracies[-1][1])
        return history()


def limits_of(**limits):
    """Return the limits that are set; refuse, in words, one that is not above 0."""
    limits = {name: limit for name, limit in limits.items() if limit is not None}
    for name, limit in limits.items():
        least = "above 0" if name == "seconds" else "1 or more"
        if not (limit > 0 and (name == "seconds" or limit >= 1)):
            raise ValueError(f"{name} is {limit}; {least} fits.")
    return limits


def identity_of(recipe, seed, limits, data):
    """Return what makes a run the run that it is; how many seconds it may take does not."""
    fixed = {name: limit for name, limit in limits.items() if name != "seconds"}
    if kept_by(recipe):
        fixed["kept"] = list(recipe.kept)
    return {
        "recipe": recipe.name,
        "seed": seed,
        "batch": recipe.batch,
        **fixed,
        "training images": len(data.x_train),
        "their checksum": checksum(data),
    }


def order_of(recipe, count, seed):
    """Return which of so many images come in which order, by a recipe and a seed."""
    taken = partial(recipe.taken, images=count) if kept_by(recipe) else None
    return Order(count, recipe.batch, seed, taken)


def kept_by(recipe):
    """Return `recipe.kept`; what a learner made may be like a recipe, and know nothing of it."""
    return getattr(recipe, "kept", ())


def progress(run, count, accuracy, rate, model):
    """Return where a run stands, with so many different images."""
    return Progress(
        step=run.steps,
        steps=run.limits["steps"],
        loss=float(run.losses[run.steps - 1]),
        images=run.images,
        epochs=run.images / count,
        seconds=run.seconds,
        accuracy=accuracy,
        learning_rate=rate,
        share=run.share,
        losses=run.losses[: run.steps],
        accuracies=run.accuracies,
        model=model,
    )


def history_of(run, count, recipe, seed, device):
    """Return what happened in a run up to now, with so many different images."""
    return History(
        losses=run.losses[: run.steps].copy(),
        seconds=run.seconds,
        images=run.images,
        epochs=run.images / count,
        accuracies=tuple(run.accuracies),
        recipe=recipe.name,
        seed=seed,
        device=str(device),
        ended=run.ended or "stopped",
        macs=run.macs,
    )


def measured(model, data, world):
    """Return the share of the test images that is right; each process takes a part of them."""
    if world.size == 1:
        return evaluate(model, data)
    images, labels = data.x_test[world.rank :: world.size], data.y_test[world.rank :: world.size]
    right = int((predicted(model, images) == labels).sum()) if len(images) else 0
    return world.total(right)[0] / len(data.x_test)


def waited(control, interruption):
    """Wait while a run is paused; return whether it is to end then."""
    control.enter("paused")
    while control.wait(PATIENCE) and not interruption.pressed:
        pass
    control.enter("training")
    return control.stopped or interruption.pressed


def sound(model):
    """Tell whether all weights are finite numbers."""
    return all(bool(parameter.isfinite().all()) for parameter in model.parameters())


def whole(data, device):
    """Return all training images and labels as tensors on the device, the images as bytes.

    Returns
    -------
    uint8 tensor, (N, 32, 32, 3), and int64 tensor, (N,)
    """
    if len(data.x_train) == 0 or len(data.x_train) != len(data.y_train):
        raise ValueError(
            f"There are {len(data.x_train)} images and {len(data.y_train)} labels; "
            "one label an image, and at least one image, fits."
        )
    pictures, labels = torch.as_tensor(data.x_train), torch.as_tensor(data.y_train)
    return pictures.to(device), labels.to(device)


@contextmanager
def conditions(batch, seed):
    """Seed what is drawn, keep memory, and hold torch to one thread while batches are small.

    The number of threads and the state of the generators are put back afterwards.
    """
    with threads_for(batch), memory.kept(), torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        yield


@contextmanager
def threads_for(batch):
    """Hold torch to one thread while batches are small; the number is put back afterwards."""
    before = torch.get_num_threads()
    torch.set_num_threads(1 if batch < SMALL else before)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def accelerator(world=distributed.ALONE):
    """Return the name of the device to train on: 'cuda', 'mps' or 'cpu'.

    Several processes cannot share Apple's MPS, so there they take the processor.
    """
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() and world.size == 1 else "cpu"


def diverged(what, rate, keeper):
    """Say in words what is not finite, why that may be, and what is left of the run."""
    return (
        f"{what}, so training stopped there. The likeliest causes: a learning rate that is too "
        f"high ({rate:g} here; try a tenth of it), images that hold NaN or were not normalised, or "
        "a model that takes the logarithm of zero or divides by zero. " + keeper.keep_good()
    )
