import math

import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def two_cases(step, total, peak):
    top = 0.3 * total
    if step <= top:
        return peak * step / top
    return peak * (total - step) / (total - top)


@right
def lower_of_two_lines(step, total, peak):
    return peak * min(step / (0.3 * total), (total - step) / (0.7 * total))


@right
def interpolated(step, total, peak):
    return np.interp(step, [0, 0.3 * total, total], [0, peak, 0])


@right
def whole_steps(step, total, peak):
    rise = round(total * 3 / 10)
    return peak * step / rise if step < rise else peak - peak * (step - rise) / (total - rise)


@right
def a_tensor(step, total, peak):
    import torch

    share = torch.tensor(step / total, dtype=torch.float64)
    return peak * torch.where(share < 0.3, share / 0.3, (1 - share) / 0.7)


@wrong("off-by-one")
def ahead(step, total, peak):
    return lower_of_two_lines(step + 1, total, peak)


@wrong("off-by-one")
def ends_early(step, total, peak):
    return lower_of_two_lines(step, total - 1, peak)


@wrong("peak-ignored")
def a_factor(step, total, peak):
    return lower_of_two_lines(step, total, 1)


@wrong("no-rise")
def only_falls(step, total, peak):
    return peak * (1 - step / total)


@wrong("no-fall")
def only_warms_up(step, total, peak):
    return min(peak, peak * step / (0.3 * total))


@wrong("constant-then-falls")
def begins_high(step, total, peak):
    return min(peak, peak * (total - step) / (0.7 * total))


@wrong("jump")
def jumps(step, total, peak):
    return peak * step / (0.3 * total) if step < 0.3 * total else peak * (total - step) / total


@wrong("never-back-to-zero")
def stops_short(step, total, peak):
    top = 0.3 * total
    return peak * step / top if step < top else peak * (1 - (step - top) / total)


@wrong("half-and-half")
def a_tent(step, total, peak):
    return peak * min(2 * step / total, 2 - 2 * step / total)


@wrong("rise-and-fall-swapped")
def late_top(step, total, peak):
    return peak * min(step / (0.7 * total), (total - step) / (0.3 * total))


@wrong("bent")
def cosine(step, total, peak):
    share = min(step / (0.3 * total), (total - step) / (0.7 * total))
    return peak * (1 - math.cos(math.pi * share)) / 2


@wrong("upside-down")
def inverted(step, total, peak):
    return peak - lower_of_two_lines(step, total, peak)
