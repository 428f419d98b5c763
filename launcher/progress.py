"""What pip is doing, on one line of a terminal."""

import re
import shutil
import sys
import threading

RECEIVED = re.compile(r"Progress (\d+) of (\d+)")
FETCHING = re.compile(r"\s*Downloading ([\w.]+)-([\w.!]+?)(%2B|\+|-)")
UNPACKING = re.compile(r"Installing collected packages: (.+)")


class Progress:
    """Shows what pip tells with `--progress-bar raw`; where no terminal is, a line a package.

    Parameters
    ----------
    count : callable
        Tells how many packages are there: pip unpacks in silence, for a minute or more.
    out : text stream
    """

    def __init__(self, count=lambda: 0, out=sys.stdout):
        self.count, self.out = count, out
        self.package = ""
        self.ended = threading.Event()
        self.watch = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.ended.set()
        if self.watch:
            self.watch.join()
        self.show("")
        if self.out.isatty():
            self.out.write("\r")
            self.out.flush()

    def tell(self, line):
        """Show a line of pip's, in our words, if it says that something goes on."""
        if found := FETCHING.match(line):
            self.package = " ".join(found.groups()[:2])
            self.show(self.package, step=True)
        elif found := RECEIVED.match(line):
            done, size = (int(number) / 1e6 for number in found.groups())
            self.show(f"{self.package:<32} {done:6.1f} of {size:.1f} MB")
        elif found := UNPACKING.match(line):
            packages = found[1].count(",") + 1
            self.show(f"Unpacking {packages} package{'s' if packages > 1 else ''}", step=True)
            self.watch = threading.Thread(target=self.watch_unpacking, args=[packages])
            self.watch.start()
        elif "Retrying" in line:
            self.show("The network does not answer; trying again", step=True)

    def watch_unpacking(self, packages):
        """Count the packages that have appeared, until the end."""
        before = self.count()
        while not self.ended.wait(0.5):
            done = min(max(self.count() - before, 0), packages)
            self.show(f"Unpacking: {done} of {packages} packages")

    def show(self, text, *, step=False):
        """Replace the line; without a terminal, add one for each step."""
        if self.out.isatty():
            width = shutil.get_terminal_size().columns - 1
            self.out.write("\r" + f"  {text}"[:width].ljust(width))
        elif step:
            self.out.write(f"  {text}\n")
        self.out.flush()
