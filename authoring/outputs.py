"""The outputs that a learner's notebook stores: text, small, and the same on every machine."""

import hashlib
import json
import os
import re
from pathlib import Path

import nbformat

from .rules.figures import silent_images
from .source import ROOT, SourceError

IGNORE = "nbval-ignore-output"
WIDGET = "application/vnd.jupyter.widget-view+json"
LONGEST_OUTPUT = 4_000  # characters
LARGEST_NOTEBOOK = 300_000  # bytes


def digest(notebook):
    """Return a digest of what decides the stored outputs: the code cells' text and tags."""
    code = [
        [cell.source, sorted(cell.metadata.get("tags", []))]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    return hashlib.sha256(json.dumps(code).encode()).hexdigest()


def ignored(cell):
    """Tell whether a cell's output differs between machines, and so is not stored."""
    return IGNORE in cell.metadata.get("tags", ())


def unfit(ran):
    """Look at what a run has put out, before anything is left away.

    Yields
    ------
    (int, str)
        A cell's index, and a sentence on what its output may not be.
    """
    for index, cell in enumerate(ran.cells):
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if WIDGET not in data and any(kind.startswith("image/") for kind in data):
                yield (
                    index,
                    (
                        "its output is a picture without words; "
                        "figure(fig, caption=..., alt=...) fits, as the cell's last line."
                    ),
                )
            if silent_images(data.get("text/html", "")):
                yield index, "its output has an <img> without alternative text."
            if not ignored(cell):
                yield from ((index, why) for why in changeable(output))


def changeable(output):
    """Yield why an output would differ on another machine, or at the next run."""
    if output.output_type == "stream" and output.name == "stderr":
        first = output.text.strip().partition("\n")[0]
        yield (
            f"it writes to stderr ({first[:80]!r}): mend what warns, "
            f"or tag the cell '{IGNORE}' where that is a progress bar."
        )
    text = text_in(output)
    address = re.search(r"\bat 0x[0-9a-f]{6,}", text)
    if address:
        yield (
            f"its output holds an address in memory ({address[0]!r}), another one at every run; "
            "end the line with ';', or give the object a __repr__."
        )
    for place in (str(ROOT), str(Path.home())):
        if len(place) > 1 and (place + os.sep) in text:
            yield (
                "its output names a folder of this machine; print the path from there, "
                f"or tag the cell '{IGNORE}'."
            )
            break


def text_only(ran):
    """Keep of each output what is text; number the cells as 'Run All' does."""
    count = 0
    for cell in ran.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        texts = [] if ignored(cell) else filter(None, map(text_of, cell.outputs))
        cell.outputs = list(merged(texts))
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    return ran


def text_in(output):
    """Return the plain text of an output; empty when it has none."""
    return output.get("text") or output.get("data", {}).get("text/plain") or ""


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
        With a line for each output that is no text or too long, and for a notebook too large.
    """
    breaches = []
    for cell in notebook.cells:
        first = cell.source.strip().partition("\n")[0]
        where = f"{name}: the cell that begins {first!r}"
        for output in cell.get("outputs", ()):
            kinds = sorted(output.get("data", ["text/plain"]))
            if output.output_type == "error" or kinds != ["text/plain"]:
                kind = "an error" if output.output_type == "error" else ", ".join(kinds)
                breaches.append(f"{where} stores {kind}; only text/plain fits.")
            length = len(text_in(output))
            if length > LONGEST_OUTPUT:
                breaches.append(
                    f"{where} stores an output of {length:,} characters; "
                    f"up to {LONGEST_OUTPUT:,} fit."
                )
    size = len(nbformat.writes(notebook).encode())
    if size > LARGEST_NOTEBOOK:
        breaches.append(f"{name}: {size:,} bytes; up to {LARGEST_NOTEBOOK:,} fit.")
    if breaches:
        raise SourceError("\n".join(breaches))
