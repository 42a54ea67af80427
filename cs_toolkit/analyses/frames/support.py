"""What became of issues and calls, as figures and tables want it.

The frames come from ``company.measures`` and ``company.detail``; what those say of missing tables goes
along.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ...metrics.intervals import wilson_interval
from ...metrics.ratio import ratio
from .additive import added_up, with_reasons

AGES = {
    "open_under_a_day": "under a day",
    "open_under_a_week": "under a week",
    "open_under_30_days": "under 30 days",
    "open_longer": "30 days or more",
}


def by_weekday_and_hour(detail: pd.DataFrame, of: str) -> pd.DataFrame:
    """How many in each hour of the week, over all periods: weekday, hour, value.

    ``detail`` is ``company.detail("support/calls_by_hour", periods)`` or that of issues.
    """
    summed = added_up(detail, [of], ["weekday", "hour"])
    return with_reasons(summed.rename(columns={of: "value"}), detail, of)


def failures(detail: pd.DataFrame, total: pd.DataFrame, by: str) -> pd.DataFrame:
    """Why issues were not resolved at first contact: their share of all that were judged.

    ``detail`` is ``company.detail("support/first_contact_failures", periods)``, ``total`` the
    measures of the same periods' total, ``by`` a column such as ``failed_because``, ``cause`` or ``step``.
    In the form of the tidy table, so that ``segments`` draws it. An empty one is ``(not said)``.
    """
    failed = detail.assign(segment=detail[by].astype(object).fillna("(not said)"))
    failed = added_up(failed, ["failed_issues"], ["segment"])
    judged = total["issues_with_closed_window"].sum()
    share = ratio(failed["failed_issues"].astype(float), judged)
    low, high = wilson_interval(share, judged)
    rows = failed[["segment"]].assign(
        dimension=by, value=share, unit="percent", n=judged, low=low, high=high
    )
    rows = rows.sort_values("value", ascending=False, ignore_index=True)
    return with_reasons(rows, detail, "failed_issues")


def times(detail: pd.DataFrame) -> pd.DataFrame:
    """How often resolutions took how long, over all periods: value (seconds), count.

    ``detail`` is ``company.detail("support/resolution_times", periods)``.
    """
    summed = added_up(detail, ["resolved_issues"], ["seconds"])
    rows = summed.rename(columns={"seconds": "value", "resolved_issues": "count"})
    return with_reasons(rows, detail, "resolved_issues")


def marks(taken: pd.DataFrame) -> Mapping[str, float]:
    """Median, mean and 90th percentile of ``times``; none where there is nothing.

    >>> marks(pd.DataFrame({"value": [1.0, 9.0, 11.0], "count": [3, 7, 1]}))
    {'median': 9.0, 'mean': 7.0, 'p90': 9.0}
    """
    each = np.repeat(taken["value"].to_numpy(dtype=float), taken["count"].to_numpy(dtype=int))
    if not len(each):
        return {}
    return {
        "median": float(np.quantile(each, 0.5)),
        "mean": float(each.mean()),
        "p90": float(np.quantile(each, 0.9)),
    }
