"""A curve of any length in a fixed number of points."""

import numpy as np

MOST = 1000  # points; more than the plot has pixels for, and 12 kB to send


class LossCurve:
    """The losses of a run, each point the lowest, mean and highest of as many steps.

    A point is one step at first; whenever there are too many points, pairs of them become one.

    Parameters
    ----------
    most : int
        How many points there may be; even.

    Attributes
    ----------
    width : int
        Steps a point.
    """

    def __init__(self, most=MOST):
        self.most, self.width, self.count = most, 1, 0
        self._points = np.empty((most, 3), np.float32)
        self._open = []  # the steps of the point that is not full yet

    def add(self, loss):
        """Take the loss of one more step."""
        self._open.append(loss)
        if len(self._open) < self.width:
            return
        if self.count == self.most:
            self._halve()
            return
        self._points[self.count] = min(self._open), sum(self._open) / self.width, max(self._open)
        self.count += 1
        self._open.clear()

    def _halve(self):
        """Make one point of every two; the open one is from now on half full."""
        pairs = self._points.reshape(-1, 2, 3)
        self.count //= 2
        self._points[: self.count] = np.stack(
            [pairs[:, :, 0].min(1), pairs[:, :, 1].mean(1), pairs[:, :, 2].max(1)], 1
        )
        self.width *= 2

    @property
    def points(self):
        """The points that are full: lowest, mean and highest loss; float32, (points, 3)."""
        return self._points[: self.count]


def trailing_mean(values, window):
    """Return the mean of each value and those before it, `window` in all or as many as there are.

    Parameters
    ----------
    values : array, (n,)
    window : int

    Returns
    -------
    float64 array, (n,)
    """
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    last = np.arange(1, len(values) + 1)
    first = np.maximum(last - window, 0)
    return (sums[last] - sums[first]) / (last - first)
