"""The visualizers' JavaScript bundles, which esbuild makes by way of `bundle.mjs`."""

import shutil
import subprocess

from .source import ROOT, SourceError


def bundle(*, check):
    """Bring the bundles up to date, or only look.

    Parameters
    ----------
    check : bool
        Write nothing.

    Returns
    -------
    list of str, or None
        The bundles that were stale, by their path in the project; None where Node or its packages
        are missing, and nothing could be looked at.

    Raises
    ------
    SourceError
        When esbuild refuses a source; the text is its own.
    """
    node = shutil.which("node")
    if node is None or not (ROOT / "node_modules").exists():
        return None
    command = [node, "authoring/bundle.mjs", *(["--check"] if check else [])]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    lines = made.stdout.splitlines()
    # With --check it ends with 1 when a bundle is stale; anything else on stderr is a failure.
    if made.returncode != 0 and (made.stderr.strip() or not check):
        raise SourceError(f"The JavaScript bundles could not be made:\n{made.stderr.strip()}")
    return [line.removeprefix("wrote ").removesuffix(" is stale") for line in lines]
