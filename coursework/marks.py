"""What a learner gets for one exercise."""

import dataclasses
import html
from dataclasses import dataclass

# Every status, and what a page may say for it.
STATUSES = {
    "right": "right",
    "partly": "partly right",
    "wrong": "not right yet",
    "blank": "not written",
    "error": "it could not be run",
    "timeout": "it did not come to an end",
    "memory": "it used too much memory",
    "crash": "it ended its process",
    "manual": "to be marked by hand",
}


@dataclass(frozen=True)
class ExerciseMark:
    """The mark of one exercise of one submission.

    Attributes
    ----------
    grade_id : str
        The id of the cell that carries the points, from the release.
    exercise : str
        The id of the cell with the answer.
    points, max_points : float
    status : str
        One of `STATUSES`.
    misconception_id : str
        The diagnosis of the check, such as ``"kernel-flipped"``; empty for a right answer, a blank
        one, and one that could not be judged.
    misconception_title : str
        The first sentence of what is told, without anything of the learner's in it; empty where
        there is no misconception.
    message_text : str
        What the learner reads, plain; several lines where there is an example.
    message_html : str
        The same as HTML, everything escaped.
    """

    grade_id: str
    exercise: str
    points: float
    max_points: float
    status: str
    misconception_id: str = ""
    misconception_title: str = ""
    message_text: str = ""
    message_html: str = ""

    def asdict(self):
        """Return it as a dict that JSON can hold."""
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, fields):
        """Return the mark that `asdict` gave."""
        return cls(**fields)


def message(sentence, example="", notes=()):
    """Return a message as plain text and as HTML.

    Parameters
    ----------
    sentence : str
    example : str
        Lines that are shown as they are.
    notes : sequence of str
        More sentences, each on a line of its own.
    """
    lines = [visible(line) for line in (sentence, *notes)]
    example = visible(example)
    text = "\n".join([lines[0], *([example] if example else []), *lines[1:]])
    shown = f"<pre>{html.escape(example)}</pre>" if example else ""
    paragraphs = [f"<p>{html.escape(line)}</p>" for line in lines]
    return text, paragraphs[0] + shown + "".join(paragraphs[1:])


def visible(text):
    """Return a text with nothing in it that could act on a page, a terminal or a file.

    Control characters, and marks that turn the direction of reading, are written as escapes.
    """
    return "".join(
        character
        if character == "\n" or (character.isprintable() or character == " ")
        else f"\\u{ord(character):04x}"
        for character in text
    )
