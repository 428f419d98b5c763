"""The language of the sandbox's pipes: what it carries, and what it refuses."""

import json
import struct

import numpy as np
import pytest

from coursework.sandbox.codec import HEAD, CodecError, Other, decode, encode, lengths

PLAIN = [
    None,
    True,
    Ellipsis,
    -12,
    10**300,
    0.1,
    float("inf"),
    -0.0,
    1 + 2j,
    "text ∑",
    [1, [2.5, "x"], ()],
    (1, (2,)),
    {"a": [1], 2: None},
]
DTYPES = ["bool", "int8", "uint8", "int16", "uint64", "int64", "float16", "float32", "complex64"]


def carried(value):
    message = encode(value)
    tree, body = lengths(message[: HEAD.size])
    assert len(message) == HEAD.size + tree + body
    return decode(message[HEAD.size : HEAD.size + tree], message[HEAD.size + tree :])


@pytest.mark.parametrize("value", PLAIN, ids=repr)
def test_a_value_comes_out_as_it_went_in(value):
    found = carried(value)
    assert found == value
    assert type(found) is type(value)
    assert repr(found) == repr(value)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 2), (2, 3, 4)])
def test_an_array_comes_out_as_it_went_in(dtype, shape):
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(dtype)
    found = carried([array])[0]
    assert found.dtype == array.dtype
    assert found.shape == array.shape
    assert np.array_equal(found, array)
    assert found.flags.writeable


def test_arrays_of_any_order_come_out_right():
    array = np.arange(12.0).reshape(3, 4)
    for one in (array.T, array[::-1], array[:, ::2], np.asfortranarray(array), array.astype(">f8")):
        assert np.array_equal(carried(one), one)


def test_not_a_number_stays_none():
    assert np.isnan(carried(float("nan")))
    assert np.isnan(carried(np.array([np.nan]))).all()


@pytest.mark.parametrize(
    "value",
    [object(), {1, 2}, np.array([None]), np.array(["text"]), 1 << 10**5, np.zeros(2, "M8[s]")],
    ids=["object", "set", "objects", "texts", "long", "dates"],
)
def test_what_is_not_plain_is_refused(value):
    with pytest.raises(CodecError):
        encode(value)


def test_what_is_too_large_or_too_deep_is_refused():
    deep = []
    for _ in range(1000):
        deep = [deep]
    for value in (deep, np.broadcast_to(0.0, (10**6, 10**6)), [0.5] * 10**6):
        with pytest.raises(CodecError):
            encode(value)


NODES = [
    ["x"],
    [],
    ["i"],
    ["i", 3],
    ["i", "1_0" * 2000],
    ["i", "twelve"],
    ["f", "one"],
    ["f", "0x1p99999999999"],
    ["f", 1.5],
    ["s", 1],
    ["l", "abc"],
    ["d", [[1]]],
    ["d", [[["l", []], None]]],
    ["a", "<f8", [2], 0],
    ["a", "<f8", [-1], 0],
    ["a", "<f8", [1.0], 0],
    ["a", "<f8", [True], 0],
    ["a", "<f8", [1], -8],
    ["a", "<f8", [2**31, 2**31, 4], 0],
    ["a", "<f8", [0, 2**62], 0],
    ["a", "<f8", [1] * 33, 0],
    ["a", "|O", [1], 0],
    ["a", "<U4", [1], 0],
    ["a", ["<f8"], [1], 0],
    ["a", {"names": []}, [1], 0],
    ["o", "only a kind"],
    {"a": 1},
    1.5,
    "text",
]


@pytest.mark.parametrize("node", NODES, ids=repr)
def test_a_forged_tree_is_refused(node):
    with pytest.raises(CodecError):
        decode(json.dumps(node).encode(), b"12345678")


@pytest.mark.parametrize(
    "tree",
    [b"", b"[", b"\xff", b"[" * 10**6, b'["l",' * 500 + b"[]" + b"]" * 500, b'["f",NaN]'],
    ids=["empty", "cut", "no text", "deep", "deep lists", "no float"],
)
def test_forged_bytes_are_refused(tree):
    with pytest.raises(CodecError):
        decode(tree, b"")


def test_a_head_that_announces_too_much_is_refused():
    for head in (b"CNV1" + struct.pack("<II", 2**31, 0), b"CNV1" + b"\xff" * 8, b"PK\3\4" * 3):
        with pytest.raises(CodecError):
            lengths(head)


def test_noise_is_a_value_or_is_refused():
    random = np.random.default_rng(0)
    message = bytearray(encode([1, 2.5, "text", np.arange(6.0), {"a": (None, True)}, Other("x")]))
    tree, _ = lengths(bytes(message[: HEAD.size]))
    for _ in range(2000):
        changed = bytearray(message)
        for place in random.integers(HEAD.size, len(message), 3):
            changed[place] = random.integers(256)
        try:
            decode(bytes(changed[HEAD.size : HEAD.size + tree]), bytes(changed[HEAD.size + tree :]))
        except CodecError:
            continue


def test_halves_of_characters_do_not_come_out():
    found = decode(b'["s","\\ud800"]', b"")
    found.encode("utf-8")
