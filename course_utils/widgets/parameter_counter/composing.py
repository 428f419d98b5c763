"""Layers as plain data: what each may hold, what it makes of a shape, and its PyTorch code.

The browser does the same in ``_core/ops/network.js``; a test holds both to torch.
"""

import json
from dataclasses import dataclass
from math import prod
from numbers import Integral
from pathlib import Path

from course_utils import layers as by_hand

from .._core.base import strings_of

_here = Path(__file__).parent
_strings = strings_of(_here)

# For each kind its numbers (least, most, default), and whether it has a bias.
FIELDS = json.loads((_here / "fields.json").read_text("utf-8"))
MOST_LAYERS = 40
INPUT = {"channels": (1, 1024), "rows": (1, 512), "columns": (1, 512)}
POOLS = ("maxpool", "avgpool")


@dataclass(frozen=True)
class Step:
    """What a layer leads to.

    Attributes
    ----------
    shape : tuple of int or None
        Of one image after the layer; None where the layer does not fit.
    parameters, macs : int
        Numbers that are learnt; multiplications with an addition each.
    problem : str
        Why PyTorch would refuse it; empty where it would not.
    """

    shape: tuple | None
    parameters: int = 0
    macs: int = 0
    problem: str = ""


def layer(given, place):
    """Return a layer with all its fields, or refuse it.

    Parameters
    ----------
    given : dict or str
        ``{"kind": "conv", "filters": 6, "kernel": 5}``; a name alone takes what is usual.
    place : int
        Which layer it is, from 1, for the sentence.

    Raises
    ------
    ValueError
        With a sentence that says what came and what fits.
    """
    given = {"kind": given} if isinstance(given, str) else given
    if not isinstance(given, dict) or given.get("kind") not in FIELDS:
        kind = given.get("kind") if isinstance(given, dict) else given
        raise ValueError(f"layer {place} is {kind!r}; one of {', '.join(FIELDS)} fits.")
    kind = given["kind"]
    fields = FIELDS[kind]
    unknown = given.keys() - fields.keys() - {"kind"}
    if unknown:
        known = ", ".join(fields) or "nothing"
        raise ValueError(f"layer {place}, {kind}, has no {min(unknown)}; it has {known}.")
    full = {"kind": kind}
    for name, bounds in fields.items():
        if bounds is True:
            full[name] = bool(given.get(name, True))
            continue
        least, most, usual = bounds
        if kind in POOLS and name == "stride":
            usual = full["size"]
        value = given.get(name, usual)
        if isinstance(value, bool) or not isinstance(value, Integral) or not least <= value <= most:
            raise ValueError(
                f"{name} of layer {place} is {value!r}; a whole number from {least} to {most} fits."
            )
        full[name] = int(value)
    return full


def steps(shape, layers):
    """Return a `Step` for each layer; those after one that does not fit wait for it."""
    found = []
    for one in layers:
        if found and found[-1].problem:
            found.append(Step(None, problem=_strings["problems"]["waits"]))
            continue
        found.append(step(shape, one))
        shape = found[-1].shape
    return found


def step(shape, one):
    """Return the `Step` of a layer on a shape."""
    kind = one["kind"]
    if kind in ("conv", "globalavg", *POOLS) and len(shape) != 3:
        return refused("needsMaps", features=shape[0])
    match kind:
        case "conv":
            filters, kernel = one["filters"], one["kernel"]
            out = slid(shape, kernel, one["stride"], one["padding"])
            if out is None:
                return too_large(shape, kernel, one["padding"])
            weights = shape[0] * kernel**2
            parameters = filters * (weights + one["bias"])
            return Step((filters, *out), parameters, filters * weights * prod(out))
        case "maxpool" | "avgpool":
            size, padding = one["size"], one["padding"]
            if padding > size // 2:
                return refused("poolPadding", padding=padding, size=size, most=size // 2)
            out = slid(shape, size, one["stride"], padding)
            return too_large(shape, size, padding) if out is None else Step((shape[0], *out))
        case "globalavg":
            return Step((shape[0], 1, 1))
        case "batchnorm":
            return Step(shape, 2 * shape[0])
        case "flatten":
            return Step((prod(shape),))
        case "linear":
            outputs = one["outputs"]
            parameters = outputs * (shape[-1] + one["bias"])
            return Step((*shape[:-1], outputs), parameters, prod(shape) * outputs)
        case _:
            return Step(shape)


def refused(reason, **values):
    """Return the `Step` of a layer that does not fit."""
    return Step(None, problem=_strings["problems"][reason].format(**values))


def too_large(shape, kernel, padding):
    """Return the `Step` of a window that fits nowhere."""
    size = f"{shape[1] + 2 * padding} × {shape[2] + 2 * padding}"
    return refused("tooLarge", kernel=kernel, size=size)


def slid(shape, kernel, stride, padding):
    """Return rows and columns of what a window gives that slides; None where it fits nowhere."""
    try:
        return tuple(by_hand.output_size(size, kernel, stride, padding) for size in shape[1:])
    except ValueError:
        return None


def line(one, shape):
    """Return the PyTorch expression for a layer that takes a shape."""
    bias = "" if one.get("bias", True) else ", bias=False"
    stride, padding = one.get("stride", 1), one.get("padding", 0)
    padded = f", padding={padding}" if padding else ""
    match one["kind"]:
        case "conv":
            strided = f", stride={stride}" if stride != 1 else ""
            numbers = f"{shape[0]}, {one['filters']}, {one['kernel']}"
            return f"nn.Conv2d({numbers}{strided}{padded}{bias})"
        case "maxpool" | "avgpool":
            name = {"maxpool": "MaxPool2d", "avgpool": "AvgPool2d"}[one["kind"]]
            strided = f", stride={stride}" if stride != one["size"] else ""
            return f"nn.{name}({one['size']}{strided}{padded})"
        case "linear":
            return f"nn.Linear({shape[-1]}, {one['outputs']}{bias})"
        case "batchnorm":
            return f"nn.BatchNorm{'2d' if len(shape) == 3 else '1d'}({shape[0]})"
        case "globalavg":
            return "nn.AdaptiveAvgPool2d(1)"
        case kind:
            return {"relu": "nn.ReLU()", "dropout": "nn.Dropout()", "flatten": "nn.Flatten()"}[kind]


def code(shape, layers):
    """Return the whole network as PyTorch code, up to the first layer that does not fit."""
    lines = []
    for one, found in zip(layers, steps(shape, layers), strict=True):
        if found.problem:
            break
        lines.append(f"    {line(one, shape)},\n")
        shape = found.shape
    return "nn.Sequential(\n" + "".join(lines) + ")" if lines else "nn.Sequential()"
