"""Probabilities of test images: from a model, or checked where they are given."""

import numpy as np

SUM = 1e-3  # how far from 1 a row of probabilities may sum


def probabilities_of(source, images, classes):
    """Return the probabilities of images, computed by a model or checked where given.

    Parameters
    ----------
    source : torch.nn.Module or array, (N, classes)
        A model is asked in evaluation mode for scores, and softmax makes them probabilities.
    images : uint8 array, (N, height, width, 3)
    classes : tuple of str

    Returns
    -------
    float32 array, (N, classes)

    Raises
    ------
    ValueError
        When they are no probabilities, or not one row an image and one column a class.
    """
    model = hasattr(source, "parameters") and callable(source)
    name = "The model's output" if model else "probabilities"
    try:
        found = _by_model(source, images) if model else source
        if hasattr(found, "detach"):  # a tensor, perhaps with a gradient or on another device
            found = found.detach().cpu()
        found = np.asarray(found, np.float32)
    except (TypeError, ValueError):
        raise ValueError(
            f"probabilities is a {type(source).__name__}; a model, or an array with one row an "
            "image and one column a class, fits."
        ) from None
    fits = f"({len(images)}, {len(classes)}), one row an image and one column a class, fits"
    if found.shape != (len(images), len(classes)):
        raise ValueError(f"{name} has shape {found.shape}; {fits}.")
    bad = np.argwhere(~np.isfinite(found))
    if len(bad):
        row, column = bad[0]
        raise ValueError(
            f"{name} holds {found[row, column]} at image {row}, class {column}; "
            "finite numbers from 0 to 1 fit."
        )
    sums = found.sum(1, dtype=np.float64)
    row = int(np.argmax(np.maximum(np.abs(sums - 1), np.maximum(-found, found - 1).max(1))))
    if abs(sums[row] - 1) > SUM or found[row].min() < -SUM or found[row].max() > 1 + SUM:
        raise ValueError(
            f"{name} of image {row} reach from {found[row].min():g} to {found[row].max():g} and "
            f"sum to {sums[row]:g}; numbers from 0 to 1 that sum to 1 fit. "
            "If these are scores, take softmax(scores, 1) first."
        )
    return np.clip(found, 0, 1)


def _by_model(model, images):
    """Return softmax of a model's scores, asked as `course_utils.training.evaluate` asks."""
    import torch

    from ...training.batches import normalised
    from ...training.evaluation import BATCH, evaluation

    device = next(model.parameters()).device
    with evaluation(model):
        parts = torch.as_tensor(images).split(BATCH)
        return torch.cat(
            [model(normalised(part.to(device))).float().cpu() for part in parts]
        ).softmax(1)


def calibration(labels, predicted, confidence, bins=10):
    """Compare confidence with the share that is right, bin by bin.

    Parameters
    ----------
    labels, predicted : int array, (N,)
    confidence : float array, (N,)
        The probability of the predicted class.
    bins : int
        Bin k holds the confidences above k / bins, up to and with (k + 1) / bins.

    Returns
    -------
    dict
        ``count``, int64 (bins,); ``confidence`` and ``right``, float64 (bins,), the means of a
        bin, NaN where it is empty; ``error``, float: the expected calibration error.

    Notes
    -----
    Guo et al., *On Calibration of Modern Neural Networks*, 2017.
    """
    sure = np.asarray(confidence, np.float64)
    bin_of = np.clip(np.ceil(sure * bins).astype(int) - 1, 0, bins - 1)
    right = np.asarray(labels) == np.asarray(predicted)
    count = np.bincount(bin_of, minlength=bins)
    sums = [np.bincount(bin_of, weights, bins) for weights in (sure, right)]
    empty = np.full(bins, np.nan)
    means = [np.divide(s, count, out=empty.copy(), where=count > 0) for s in sums]
    return {
        "count": count,
        "confidence": means[0],
        "right": means[1],
        "error": float(np.abs(sums[0] - sums[1]).sum() / len(sure)),
    }
