"""What a trained network gets right."""

from contextlib import contextmanager

import numpy as np
import torch
import torch.nn.functional as F

from .batches import normalised

BATCH = 250  # images at a time: large enough to be fast, small enough for any machine


def once(model, images):
    """Return the scores of images as they are, (N, classes)."""
    return model(images)


def with_mirror(model, images):
    """Return the scores of images and of their mirror images, added, (N, classes)."""
    return model(images) + model(images.flip(3))


def with_six_views(model, images):
    """Return the scores of six views of each image, added, (N, classes).

    The image and its mirror image, with half of the weight as they are, and with a quarter each
    moved by one pixel up and left and by one down and right (Jordan, airbench94, 2024).
    """
    height, width = images.shape[2:]
    padded = F.pad(images, (1, 1, 1, 1), "reflect")
    scores = 0.5 * with_mirror(model, images)
    for corner in (0, 2):
        moved = padded[:, :, corner : corner + height, corner : corner + width]
        scores += 0.25 * with_mirror(model, moved)
    return scores


def predicted(model, images, ask=once):
    """Return the class with the highest score for each image.

    The model is asked in evaluation mode and without gradients; its own mode is put back
    afterwards, also after an error.

    Parameters
    ----------
    model : torch.nn.Module
    images : uint8 array, (N, 32, 32, 3)
    ask : callable
        From the model and float32 images, (N, 3, 32, 32), to their scores, (N, classes).

    Returns
    -------
    int64 array, (N,)
    """
    device = next(model.parameters()).device
    with evaluation(model):
        found = [
            ask(model, normalised(part.to(device))).argmax(1).cpu()
            for part in torch.as_tensor(images).split(BATCH)
        ]
    return torch.cat(found).numpy()


def evaluate(model, data):
    """Return the share of the test images whose class the model gets right, from 0 to 1.

    Parameters
    ----------
    model : torch.nn.Module
    data : course_utils.data.Cifar10
        Or anything with `x_test`, uint8 (N, 32, 32, 3), and `y_test`, int64 (N,).
    """
    return accuracy(model, data.x_test, data.y_test)


def accuracy(model, images, labels, ask=once):
    """Return the share of images whose class the model gets right, from 0 to 1.

    Parameters
    ----------
    model : torch.nn.Module
    images : uint8 array, (N, 32, 32, 3)
    labels : int64 array, (N,)
    ask : callable
        As in `predicted`.

    Raises
    ------
    ValueError
        When there is no image, or not one label an image.
    """
    check(images, labels)
    return float((predicted(model, images, ask) == np.asarray(labels)).mean())


def mirrored_accuracy(model, data):
    """Return `evaluate` with the mirror images' scores added.

    A trick of the time when a network is asked, not of its training: every image costs twice.
    """
    return accuracy(model, data.x_test, data.y_test, with_mirror)


def six_view_accuracy(model, data):
    """Return `evaluate` with the scores of six views added: a trick that costs six times."""
    return accuracy(model, data.x_test, data.y_test, with_six_views)


def per_class_accuracy(model, images, labels, classes=10):
    """Return, for each class, the share of its images that the model gets right.

    Parameters
    ----------
    model : torch.nn.Module
    images : uint8 array, (N, 32, 32, 3)
    labels : int64 array, (N,)
    classes : int

    Returns
    -------
    float64 array, (classes,)
        NaN for a class without images.

    Raises
    ------
    ValueError
        When there is no image, or not one label an image.
    """
    check(images, labels)
    labels = np.asarray(labels)
    right = np.bincount(labels[predicted(model, images) == labels], minlength=classes)
    of = np.bincount(labels, minlength=classes)
    return np.divide(right, of, out=np.full(len(of), np.nan), where=of > 0)


def check(images, labels):
    """Refuse, in words, images and labels that do not belong together."""
    if len(images) == 0 or len(images) != len(labels):
        raise ValueError(
            f"There are {len(images)} images and {len(labels)} labels; "
            "one label an image, and at least one image, fits."
        )


@contextmanager
def evaluation(model):
    """Hold a model in evaluation mode without gradients, then put each part's own mode back."""
    modes = [(module, module.training) for module in model.modules()]
    model.eval()
    try:
        with torch.inference_mode():
            yield
    finally:
        for module, mode in modes:
            module.training = mode
