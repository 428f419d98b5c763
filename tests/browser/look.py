"""Take pictures of a notebook or of a line of code in JupyterLab, to look at.

python -m tests.browser.look --code "from course_utils.widgets import KernelLab; KernelLab()"
python -m tests.browser.look notebooks/01_convolution.ipynb --theme dark --width 480
"""

import argparse
import shutil
import sys
from pathlib import Path

from .jupyter import Jupyter, Notebook, chromium


def main(arguments=None):
    """Carry out the command line; print the paths of the pictures and the console's errors."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.look", description=__doc__)
    parser.add_argument("notebook", nargs="?", help="an .ipynb file")
    parser.add_argument("--code", action="append", default=[], help="a code cell; may be repeated")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=1500)
    parser.add_argument("--out", type=Path, default=Path("pictures"), help="a folder")
    parser.add_argument("--part", help="a CSS selector: picture only what it matches")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    server = Jupyter()
    try:
        if options.notebook:
            name = Path(options.notebook).name
            shutil.copy(options.notebook, server.notebooks / name)
        else:
            name = server.write(options.code)
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
            notebook.page.wait_for_function("course.settled('.cv')")
            for number, picture in enumerate(pictures(notebook, options.part)):
                path = options.out / f"{Path(name).stem}-{options.theme}-{number}.png"
                picture.scroll_into_view_if_needed()
                picture.screenshot(path=path)
                print(path)
            for error in notebook.errors:
                print("console error:", error, file=sys.stderr)
            notebook.close()
    finally:
        server.close()


def pictures(notebook, part):
    """Return the locators of what is pictured: the outputs, or what a selector matches."""
    return notebook.page.locator(part or ".jp-Cell-outputArea:has(*)").all()


if __name__ == "__main__":
    main()
