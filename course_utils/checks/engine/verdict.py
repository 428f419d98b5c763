"""What a check says: one object that reads well as text and in a notebook."""

import html
from dataclasses import dataclass


@dataclass(frozen=True, repr=False)
class Verdict:
    """The result of a check.

    Attributes
    ----------
    exercise : str
    passed : bool
    diagnosis : str
        ``"right"``, ``"blank"``, ``"not-judged"`` for what does what it must where how well it
        does it cannot be told, a misconception's id, or a general one such as ``"raises"``.
    message : str
        Sentences for the learner.
    example : str
        The smallest example found, with what came and what is right; may be empty.
    points : float
        Share of the exercise's points, 0 to 1.
    """

    exercise: str
    passed: bool
    diagnosis: str
    message: str
    example: str = ""
    points: float = 0.0

    @property
    def mark(self):
        """One word for the verdict."""
        words = {"right": "right", "blank": "not written yet", "not-judged": "it works"}
        return words.get(self.diagnosis, "not right yet")

    def __repr__(self):
        text = f"{self.exercise}: {self.mark}. {self.message}"
        return f"{text}\n{self.example}" if self.example else text

    def _repr_html_(self):
        # JupyterLab's variables, so that it is readable in both themes.
        colour = {
            "right": "var(--jp-success-color1, #2e7d32)",
            "blank": "var(--jp-border-color1, #888)",
            "not-judged": "var(--jp-border-color1, #888)",
        }.get(self.diagnosis, "var(--jp-warn-color1, #b35900)")
        example = (
            f"<pre style='margin:6px 0 0; white-space:pre-wrap'>{html.escape(self.example)}</pre>"
            if self.example
            else ""
        )
        return (
            f"<div role='status' style='border-left:4px solid {colour}; padding:4px 0 4px 12px; "
            f"color:var(--jp-content-font-color1, inherit)'><strong>{html.escape(self.exercise)}: "
            f"{self.mark}.</strong> {html.escape(self.message)}{example}</div>"
        )
