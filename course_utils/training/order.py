"""Which images come next: all of them in a new order each epoch, or mostly those not learnt yet.

Most images are right, and sure, long before the end of a run; their gradients hardly move anything,
and cost as much as the others'. So an epoch may take a part of the images: by rank of the loss that
each had when it was last seen, with chance in it, so that none is left out for ever (Loshchilov and
Hutter, *Online batch selection for faster training of neural networks*, 2015).
"""

import torch

from .batches import generator

CHANCE = 0.5  # how much of the whole range of ranks chance may lift an image


class Order:
    """Yields the indices of batches for ever; within an epoch no image comes twice.

    Where `batch` does not divide what an epoch takes, its last batch is shorter, as with PyTorch's
    DataLoader. The order of an epoch depends on nothing but the seed, the epoch and, where it does
    not take all images, the losses told until it began.

    Parameters
    ----------
    count, batch : int
        How many images there are, and how many make a batch.
    seed : int
    taken : callable, optional
        From the number of an epoch, from 0, to how many images it takes. By default all.

    Attributes
    ----------
    epoch, batches : int
        The epoch of the last batch, from 0, and how many of its batches were taken.
    losses : float32 tensor, (count,)
        Of each image when it was last seen; infinite before. Kept only with `taken`.
    """

    def __init__(self, count, batch, seed, taken=None):
        self._count, self._batch, self._seed, self._taken = count, batch, seed, taken
        self.epoch, self.batches = 0, 0
        self.losses = torch.full((count,), torch.inf) if taken else None
        self._parts = self._order(0).split(batch)

    def __iter__(self):
        return self

    def __next__(self):
        """Return the indices of the next batch, int64 (batch,) or shorter."""
        if self.epoch_over:
            self.epoch, self.batches = self.epoch + 1, 0
            self._parts = self._order(self.epoch).split(self._batch)
        self.batches += 1
        return self._parts[self.batches - 1]

    @property
    def epoch_over(self):
        """Whether the last batch was the last of its epoch."""
        return self.batches == len(self._parts)

    def _order(self, epoch):
        """Return the indices of an epoch's images, in its order."""
        draw = generator(self._seed, "order", epoch)
        order = torch.randperm(self._count, generator=draw)
        count = self._taken(epoch) if self._taken else self._count
        if count >= self._count:
            return order
        # In the shuffled order, so that among equal losses no index is preferred.
        return order[hardest(self.losses[order], count, draw).sort().values]

    def saw(self, chosen, losses):
        """Note the losses of a batch, (batch,), by which later epochs choose."""
        self.losses[chosen] = losses.to(self.losses)

    def skip(self, batches):
        """Go on after so many batches; only where every epoch takes all images."""
        self.epoch, self.batches = divmod(batches, len(self._parts))
        self._parts = self._order(self.epoch).split(self._batch)

    def state(self):
        """Return what `restore` needs, a dict; empty where `skip` does as well."""
        if self._taken is None:
            return {}
        indices = torch.cat(self._parts)
        return {
            "epoch": self.epoch,
            "batches": self.batches,
            "indices": indices,
            "losses": self.losses.clone(),
        }

    def restore(self, state):
        """Put it back to where `state` was called."""
        self.epoch, self.batches = state["epoch"], state["batches"]
        self._parts = state["indices"].split(self._batch)
        self.losses = state["losses"].clone()


def hardest(losses, count, draw):
    """Return so many indices, mostly of the highest losses.

    Parameters
    ----------
    losses : float tensor, (N,)
    count : int
    draw : torch.Generator
        What chance comes from.

    Returns
    -------
    int64 tensor, (count,)
    """
    ranks = losses.argsort(stable=True).argsort().float() / len(losses)
    return (ranks + CHANCE * torch.rand(len(losses), generator=draw)).topk(count).indices
