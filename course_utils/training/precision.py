"""In which numbers a recipe computes on a machine."""

import torch

from .. import machine


def is_low(wanted, device):
    """Tell whether products are to be computed in bfloat16 on a device.

    Parameters
    ----------
    wanted : {'float32', 'fastest'}
        What the recipe says.
    device : torch.device
    """
    if wanted != "fastest":
        return False
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    return device.type == "cpu" and machine.has_bfloat16() is True
