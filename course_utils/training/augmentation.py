"""Augmentation of whole batches of bytes: flips, shifts, and smaller images.

Written by hand because torchvision's transforms draw once for a whole batch or work on one image
at a time.
"""

import torch
import torch.nn.functional as F


def flipped(pictures, generator):
    """Mirror a random half of the images, left to right.

    Parameters
    ----------
    pictures : uint8 tensor, (N, H, W, C)
    generator : torch.Generator

    Returns
    -------
    uint8 tensor, (N, H, W, C)
    """
    chosen = torch.rand(len(pictures), generator=generator) < 0.5
    return mirrored(pictures, chosen)


def mirrored(pictures, chosen):
    """Mirror the chosen images, left to right.

    Parameters
    ----------
    pictures : uint8 tensor, (N, H, W, C)
    chosen : bool tensor, (N,)

    Returns
    -------
    uint8 tensor, (N, H, W, C), a copy
    """
    chosen = chosen.to(pictures.device)
    result = pictures.clone()
    result[chosen] = pictures[chosen].flip(2)
    return result


def shifted(pictures, most, generator):
    """Move each image by up to so many pixels each way; what is uncovered mirrors the inside.

    Parameters
    ----------
    pictures : uint8 tensor, (N, H, W, C)
    most : int
        From 0 to the height or width less 1.
    generator : torch.Generator

    Returns
    -------
    uint8 tensor, (N, H, W, C)
    """
    count = len(pictures)
    down = torch.randint(-most, most + 1, (count,), generator=generator)
    right = torch.randint(-most, most + 1, (count,), generator=generator)
    return moved(pictures, down, right)


def moved(pictures, down, right):
    """Move each image down and right; what is uncovered mirrors the inside, without the edge.

    Parameters
    ----------
    pictures : uint8 tensor, (N, H, W, C)
    down, right : int64 tensor, (N,)

    Returns
    -------
    uint8 tensor, (N, H, W, C)
    """
    count, height, width, _ = pictures.shape
    rows = _reflected(torch.arange(height) - down[:, None], height)  # (N, H)
    columns = _reflected(torch.arange(width) - right[:, None], width)  # (N, W)
    which = torch.arange(count)[:, None, None]
    flat = (which * height + rows[:, :, None]) * width + columns[:, None, :]
    return pictures.flatten(0, 2)[flat.to(pictures.device)]


def _reflected(positions, length):
    """Return where positions beyond the edge are found inside."""
    return (length - 1) - (length - 1 - positions.abs()).abs()


def resized(images, side):
    """Return images with so many pixels a side; each new pixel is the mean of what it covers.

    Parameters
    ----------
    images : float tensor, (N, C, H, W)
    side : int

    Returns
    -------
    float tensor, (N, C, side, side)
    """
    if images.shape[-1] == side:
        return images
    return F.interpolate(
        images, size=(side, side), mode="bilinear", antialias=True, align_corners=False
    )
