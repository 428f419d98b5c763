"""The check of chapter 00, where a learner meets checks for the first time."""

from hypothesis import strategies as st

from .engine import Case, Exercise, Misconception, check

_tenths = st.integers(0, 10).map(lambda tenths: tenths / 10)

BRIGHTEN = Exercise(
    signature="brighten(pixel, amount)",
    reference=lambda pixel, amount: min(pixel + amount, 1),
    examples=(Case((0.5, 0.25)), Case((0.0, 0.0)), Case((0.75, 0.5)), Case((1.0, 0.5))),
    inputs=st.builds(lambda pixel, amount: Case((pixel, amount)), _tenths, _tenths),
    misconceptions=(
        Misconception(
            "not-clipped",
            lambda pixel, amount: pixel + amount,
            "It goes past 1, and nothing is whiter than white: where the sum is more than 1, "
            "return 1.",
        ),
        Misconception(
            "amount-ignored",
            lambda pixel, amount: min(pixel, 1),
            "It returns the pixel as it was; the amount is not used.",
        ),
        Misconception(
            "always-white",
            lambda pixel, amount: max(pixel + amount, 1),
            "It returns at least 1; at most 1 was asked.",
        ),
    ),
)


def brighten(answer):
    """Check ``brighten(pixel, amount)``: the sum, at most 1."""
    return check(BRIGHTEN, answer)
