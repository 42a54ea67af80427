"""Do customers of one segment stay longer than those of another? Curves side by side, log-rank test.

Source: Mantel 1966 and Peto and Peto 1972 for the log-rank test, here statsmodels' ``survdiff``.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import chi2
from statsmodels.duration.survfunc import survdiff

from . import observations
from .observations import Values
from .survival import SurvivalCurve, kaplan_meier

CLEAR = 0.05


@dataclass(frozen=True)
class LogRank:
    """Whether segments leave at the same pace: the statistic, its degrees of freedom, the p-value.

    All are NaN, and ``note`` says why, where fewer than two segments or no leavers can be compared.
    """

    statistic: float
    degrees_of_freedom: int
    p_value: float
    note: str = ""

    @property
    def sentence(self) -> str:
        """The result in words."""
        if self.note:
            return self.note
        shown = "below 0.01" if self.p_value < 0.01 else f"{self.p_value:.2f}"
        if self.p_value < CLEAR:
            return f"The segments leave at different paces (log-rank test, p {shown})."
        return f"No clear difference between the segments (log-rank test, p {shown})."


@dataclass(frozen=True)
class SegmentedSurvival:
    """``curves`` by segment; ``table`` with one row per segment; ``log_rank`` over all segments.

    The table's lifespans are means within one ``horizon``, the longest that every segment was
    followed for, so that they can be compared.
    """

    curves: dict[str, SurvivalCurve]
    table: pd.DataFrame
    log_rank: LogRank
    horizon: float

    @property
    def all_curves(self) -> pd.DataFrame:
        """Every curve below the other, with a column ``segment``, as a figure draws them."""
        if self.curves:
            curves = [one.curve.assign(segment=name) for name, one in self.curves.items()]
            return pd.concat(curves, ignore_index=True)
        empty = pd.DataFrame(columns=["segment", "time", "staying"])
        empty.attrs["not_available"] = dict.fromkeys(empty.columns, self.log_rank.note)
        return empty

    @property
    def medians(self) -> dict[str, float]:
        """The median of each segment's curve; NaN where it never comes down to one half."""
        return {name: one.median for name, one in self.curves.items()}


def survival_by_segment(
    durations: Values,
    left: Values,
    segments: Values,
    *,
    horizon: float | None = None,
    confidence: float = 0.95,
) -> SegmentedSurvival:
    """One survival curve per segment, medians, lifespans within a common horizon, log-rank test.

    >>> plans = survival_by_segment(
    ...     [1, 2, 3, 9, 5, 8, 9, 9], [1, 1, 1, 0, 1, 0, 0, 0], ["free"] * 4 + ["pro"] * 4
    ... )
    >>> print(plans.table[["segment", "customers", "left", "median", "lifespan"]].to_string())
      segment  customers  left  median  lifespan
    0    free          4     3     2.0      3.75
    1     pro          4     1     NaN      8.00
    """
    segments = observations.labels(segments, "segments")
    durations = observations.numbers(durations, "durations", at_least=0)
    left = observations.flags(left, "left")
    observations.same_length(durations=durations, left=left, segments=segments)
    curves = {
        segment: kaplan_meier(
            durations[segments == segment], left[segments == segment], confidence=confidence
        )
        for segment in sorted(set(segments))
    }
    if horizon is None:
        horizon = min(curve.horizon for curve in curves.values())
    table = pd.DataFrame([_row(segment, curve, horizon) for segment, curve in curves.items()])
    return SegmentedSurvival(curves, table, log_rank(durations, left, segments), horizon)


def log_rank(durations: Values, left: Values, segments: Values) -> LogRank:
    """Tests whether all segments have the same survival curve.

    Statistic: (leavers observed − leavers expected at a common pace), squared and scaled, χ² with
    one degree of freedom fewer than there are segments. It says nothing of how large the difference
    is, and little where the curves cross.

    >>> log_rank([1, 2, 3, 9, 5, 8, 9, 9], [1, 1, 1, 0, 1, 0, 0, 0], list("aaaabbbb")).sentence
    'No clear difference between the segments (log-rank test, p 0.10).'
    """
    durations = observations.numbers(durations, "durations", at_least=0)
    left = observations.flags(left, "left")
    segments = observations.labels(segments, "segments")
    observations.same_length(durations=durations, left=left, segments=segments)
    names, codes = np.unique(segments, return_inverse=True)
    nan = float("nan")
    if len(names) < 2:
        return LogRank(nan, 0, nan, "not available: needs at least two segments")
    if not left.any():
        return LogRank(nan, len(names) - 1, nan, "not available: nobody has left yet")
    # rows in order, so that sums of floats, and so the last digits, don't depend on theirs
    order = np.lexsort((codes, left, durations))
    try:
        statistic, _ = survdiff(durations[order], left[order].astype(int), codes[order])
    except np.linalg.LinAlgError:
        return LogRank(
            nan, len(names) - 1, nan,
            "not available: in some segment nobody was still there when others left",
        )  # fmt: skip
    # from the upper tail: 1 − cdf would show 0 for every large difference
    return LogRank(float(statistic), len(names) - 1, float(chi2.sf(statistic, len(names) - 1)))


def _row(segment: str, curve: SurvivalCurve, horizon: float) -> dict:
    lifespan, lifespan_low, lifespan_high = curve.lifespan(horizon)
    median_low, median_high = curve.median_interval
    return {
        "segment": segment, "customers": curve.customers, "left": curve.left,
        "median": curve.median, "median_low": median_low, "median_high": median_high,
        "lifespan": lifespan, "lifespan_low": lifespan_low, "lifespan_high": lifespan_high,
        "horizon": horizon, "note": curve.note,
    }  # fmt: skip
