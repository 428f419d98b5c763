"""Figures carry their caption and alternative text, and leave nothing open."""

import numpy as np
import pytest
from matplotlib import pyplot as plt

from course_utils.figures import NEUTRAL, PALETTE, figure, picture, subplots


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


def test_a_figure_is_as_large_on_a_page_as_it_was_drawn():
    fig, axes = subplots(figsize=(5, 2))
    axes.set_axis_off()
    axes.fill_between([0, 1], 0, 1)
    shown = figure(fig, caption="A box.", alt="A filled box.")
    width = int(shown._repr_html_().partition(" width='")[2].partition("'")[0])
    assert 400 < width < 5 * 96 + 20  # matplotlib leaves a tenth of an inch on each side
    as_is = picture(np.zeros((2, 3), np.uint8), caption="Black.", alt="Black.", enlarge=4)
    assert " width='12'" in as_is._repr_html_()


def test_something_else_than_a_figure_is_refused():
    with pytest.raises(TypeError, match="list came; a matplotlib figure fits"):
        figure([1], caption="x", alt="y")


def test_text_and_lines_show_in_both_themes():
    light, dark = "#ffffff", "#111111"
    for paper in (light, dark):
        assert contrast(NEUTRAL, paper) >= 4.3
        assert all(contrast(colour, paper) >= 3 for colour in PALETTE[:4])
        assert all(contrast(colour, paper) >= 2 for colour in PALETTE)


def test_what_is_drawn_keeps_to_the_style_and_leaves_the_reader_s_settings():
    before = dict(plt.rcParams)
    fig, axes = subplots()
    (line,) = axes.plot([0, 1])
    title = axes.set_title("A title")
    assert line.get_color() == PALETTE[0]
    assert title.get_color() == NEUTRAL
    plt.close(fig)
    assert dict(plt.rcParams) == before


def test_what_comes_after_subplots_is_not_black_on_dark_paper():
    fig, axes = plt.subplots()
    axes.plot([0, 1], label="a line")
    legend, title = axes.legend(), fig.suptitle("A title")
    image = axes.inset_axes([0.5, 0.5, 0.4, 0.4]).imshow([[0, 1]])
    words = image.axes.text(0, 0, "0.5", color="black")
    bar = fig.colorbar(image)
    figure(fig, caption="x", alt="y")
    ticks = bar.ax.get_yticklabels()
    assert {t.get_color() for t in (legend.get_texts()[0], title, *ticks)} == {NEUTRAL}
    assert words.get_color() == "black"  # it stands on an image


def contrast(one, other):
    """WCAG's contrast ratio of two colours."""
    lights = []
    for colour in (one, other):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        lights.append(sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True)))
    return (max(lights) + 0.05) / (min(lights) + 0.05)
