"""What the experiments' figures share: a dot for the mean, a bar for the spread of the seeds."""

from ..figures import PALETTE


def dots(ax, estimates, order, *, label=None, shift=0.0, colour=PALETTE[0], marker="o"):
    """Draw a dot for each mean, with the standard deviation over seeds, on a line of its own.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    estimates : dict
        Estimates of shares, by variant.
    order : dict
        The lines from the top: of each variant what stands beside it.
    label : str, optional
        For the legend.
    shift : float
        How far below its line a dot stands, so that series do not hide each other.
    colour, marker : str
    """
    places = [list(order).index(variant) + shift for variant in estimates]
    ax.errorbar(
        [100 * one.mean for one in estimates.values()],
        places,
        xerr=[100 * one.bar for one in estimates.values()],
        fmt=marker,
        color=colour,
        capsize=4,
        label=label,
    )
    ax.set_yticks(range(len(order)), list(order.values()))
    ax.set_ylim(len(order) - 0.5, -0.5)
    ax.grid(True, axis="x")


def seeds_in_words(estimates) -> str:
    """Return how many seeds the dots stand on, for a caption."""
    counts = sorted({one.count for one in estimates.values()})
    if counts == [1]:
        return "one seed"
    return f"{' to '.join(map(str, counts[:: max(1, len(counts) - 1)]))} seeds"


def listed(estimates, names=None) -> str:
    """Return all means in words, for an alternative text."""
    named = (((names or {}).get(variant, variant), one) for variant, one in estimates.items())
    return "; ".join(f"{name} {one.percent()}" for name, one in named)
