"""Mean, spread and uncertainty over seeds."""

import math
from typing import NamedTuple


class Estimate(NamedTuple):
    """A mean over runs that differ only by their seed.

    Attributes
    ----------
    mean : float
    sd : float
        Standard deviation of single runs (n - 1 in the denominator): how far apart two seeds are.
        NaN for one run.
    count : int
        How many runs.
    """

    mean: float
    sd: float
    count: int

    @property
    def error(self) -> float:
        """The standard error of the mean: how far the mean of other seeds would be from this."""
        return self.sd / math.sqrt(self.count)

    @property
    def bar(self) -> float:
        """The length of an error bar: the standard deviation; 0 for one run, which shows none."""
        return 0.0 if math.isnan(self.sd) else self.sd

    def percent(self, digits: int = 1) -> str:
        """Return mean and standard deviation of a share, such as '61.2 ± 0.4 %'."""
        if math.isnan(self.sd):
            return f"{100 * self.mean:.{digits}f} %"
        return f"{100 * self.mean:.{digits}f} ± {100 * self.sd:.{digits}f} %"


def estimate(values) -> Estimate:
    """Return the Estimate of some numbers.

    Raises
    ------
    ValueError
        When there is none.
    """
    values = [float(one) for one in values]
    if not values:
        raise ValueError("There is no value to take the mean of; at least one run fits.")
    count = len(values)
    mean = math.fsum(values) / count
    if count == 1:
        return Estimate(mean, math.nan, 1)
    return Estimate(
        mean, math.sqrt(math.fsum((one - mean) ** 2 for one in values) / (count - 1)), count
    )


def over_seeds(rows, column: str, by: str) -> dict:
    """Return, for each value of the column `by`, the Estimate of another column.

    Parameters
    ----------
    rows : list of dict
    column, by : str

    Returns
    -------
    dict
        In the order in which the values of `by` first come. Rows whose cell is empty do not count.
    """
    groups: dict = {}
    for row in rows:
        if row[column] is not None:
            groups.setdefault(row[by], []).append(row[column])
    return {label: estimate(values) for label, values in groups.items()}


def difference(one: Estimate, other: Estimate) -> tuple[float, float]:
    """Return the difference of two means and its standard error, the runs taken as independent."""
    return one.mean - other.mean, math.hypot(one.error, other.error)


def against(estimates: dict) -> list[str]:
    """Return a line a variant: how far its mean share is from the first one's, in points.

    The number after ± is the standard error of the difference. Below about twice that, the runs
    do not tell the two apart.
    """
    (first, base), *others = estimates.items()
    lines = [f"Points of accuracy against {first}, ± the standard error of the difference:"]
    for name, one in others:
        points, error = (100 * number for number in difference(one, base))
        lines.append(f"{name:>28}{points:>+8.1f}" + ("" if error != error else f" ± {error:.1f}"))
    return lines
