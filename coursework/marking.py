"""From what an answer returns to points and words. All of it happens outside the sandbox."""

import importlib.util
import inspect
import sys
from dataclasses import replace
from pathlib import Path

from course_utils.checks.engine import judge
from course_utils.checks.engine.calling import Outcome

from .marks import ExerciseMark, message
from .released import find
from .sandbox import Ended
from .work import work

SEED = 1  # of the hidden inputs; 0 draws those that learners see
PATIENCE = 3.0  # times that of a check in a notebook: a busy machine must not change what is told
AGAIN = 2  # times that a process which ended is replaced while a smaller example is looked for

ENDED = {
    "timeout": (
        "timeout",
        "It did not come to an end on a small example and was stopped; is there a loop whose "
        "condition never changes?",
    ),
    "memory": ("memory", "It used more memory than small examples can need, and was stopped."),
    "processes": ("crash", "It started many processes, and was stopped."),
    "crash": ("crash", "Its process ended in the middle of a call, so that nothing was returned."),
    "nonsense": ("crash", "What it returned could not be read as a value."),
}
IN_THE_CELL = {
    "timeout": "Its cell did not come to an end, and was stopped.",
    "memory": "Its cell used too much memory, and was stopped.",
    "crash": "Its cell ended the process in which it was run.",
}
LATER = {
    "timeout": "On further cases it did not come to an end.",
    "memory": "On further cases it used too much memory.",
}
UNSEEN = (
    "It is right on every case that the check shows, and wrong on others of the same kind; try "
    "some of your own."
)
LONGEST = 20_000  # characters of an answer that is trained
TOO_LONG = (
    "Its cells hold {:,} characters, more than code needs. Are weights stored in them? Whatever is "
    "learnt has to be learnt within the budget."
)
BLANK = "This exercise was not written."
MISSING = "The notebook has no cell for this exercise."


def mark(submission, release, *, sandbox, seed=SEED):
    """Mark every exercise of a submission.

    Parameters
    ----------
    submission : Submission
    release : Release
    sandbox : Sandbox or Trusted
        Where the learner's code runs.
    seed : int
        Of the hidden inputs; the same seed gives the same marks.

    Returns
    -------
    list of ExerciseMark
        In the order of the release, one for each exercise, whatever the submission holds.
    """
    return [
        mark_exercise(submission, release, exercise, sandbox=sandbox, seed=seed)
        for exercise in release.exercises
    ]


def mark_exercise(submission, release, exercise, *, sandbox, seed=SEED):
    """Mark one exercise; see `mark`."""
    if exercise.manual:
        return result(exercise, 0, "manual", "A person marks this.")
    known = find(exercise.checks, exercise.name) if exercise.checks else None
    lends = known.lends if known else ()
    todo = work(submission, release, exercise, lends)
    if todo is None:
        return result(exercise, 0, "blank", MISSING)
    if known is not None:
        todo = replace(todo, lent=lent(lends), patience=known.patience(True))
        length = sum(len(source) for source, _ in todo.cells)
        if known.verdict is not None and length > LONGEST:
            return result(exercise, 0, "wrong", TOO_LONG.format(length), diagnosis="too-long")
    if known is not None and known.probe is not None:
        source = inspect.getsource(sys.modules[known.probe.__module__])
        todo = replace(todo, probe=(source, known.probe.__name__))
    with Answer(sandbox, todo) as answer:
        trouble = answer.trouble()
        if trouble:
            return result(exercise, 0, *trouble)
        found = by_check(exercise, known, answer, seed) if known else None
        return found or by_test(exercise, release, answer)


def lent(modules):
    """Return the names and sources of modules of the course, and of what is in them.

    Packages above them come without what they hold.
    """
    found = {}
    for name in modules:
        above, _, _ = name.rpartition(".")
        found |= {above: ""} if above else {}
        path = Path(importlib.util.find_spec(name).origin)
        files = sorted(path.parent.glob("*.py")) if path.name == "__init__.py" else [path]
        for file in files:
            own = name if file == path else f"{name}.{file.stem}"
            found[own] = file.read_text(encoding="utf-8")
    return tuple(found.items())


class Answer:
    """An answer that can be called, whatever becomes of the process in which it runs.

    Attributes
    ----------
    ended : str
        How its process ended last, as `sandbox.Ended` has it; empty while none has.
    last : Outcome
        What came of the last call.
    """

    def __init__(self, sandbox, work):
        self.sandbox, self.work = sandbox, work
        self.guest, self.ended, self.endings, self.last = None, "", 0, None
        self.peeked = None, None
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def start(self):
        """Start a process, and run the cells in it."""
        self.state = {}
        try:
            self.guest = self.sandbox.open(self.work)
            state = self.guest.state
            if not isinstance(state, dict) or not isinstance(state.get("state"), str):
                raise Ended("nonsense")
            self.state = state
        except Ended as ended:
            self.lost(ended)

    def close(self):
        """End the process."""
        if self.guest is not None:
            self.guest.close()
            self.guest = None

    def lost(self, ended):
        """Note how the process ended."""
        self.ended = str(ended)
        self.endings += 1
        self.close()

    def trouble(self):
        """Return (status, sentence) where there is nothing to call, else None."""
        if self.ended:
            return ENDED[self.ended][0], IN_THE_CELL[ENDED[self.ended][0]]
        told = {key: text[:300] for key, text in self.state.items() if isinstance(text, str)}
        match told.get("state"):
            case "ready":
                return None
            case "missing":
                return "error", f"After its cell was run, there is no {self.work.name}."
            case "not-a-function":
                return "error", f"{told.get('what')} came instead of the function."
        where = f" ({told['where']})" if told.get("where") else ""
        raised = f"{told.get('error', 'Error')}: {told.get('message', '')}{where}"
        if told.get("error") == "NotImplementedError":
            return "blank", BLANK
        hint = ""
        if told.get("error") in ("NameError", "ImportError", "ModuleNotFoundError"):
            hint = " " + ALONE
        return "error", f"Its cell could not be run. {raised}.{hint}"

    def peek(self, case):
        """Call the answer; the next call with this case takes what came of it."""
        self.peeked = case, self.call(case)
        return self.peeked[1]

    def call(self, case):
        """Call the answer; a process that ends is a call that did not come to an end.

        Returns
        -------
        Outcome
        """
        (known, outcome), self.peeked = self.peeked, (None, None)
        if known is case:
            return outcome
        if self.guest is None and self.endings <= AGAIN:
            self.start()
        if self.guest is None:
            return Outcome("timeout")
        try:
            self.last = self.guest.call(case)
        except Ended as ended:
            self.lost(ended)
            return Outcome("timeout")
        if self.last.kind == "timeout":
            self.ended = "timeout"
        return self.last


ALONE = (
    "In grading an exercise's cell runs with the chapter's imports and your own cells whose names "
    "it uses; other cells, and course_utils, are not there."
)


def by_check(exercise, known, answer, seed):
    """Mark by the exercise's check, first on the visible inputs, then on hidden ones.

    What is told comes from the visible inputs alone, so that no hidden one can come back in it.

    Returns
    -------
    ExerciseMark, or None where it is right and there is a test besides
    """
    if known.verdict is not None:
        return by_verdict(exercise, known, answer)
    if answer.peek(known.examples[0]).error == "NotImplementedError":
        return result(exercise, 0, "blank", BLANK)  # as the check has it, without all its calls
    try:
        verdict = judge(known, answer.call, patience=PATIENCE)
        if verdict.diagnosis == "timeout":
            return result(exercise, 0, *ENDED[answer.ended or "timeout"])
        hidden = None
        if verdict.points > 0 and known.assess is None:
            hidden = judge(known, answer.call, seed=seed, patience=PATIENCE)
    except (ValueError, TypeError, ArithmeticError, RecursionError, MemoryError) as error:
        # A value made to break the comparison earns nothing; the others go on.
        said = f"What it returned could not be compared ({type(error).__name__})."
        return result(exercise, 0, "error", said)
    if hidden is not None and not hidden.passed and verdict.passed:
        return unseen(exercise, hidden, answer)
    share = min(verdict.points, hidden.points if hidden else 1)
    if verdict.passed:
        if exercise.test:
            return None
        return result(exercise, 1, "right", verdict.message)
    if verdict.diagnosis == "blank":
        return result(exercise, 0, "blank", BLANK)
    status = "partly" if share > 0 else "wrong"
    if verdict.diagnosis == "raises" and answer.last and answer.last.error == "MemoryError":
        status = "memory"
    notes = [ALONE] if answer.last and answer.last.error == "NameError" else []
    return result(
        exercise,
        share,
        status,
        verdict.message,
        example=verdict.example,
        notes=notes,
        diagnosis=verdict.diagnosis,
        title=title(known, verdict.diagnosis),
    )


def by_verdict(exercise, known, answer):
    """Mark by an exercise's own way of judging, which takes care that its inputs stay hidden."""
    verdict = known.verdict(answer.call, handed_in=True)
    if verdict.diagnosis == "timeout":
        return result(exercise, 0, *ENDED[answer.ended or "timeout"])
    if verdict.diagnosis == "blank":
        return result(exercise, 0, "blank", BLANK)
    if verdict.diagnosis == "not-judged":
        return result(exercise, 0, "manual", verdict.message)
    status = "right" if verdict.passed else "partly" if verdict.points > 0 else "wrong"
    diagnosis = "" if verdict.passed else verdict.diagnosis
    called = title(known, diagnosis) if diagnosis else ""
    return result(
        exercise, verdict.points, status, verdict.message, diagnosis=diagnosis, title=called
    )


def unseen(exercise, hidden, answer):
    """Return the mark of an answer that is right on visible inputs only."""
    if hidden.diagnosis == "timeout":
        status = ENDED[answer.ended or "timeout"][0]
        return result(exercise, 0, status, f"{UNSEEN} {LATER.get(status, '')}".strip())
    return result(exercise, 0, "wrong", UNSEEN, diagnosis="unseen", title=UNSEEN)


def title(exercise, diagnosis):
    """Return the sentence that names a mistake, as the author of the check wrote it."""
    for mistake in exercise.misconceptions:
        if mistake.name == diagnosis:
            return mistake.sentence.partition(". ")[0].partition("; ")[0].rstrip(".") + "."
    return diagnosis.replace("-", " ").capitalize() + "."


def by_test(exercise, release, answer):
    """Mark by the author's own statements, which run here and call the answer in there."""
    from .tests_of_authors import run_test

    finding = run_test(exercise, release, answer)
    if finding is None:
        return result(exercise, 1, "right", "It does what was asked.")
    return result(exercise, 0, *finding)


def result(exercise, share, status, sentence, *, example="", notes=(), diagnosis="", title=""):
    """Return the mark for a share of an exercise's points."""
    text, markup = message(sentence, example, notes)
    return ExerciseMark(
        grade_id=exercise.grade_id,
        exercise=exercise.name,
        points=round(exercise.points * share, 2),
        max_points=exercise.points,
        status=status,
        misconception_id=diagnosis,
        misconception_title=title,
        message_text=text,
        message_html=markup,
    )
