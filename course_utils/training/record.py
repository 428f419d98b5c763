"""What stays of a run: a table of its steps, a summary, and the weights."""

import csv
import io
import json
import platform
from pathlib import Path

import torch

from .checkpoints import write_whole

TABLE, SUMMARY, WEIGHTS = "run.csv", "run.json", "weights.pt"
COLUMNS = ("step", "epochs", "loss", "test_accuracy")


def table(history):
    """Return the steps of a run as text, comma-separated, a line each.

    The columns are the step, from 1; the epochs up to and with it; the mean loss of its batch
    before the step changed the weights; and the share of the test images that was right after it,
    empty where that was not measured.

    Parameters
    ----------
    history : History

    Returns
    -------
    str
    """
    measured = dict(history.accuracies)
    epoch = history.epochs / history.steps if history.steps else 0.0
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for step, loss in enumerate(history.losses.tolist(), 1):
        accuracy = measured.get(step)
        share = "" if accuracy is None else f"{accuracy:.4f}"
        rows.writerow((step, f"{step * epoch:.4f}", f"{loss:.6g}", share))
    return text.getvalue()


def summary(history, model, data, **more):
    """Return what is worth knowing of a run, as a dict that JSON can hold.

    Parameters
    ----------
    history : History
    model : torch.nn.Module
    data : course_utils.data.Cifar10
    **more
        Further entries, such as the command.
    """
    return {
        "recipe": history.recipe,
        "seed": history.seed,
        "network": type(model).__name__,
        "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "data": data.sentence,
        "stand_in": data.source == "stand-in",
        "steps": history.steps,
        "images": history.images,
        "epochs": history.epochs,
        "seconds": history.seconds,
        "images_a_second": history.images_a_second,
        "accuracy": history.accuracy,
        "accuracies": [list(pair) for pair in history.accuracies],
        "ended": history.ended,
        "device": history.device,
        "threads": torch.get_num_threads(),
        "torch": torch.__version__,
        "python": platform.python_version(),
        "machine": platform.machine(),
        **more,
    }


def save(folder, history, model, data, **more):
    """Write the table, the summary and the weights of a run into a folder; each is whole or absent.

    Parameters
    ----------
    folder : path
    history : History
    model : torch.nn.Module
    data : course_utils.data.Cifar10
    **more
        Further entries of the summary.

    Returns
    -------
    tuple of pathlib.Path
        The files.

    Raises
    ------
    OSError
        When they cannot be written.
    """
    folder = Path(folder)
    weights = io.BytesIO()
    torch.save({name: tensor.cpu() for name, tensor in model.state_dict().items()}, weights)
    told = json.dumps(summary(history, model, data, **more), indent=2)
    contents = {
        TABLE: table(history).encode(),
        SUMMARY: f"{told}\n".encode(),
        WEIGHTS: weights.getbuffer(),
    }
    for name, content in contents.items():
        write_whole(folder / name, content)
    return tuple(folder / name for name in contents)
