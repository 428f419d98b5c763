"""How long from the hand to the picture: each visualizer's slider, and matplotlib's `interact`.

A real JupyterLab, a real kernel, a real Chromium. A slider is moved by real keys, one step at a
time, back and forth, a hand's pause in between. Measured is the time from the input event (its
own time stamp) to the last drawing that follows from it: the last call on a canvas, the last text
put into the page; for `interact`, the new image decoded. Each move must have changed what is seen,
which is compared outside the measured time.

The visualizers are measured while the kernel sleeps, so that no answer of it can have helped:
``"kernel": false`` says that they drew all the same. `interact` has its kernel to itself.
"""

import argparse
import json
import statistics
import sys

from tests.browser.jupyter import Jupyter, Notebook, chromium

MOVES = 100
PAUSE = 50  # milliseconds between two moves

# Visualizer: the slot of the slider that is moved.
VISUALIZERS = {
    "KernelLab": "weight",
    "ConvolutionStepper": "step",
    "ChannelLab": "chosen_weight",
    "ReceptiveFieldLab": "kernel",
    "PoolingLab": "size",
    "ShiftLab": "shift",
}

INTERACT = """
import matplotlib.pyplot as plt
import numpy as np
from ipywidgets import FloatSlider, interact
from course_utils import data, layers
photo = data.photograph("camera", grey=True) / 255
kernel = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])

def show(weight):
    kernel[1, 1] = weight
    plt.imshow(layers.correlate2d(photo, kernel), cmap="gray")
    plt.show()

interact(show, weight=FloatSlider(0, min=-10, max=10, step=0.05));
"""


def percentile(values, share):
    """Return the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(notebook, handle, css, *, moves, image=False):
    """Move a slider and return the milliseconds of each move."""
    page = notebook.page
    page.evaluate("([css, image]) => latency.watch(css, image)", [css, image])
    handle.focus()
    times = []
    for move in range(moves + 5):
        before = page.evaluate("latency.seen()")
        page.evaluate("latency.clear()")
        page.keyboard.press("ArrowRight" if move % 2 == 0 else "ArrowLeft")
        page.wait_for_function("latency.drawn()", polling=5)
        page.wait_for_timeout(PAUSE)
        if page.evaluate("latency.seen()") == before:
            raise RuntimeError(f"A move of the slider changed nothing in {css}.")
        times.append(page.evaluate("latency.result()"))
    return times[5:]  # the first ones warm the browser's compiler


def visualizer(jupyter, browser, name, slot, moves):
    """Measure one visualizer while its kernel sleeps."""
    code = f"from course_utils.widgets import {name}\nlab = {name}()\nlab"
    notebook = open_with_watch(jupyter, browser, code)
    css = ".cv"
    root = notebook.widget(css)
    notebook.sleep_kernel(600)
    handle = root.locator(f"[data-control={slot}] .noUi-handle")
    times = measure(notebook, handle, css, moves=moves)
    asleep = notebook.kernel_is_busy()
    notebook.interrupt_kernel()
    notebook.close()
    if not asleep:
        raise RuntimeError("The kernel woke up during the measurement.")
    return {**summary(times), "kernel": False}


def interact(jupyter, browser, moves):
    """Measure `interact` with matplotlib, which draws the same picture in the kernel."""
    notebook = open_with_watch(jupyter, browser, INTERACT)
    handle = notebook.page.locator(".noUi-handle").first
    handle.wait_for()
    notebook.page.locator(".jp-OutputArea-output img").first.wait_for()
    times = measure(notebook, handle, ".widget-interact", moves=moves, image=True)
    notebook.close()
    return summary(times)


def open_with_watch(jupyter, browser, code):
    """Open a notebook in which the watch is installed before anything is drawn."""
    watch = __file__.replace(".py", ".js")
    notebook = Notebook(jupyter, browser, jupyter.write([code]), script=watch)
    notebook.run_all()
    return notebook


def summary(times):
    """Return median and 95th percentile of times in milliseconds."""
    return {
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(percentile(times, 0.95), 2),
    }


def main(arguments=None):
    """Measure, print a table, and with ``--json`` one object on the last line."""
    parser = argparse.ArgumentParser(prog="course.py bench latency", description=__doc__)
    parser.add_argument("names", nargs="*", help="visualizers; all when none is named")
    parser.add_argument("--moves", type=int, default=MOVES)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(VISUALIZERS)
    if unknown:
        parser.error(f"{', '.join(unknown)}: there are {', '.join(VISUALIZERS)}")
    jupyter = Jupyter()
    try:
        with chromium() as browser:
            base = interact(jupyter, browser, options.moves)
            found = {
                name: visualizer(jupyter, browser, name, slot, options.moves)
                for name, slot in VISUALIZERS.items()
                if not options.names or name in options.names
            }
    finally:
        jupyter.close()
    print(f"{'':20s} median ms   p95 ms   interact is slower by", file=sys.stderr)
    for name, row in {"interact_matplotlib": base, **found}.items():
        ratio = base["median_ms"] / row["median_ms"]
        line = f"{name:20s} {row['median_ms']:9.2f} {row['p95_ms']:8.2f} {ratio:10.1f}"
        print(line, file=sys.stderr)
    if options.json:
        print(json.dumps({"visualizers": found, "interact_matplotlib": base}))


if __name__ == "__main__":
    main()
