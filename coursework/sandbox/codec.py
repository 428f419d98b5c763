"""Plain values as bytes that cannot execute: a JSON tree, and the raw bytes of arrays behind it.

It runs on both sides of the sandbox's wall and imports nothing of the course. What comes from
inside is read as if an enemy had written it: lengths, types, shapes and depth are checked before
anything is made of them.

A message is a head of twelve bytes (``CNV1``, the length of the tree, the length of the body, both
little-endian), the tree as UTF-8 JSON, and the body. A node of the tree is null, true, false or a
list that begins with its kind: ``["i", "12"]``, ``["f", "0x1.8p+0"]``, ``["a", "<f8", [2, 3], 0]``.
"""

import json
import struct

import numpy as np

HEAD = struct.Struct("<4sII")
MAGIC = b"CNV1"
LARGEST_TREE = 8 * 2**20  # bytes; the lists that an answer may return fit
LARGEST_BODY = 64 * 2**20  # bytes of arrays
DEEPEST = 64  # lists within lists
LONGEST_INT = 1_000  # digits
DTYPES = frozenset(
    "|b1 |i1 |u1 <i2 <i4 <i8 <u2 <u4 <u8 <f2 <f4 <f8 <c8 <c16".split()  # noqa: SIM905
)


class CodecError(ValueError):
    """What came is no message, or what is to be sent is too large or not plain."""


class Other:
    """What stands for a value that is not plain: the name of its type, and how it prints."""

    def __init__(self, kind, text=""):
        self.kind, self.text = kind, text


def encode(value, other=Other):
    """Return a plain value as a whole message.

    Parameters
    ----------
    value : None, Ellipsis, bool, int, float, complex, str, list, tuple, dict, ndarray or `other`
    other : type
        The class whose instances stand for what is not plain; they have `kind` and `text`.

    Raises
    ------
    CodecError
        When it is not plain, or too large.
    """
    writer = Writer(other)
    tree = json.dumps(writer.node(value, 0), ensure_ascii=True, separators=(",", ":")).encode()
    if len(tree) > LARGEST_TREE:
        raise CodecError(f"{len(tree):,} bytes of values; up to {LARGEST_TREE:,} fit")
    return HEAD.pack(MAGIC, len(tree), writer.size) + tree + b"".join(writer.parts)


class Writer:
    """Turns values into a tree, and gathers the bytes of arrays."""

    def __init__(self, other):
        self.other, self.parts, self.size = other, [], 0

    def node(self, value, depth):
        """Return the tree's node for a value."""
        if depth > DEEPEST:
            raise CodecError(f"lists within lists; up to {DEEPEST} deep fit")
        if value is None or value is True or value is False:
            return value
        if value is Ellipsis:
            return ["e"]
        kind = type(value)
        if kind is int:
            # By its size in bits: writing out a very long number takes very long.
            if value.bit_length() > 3.3 * LONGEST_INT:
                raise CodecError(f"a whole number of more than {LONGEST_INT} digits")
            return ["i", str(value)]
        if kind is float:
            return ["f", value.hex()]
        if kind is complex:
            return ["c", value.real.hex(), value.imag.hex()]
        if kind is str:
            return ["s", value]
        if kind is list or kind is tuple:
            return ["l" if kind is list else "t", [self.node(part, depth + 1) for part in value]]
        if kind is dict:
            pairs = value.items()
            return ["d", [[self.node(a, depth + 1), self.node(b, depth + 1)] for a, b in pairs]]
        if isinstance(value, np.ndarray):
            return ["a", *self.array(value)]
        if isinstance(value, self.other):
            return ["o", str(value.kind)[:100], str(value.text)[:1000]]
        if kind.__module__.partition(".")[0] == "torch" and hasattr(value, "detach"):
            return ["T", *self.array(value.detach().cpu().numpy())]
        raise CodecError(f"a value of type {kind.__name__}")

    def array(self, value):
        """Return dtype, shape and offset of an array, whose bytes are put aside."""
        # It may take less room than it seems to, as where one number is broadcast.
        if value.size * value.dtype.itemsize > LARGEST_BODY:
            raise CodecError(f"an array of shape {value.shape}")
        array = np.asarray(value, order="C")
        wide = {"f": "<f8", "c": "<c16"}.get(array.dtype.kind)
        name = array.dtype.newbyteorder("<").str
        if name not in DTYPES and wide:
            name = wide  # a long double
        if name not in DTYPES:
            raise CodecError(f"an array of {array.dtype}")
        data = array.astype(name, order="C").tobytes()
        offset, self.size = self.size, self.size + len(data)
        if self.size > LARGEST_BODY:
            raise CodecError(f"{self.size:,} bytes of arrays; up to {LARGEST_BODY:,} fit")
        self.parts.append(data)
        return name, list(array.shape), offset


def lengths(head):
    """Return the lengths of tree and body that a message's head announces.

    Raises
    ------
    CodecError
        When it is no head, or announces too much.
    """
    magic, tree, body = HEAD.unpack(head)
    if magic != MAGIC:
        raise CodecError("what came is no message")
    if tree > LARGEST_TREE or body > LARGEST_BODY:
        raise CodecError(f"a message of {tree + body:,} bytes")
    return tree, body


def decode(tree, body, other=Other):
    """Return the value of a message.

    Parameters
    ----------
    tree, body : bytes
    other : type
        Called with `kind` and `text` for what stands for a value that is not plain.

    Raises
    ------
    CodecError
        When anything in it is not as `encode` makes it.
    """
    try:
        return Reader(body, other).value(json.loads(tree.decode()), 0)
    except CodecError:
        raise
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, RecursionError) as error:
        raise CodecError(f"what came is no message ({type(error).__name__})") from None


class Reader:
    """Turns a tree into values."""

    def __init__(self, body, other):
        self.body, self.other = body, other

    def value(self, node, depth):
        """Return the value of a node."""
        if depth > DEEPEST:
            raise CodecError("too deep")
        if node is None or node is True or node is False:
            return node
        if type(node) is not list or not node or type(node[0]) is not str:
            raise CodecError("no node")
        kind, parts = node[0], node[1:]
        match kind, len(parts):
            case "e", 0:
                return Ellipsis
            case "i", 1:
                if len(text(parts[0])) > LONGEST_INT + 10:
                    raise CodecError("too long a number")
                return int(parts[0], 10)
            case "f", 1:
                return float.fromhex(text(parts[0]))
            case "c", 2:
                return complex(float.fromhex(text(parts[0])), float.fromhex(text(parts[1])))
            case "s", 1:
                # A half of a surrogate pair could not be written to any file later.
                return text(parts[0]).encode("utf-8", "replace").decode()
            case (("l" | "t"), 1):
                values = [self.value(part, depth + 1) for part in listed(parts[0])]
                return values if kind == "l" else tuple(values)
            case "d", 1:
                pairs = [[self.value(one, depth + 1) for one in pair] for pair in listed(parts[0])]
                return dict(pairs)
            case "a", 3:
                return self.array(*parts)
            case "T", 3:
                return self.tensor(*parts)
            case "o", 2:
                kind, said = (text(part)[:1000].encode("utf-8", "replace") for part in parts)
                return self.other(kind.decode()[:100], said.decode())
        raise CodecError("no node")

    def array(self, dtype, shape, offset):
        """Return an array whose bytes lie in the body."""
        if dtype not in DTYPES or len(listed(shape)) > 32:
            raise CodecError("no array")
        count = 1
        for side in shape:
            if type(side) is not int or not 0 <= side <= LARGEST_BODY:
                raise CodecError("no shape")
            count *= side
        if type(offset) is not int or offset < 0:
            raise CodecError("no offset")
        size = count * np.dtype(dtype).itemsize
        if count > LARGEST_BODY or offset + size > len(self.body):
            raise CodecError("an array longer than what came")
        flat = np.frombuffer(self.body[offset : offset + size], dtype)
        if dtype == "|b1":
            flat = flat.view(np.uint8) != 0  # a byte may hold more than 0 and 1
        return flat.reshape(shape).copy()

    def tensor(self, *parts):
        """Return a tensor; only asked for inside, where a case holds one."""
        import torch

        return torch.from_numpy(self.array(*parts))


def text(value):
    """Return a value that must be a text."""
    if type(value) is not str:
        raise CodecError("no text")
    return value


def listed(value):
    """Return a value that must be a list."""
    if type(value) is not list:
        raise CodecError("no list")
    return value
