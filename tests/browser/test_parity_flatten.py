"""The order of a vector in ops.js against torch.flatten and permute: forth, and back by index."""

import random

import torch

CASES = 400


def test_flatten_and_both_ways_of_the_index(run):
    draw, generator = random.Random(1), torch.Generator().manual_seed(1)
    forth, index, expected = [], [], []
    for case in range(CASES):
        shape = [draw.randint(1, most) for most in (5, 9, 9)]
        order = ("CHW", "HWC")[case % 2]
        x = torch.randn(*shape, generator=generator)
        vector = torch.flatten(x) if order == "CHW" else x.permute(1, 2, 0).reshape(-1)
        forth.append({"image": {"shape": shape, "data": x.flatten().tolist()}, "order": order})
        index.append({"shape": shape, "order": order})
        expected.append((x, vector))
    vectors = run([("flatten", case) for case in forth])
    places = run([("elements", case) for case in index])
    for answer, elements, (x, vector) in zip(vectors, places, expected, strict=True):
        assert answer == vector.tolist()
        for at, (back, place) in enumerate(elements):
            assert back == at
            assert x[tuple(place)] == vector[at]
