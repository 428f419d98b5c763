"""The check of `one_cycle`."""

import math

from hypothesis import strategies as st

from ..engine import Case, Exercise, Misconception, Trait, check


def _cycle(share=0.3, *, offset=0, longer=0, up=lambda part: part, down=lambda part: part):
    """Return a schedule that rises over a share of the steps and falls over the rest.

    `up` and `down` bend the two ways, from 0 to 1; `offset` is added to the step and `longer` to
    the steps.
    """

    def one_cycle(step, total, peak):
        step, total = step + offset, total + longer
        top = share * total
        if step < top:
            return peak * up(step / top)
        return peak * down((total - step) / (total - top))

    return one_cycle


def _bend(part):
    return (1 - math.cos(math.pi * part)) / 2


@st.composite
def _steps(draw):
    total = 10 * draw(st.integers(1, 20))  # 30 % of it is a whole number, however it is rounded
    return Case((draw(st.integers(0, total)), total, draw(st.sampled_from([1.0, 0.5, 2.0, 3.0]))))


ONE_CYCLE = Exercise(
    signature="one_cycle(step, total, peak)",
    reference=_cycle(),
    examples=(
        Case((0, 10, 1.0)),
        Case((3, 10, 1.0)),
        Case((10, 10, 1.0)),
        Case((1, 10, 3.0)),
        Case((2, 10, 1.0)),
        Case((5, 10, 1.0)),
        Case((9, 10, 7.0)),
        Case((15, 100, 2.0)),
        Case((65, 100, 2.0)),
    ),
    inputs=_steps(),
    traits=(
        Trait("rise", "the rate rises", lambda step, total, peak: 0 < step < 0.3 * total),
        Trait("fall", "the rate falls", lambda step, total, peak: 0.3 * total < step < total),
        Trait("beginning", "step is 0", lambda step, total, peak: step == 0),
        Trait("end", "step is total", lambda step, total, peak: step == total),
        Trait("top", "the rate is highest", lambda step, total, peak: step * 10 == 3 * total),
        Trait("peak", "peak is not 1", lambda step, total, peak: peak != 1),
    ),
    misconceptions=(
        Misconception(
            "off-by-one",
            _cycle(offset=1),
            "It is a step ahead: at step 0 the rate is 0, and at step `total` it is 0 again.",
            0.5,
        ),
        Misconception(
            "off-by-one",
            _cycle(offset=-1),
            "It is a step late: at step 0 the rate is 0, and at step `total` it is 0 again.",
            0.5,
        ),
        Misconception(
            "off-by-one",
            _cycle(longer=-1),
            "It ends a step too early: the rate is 0 again at step `total`, not before.",
            0.5,
        ),
        Misconception(
            "off-by-one",
            _cycle(longer=1),
            "It ends a step too late: the rate is 0 again at step `total`.",
            0.5,
        ),
        Misconception(
            "peak-ignored",
            lambda step, total, peak: _cycle()(step, total, 1.0),
            "It gives a share of the peak; `peak` itself is not used.",
            0.5,
        ),
        Misconception(
            "no-rise",
            lambda step, total, peak: peak * (1 - step / total),
            "It falls from the first step; it should rise over the first 30 %.",
        ),
        Misconception(
            "no-fall",
            lambda step, total, peak: peak * min(1.0, step / (0.3 * total)),
            "It rises and then stays; after 30 % it should fall to 0.",
        ),
        Misconception(
            "constant-then-falls",
            _cycle(up=lambda part: 1.0),
            "It begins at the peak; it should begin at 0 and rise.",
        ),
        Misconception(
            "jump",
            lambda step, total, peak: (
                peak * step / (0.3 * total) if step < 0.3 * total else peak * (1 - step / total)
            ),
            "It jumps after the rise: the way down begins at the peak, not at 70 % of it.",
        ),
        Misconception(
            "never-back-to-zero",
            lambda step, total, peak: (
                peak * step / (0.3 * total)
                if step < 0.3 * total
                else peak * (1 - (step - 0.3 * total) / total)
            ),
            "It does not come down to 0: the way down has 70 % of the steps, not all of them.",
        ),
        Misconception(
            "half-and-half", _cycle(0.5), "It rises over half of the steps; 30 % is asked."
        ),
        Misconception(
            "rise-and-fall-swapped",
            _cycle(0.7),
            "It rises over 70 % and falls over 30 %; it is the other way round.",
        ),
        Misconception("three-per-cent", _cycle(0.03), "It rises over 3 %; 30 % is asked."),
        Misconception(
            "upside-down",
            lambda step, total, peak: peak - _cycle()(step, total, peak),
            "It is upside down: it falls first, and then rises.",
        ),
        Misconception(
            "bent", _cycle(up=_bend, down=_bend), "It follows a cosine; straight lines are asked."
        ),
        Misconception(
            "bent",
            _cycle(down=_bend),
            "The way down follows a cosine; a straight line is asked.",
        ),
        Misconception(
            "bent",
            _cycle(down=lambda part: part**2),
            "The way down is bent; it should be straight.",
        ),
    ),
)


def one_cycle(answer):
    """Check ``one_cycle(step, total, peak)``: the learning rate at a step."""
    return check(ONE_CYCLE, answer)
