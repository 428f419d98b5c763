"""The one command of the course: python3 course.py lab, test, doctor, build or bench.

It needs nothing but Python. This file stays readable to old Pythons, so that they can say what is
wrong; everything else is in the folder `launcher`.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "The course needs Python 3.11 or newer, and this is Python %d.%d. Install a newer one "
        "from python.org or your system's packages, and call course.py with it."
        % sys.version_info[:2]
    )

from launcher.commands import main

if __name__ == "__main__":
    sys.exit(main())
