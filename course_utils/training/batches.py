"""From all the images, bytes in memory, to one batch of numbers that a network takes."""

import torch


def normalised(images):
    """Return images as a network of the course takes them: the same as ToTensor, Normalize(0.5).

    A byte b becomes b / 255, from 0 to 1, and then (b / 255 - 0.5) / 0.5, from -1 to 1. This is
    done a batch at a time, so that the whole dataset stays bytes, a quarter of the memory.

    Parameters
    ----------
    images : uint8 tensor, (N, H, W, C)

    Returns
    -------
    float32 tensor, (N, C, H, W), a copy
    """
    channels_first = images.permute(0, 3, 1, 2)
    numbers = channels_first.to(torch.float32, memory_format=torch.contiguous_format)
    return numbers.div_(255).sub_(0.5).div_(0.5)


def shuffled(count, batch, generator):
    """Yield indices of batches for ever, in a new order each epoch.

    Every index comes once an epoch; where `batch` does not divide `count`, the last batch of an
    epoch is shorter, as with PyTorch's DataLoader.

    Parameters
    ----------
    count, batch : int
        How many images there are, and how many make a batch.
    generator : torch.Generator

    Yields
    ------
    int64 tensor, (batch,) or shorter
    """
    while True:
        yield from torch.randperm(count, generator=generator).split(batch)
