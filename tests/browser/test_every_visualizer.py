"""What every visualizer must hold to, whatever it shows: a row here, and it is held to it."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from course_utils import widgets
from tests.benchmarks.latency import VISUALIZERS, cell

from . import jupyter as lab

AUDIT = Path(__file__).with_name("audit.js").read_text("utf-8")
ARGUMENTS = {"Predict": "'How large?', ['30', '28'], answer=1, because='32 − 5 + 1 = 28.'"}
# The slider that is moved; None where there is none, or none that changes anything before a run.
SLIDERS = {**VISUALIZERS, "Predict": None, "TrainingDashboard": None}
MOVED = sorted(name for name, slot in SLIDERS.items() if slot)
# What these show and the slider changes stands in elements of the page, not on a canvas.
IN_ELEMENTS = {
    "ActivationLab",
    "ConfusionExplorer",
    "ConvolutionStepper",
    "FlattenView",
    "ParameterCounter",
    "RunComparison",
    "SoftmaxLab",
}
PAINTED = [name for name in MOVED if name not in IN_ELEMENTS]
# Roles that mean nothing to a screen reader without a name.
NAMED = {
    *("button", "checkbox", "combobox", "grid", "image", "link", "option", "radio", "radiogroup"),
    *("region", "slider", "spinbutton", "switch", "tab", "table", "textbox"),
}


@dataclass
class Shown:
    """A visualizer that is open, twice, in a notebook."""

    name: str
    notebook: lab.Notebook
    slot: str | None

    @property
    def page(self):
        return self.notebook.page

    @property
    def root(self):
        return self.page.locator(".cv").first

    def handle(self, view=0):
        root = self.page.locator(".cv").nth(view)
        return root.locator(f"[data-control={self.slot}] .noUi-handle")

    def value(self):
        return float(self.handle().get_attribute("aria-valuetext"))


@pytest.fixture(scope="module", params=sorted(SLIDERS))
def shown(request, jupyter, chromium):
    """Open a visualizer for all tests of it, in two views; no test may leave it otherwise."""
    name = request.param
    code = cell(name, ARGUMENTS.get(name, ""))
    notebook = lab.Notebook(jupyter, chromium, jupyter.write([code, "lab"]), height=4000)
    notebook.run_all()
    notebook.page.wait_for_function("document.querySelectorAll('.cv').length === 2")
    notebook.widget(".cv")
    notebook.page.evaluate(AUDIT)
    yield Shown(name, notebook, SLIDERS[name])
    notebook.close()


@pytest.fixture(autouse=True)
def no_console_error(request):
    yield
    if "shown" in request.fixturenames:
        assert request.getfixturevalue("shown").notebook.errors == []


def test_every_visualizer_has_a_row():
    assert set(widgets.__all__) == set(SLIDERS)


def test_showing_it_changes_nothing(shown):
    """The first test of each: a control must not report another number than it was given."""
    code = cell(shown.name, ARGUMENTS.get(shown.name, ""))
    shown.notebook.run(
        f"scope = {{}}\nexec({code!r}, scope)\n"
        "own = ('controls', 'layout')  # widgets, each with a name of its own\n"
        "fresh, state = scope['lab'].get_state(), lab.get_state()\n"
        "other = {k: (v, state[k]) for k, v in fresh.items() if v != state[k] and k not in own}\n"
        "assert not other, other"
    )


def accessible(shown):
    """Return (role, name, attributes) of all that the browser tells a screen reader."""
    tools = shown.notebook.context.new_cdp_session(shown.page)
    tools.send("Accessibility.enable")
    query = {"expression": "document.querySelector('.cv')"}
    root = tools.send("Runtime.evaluate", query)["result"]["objectId"]
    found = []
    for node in tools.send("Accessibility.queryAXTree", {"objectId": root})["nodes"]:
        if node["ignored"] or node["role"]["type"] == "internalRole":
            continue
        element = {"backendNodeId": node["backendDOMNodeId"]}
        markup = tools.send("DOM.describeNode", element)["node"].get("attributes", [])
        found.append((node["role"]["value"], node["name"]["value"].strip(), markup))
    tools.detach()
    return found


def test_a_screen_reader_is_told_the_name_of_everything(shown):
    found = [one for one in accessible(shown) if one[0] in NAMED or "contenteditable" in one[2]]
    assert len(found) >= 3
    assert [(role, markup) for role, name, markup in found if not name] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(shown, theme):
    shown.notebook.set_theme(theme)
    found = shown.root.evaluate("root => audit.contrast(root)")
    shown.notebook.set_theme("light")
    assert found["checked"] >= 4
    assert found["faint"] == []


def test_nothing_scrolls_sideways_from_a_phone_to_a_wide_screen(shown):
    try:
        for width in (360, 480, 768, 1920):
            shown.page.set_viewport_size({"width": width, "height": 4000})
            shown.page.evaluate("audit.frames(3)")
            over = shown.root.evaluate("root => root.scrollWidth - root.clientWidth")
            right = shown.root.evaluate("root => root.getBoundingClientRect().right")
            assert over <= 1, f"{over} pixels too wide at {width}"
            assert right <= width
            if width == 360:
                assert shown.root.evaluate("root => audit.tooSmall(root)") == []
    finally:
        shown.page.set_viewport_size({"width": 1280, "height": 4000})


def test_motion_is_short_and_ends_where_it_is_not_wanted(shown):
    assert shown.root.evaluate("root => audit.motion(root)") <= 150
    shown.page.emulate_media(reduced_motion="reduce")
    try:
        assert shown.root.evaluate("root => audit.motion(root)") == 0
    finally:
        shown.page.emulate_media(reduced_motion="no-preference")


def test_the_tab_key_reaches_everything_and_leads_out_again(shown):
    page, root = shown.page, shown.root
    stops = root.evaluate("root => audit.tabFrom(root)")
    assert stops >= 1
    for _ in range(2 * stops):
        page.keyboard.press("Tab")
        if not root.evaluate("root => audit.tabbed(root)"):
            break
    else:
        pytest.fail("The Tab key does not lead out.")
    assert page.evaluate("audit.missed()") == []


@pytest.mark.parametrize("shown", MOVED, indirect=True)
def test_words_and_both_views_follow_the_slider(shown):
    page, views = shown.page, shown.page.locator(".cv").all()
    before = [view.evaluate("root => audit.words(root)") for view in views]
    assert before[0] == before[1]
    assert all(before[0])
    value = shown.value()
    shown.handle().focus()
    page.keyboard.press("ArrowRight")
    after = [view.evaluate("root => audit.words(root)") for view in views]
    moved = shown.value()
    page.keyboard.press("ArrowLeft")
    assert moved > value
    assert after[0] == after[1] != before[0]


@pytest.mark.parametrize("shown", PAINTED, indirect=True)
def test_changes_of_one_frame_are_painted_twice_at_most(shown):
    shown.page.evaluate("audit.forget()")
    shown.handle().evaluate("handle => audit.press(handle, 'ArrowRight', 10)")
    shown.page.evaluate("audit.frames(3)")
    assert 1 <= shown.page.evaluate("audit.mostDrawn()") <= 2
    shown.handle().evaluate("handle => audit.press(handle, 'ArrowLeft', 10)")


@pytest.mark.parametrize("shown", PAINTED, indirect=True)
def test_nothing_is_painted_out_of_sight_and_all_of_it_after(shown):
    page, (hidden, seen) = shown.page, shown.page.locator(".cv").all()
    hidden.evaluate("root => { root.style.display = 'none'; }")
    page.evaluate("audit.frames(3)")
    page.evaluate("audit.forget()")
    shown.handle(1).focus()
    page.keyboard.press("ArrowRight")
    page.evaluate("audit.frames(3)")
    assert seen.evaluate("root => audit.drawnIn(root)") >= 1
    assert hidden.evaluate("root => audit.drawnIn(root)") == 0
    hidden.evaluate("root => { root.style.display = ''; }")
    page.evaluate("audit.frames(3)")
    assert hidden.evaluate("root => audit.drawnIn(root)") >= 1
    pictures = [view.locator("canvas").all() for view in (hidden, seen)]
    for canvas, other in zip(*pictures, strict=True):
        assert (shown.notebook.pixels(canvas) == shown.notebook.pixels(other)).all()
    page.keyboard.press("ArrowLeft")


def test_a_view_that_is_gone_paints_no_more(shown):
    """The last of a visualizer's tests: it takes the first view away."""
    page = shown.page
    page.locator(".jp-CodeCell").first.click()
    shown.notebook.command("notebook:clear-cell-output")
    page.wait_for_function("document.querySelectorAll('.cv').length === 1")
    page.evaluate("audit.forget()")
    if shown.slot is not None:
        shown.handle().focus()
        page.keyboard.press("ArrowRight")
    page.evaluate("audit.frames(3)")
    assert page.evaluate("audit.drawnInVain()") == 0
