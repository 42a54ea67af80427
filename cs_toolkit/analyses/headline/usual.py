"""Is a number out of line with the periods before it? One month against the last says little of a small company."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...metrics.status import BEFORE_DATA, IN_PROGRESS, MATURING
from ...metrics.variant import Variant

MOST_BEFORE = 12
FEWEST_BEFORE = 6
# a share is pooled over people, so fewer periods do where they hold enough of them
FEWEST_PERIODS_OF_A_SHARE, FEWEST_IN_A_SHARE = 3, 30
UNFINISHED = (IN_PROGRESS, MATURING, BEFORE_DATA)
POSITIVE = ("count", "money", "seconds", "ratio", "days", "months", "years")


@dataclass(frozen=True)
class Usual:
    """What a number was over the periods before, and the p-value of nothing having happened."""

    level: float
    periods: int
    p_value: float


def compared_with_usual(rows: pd.DataFrame, variant: Variant, period: str) -> Usual | None:
    """A period's value against the up to twelve before it; None where too little is known.

    ``rows`` are the tidy rows of one variant and segment. A share whose counts are known is compared
    with the pooled share before it by Fisher's exact test, which holds for small numbers too. Any
    other value has the prediction interval of the values before it (their logarithms where all are
    positive), with and without a straight trend: the larger p-value of the two, so that a level
    that has grown all along is not news when it goes on growing.

    Raises nothing: a value that is missing or unfinished has no answer.
    """
    if variant.maturing or variant.caveat:
        return None
    now = rows[rows["period"] == period]
    before = rows[(rows["period"] != period) & ~rows["status"].isin(UNFINISHED)]
    before = before[before["value"].notna()].tail(MOST_BEFORE)
    if now.empty or now["value"].isna().iloc[0] or now["status"].iloc[0] in UNFINISHED:
        return None
    value, n = float(now["value"].iloc[0]), float(now["n"].iloc[0])
    counted = before[["value", "n"]].assign(part=before["value"] * before["n"])
    if _is_share(variant) and _whole([value * n, *counted["part"]]):
        return _of_share(value, n, counted)
    if len(before) < FEWEST_BEFORE:
        return None
    return _of_values(value, before["value"].to_numpy(float), variant.unit)


def _is_share(variant: Variant) -> bool:
    return variant.unit == "percent" and variant.range == (0, 1)


def _whole(parts: list[float]) -> bool:
    """Whether every share stands on counts: value × n is a whole number."""
    return bool(np.isfinite(parts).all() and np.allclose(parts, np.round(parts), atol=1e-6))


def _of_share(value: float, n: float, before: pd.DataFrame) -> Usual | None:
    # Imported here: it takes longer to load than every formula of the kit together.
    from scipy.stats import fisher_exact

    size, part = before["n"].sum(), before["part"].sum()
    if len(before) < FEWEST_PERIODS_OF_A_SHARE or size < FEWEST_IN_A_SHARE or not n > 0:
        return None
    counts = [[round(value * n), round(n - value * n)], [round(part), round(size - part)]]
    p_value = float(fisher_exact(counts)[1])
    values = before["value"].to_numpy(float)
    if len(values) >= FEWEST_BEFORE and _has_trend(values):
        p_value = max(p_value, _p_of_prediction(values, value, with_trend=True))
    return Usual(float(part / size), len(before), p_value)


def _has_trend(before: np.ndarray) -> bool:
    """Whether values mostly rose or fell: the rank correlation with time is beyond 0.7.

    The share of a stock, such as adoption among today's customers, counts the same people in each
    period, so pooling them would make a steady trend look surer than it is.
    """
    from scipy.stats import spearmanr

    if len(set(before)) < 3:
        return False
    return abs(float(spearmanr(np.arange(len(before)), before)[0])) > 0.7


def _of_values(value: float, before: np.ndarray, unit: str) -> Usual:
    positive = unit in POSITIVE and value > 0 and (before > 0).all()
    scaled, now = (np.log(before), np.log(value)) if positive else (before, value)
    flat = _p_of_prediction(scaled, now, with_trend=False)
    p_value = max(flat, _p_of_prediction(scaled, now, with_trend=True))
    level = float(np.exp(scaled.mean())) if positive else float(scaled.mean())
    return Usual(level, len(before), p_value)


def _p_of_prediction(before: np.ndarray, now: float, *, with_trend: bool) -> float:
    """The two-sided p-value of the next value, from the mean or the line of those before."""
    from scipy.stats import t

    count = len(before)
    time = np.arange(count) - (count - 1) / 2
    slope = float(time @ before / (time @ time)) if with_trend else 0.0
    left = before - before.mean() - slope * time
    freedom = count - 1 - with_trend
    spread = np.sqrt(left @ left / freedom)
    ahead = (count + 1) / 2
    reach = spread * np.sqrt(1 + 1 / count + (ahead**2 / (time @ time) if with_trend else 0))
    distance = abs(now - before.mean() - slope * ahead)
    if reach <= 1e-12 * max(1.0, abs(before).max()):
        # always the same so far: without a spread nothing can be said of how far it would move
        return 1.0
    return float(2 * t.sf(distance / reach, freedom))
