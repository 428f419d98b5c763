"""The counts of ops.js against torch, its calibration against NumPy and against sums in words."""

import numpy as np
import torch

from course_utils.widgets.confusion_explorer.predictions import calibration

CASES = 400


def drawn(random, case):
    """Return one case: few or many images, often with ties and confidences on a bin's edge."""
    classes, images = int(random.integers(2, 11)), int(random.integers(1, 300))
    confidence = random.uniform(0, 1, images)
    if case % 3 == 0:
        confidence = random.integers(0, 11, images) / 10
    bins = 10 if case % 4 else int(random.integers(1, 20))
    return {
        "labels": random.integers(0, classes, images).tolist(),
        "predicted": random.integers(0, classes, images).tolist(),
        "confidence": confidence.astype(np.float32).tolist(),
        "classes": classes,
        "threshold": float(random.choice([0, 0.5, float(np.float32(0.3)), random.uniform(), 1])),
        "bins": bins,
        "cell": random.integers(0, classes, 2).tolist(),
    }


def test_counts_calibration_and_order(run):
    random = np.random.default_rng(0)
    cases = [drawn(random, number) for number in range(CASES)]
    for case, answer in zip(cases, run([("confusion", case) for case in cases]), strict=True):
        classes = case["classes"]
        labels, taken = torch.tensor(case["labels"]), torch.tensor(case["predicted"])
        sure = torch.tensor(case["confidence"], dtype=torch.float32).double()
        kept = sure >= case["threshold"]
        matrix = torch.zeros(classes, classes, dtype=torch.int64)
        matrix.index_put_((labels[kept], taken[kept]), torch.tensor(1), accumulate=True)
        assert answer["counts"] == matrix.flatten().tolist()
        assert answer["kept"] == int(kept.sum())
        assert answer["right"] == int((labels == taken)[kept].sum())

        found = calibration(labels.numpy(), taken.numpy(), sure.numpy(), case["bins"])
        right = (labels == taken).double()
        edges = torch.arange(case["bins"] + 1, dtype=torch.float64) / case["bins"]
        error = 0.0
        for k in range(case["bins"]):
            inside = sure * case["bins"] <= k + 1
            inside &= (sure * case["bins"] > k) | (k == 0)
            count = int(inside.sum())
            assert answer["count"][k] == found["count"][k] == count
            if count == 0:
                assert answer["share"][k] is None or np.isnan(answer["share"][k])
                continue
            assert edges[k] - 1e-6 <= sure[inside].min()
            assert sure[inside].max() <= edges[k + 1] + 1e-6
            for name, mean in (("confidence", sure), ("share", right)):
                mine = found["right" if name == "share" else name][k]
                assert abs(answer[name][k] - mean[inside].mean()) < 1e-12
                assert abs(mine - mean[inside].mean()) < 1e-12
            error += count / len(sure) * abs(sure[inside].mean() - right[inside].mean())
        assert abs(answer["error"] - error) < 1e-12
        assert abs(found["error"] - error) < 1e-12

        order = torch.sort(sure, descending=True, stable=True).indices
        actual, predicted = case["cell"]
        cell = order[(labels == actual)[order] & (taken == predicted)[order]]
        assert answer["cell"] == cell.tolist()
        assert answer["mistakes"] == order[(labels != taken)[order]].tolist()
