import numpy as np

from .. import Bank

bank = Bank()
right, wrong = bank.right, bank.wrong


@right
def with_min(pixel, amount):
    return min(pixel + amount, 1)


@right
def with_if(pixel, amount):
    if pixel + amount > 1:
        return 1.0
    return pixel + amount


@right
def with_clip(pixel, amount):
    return np.clip(pixel + amount, None, 1)


@right
def sorted_pair(pixel, amount):
    return sorted([1, pixel + amount])[0]


@wrong("not-clipped")
def adds(pixel, amount):
    return pixel + amount


@wrong("amount-ignored")
def forgets(pixel, amount):
    return min(pixel, 1)


@wrong("always-white")
def wrong_way(pixel, amount):
    return max(pixel + amount, 1)


@wrong("blank")
def blank(pixel, amount):
    raise NotImplementedError("Replace this line by your code.")


@wrong("returns-nothing")
def forgets_return(pixel, amount):
    pixel = min(pixel + amount, 1)


@wrong("raises")
def misspelt(pixel, amount):
    return min(pixels + amount, 1)  # noqa: F821


@wrong("wrong-type")
def text(pixel, amount):
    return f"{pixel + amount}"
