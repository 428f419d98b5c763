"""The outputs that a learner's notebook stores: text, small, and the same on every machine."""

import copy
import hashlib
import json
import os

import nbclient
import nbformat

from .source import NOTEBOOKS, ROOT, SourceError

IGNORE = "nbval-ignore-output"
LONGEST_OUTPUT = 4_000  # characters
LARGEST_NOTEBOOK = 300_000  # bytes
PATIENCE = 600  # seconds for one cell


def digest(notebook):
    """Return a digest of what decides a notebook's outputs: the text of its code cells."""
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return hashlib.sha256(json.dumps(code).encode()).hexdigest()


def execute(notebook, name):
    """Run a notebook as 'Run All' does and return a copy with its outputs.

    Raises
    ------
    SourceError
        When a cell fails; the text names the cell and its error.
    """
    ran = copy.deepcopy(notebook)
    environment = {"COURSE_BUDGET": "smoke", **os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])
    )
    client = nbclient.NotebookClient(
        ran,
        timeout=PATIENCE,
        kernel_name="python3",
        store_widget_state=False,
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    try:
        client.execute(env=environment)
    except nbclient.exceptions.CellExecutionError as error:
        first = next(
            cell.source.strip().splitlines()[0]
            for cell in ran.cells
            if any(output.output_type == "error" for output in cell.get("outputs", ()))
        )
        raise SourceError(
            f"{name}: the cell that begins '{first}' failed with {error.ename}: {error.evalue}"
        ) from error
    return ran


def text_only(ran):
    """Keep of each output what is text; number the cells as 'Run All' does."""
    count = 0
    for cell in ran.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        ignored = IGNORE in cell.metadata.get("tags", ())
        cell.outputs = [] if ignored else list(merged(filter(None, map(text_of, cell.outputs))))
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    return ran


def text_of(output):
    """Return an output with its text only, or None when it has none."""
    if output.output_type == "stream":
        return nbformat.v4.new_output("stream", name=output.name, text=output.text)
    if output.output_type not in ("execute_result", "display_data"):
        return None
    text = output.data.get("text/plain")
    return text and nbformat.v4.new_output(output.output_type, data={"text/plain": text})


def merged(outputs):
    """Join pieces of the same stream, which arrive cut at random."""
    last = None
    for output in outputs:
        streams = last is not None and last.output_type == output.output_type == "stream"
        if streams and last.name == output.name:
            last.text += output.text
            continue
        if last is not None:
            yield last
        last = output
    if last is not None:
        yield last


def limits(notebook, name):
    """Check a finished notebook's outputs and its size.

    Raises
    ------
    SourceError
        When an output is no text or too long, or the notebook too large.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            kinds = set(output.get("data", {"text/plain": ""}))
            if output.output_type == "error" or kinds != {"text/plain"}:
                raise SourceError(f"{name}: a stored output is no plain text: {sorted(kinds)}.")
            text = output.get("text") or output.get("data", {}).get("text/plain", "")
            if len(text) > LONGEST_OUTPUT:
                raise SourceError(
                    f"{name}: an output of {len(text)} characters; up to {LONGEST_OUTPUT} fit."
                )
    size = len(nbformat.writes(notebook).encode())
    if size > LARGEST_NOTEBOOK:
        raise SourceError(f"{name}: {size} bytes; up to {LARGEST_NOTEBOOK} fit.")
