"""Run a notebook as 'Run All' does, in a kernel of this very Python."""

import copy
import os

import nbclient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import exceptions

from .source import NOTEBOOKS, ROOT

PATIENCE = 120  # seconds for one cell, at the smoke budget


class CellFailed(Exception):  # noqa: N818  (it reads better where it is raised)
    """A cell did not run to its end.

    Attributes
    ----------
    index : int
        The cell's place in the notebook.
    notebook : nbformat.NotebookNode
        With the outputs up to there.
    """

    def __init__(self, index, sentence, notebook=None):
        super().__init__(sentence)
        self.index, self.notebook = index, notebook


def smoke_environment():
    """Return the environment variables with which notebooks are built and tested."""
    environment = {**os.environ, "COURSE_BUDGET": "smoke"}
    environment.pop("COURSE_REQUIRE_PASS", None)
    if not environment.get("COURSE_DATA"):
        # Without the real dataset at hand take the stand-in, and ask no network.
        environment["COURSE_OFFLINE"] = "1"
    return with_course(environment)


def with_course(environment):
    """Return an environment in which this checkout is what Python imports."""
    path = os.pathsep.join(filter(None, [str(ROOT), environment.get("PYTHONPATH")]))
    return {**environment, "PYTHONPATH": path}


def run(notebook, environment, *, patience=PATIENCE, beside=None):
    """Run a notebook from top to bottom in a fresh kernel.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        It is not changed.
    environment : dict of str to str
        The kernel's environment variables.
    patience : float
        Seconds for one cell.
    beside : callable, optional
        Called with the kernel's process id; returns a context in which the notebook runs.

    Returns
    -------
    nbformat.NotebookNode
        A copy with its outputs.

    Raises
    ------
    CellFailed
        With one sentence that names the cell and what happened.
    """
    ran = copy.deepcopy(notebook)
    # No folder of kernels to look into: what a user has installed elsewhere is not taken.
    kernels = KernelSpecManager(kernel_dirs=[])
    client = nbclient.NotebookClient(
        ran,
        km=AsyncKernelManager(kernel_name="python3", kernel_spec_manager=kernels),
        timeout=patience,
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR"],  # a word on TCP at every start helps no author
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    client.owns_km = True  # it is stopped with the client
    begun = []
    client.on_cell_start = lambda cell, cell_index: begun.append(cell_index)
    try:
        with client.setup_kernel(env=environment):
            if beside is None:
                execute_cells(client)
            else:
                with beside(client.km.provisioner.pid):
                    execute_cells(client)
    except exceptions.CellExecutionError as error:
        what = f"failed with {error.ename}: {error.evalue}"
        raise failed(ran, begun, what) from None
    except exceptions.CellTimeoutError:
        raise failed(ran, begun, f"did not end within {patience:g} seconds.") from None
    except exceptions.DeadKernelError:
        raise failed(ran, begun, "ended its kernel; perhaps there was too little memory.") from None
    return ran


def execute_cells(client):
    """Execute every cell of a client's notebook; its kernel runs already."""
    for index, cell in enumerate(client.nb.cells):
        client.execute_cell(cell, index)


def failed(notebook, begun, what):
    """Return the exception that names the cell which was begun last."""
    index = begun[-1]
    first = notebook.cells[index].source.strip().partition("\n")[0]
    return CellFailed(index, f"the cell that begins {first!r} {what}", notebook)
