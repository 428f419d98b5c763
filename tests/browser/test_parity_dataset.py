"""What ops.js says of a set of images, against torch."""

import numpy as np
import torch

CASES = 300


def drawn(random):
    """Return one case: few or many images and classes; dark, even or wild images."""
    classes = int(random.integers(2, 11))
    height, width = random.integers(1, 12, 2)
    low = int(random.integers(0, 256))
    chosen = random.permutation(classes)[: random.integers(0, classes + 1)]
    return {
        "labels": random.integers(0, classes, random.integers(1, 200)).tolist(),
        "classes": classes,
        "chosen": sorted(chosen.tolist()),
        "image": random.integers(low, random.integers(low, 256) + 1, height * width * 3).tolist(),
        "rows": random.integers(0, 2**32, (classes, random.integers(1, 20))).tolist(),
        "bins": int(random.choice([1, 8, 32, 256])),
    }


def test_places_counts_moments_and_sums(run):
    random = np.random.default_rng(0)
    cases = [drawn(random) for _ in range(CASES)]
    for case, answer in zip(cases, run([("dataset", case) for case in cases]), strict=True):
        chosen = case["chosen"] or list(range(case["classes"]))
        labels = torch.tensor(case["labels"])
        wanted = torch.isin(labels, torch.tensor(chosen))
        assert answer["places"] == wanted.nonzero().flatten().tolist()
        assert answer["counts"] == torch.bincount(labels, minlength=case["classes"]).tolist()

        image = torch.tensor(case["image"]).reshape(-1, 3)
        histogram = torch.stack([torch.bincount(one, minlength=256) for one in image.T])
        assert answer["histogram"] == histogram.flatten().tolist()
        exact = image.double()
        mean = torch.tensor(answer["mean"], dtype=torch.float64)
        assert torch.allclose(mean, exact.mean(0), rtol=1e-12)
        std = torch.tensor(answer["std"], dtype=torch.float64)
        assert torch.allclose(std, exact.std(0, correction=0), rtol=1e-12, atol=1e-12)
        shares = histogram.reshape(3, case["bins"], -1).sum(2).double() / len(image)
        assert torch.allclose(
            torch.tensor(answer["shares"], dtype=torch.float64), shares, atol=1e-6
        )
        assert answer["sum"] == torch.tensor(case["rows"])[chosen].sum(0).tolist()
