"""From all the images, bytes in memory, to one batch of numbers that a network takes."""

import zlib

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


def generator(seed, purpose, number):
    """Return a generator that depends on these three alone, whatever was drawn before.

    Parameters
    ----------
    seed : int
        Of the run.
    purpose : str
        What it is for, such as 'order'; other purposes draw other numbers.
    number : int
        Of the epoch, or of the step.
    """
    # 32 bits, mixed: torch's generator on the processor looks at no more of a seed than that.
    return torch.Generator().manual_seed(zlib.crc32(f"{seed} {purpose} {number}".encode()))
