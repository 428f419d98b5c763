"""What pip is doing, on one line of a terminal."""

import re
import shutil
import sys

RECEIVED = re.compile(r"Progress (\d+) of (\d+)")
FETCHING = re.compile(r"\s*Downloading ([\w.]+)-([\w.!]+?)(%2B|\+|-)")
UNPACKING = re.compile(r"Installing collected packages: (.+)")


class Progress:
    """Shows what pip tells with `--progress-bar raw`; where no terminal is, a line a package."""

    def __init__(self, out=sys.stdout):
        self.out = out
        self.package = ""

    def tell(self, line):
        """Show a line of pip's, in our words, if it says that something goes on."""
        if found := FETCHING.match(line):
            self.package = " ".join(found.groups()[:2])
            self.show(self.package, step=True)
        elif found := RECEIVED.match(line):
            done, size = (int(number) / 1e6 for number in found.groups())
            self.show(f"{self.package:<32} {done:6.1f} of {size:.1f} MB")
        elif found := UNPACKING.match(line):
            count = found[1].count(",") + 1
            self.show(f"Unpacking {count} package{'s' if count > 1 else ''}", step=True)
        elif "Retrying" in line:
            self.show("The network does not answer; trying again", step=True)

    def show(self, text, *, step=False):
        """Replace the line; without a terminal, add one for each step."""
        if self.out.isatty():
            width = shutil.get_terminal_size().columns - 1
            self.out.write("\r" + f"  {text}"[:width].ljust(width))
        elif step:
            self.out.write(f"  {text}\n")
        self.out.flush()

    def end(self):
        """Leave a clean line behind."""
        self.show("")
        if self.out.isatty():
            self.out.write("\r")
            self.out.flush()
