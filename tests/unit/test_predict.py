"""Predict from Python: it hides the answer, and refuses what it cannot ask."""

import pytest

from course_utils.widgets import Predict

CHOICES = ["smaller", "as large", "larger"]


@pytest.fixture
def question():
    return Predict("How large?", CHOICES, answer=1, because="Padding makes up for the kernel.")


def test_the_answer_is_hidden_until_one_is_committed(question):
    assert question.output() is None
    assert repr(question) == "Predict: How large? Choices: smaller; as large; larger."
    data, _ = question._repr_mimebundle_()
    assert "image/png" not in data
    assert all("Padding" not in str(text) for text in data.values())
    question.committed = 2
    assert question.output() == "larger"


def test_choices_may_be_numbers():
    assert Predict("How many?", [26, 28], answer=0, because="…").choices == ["26", "28"]


@pytest.mark.parametrize(
    ("choices", "answer", "words"),
    [
        (["one"], 0, "There are 1 choices; two or more fit"),
        ([], 0, "There are 0 choices"),
        (CHOICES, 3, "answer is 3; 0 to 2 fits"),
        (CHOICES, -1, "answer is -1; 0 to 2 fits"),
    ],
)
def test_refusals(choices, answer, words):
    with pytest.raises(ValueError, match=words):
        Predict("?", choices, answer=answer, because="")


@pytest.mark.parametrize("committed", [-2, 3])
def test_a_commitment_is_one_of_the_choices(question, committed):
    with pytest.raises(ValueError, match="-1 to 2 fits"):
        question.committed = committed
    assert question.committed == -1
