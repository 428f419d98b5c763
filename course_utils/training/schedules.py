"""How the learning rate changes over a run: factors for the share of it that is done."""


def constant(share):
    """Return 1 always."""
    return 1.0


def one_cycle(share, rise=0.2, end=0.0):
    """Rise straight from 0 to 1 over the first part of a run, then fall straight (Smith, 2018).

    Parameters
    ----------
    share : float
        Of the run that is done, from 0 to 1.
    rise : float
        Share of the run that the rise takes.
    end : float
        The factor at the end.
    """
    if share < rise:
        return share / rise
    return 1.0 - (1.0 - end) * (share - rise) / (1.0 - rise)


def falling(share):
    """Fall straight from 1 to 0: where batch norm and whitening let a run begin at full rate."""
    return 1.0 - share
