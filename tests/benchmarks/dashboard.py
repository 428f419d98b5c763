"""What the dashboard costs: the same training with and without it, in turn, in JupyterLab.

    python -m tests.benchmarks.dashboard [--pairs N] [--steps N]

A real kernel trains while a real Chromium shows the dashboard. Each pair of runs, one with it and
one without, gives a ratio of seconds; their median is printed, and the quarter on either side.
"""

import argparse
import sys

import numpy as np

from ..browser.jupyter import Jupyter, Notebook, chromium

CODE = """
import torch
from course_utils import data, training
from course_utils.models import ArticleNet
from course_utils.widgets import TrainingDashboard
images, model = data.cifar10(progress=False), ArticleNet()
def seconds(on_step):
    return training.train(
        model, images, training.ARTICLE, steps={steps}, on_step=on_step, evaluation=False
    ).seconds
dashboard = TrainingDashboard()
dashboard
"""


def main(arguments=None):
    """Carry out the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=16)
    parser.add_argument("--steps", type=int, default=2000, help="of each run")
    options = parser.parse_args(arguments)
    server = Jupyter()
    try:
        with chromium() as browser:
            code = CODE.format(steps=options.steps)
            notebook = Notebook(server, browser, server.write([code]))
            notebook.run_all()
            notebook.widget(".cv-training-dashboard")
            ratios = [pair(notebook, flip) for flip in range(options.pairs)]
            notebook.close()
    finally:
        server.close()
    low, middle, high = np.quantile(ratios, [0.25, 0.5, 0.75])
    print(
        f"With the dashboard training takes {100 * (middle - 1):+.1f} % "
        f"({100 * (low - 1):+.1f} to {100 * (high - 1):+.1f} %), {options.pairs} pairs of "
        f"{options.steps} steps."
    )
    return 0


def pair(notebook, flip):
    """Train twice, with the dashboard first or last, and return the ratio of seconds."""
    runs = ["dashboard.follow", "None"] if flip % 2 else ["None", "dashboard.follow"]
    seconds = {run: notebook.value(f"seconds({run})") for run in runs}
    return seconds["dashboard.follow"] / seconds["None"]


if __name__ == "__main__":
    sys.exit(main())
