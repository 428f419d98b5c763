"""Figures carry their caption and alternative text, and leave nothing open."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from course_utils.figures import figure, picture, subplots


def drawn():
    fig, axes = subplots()
    axes.plot([0, 1])
    return fig


def test_a_figure_is_html_with_alt_and_one_stable_line_of_text():
    shown = figure(drawn(), caption="A line\n rises.", alt='From "0" to 1 <straight>.')
    assert repr(shown) == 'Figure: A line rises. (From "0" to 1 <straight>.)'
    markup = shown._repr_html_()
    assert "alt='From &quot;0&quot; to 1 &lt;straight&gt;.'" in markup
    assert "<figcaption>A line rises.</figcaption>" in markup
    assert plt.get_fignums() == []


@pytest.mark.parametrize("texts", [{"caption": " ", "alt": "x"}, {"caption": "x", "alt": ""}])
def test_a_blank_text_is_refused(texts):
    with pytest.raises(ValueError, match="a sentence that says what it shows fits"):
        figure(drawn(), **texts)
    plt.close("all")


def test_pixels_are_a_figure_too():
    shown = picture(
        np.zeros((2, 3, 3), np.uint8), caption="Black.", alt="A black picture.", enlarge=4
    )
    assert repr(shown) == "Figure: Black. (A black picture.)"
    assert shown.png.startswith(b"\x89PNG")
    with pytest.raises(ValueError, match="no alt"):
        picture(np.zeros((2, 2), np.uint8), caption="Black.", alt="")
