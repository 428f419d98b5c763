"""ParameterCounter as a learner uses it: the article's network composed by clicks and keys."""

import re

import pytest
from playwright.sync_api import expect

CODE = "from course_utils.widgets import ParameterCounter\nlab = ParameterCounter({})\nlab"
CSS = ".cv-parameter-counter"


@pytest.fixture
def opened(open_notebook):
    def start(arguments=""):
        notebook = open_notebook(CODE.format(arguments))
        notebook.run_all()
        return notebook, notebook.widget(CSS)

    return start


def add(lab, kind):
    lab.locator("select[aria-label='kind of layer to add']").select_option(kind)
    lab.get_by_role("button", name="Add after").click()


def type_in(lab, layer, name, value):
    field = lab.locator(f"[data-layer='{layer}'] [data-field={name}]")
    field.fill(str(value))
    field.press("Tab")


def test_the_articles_network_from_nothing(opened):
    notebook, lab = opened("'empty'")
    wanted = [
        ("conv", {"filters": 6, "kernel": 5}),
        ("relu", {}),
        ("maxpool", {}),
        ("conv", {"filters": 16, "kernel": 5}),
        ("relu", {}),
        ("maxpool", {}),
        ("flatten", {}),
        ("linear", {"outputs": 120}),
        ("relu", {}),
        ("linear", {"outputs": 84}),
        ("relu", {}),
        ("linear", {"outputs": 10}),
    ]
    for layer, (kind, fields) in enumerate(wanted):
        add(lab, kind)
        for name, value in fields.items():
            type_in(lab, layer, name, value)
    notebook.eventually("sum(step.parameters for step in lab.table()) == 62_006")
    expect(lab).to_contain_text(
        "62,006 parameters and 651,720 multiply-accumulates", use_inner_text=True
    )
    expect(lab).to_contain_text(
        "16 × 5 × 5 = 400 numbers; the rows went 32 → 28 → 14 → 10 → 5.", use_inner_text=True
    )
    expect(lab).to_contain_text("hold 95.4 % of the parameters and do 9.0 %", use_inner_text=True)
    notebook.eventually("lab.preset == 'article'")
    shown = lab.locator(".cv-code").inner_text()
    assert shown == notebook.value("lab.code")
    shapes = lab.locator("[data-cell=shape]").all_inner_texts()
    expected = notebook.value("[' × '.join(map(str, shape)) for shape, _ in lab.output()]")
    assert shapes == expected
    assert notebook.errors == []


def test_moving_removing_and_what_does_not_fit(opened):
    notebook, lab = opened()
    page = notebook.page
    lab.locator("[data-layer='6'] [data-do=up]").focus()
    page.keyboard.press("Alt+ArrowUp")  # flatten before the second pooling
    notebook.eventually("lab.layers[5]['kind'] == 'flatten'")
    status = lab.locator("[role=status]").first
    expect(status).to_have_text(re.compile("^Layer 7, max pooling: It needs maps"))
    expect(lab.locator("[data-layer='7']")).to_contain_text("waits for the layer above")
    page.keyboard.press("Alt+ArrowDown")
    notebook.eventually("lab.preset == 'article'")
    expect(status).to_have_text("")

    lab.locator("[data-layer='7'] [data-do=remove]").click()
    notebook.eventually("len(lab.layers) == 11")
    lab.locator("[data-layer='0'] [data-field=filters]").focus()
    page.keyboard.press("Alt+Delete")
    notebook.eventually("lab.layers[0]['kind'] == 'relu'")

    field = lab.locator("[data-input=rows]")
    field.fill("9999")
    field.press("Tab")
    expect(status).to_contain_text("rows of the image is 9999; a whole number from 1 to 512 fits.")
    expect(field).to_have_value("32")
    field.fill("6")
    notebook.eventually("lab.input_shape == (3, 6, 32)")
    expect(status).to_contain_text("does not fit into")
    assert notebook.errors == []


def test_the_slider_and_a_preset_without_a_kernel(opened):
    notebook, lab = opened()
    notebook.stop_kernel()
    handle = lab.locator("[data-control=outputs] .noUi-handle")
    handle.focus()
    for _ in range(4):
        notebook.page.keyboard.press("ArrowRight")
    expect(lab.locator("[data-layer='0'] [data-cell=shape]")).to_have_text("10 × 28 × 28")
    expect(lab.locator(".cv-code")).to_contain_text("(3, 10, 5)")
    lab.locator("[data-control=preset] select").select_option("article, global average")
    expect(lab).to_contain_text("Together 3,042 parameters", use_inner_text=True)
    notebook.errors.clear()  # what JupyterLab says of a kernel that is gone
