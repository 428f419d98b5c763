"""Whitening: a first layer that is computed from the images instead of learnt.

Neighbouring pixels are almost equal, so a few directions hold most of what small patches of a
photograph differ in, and gradient descent is slow across such a valley. The eigenvectors of the
patches' covariance, each divided by the root of its eigenvalue, give numbers that are uncorrelated
and equally large. Page (*How to train your ResNet 8*, 2019) put such a layer first and froze it.
"""

import torch
import torch.nn.functional as F

from .batches import normalised

IMAGES = 500  # about half a million patches of 2 x 2: enough for a matrix of 12 x 12


def filters(pictures, size, *, floor=5e-4, images=IMAGES, mirrored=False):
    """Return the filters that make patches of images uncorrelated, the most important first.

    Parameters
    ----------
    pictures : uint8 tensor, (N, H, W, 3)
        Training images; the first `images` of them are looked at.
    size : int
        Height and width of a patch.
    floor : float
        Added to each eigenvalue, the variance along a direction: directions that hold next to
        nothing but noise are not blown up.
    images : int
    mirrored : bool
        Look at their mirror images as well: then each filter is its own mirror image, or the
        negative of it.

    Returns
    -------
    float32 tensor, (3 * size * size, 3, size, size)
    """
    inputs = normalised(pictures[:images])
    patches = F.unfold(inputs, size).transpose(1, 2).flatten(0, 1)  # (patches, 3 * size * size)
    covariance = (patches.T @ patches / len(patches)).cpu()  # MPS has neither eigh nor float64
    if mirrored:  # float64: in float32 the directions of eigenvalues that are near get mixed
        across = torch.arange(len(covariance)).view(3, size, size).flip(2).flatten()
        covariance = (covariance + covariance[across][:, across]).double() / 2
    variances, directions = torch.linalg.eigh(covariance)
    whitened = directions / (variances + floor).sqrt()
    return whitened.T.flip(0).reshape(-1, 3, size, size).to(pictures.device, torch.float32)


@torch.no_grad()
def whiten(layer, pictures, **options):
    """Set a convolution to the whitening of the images, and freeze it.

    Each direction comes twice, with either sign: the activation after the layer lets through what
    is positive, and so nothing is lost.

    Parameters
    ----------
    layer : torch.nn.Conv2d
        From 3 channels, with square kernels; half as many filters as its channels are taken.
    pictures : uint8 tensor, (N, H, W, 3)
    **options
        For `filters`.

    Raises
    ------
    ValueError
        When the layer has an odd number of channels, or more than there are directions, twice.
    """
    count, size = layer.out_channels, layer.kernel_size[0]
    most = 2 * 3 * size**2
    if count % 2 or count > most:
        raise ValueError(
            f"The layer has {count} channels; an even number up to {most} fits {size} x {size} "
            "patches."
        )
    half = filters(pictures, size, **options)[: count // 2].to(layer.weight.device)
    layer.weight.copy_(torch.cat([half, -half]))
    layer.bias.zero_()
    layer.requires_grad_(False)


def partners(weight):
    """Return which filter is the mirror image of each, as near as there is one.

    Parameters
    ----------
    weight : float tensor, (filters, channels, height, width)

    Returns
    -------
    int64 tensor, (filters,)
    """
    weight = weight.detach().cpu()
    return torch.cdist(weight.flip(3).flatten(1), weight.flatten(1)).argmin(1)
