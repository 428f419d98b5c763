"""Work of any code, operation for operation: what a learner's recipe really computes."""

import math

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.flop_counter import flop_registry

# Operations that multiply and add inside, but for which PyTorch's counter has no rule.
DENSE = ("_fft", "linalg", "rnn", "lstm", "gru", "_trilinear", "_cdist", "sparse", "_embedding_bag")
SUMS = ("dot", "vdot", "mv", "addmv")  # what they read is what they multiply


class Tally(TorchDispatchMode):
    """Counts the work of everything that PyTorch does meanwhile in this thread, step for step.

    A `Meter` (in `work.py`) looks at one step of each kind and trusts the others; this looks at
    all of them, and at what lies outside convolutions and matrix products too, which takes some of
    the time that training takes. It sees what goes through PyTorch's dispatcher: a product that is
    computed in NumPy, or in another thread, is not seen.

    Attributes
    ----------
    macs : int
        Multiply-accumulates, as PyTorch's own counter has them: convolutions, matrix products and
        attention, forward, backward and in the optimiser.
    others : int
        Numbers, other than whole ones, that all other operations wrote. Fourier transforms, fused
        recurrent layers and the like count the numbers they take, times their longest side.
    """

    def __init__(self):
        super().__init__()
        self.macs, self.others, self._kinds = 0, 0, {}

    @property
    def work(self):
        """The multiply-accumulates; where other operations did more than they, those."""
        return max(self.macs, self.others)

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        kind = self._kinds.get(func) or self._kinds.setdefault(func, kind_of(func))
        if kind == "composite":
            with self:
                return func.decompose(*args, **kwargs)
        result = func(*args, **kwargs)
        if kind == "counted":
            rule = flop_registry[func._overloadpacket]
            self.macs += rule(*args, **kwargs, out_val=result) // 2
        elif kind == "written" and isinstance(result, torch.Tensor):  # nearly all, so quickly
            self.others += result.numel() * (result.is_floating_point() or result.is_complex())
        elif kind != "free":
            shapes = sizes([result] if kind == "written" else (*args, *kwargs.values(), result))
            longest = max((side for shape in shapes for side in shape), default=1)
            numbers = sum(map(math.prod, shapes))
            self.others += numbers * (longest if kind == "dense" else 1)
        return result


def kind_of(func):
    """Return how an operation of the dispatcher is counted."""
    if func._overloadpacket in flop_registry:
        return "counted"
    if func.has_kernel_for_dispatch_key(torch._C.DispatchKey.CompositeImplicitAutograd):
        return "composite"
    if func.is_view or func.name() in ("aten::detach", "prim::device"):
        return "free"
    name = func.name().partition("::")[2].partition(".")[0]
    if name in SUMS:
        return "read"
    return "dense" if any(part in name for part in DENSE) else "written"


def sizes(values):
    """Return the shapes of the tensors of numbers among values, and in lists of them."""
    found = []
    for value in values:
        found += value if isinstance(value, (list, tuple)) else [value]
    return [
        one.shape
        for one in found
        if isinstance(one, torch.Tensor) and (one.is_floating_point() or one.is_complex())
    ]
