"""The Python side of `Predict`."""

from pathlib import Path

import traitlets

from .._core.base import Visualizer

_here = Path(__file__).parent


class Predict(Visualizer):
    """Ask for a prediction, and reveal the answer once one is committed.

    Parameters
    ----------
    question : str
        One sentence.
    choices : sequence of str
        Two or more answers to choose from.
    answer : int
        Index of the right one. Compute it in the cell where the answer can be computed.
    because : str
        What the reveal says: why it is so.

    Raises
    ------
    ValueError
        When there are fewer than two choices, or `answer` is no index of them.
    """

    _esm = _here / "bundle.js"
    _css = _here / "bundle.css"

    question = traitlets.Unicode(help="What is asked, in one sentence.").tag(sync=True)
    choices = traitlets.List(traitlets.Unicode(), help="The answers to choose from.").tag(sync=True)
    answer = traitlets.Int(help="Index of the right choice.").tag(sync=True)
    because = traitlets.Unicode(help="Why the right choice is right.").tag(sync=True)
    committed = traitlets.Int(-1, help="Index that was committed; -1 before.").tag(sync=True)

    @traitlets.validate("committed")
    def _committed_fits(self, proposal):
        value = proposal["value"]
        if not -1 <= value < len(self.choices):
            raise ValueError(f"committed is {value}; -1 to {len(self.choices) - 1} fits.")
        return value

    def __init__(self, question, choices, *, answer, because):
        choices = [str(choice) for choice in choices]
        if len(choices) < 2:
            raise ValueError(f"There are {len(choices)} choices; two or more fit.")
        if not 0 <= int(answer) < len(choices):
            raise ValueError(f"answer is {answer}; 0 to {len(choices) - 1} fits.")
        super().__init__(question=question, choices=choices, answer=int(answer), because=because)

    def output(self):
        """Return the committed choice as text, or None before one is committed."""
        return self.choices[self.committed] if self.committed >= 0 else None

    def describe(self):
        """Say the question and its choices; the answer stays hidden."""
        return f"{self.question} Choices: {'; '.join(self.choices)}."
