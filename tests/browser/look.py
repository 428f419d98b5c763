"""Take pictures of a notebook or of a line of code in JupyterLab, to look at.

python -m tests.browser.look --code "from course_utils.widgets import KernelLab; KernelLab()"
python -m tests.browser.look notebooks/01_convolution.ipynb --theme dark --width 480
python -m tests.browser.look sketch.py --part page
"""

import argparse
import shutil
import sys
from pathlib import Path

from .jupyter import Jupyter, Notebook, chromium

# Cells far from the window are there, too.
SETTINGS = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}


def main(arguments=None):
    """Carry out the command line; print the paths of the pictures and the console's errors."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.look", description=__doc__)
    parser.add_argument("notebook", nargs="?", help="an .ipynb file, or .py: one cell")
    parser.add_argument("--code", action="append", default=[], help="a code cell; may be repeated")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=1500)
    parser.add_argument("--out", type=Path, default=Path("pictures"), help="a folder")
    parser.add_argument("--part", help="a CSS selector, or 'page': picture only that")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    server = Jupyter(settings=SETTINGS)
    try:
        name = put(server, options.notebook, options.code)
        with chromium() as browser:
            notebook = Notebook(
                server,
                browser,
                name,
                theme=options.theme,
                width=options.width,
                height=options.height,
            )
            notebook.run_all()
            notebook.page.wait_for_function("course.settled('.cv') && course.rendered()")
            for number, take in enumerate(pictures(notebook, options.part)):
                path = options.out / f"{Path(name).stem}-{options.theme}-{number}.png"
                take(path=path)
                print(path)
            for error in notebook.errors:
                print("console error:", error, file=sys.stderr)
            notebook.close()
    finally:
        server.close()


def put(server, path, code):
    """Put a notebook into the server's folder, made from code where it is none yet; its name."""
    if path is None:
        return server.write(code)
    path = Path(path)
    if path.suffix == ".py":
        return server.write([path.read_text("utf-8"), *code], name=f"{path.stem}.ipynb")
    shutil.copy(path, server.notebooks / path.name)
    return path.name


def pictures(notebook, part):
    """Return a function for each picture: of the outputs, or of what a selector matches."""
    if part == "page":
        return [notebook.page.screenshot]
    found = notebook.page.locator(part or ".jp-Cell-outputArea").all()
    return [each.screenshot for each in found if each.is_visible()]


if __name__ == "__main__":
    main()
