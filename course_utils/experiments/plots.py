"""What the experiments' figures share: a dot for the mean, a bar for the spread of the seeds."""

from ..figures import PALETTE


def dots(ax, estimates, names=None, label=None, shift=0.0, colour=PALETTE[0], marker="o"):
    """Draw one mean a line, with the standard deviation over seeds, the first line on top.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    estimates : dict
        Estimates of shares, by variant.
    names : dict, optional
        What stands beside each line; default: the variant.
    label : str, optional
        For the legend.
    shift : float
        How far below its line a dot stands, so that two series do not hide each other.
    colour, marker : str
    """
    lines = range(len(estimates))
    ax.errorbar(
        [100 * one.mean for one in estimates.values()],
        [line + shift for line in lines],
        xerr=[0 if one.sd != one.sd else 100 * one.sd for one in estimates.values()],
        fmt=marker,
        color=colour,
        capsize=4,
        label=label,
    )
    ax.set_yticks(list(lines), [(names or {}).get(one, one) for one in estimates])
    ax.set_ylim(len(estimates) - 0.5, -0.5)
    ax.grid(axis="x")


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
