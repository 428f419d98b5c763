"""Write a file whole or not at all: an interruption leaves what was there before."""

from contextlib import contextmanager


def write(path, data):
    """Write text or bytes to a path; its folder is made where it is not there."""
    with replacing(path) as part:
        part.write_bytes(data.encode() if isinstance(data, str) else data)


@contextmanager
def replacing(path):
    """Give a path to write to, and put it in the place of another when that is done."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    yield part
    part.replace(path)
