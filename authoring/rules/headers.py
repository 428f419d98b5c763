"""The first line of each cell: what stands behind '# %%'."""

KEYS = {"jupyter", "nbgrader", "tags"}
TAGS = {"hide-input", "nbval-ignore-output", "raises-exception"}
# Where jupytext puts what it cannot read.
UNREAD = {"incorrectly_encoded_metadata", "title"}
JUPYTER = {"outputs_hidden", "source_hidden"}


def readable(chapter):
    """Look at the metadata: what jupytext cannot read it stores without a word."""
    for index, cell in enumerate(chapter.notebook.cells):
        where, metadata = chapter.where(index), cell.metadata
        for key in sorted(UNREAD & set(metadata)):
            yield (
                f"{where}: {metadata[key]!r} came behind '# %%', and is not understood; "
                'key={"...": ...} in JSON fits, with true and false in small letters.'
            )
        for key in sorted(set(metadata) - KEYS - UNREAD):
            yield f"{where}: the key {key!r} is unknown; {', '.join(sorted(KEYS))} fit."
        tags = metadata.get("tags", [])
        if not isinstance(tags, list):
            yield f'{where}: tags is {tags!r}; a list fits, such as tags=["nbval-ignore-output"].'
            continue
        for tag in tags:
            if tag not in TAGS:
                yield f"{where}: the tag {tag!r} is unknown; {', '.join(sorted(TAGS))} fit."
        jupyter = metadata.get("jupyter", {})
        for key, value in jupyter.items():
            if key not in JUPYTER or not isinstance(value, bool):
                yield (
                    f"{where}: jupyter has {key!r}: {value!r}; "
                    f"{' and '.join(sorted(JUPYTER))} fit, each true or false."
                )
