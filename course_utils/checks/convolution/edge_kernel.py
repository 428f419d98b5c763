"""The check of `diagonal_edge_kernel`, which has many right answers."""

import numpy as np

from course_utils import layers

from ..engine import Exercise, check


def _step_edges():
    """Return four images, 9 × 9, of an edge through the middle, in four directions."""
    y, x = np.mgrid[-4:5, -4:5].astype(float)
    return {
        "horizontal": np.sign(y),
        "vertical": np.sign(x),
        "falling": np.sign(y - x),
        "rising": np.sign(y + x),
    }


def strengths(kernel):
    """Return how strongly a kernel answers to each step edge: its largest magnitude."""
    return {
        name: float(np.abs(layers.correlate2d(image, kernel)).max())
        for name, image in _step_edges().items()
    }


def _assess_diagonal(kernel):
    if kernel.shape != (3, 3):
        return "wrong-shape", f"It has shape {kernel.shape}; a 3 × 3 matrix was asked."
    if not np.isfinite(kernel).all():
        return "not-finite", "It holds NaN or infinity."
    largest = np.abs(kernel).max()
    if largest == 0:
        return "all-zero", "All weights are 0, so it answers to nothing."
    if abs(kernel.sum()) > 1e-6 * largest:
        return (
            "not-flat",
            f"On a flat region of ones it gives {kernel.sum():g}, not 0: the weights must sum to "
            "0.",
        )
    found = strengths(kernel)
    diagonal = max(found["falling"], found["rising"])
    straight = max(found["horizontal"], found["vertical"])
    told = ", ".join(f"{name} {value:g}" for name, value in found.items())
    if abs(found["falling"] - found["rising"]) <= 1e-6 * largest and diagonal > 0:
        if straight > diagonal:
            return "straight-edge", f"It answers most to straight edges: {told}."
        return (
            "both-diagonals",
            f"It answers to both diagonals alike: {told}. One side of the edge must be positive "
            "and the other negative.",
        )
    if straight >= diagonal - 1e-6 * largest:
        return "straight-edge", f"It answers to a straight edge as strongly or more: {told}."
    return None


DIAGONAL_EDGE_KERNEL = Exercise(signature="diagonal_edge_kernel()", assess=_assess_diagonal)


def diagonal_edge_kernel(answer):
    """Check ``diagonal_edge_kernel()`` on step edges; either diagonal, any sign and scale."""
    return check(DIAGONAL_EDGE_KERNEL, answer)
