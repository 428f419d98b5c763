"""Where learners' code runs: in bubblewrap, given inputs, giving values, knowing no answer.

`bubblewrap` builds the walls, `zygote` forks a process for each exercise inside them, `confine`
parts these from each other, `worker` runs the code, `codec` is the language of the pipes, `limits`
says how much may be used, and `host` is the outside.
"""

from .bubblewrap import NoSandbox
from .host import Ended, Sandbox
from .limits import Limits

__all__ = ["Ended", "Limits", "NoSandbox", "Sandbox"]
