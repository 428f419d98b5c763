import math

import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def formula(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError("nothing fits")
    return room // stride + 1


@right
def counted(size, kernel, stride=1, padding=0, dilation=1):
    count, start = 0, -padding
    while start + dilation * (kernel - 1) < size + padding:
        count, start = count + 1, start + stride
    if not count:
        raise ValueError
    return count


@right
def by_range(size, kernel, **options):
    stride, padding = options.get("stride", 1), options.get("padding", 0)
    reach = options.get("dilation", 1) * (kernel - 1) + 1
    places = range(0, size + 2 * padding - reach + 1, stride)
    if len(places) < 1:
        raise ValueError("no place")
    return len(places)


@right
def numpy_integer(size, kernel, stride=1, padding=0, dilation=1):
    positions = np.arange(size + 2 * padding)[::stride]
    fits = positions + dilation * (kernel - 1) < size + 2 * padding
    if not fits.any():
        raise ValueError
    return fits.sum()


@right
def floor_to_int(size, kernel, stride=1, padding=0, dilation=1):
    out = math.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1)
    if out <= 0:
        raise ValueError
    return int(out)


@right
def recursive(size, kernel, stride=1, padding=0, dilation=1):
    if size + 2 * padding < dilation * (kernel - 1) + 1:
        raise ValueError
    try:
        return 1 + recursive(size - stride, kernel, stride, padding, dilation)
    except ValueError:
        return 1


@right
def asks_torch(size, kernel, stride=1, padding=0, dilation=1):
    import torch

    try:
        conv = torch.nn.functional.conv1d(
            torch.zeros(1, 1, size), torch.zeros(1, 1, kernel), None, stride, padding, dilation
        )
    except RuntimeError as error:
        raise ValueError("torch says no") from error
    return conv.shape[-1]


@wrong("ceil")
def rounds_up(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError
    return math.ceil(room / stride) + 1


@wrong("padding-one-side")
def padding_once(size, kernel, stride=1, padding=0, dilation=1):
    room = size + padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError
    return room // stride + 1


@wrong("padding-one-side")
def padding_once_no_error(size, kernel, stride=1, padding=0, dilation=1):
    return (size + padding - dilation * (kernel - 1) - 1) // stride + 1


@wrong("padding-ignored")
def no_padding(size, kernel, stride=1, padding=0, dilation=1):
    room = size - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError
    return room // stride + 1


@wrong("stride-ignored")
def no_stride(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError
    return room + 1


@wrong("dilation-ignored")
def no_dilation(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - kernel) // stride + 1


@wrong("dilated-reach")
def reach_too_long(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * kernel) // stride + 1


@wrong("no-error")
def never_refuses(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1


@wrong("no-error-for-zero")
def refuses_only_negative(size, kernel, stride=1, padding=0, dilation=1):
    out = (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
    if out < 0:
        raise ValueError
    return out


@wrong("off-by-one")
def one_too_few(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError
    return room // stride


@wrong("plus-one-inside")
def one_inside(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError
    return (room + 1) // stride


@wrong("not-an-int")
def gives_a_float(size, kernel, stride=1, padding=0, dilation=1):
    out = np.floor((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
    if out < 1:
        raise ValueError
    return out


@wrong("wrong-error")
def raises_something_else(size, kernel, stride=1, padding=0, dilation=1):
    out = (size + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
    assert out >= 1
    return out


@wrong("all-zero")
def always_zero(size, kernel, stride=1, padding=0, dilation=1):
    return 0


@wrong("blank")
def blank(size, kernel, stride=1, padding=0, dilation=1):
    raise NotImplementedError("Replace this line by your code.")


@wrong("prints")
def prints(size, kernel, stride=1, padding=0, dilation=1):
    print(size - kernel + 1)


@wrong("wrong-signature")
def missing_parameters(size, kernel):
    return size - kernel + 1


@wrong("rounds-to-nearest")
def rounds(size, kernel, stride=1, padding=0, dilation=1):
    room = size + 2 * padding - dilation * (kernel - 1) - 1
    if room < 0:
        raise ValueError
    return round(room / stride) + 1


@wrong("size-unchanged")
def the_same(size, kernel, stride=1, padding=0, dilation=1):
    return size


@wrong("dilated-reach")
def cells_left_out(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - (kernel + (kernel - 1) * dilation)) // stride + 1


@wrong("stride-ignored")
def no_stride_and_never_refuses(size, kernel, stride=1, padding=0, dilation=1):
    return max(0, size + 2 * padding - dilation * (kernel - 1))
