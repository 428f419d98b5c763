"""Try an answer: on the examples, on cases drawn at random, and on ever smaller ones."""

import time

import hypothesis

from .exercise import settings

BUDGET = 20.0  # seconds for all calls of one check
ENOUGH = 8.0  # seconds after which an answer that has failed is not tried on more cases
SMALL = 60  # size of an example, about five numbers, that need not be made smaller
SMALLER = 120  # calls that are spent on making a failing case smaller
SHRINKING = 5.0  # seconds for the same, where the calls are slow


class Record:
    """One case with the truth, what came, and how they differ."""

    def __init__(self, exercise, case, outcome, *, visible=True):
        self.case, self.outcome, self.visible = case, outcome, visible
        self.truth = exercise.truth(case)
        self.difference = exercise.differs(self.truth, outcome)


class Trial:
    """The calls of one check.

    Attributes
    ----------
    records : list of Record
    ended : bool
        A call did not come to an end, so that no other is made.
    late : bool
        The time for all calls together was up before all cases were tried.
    patience : float
        By how much more time there is than where a person waits.
    """

    def __init__(self, exercise, call, patience=1.0):
        self.exercise, self.call, self.patience = exercise, call, patience
        self.records, self.ended, self.late = [], False, False
        self.begun = time.monotonic()

    def on(self, cases, *, visible=True):
        """Call the answer on cases until one does not end or the time is up."""
        for case in cases:
            if self.ended or self.late:
                return
            record = Record(self.exercise, case, self.call(case), visible=visible)
            self.records.append(record)
            self.ended = record.outcome.kind == "timeout"
            spent = time.monotonic() - self.begun
            self.late = spent > self.patience * (ENOUGH if self.failing else BUDGET)

    @property
    def failing(self):
        """The records on which the answer differs from the truth."""
        return [record for record in self.records if record.difference]


class Enough(BaseException):
    """Raised to end the search for a smaller case; Hypothesis lets it through."""


def smallest(exercise, call, failing, keep, patience=1.0):
    """Return the smallest record that fails and that `keep` accepts, or None.

    Parameters
    ----------
    failing : list of Record
        Those known; only visible ones are returned.
    keep : callable
        Takes a `Record`, and tells whether it shows what is to be shown.
    patience : float
        By how much more time there is than where a person waits.
    """
    known = [record for record in failing if record.visible and keep(record)]
    best = min(known, key=lambda record: record.case.size, default=None)
    by_hand = best is not None and any(best.case is case for case in exercise.examples)
    if exercise.inputs is None or (by_hand and best.case.size <= SMALL):
        return best
    begun, calls = time.monotonic(), 0

    def shows(case):
        nonlocal best, calls
        calls += 1  # counted, so that the same answer is told the same example on any machine
        if calls > SMALLER or time.monotonic() - begun > patience * SHRINKING:
            raise Enough
        tried = Record(exercise, case, call(case))
        if tried.difference is None or tried.outcome.kind == "timeout" or not keep(tried):
            return False
        if best is None or case.size < best.case.size:
            best = tried
        return True

    try:
        hypothesis.find(exercise.inputs, shows, settings=settings(max_examples=SMALLER))
    except Enough:
        pass
    except hypothesis.errors.NoSuchExample:
        pass  # what failed before was not met again; the record at hand stands
    except hypothesis.errors.HypothesisException:
        pass  # an answer that is not repeatable confuses the search; the same holds
    return best
