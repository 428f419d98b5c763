"""The templates, with everything escaped that is put into them."""

from pathlib import Path

import jinja2
from markupsafe import Markup

from ..marks import visible

HERE = Path(__file__).parent
ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.filters["points"] = lambda number: f"{number:g}"
ENVIRONMENT.filters["visible"] = lambda text: visible(text.replace("\t", "    "))
ENVIRONMENT.filters["count"] = lambda number, one, more: (
    f"{number:g} {one if number == 1 else more}"
)


def rendered(template, **values):
    """Return a page as text."""
    style = Markup((HERE / "style.css").read_text("utf-8"))
    return ENVIRONMENT.get_template(template).render(style=style, **values)
