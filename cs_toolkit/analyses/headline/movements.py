"""What stands out in a period: changes beyond noise, and numbers out of line with the year before."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...metrics import METRICS
from ...metrics.change import corrected_for_many
from ...scorecard.changes import LAST_PERIOD
from .usual import Usual, compared_with_usual

LEVEL = 0.05
# a sign that is worth a look though it may be chance: among a hundred numbers three are as far out
SIGN = 0.03


@dataclass(frozen=True)
class Movement:
    """One number's movement: what it was, what it is, what is usual, and how surely it moved."""

    family: str
    metric: str
    variant: str
    value: float
    earlier: float
    p_last: float  # of no change on the last period
    usual: Usual | None
    n: float
    clear: bool  # still beyond noise after the correction for all numbers looked at

    @property
    def p_value(self) -> float:
        """The smaller p-value of the two comparisons."""
        known = [self.p_last, self.usual.p_value if self.usual else float("nan")]
        return min((one for one in known if one == one), default=float("nan"))

    @property
    def since_usual(self) -> Usual | None:
        """The comparison with the year before, where it says more than that with the last period."""
        usual = self.usual.p_value if self.usual else float("nan")
        return self.usual if usual == usual and not self.p_last <= usual else None


def looked_at(metric: str, variant: str) -> bool:
    """Whether a variant is one of the numbers that a headline looks at: the standard one, or a step of a funnel."""
    chosen = METRICS[metric].variants[variant]
    step = "_to_" in variant and chosen.unit == "percent"
    return not chosen.maturing and (variant == "default" or step)


def movements(table: pd.DataFrame, judged: pd.DataFrame, periods: list[str]) -> list[Movement]:
    """The movements of the total's numbers, the surest first; those that say the same appear once.

    ``table`` is a tidy table of ``periods``, oldest first, where the last is judged; ``judged`` are
    its changes (``company.changes``). Every p-value is corrected for all that were looked at (Holm).
    """
    period, order = periods[-1], {name: place for place, name in enumerate(periods)}
    table = table[(table["dimension"] == "total") & (table["variant"] != "measure")]
    table = table[table["period"].isin(order)]
    last = judged[(judged["since"] == LAST_PERIOD) & (judged["dimension"] == "total")]
    changes = last.set_index(["metric", "variant"])
    found = []
    for (metric, variant), rows in table.groupby(["metric", "variant"], sort=False):
        if not looked_at(metric, variant) or (metric, variant) not in changes.index:
            continue
        rows = rows.sort_values("period", key=lambda names: names.map(order))
        now, change = rows[rows["period"] == period].iloc[0], changes.loc[(metric, variant)]
        usual = compared_with_usual(rows, METRICS[metric].variants[variant], period)
        found.append((metric, variant, now, change, usual))
    tests = [change["p_value"] for *_, change, _ in found]
    tests += [usual.p_value if usual else float("nan") for *_, usual in found]
    corrected = corrected_for_many(tests) if tests else np.empty(0)
    count = len(found)
    moved = [
        Movement(
            METRICS[metric].family, metric, variant, float(now["value"]), float(change["earlier"]),
            float(change["p_value"]), usual, float(now["n"]),
            bool(corrected[place] < LEVEL or corrected[place + count] < LEVEL),
        )
        for place, (metric, variant, now, change, usual) in enumerate(found)
    ]  # fmt: skip
    return _each_once(one for one in moved if one.p_value == one.p_value)


def _each_once(moved: Iterable[Movement]) -> list[Movement]:
    """Sorted by p-value; of numbers that follow from one another (retention and churn) the first."""
    order = list(METRICS)
    kept: dict[tuple, Movement] = {}
    for one in sorted(moved, key=lambda one: (one.p_value, order.index(one.metric))):
        same = (one.family, f"{one.p_last:.10g}", f"{one.usual.p_value if one.usual else 0:.10g}")
        kept.setdefault(same, one)
    return list(kept.values())


def clear(moved: Iterable[Movement]) -> list[Movement]:
    """The movements beyond noise."""
    return [one for one in moved if one.clear]


def signs(moved: Iterable[Movement]) -> list[Movement]:
    """The movements that may be chance, and are far enough from usual to be looked at."""
    return [one for one in moved if not one.clear and one.p_value < SIGN]
