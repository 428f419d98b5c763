"""Predict as a learner uses it: by keyboard, by mouse, with the kernel stopped."""

from playwright.sync_api import expect

CODE = (
    "from course_utils.widgets import Predict\n"
    "{name} = Predict('How large?', ['30', '28', '27'], answer=1, because='32 − 5 + 1 = 28.')\n"
    "{name}"
)
CSS = ".cv-predict"


def test_by_keyboard_and_apart_from_another_question(open_notebook):
    notebook = open_notebook(CODE.format(name="first"), CODE.format(name="second"))
    notebook.run_all()
    page, first, second = notebook.page, notebook.widget(CSS, 0), notebook.widget(CSS, 1)
    assert first.get_by_role("button", name="Commit").is_disabled()
    assert "28." not in first.inner_text()
    first.get_by_role("radio").first.focus()
    for key in ("Space", "ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    notebook.eventually("first.output() == '28'")
    expect(first.get_by_role("status")).to_contain_text("As you predicted. 32 − 5 + 1 = 28.")
    assert first.get_by_role("status").evaluate("e => e === document.activeElement")
    assert first.get_by_role("radio").first.is_disabled()
    # The other question is still open.
    expect(second.locator("input:checked")).to_have_count(0)
    assert notebook.value("second.output() is None")
    assert notebook.errors == []


def test_by_mouse_with_the_kernel_stopped(open_notebook):
    notebook = open_notebook(CODE.format(name="question"))
    notebook.run_all()
    question = notebook.widget(CSS)
    notebook.stop_kernel()
    question.get_by_text("27", exact=True).click()
    question.get_by_role("button", name="Commit").click()
    expect(question.get_by_role("status")).to_contain_text("You predicted “27”; it is “28”.")
    expect(question.get_by_text("your prediction")).to_be_visible()
