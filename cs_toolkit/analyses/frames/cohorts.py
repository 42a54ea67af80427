"""Who is left of those who started together: customers, revenue, users, by start period and age."""

from collections.abc import Sequence

import pandas as pd

from ...calendar.periods import Period
from ...metrics.ratio import ratio

ALL = "all cohorts"
LEFT = {
    "customers": "cohort_customers", "mrr": "cohort_mrr", "users": "retained_users",
    "buyers": "cohort_buyers", "revenue": "cohort_revenue",
}  # fmt: skip
OF_MONEY = ("mrr", "revenue")


def triangle(
    frame: pd.DataFrame, periods: Sequence[Period] = (), *, of: str = "customers"
) -> pd.DataFrame:
    """The shares of each cohort that are left after each period: rows of cohort, age, value, n.

    ``frame`` is ``company.detail("retention/cohorts", periods)``; ``of`` is ``customers`` (share of
    those who started) or ``mrr`` (share of what they paid at the end of the period in which they
    started; above 1 where those who stay pay more than those who left did), or ``users``, of
    ``company.detail("engagement/retained_users", periods)`` or of ``company.event_retention(…)``,
    whose rows know their age and need no ``periods``; or, of a shop's
    ``company.detail("retention/purchase_cohorts", periods)``, ``buyers`` (share of those who first
    bought then) or ``revenue`` (of what they first spent). ``n`` is the cohort's size. The row "all
    cohorts" is the ratio of the sums over the cohorts that are old enough, so a large cohort weighs
    more.

    >>> frame = pd.DataFrame({"cohort": ["2026-01", "2026-01", "2026-02"],
    ...                       "period": ["2026-01", "2026-02", "2026-02"],
    ...                       "cohort_size": [10, 10, 30], "cohort_customers": [10, 8, 30],
    ...                       "cohort_mrr": [100.0, 90.0, 250.0]})
    >>> from datetime import datetime
    >>> from cs_toolkit.calendar.period_text import parse_periods
    >>> months = parse_periods("2026-01..2026-02", as_of=datetime(2026, 3, 1))
    >>> triangle(frame, months)[["cohort", "age", "value"]].values.tolist()
    [['2026-01', 0, 1.0], ['2026-01', 1, 0.8], ['2026-02', 0, 1.0], ['all cohorts', 0, 1.0], ['all cohorts', 1, 0.8]]
    """
    place = {period.name: number for number, period in enumerate(periods)}
    known = frame.assign(n=frame["cohort_size"])
    if "age" not in frame:
        known["age"] = frame["period"].map(place) - frame["cohort"].map(place)
    known["left"] = frame[LEFT[of]]
    start = known[known["age"] == 0].set_index("cohort")["left"]
    known["whole"] = known["cohort"].map(start) if of in OF_MONEY else known["n"]
    whole = known.groupby("age", as_index=False)[["left", "whole", "n"]].sum()
    rows = pd.concat([known, whole.assign(cohort=ALL)], ignore_index=True)
    rows["value"] = ratio(rows["left"], rows["whole"])
    rows = rows[["cohort", "age", "value", "n"]].reset_index(drop=True)
    rows.attrs = dict(frame.attrs)
    if why := frame.attrs.get("not_available"):
        rows.attrs["not_available"] = {"value": why[LEFT[of]]}
    return rows
