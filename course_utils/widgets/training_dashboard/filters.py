"""The filters of a network's first layer, as colours small enough to send while it trains."""

import numpy as np

MOST = 64  # filters; more would be too small to see


def first_filters(model):
    """Return the kernels of the first convolution that looks at colours, as pictures.

    All share one scale: 0 is grey, the largest weight of all, by size, is a full colour.

    Parameters
    ----------
    model : torch.nn.Module

    Returns
    -------
    uint8 array, (filters, height, width, 3)
        None where no layer takes three channels, or where a kernel is one pixel.
    """
    for module in model.modules():
        weight = getattr(module, "weight", None)
        if (
            weight is not None
            and weight.ndim == 4
            and weight.shape[1] == 3
            and weight[0, 0].numel() > 1
        ):
            break
    else:
        return None
    weights = weight.detach()[:MOST].float().cpu().numpy().transpose(0, 2, 3, 1)
    most = np.abs(weights).max()
    if not np.isfinite(most) or most == 0:
        return np.full(weights.shape, 128, np.uint8)
    return np.rint(127.5 + 127.5 * weights / most).astype(np.uint8)
