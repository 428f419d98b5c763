"""Work, counted rather than timed: multiply-accumulates, the same on every machine."""


class Meter:
    """Counts the multiply-accumulates of training steps.

    PyTorch's own counter looks at every convolution and matrix product, forward, backward and in
    the optimiser. That takes time, so it counts one step of each kind; steps of the same shapes
    over the same trainable parameters cost the same.

    Parameters
    ----------
    active : bool
        Whether to count at all.
    """

    def __init__(self, active):
        self._active, self._known = active, {}

    def take(self, kind, step):
        """Take a step and return what it returned, and its multiply-accumulates.

        Parameters
        ----------
        kind : hashable
            Steps of the same kind cost the same.
        step : callable
            Without arguments.

        Returns
        -------
        result, int
            0 where the meter is not active.
        """
        if not self._active:
            return step(), 0
        if kind in self._known:
            return step(), self._known[kind]
        # Only here: the import takes 80 MB, since it brings Triton along.
        from torch.utils.flop_counter import FlopCounterMode

        with FlopCounterMode(display=False) as counter:
            result = step()
        self._known[kind] = counter.get_total_flops() // 2  # a product and a sum are two
        return result, self._known[kind]
