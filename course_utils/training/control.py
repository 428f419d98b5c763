"""Pause, go on, stop: what may be asked of a run from outside while it trains."""

import contextlib
import signal
import threading


class Control:
    """The switch of a run, which any thread may use; give it to `train` as ``control``.

    The run looks at it between two steps, so each wish is met at the next one. One control serves
    one run at a time; a next run may use it again.

    Attributes
    ----------
    state : str
        What the run does: 'idle' before the first, 'training', 'paused', or how it ended:
        'finished', 'stopped', 'interrupted', 'diverged' or 'failed'.
    """

    def __init__(self):
        self.state = "idle"
        self._changed = threading.Condition()
        self._paused = self._stopped = False
        self._watchers = []

    def pause(self):
        """Let the run wait after the step that it is taking; its clock stands still."""
        self._ask(paused=True)

    def go_on(self):
        """Let a paused run go on."""
        self._ask(paused=False)

    def stop(self):
        """Let the run end after the step that it is taking, with a checkpoint where it has any."""
        self._ask(stopped=True)

    def _ask(self, *, paused=None, stopped=None):
        with self._changed:
            self._paused = self._paused if paused is None else paused
            self._stopped = self._stopped if stopped is None else stopped
            self._changed.notify_all()

    @property
    def paused(self):
        """Whether the run is to wait."""
        return self._paused and not self._stopped

    @property
    def stopped(self):
        """Whether the run is to end."""
        return self._stopped

    def watch(self, callback):
        """Call back with the new state whenever it changes, in the run's thread."""
        self._watchers.append(callback)

    @contextlib.contextmanager
    def running(self):
        """Go through the states of a run; what was asked of the one before is forgotten."""
        self._ask(paused=False, stopped=False)
        self.enter("training")
        end = "failed"
        try:
            yield
            end = "stopped" if self._stopped else "finished"
        except KeyboardInterrupt:
            end = "interrupted"
            raise
        except ArithmeticError:
            end = "diverged"
            raise
        finally:
            self.enter(end)

    def enter(self, state):
        """Change the state and tell those who watch; only the run itself does so."""
        self.state = state
        for callback in self._watchers:
            callback(state)

    def wait(self, seconds):
        """Wait while the run is paused, so many seconds at most; return whether it still is."""
        with self._changed:
            self._changed.wait_for(lambda: not self.paused, seconds)
            return self.paused


class Interruption:
    """Whether Ctrl-C, or the notebook's interrupt button, was pressed while a run was in a step.

    An interrupt in the middle of a step would leave the weights half changed. Within the context
    the first one is only noted, and the run ends after its step; a second one ends it at once.
    Signals reach only a process's main thread: in any other, nothing is ever noted.
    """

    pressed = False

    def _note(self, number, frame):
        if self.pressed:
            raise KeyboardInterrupt
        self.pressed = True

    @contextlib.contextmanager
    def noted(self):
        """Note the first interrupt; what happened on one before is put back afterwards."""
        if threading.current_thread() is not threading.main_thread():
            yield self
            return
        before = signal.signal(signal.SIGINT, self._note)
        try:
            yield self
        finally:
            signal.signal(signal.SIGINT, before if before is not None else signal.SIG_DFL)
