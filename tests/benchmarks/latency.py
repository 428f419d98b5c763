"""How long from the hand to the picture: each visualizer's slider, and matplotlib's `interact`.

A real JupyterLab, a real kernel, a real Chromium. A slider is moved by real keys, or with
``--hand mouse`` by a real mouse that drags it, one step at a time, back and forth, with a hand's
pauses in between. Measured is the time from the input event (its own time stamp) to the last
drawing that follows from it: the last call on a canvas, the last text put into the page; for
`interact`, the new image decoded. Not measured is what the browser and the screen do after that,
which is the same for both. Every move must have changed the pixels (or, where numbers stand in
cells, those), and at the end the kernel must hold the number that the slider shows; both are
looked at outside the measured time.

The visualizers are measured while the kernel sleeps, and again while it listens, as it does when a
learner plays: ``"listening"``; then the kernel, the server and the page share the cores.
``"kernel"`` says whether any message of a kernel arrived between an input event and its last
drawing, in either: false means that none had a part in it. `interact` has its kernel to itself.
Chromium hands mouse moves on once a frame, so up to 16 ms of a mouse's time have passed before any
page hears of it.
"""

import argparse
import json
import random
import statistics
import sys

from tests.browser.jupyter import Jupyter, Notebook, chromium

MOVES = 100
WARM = 5  # moves before those that count: they warm the browser's compiler
PAUSES = (0, 30)  # milliseconds between two moves, beside those in which nothing more is drawn
DRAG = 30  # pixels, far enough for a step of every slider

# Visualizer: the slot of the slider that is moved, which is the name of its trait too.
VISUALIZERS = {
    "KernelLab": "weight",
    "ConvolutionStepper": "step",
    "ConfusionExplorer": "threshold",
    "ChannelLab": "chosen_weight",
    "DatasetBrowser": "enlarge",
    "LinearLab": "w1",
    "ReceptiveFieldLab": "kernel",
    "RunComparison": "smoothing",
    "ParameterCounter": "outputs",
    "PoolingLab": "size",
    "ShiftLab": "shift",
    "ActivationLab": "log_scale",
    "SoftmaxLab": "chosen_logit",
    "FlattenView": "index",
    "AugmentationLab": "rotation",
}

# Those that ask the kernel for images: it answers from a shell of its own, whatever a cell does,
# and looks awake by that.
ANSWERED = {"DatasetBrowser"}

# Those that show something of the learner's get something made up: code, and what is handed over.
EXAMPLES = {
    "ConfusionExplorer": (
        """
import types
import numpy as np
random = np.random.default_rng(0)
labels = random.integers(0, 9, 10_000)  # none of the last class, whose cell is open: an image
# that the kernel has sent from a shell of its own would make it look awake
scores = random.normal(size=(10_000, 10)) + 3 * np.eye(10)[labels]
probabilities = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
images = np.broadcast_to(np.uint8(128), (10_000, 32, 32, 3))
names = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
data = types.SimpleNamespace(x_test=images, y_test=labels, classes=names, sentence="Made up.")
""",
        "probabilities, data, threshold=0.5, cell=(9, 9)",
    ),
    "DatasetBrowser": (
        """
import types
import numpy as np
random = np.random.default_rng(0)
made = [(random.integers(0, 256, (n, 32, 32, 3), np.uint8), np.arange(n) % 10) for n in (2000, 500)]
names = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
data = types.SimpleNamespace(
    x_train=made[0][0],
    y_train=made[0][1],
    x_test=made[1][0],
    y_test=made[1][1],
    classes=names,
    sentence="Made up.",
)
""",
        "data",
    ),
    "RunComparison": (
        """
import types
import numpy as np
random = np.random.default_rng(0)
runs = [
    types.SimpleNamespace(
        recipe=name,
        seed=seed,
        losses=2.3 * np.exp(-np.arange(400) / slow) + random.uniform(0, 0.5, 400),
        accuracies=[(100 * k, 0.1 + 0.15 * k) for k in range(1, 5)],
        seconds=slow / 10,
        images=25_600,
    )
    for name, slow in {"article": 900, "larger batches": 600, "norm": 400, "fast": 200}.items()
    for seed in range(3)
]
""",
        "runs",
    ),
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


def cell(name, arguments=""):
    """Return the code of a cell that shows a visualizer, as `lab`."""
    before, arguments = EXAMPLES.get(name, ("", arguments))
    return f"{before}from course_utils.widgets import {name}\nlab = {name}({arguments})\nlab"


def percentile(values, share):
    """Return the value below which a share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def by_keys(page, handle):
    """Return a function that moves a slider by its n-th key."""
    handle.focus()
    return lambda move: page.keyboard.press("ArrowLeft" if move % 2 else "ArrowRight")


def by_mouse(page, handle):
    """Take hold of a slider and return a function that drags it for the n-th time."""
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return lambda move: page.mouse.move(x if move % 2 else x + DRAG, y)


HANDS = {"keys": (by_keys, "keydown"), "mouse": (by_mouse, "pointermove")}


def measure(notebook, handle, css, *, moves, hand, images=False):
    """Move a slider and return what was seen of each move: time, messages.

    Parameters
    ----------
    notebook : Notebook
    handle : playwright Locator
        Of the slider.
    css : str
        What the slider changes.
    moves : int
    hand : str
        Of `HANDS`.
    images : bool
        Output images are watched, not a visualizer.

    Raises
    ------
    RuntimeError
        When a move changed nothing that can be seen.
    """
    page, (take, event) = notebook.page, HANDS[hand]
    move = take(page, handle)
    page.evaluate("values => latency.watch(...values)", [css, images, event])
    pauses = random.Random(0)
    found = []
    for number in range(WARM + moves):
        move(number)
        found.append(page.evaluate("latency.over()"))
        if not found[-1]["changed"]:
            raise RuntimeError(f"A move of the slider changed nothing in {css}.")
        page.wait_for_timeout(pauses.uniform(*PAUSES))
    page.mouse.up()
    return found[WARM:]


def visualizer(jupyter, browser, name, slot, *, moves, hand):
    """Measure one visualizer while its kernel sleeps, and while it listens."""
    notebook = open_with_watch(jupyter, browser, cell(name))
    root = notebook.widget(".cv")
    handle = root.locator(f"[data-control={slot}] .noUi-handle")
    notebook.sleep_kernel(3600)
    asleep = measure(notebook, handle, ".cv", moves=moves, hand=hand)
    if name not in ANSWERED and not notebook.kernel_is_busy():
        raise RuntimeError("The kernel woke up during the measurement.")
    notebook.interrupt_kernel()
    listening = measure(notebook, handle, ".cv", moves=moves, hand=hand)
    shown = float(handle.get_attribute("aria-valuetext"))
    notebook.eventually(f"abs(lab.{slot} - {shown}) < 1e-6")
    notebook.close()
    kernel = any(move["messages"] for move in asleep + listening)
    return {**summary(asleep), "kernel": kernel, "listening": summary(listening)}


def interact(jupyter, browser, *, moves, hand):
    """Measure `interact` with matplotlib, which draws the same picture in the kernel."""
    notebook = open_with_watch(jupyter, browser, INTERACT)
    handle = notebook.page.locator(".noUi-handle").first
    handle.wait_for()
    notebook.page.locator(".jp-OutputArea-output img").first.wait_for()
    found = measure(notebook, handle, ".widget-interact", moves=moves, hand=hand, images=True)
    notebook.close()
    if not all(move["messages"] for move in found):
        raise RuntimeError("An image of interact came without a message of the kernel.")
    return summary(found)


def open_with_watch(jupyter, browser, code):
    """Open a notebook in which the watch is installed before anything is drawn."""
    watch = __file__.replace(".py", ".js")
    notebook = Notebook(jupyter, browser, jupyter.write([code]), script=watch)
    notebook.run_all()
    return notebook


def summary(moves):
    """Return median and 95th percentile of the times of moves, in milliseconds."""
    times = [move["time"] for move in moves]
    return {
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(percentile(times, 0.95), 2),
    }


def table(base, found):
    """Return the lines of a table for people: times, and how much slower `interact` is."""
    head = f"{'':20s} median ms   p95 ms   listening: median, p95   interact is slower by"
    lines = [head, f"{'interact_matplotlib':20s} {base['median_ms']:9.2f} {base['p95_ms']:8.2f}"]
    for name, row in found.items():
        ratio = base["median_ms"] / row["median_ms"]
        lines.append(
            f"{name:20s} {row['median_ms']:9.2f} {row['p95_ms']:8.2f}"
            f" {row['listening']['median_ms']:18.2f} {row['listening']['p95_ms']:6.2f}"
            f" {ratio:14.1f}"
        )
    return lines


def main(arguments=None):
    """Measure, print a table, and with ``--json`` one object on the last line."""
    parser = argparse.ArgumentParser(
        prog="course.py bench latency",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", help="visualizers; all when none is named")
    parser.add_argument("--moves", type=int, default=MOVES, help="of each slider")
    parser.add_argument("--hand", choices=HANDS, default="keys", help="what moves the sliders")
    parser.add_argument("--json", action="store_true", help="one object on the last line")
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(VISUALIZERS)
    if unknown:
        parser.error(f"{', '.join(unknown)}: there are {', '.join(VISUALIZERS)}")
    how = {"moves": options.moves, "hand": options.hand}
    jupyter = Jupyter()
    try:
        with chromium() as browser:
            base = interact(jupyter, browser, **how)
            found = {
                name: visualizer(jupyter, browser, name, slot, **how)
                for name, slot in VISUALIZERS.items()
                if not options.names or name in options.names
            }
    finally:
        jupyter.close()
    print("\n".join(table(base, found)), file=sys.stderr)
    if options.json:
        print(json.dumps({"visualizers": found, "interact_matplotlib": base}))


if __name__ == "__main__":
    main()
