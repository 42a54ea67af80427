"""How a product is used, and how it does, as figures and tables want it.

The frames come from ``company.detail`` and ``company.scorecard``; what those say of missing tables
goes along.
"""

import pandas as pd

from ...metrics import METRICS
from ...metrics.ratio import ratio
from .additive import added_up, with_reasons

# S16's page on the product's performance: its five groups, and what belongs to each
PERFORMANCE = {
    "technical": ("availability", "defects", "service_response_time"),
    "commercial": ("mrr", "net_revenue_retention", "arpa"),
    "engagement": (
        "net_promoter_score", "customer_satisfaction", "average_session_duration", "dau_mau_ratio",
    ),
    "leads and funnel": (
        "leads_generated", "conversion_rate", "onboarding_funnel", "free_to_paid_conversion",
    ),
    "customer return": (
        "customer_acquisition_cost", "customer_lifetime_value", "ltv_cac_ratio", "customer_roi",
    ),
}  # fmt: skip
FEATURE_UNITS = {
    "product_adoption_rate": "percent", "product_usage_rate": "percent", "time_to_adopt": "seconds",
}  # fmt: skip
SECTION_UNITS = {"time_per_visit": "seconds", "time": "seconds"}


def product_performance(card: pd.DataFrame) -> pd.DataFrame:
    """The rows of a scorecard that tell how the product does, in S16's five groups and order."""
    groups = {name: group for group, names in PERFORMANCE.items() for name in names}
    order = {name: place for place, name in enumerate(groups)}
    rows = card[card["metric"].isin(groups)].copy()
    rows.insert(0, "group", rows["metric"].map(groups))
    return rows.sort_values("metric", key=lambda names: names.map(order), ignore_index=True)


def features(detail: pd.DataFrame) -> pd.DataFrame:
    """Each feature of one period, the most used first: adoption, use, and how soon it is adopted.

    ``detail`` is ``company.detail("engagement/features", [period])``. The time is the mean of those
    who adopted the feature in the period.
    """
    formulas = {name: METRICS[name].default for name in FEATURE_UNITS}
    # of a feature only the users of today's customers are counted
    counted = detail.assign(active_users_of_customers=detail["active_users"])
    rows = detail[["feature", "active_users", "uses", "adopting_users"]].assign(
        **{name: formula.over(counted) for name, formula in formulas.items()}
    )
    rows = rows.sort_values(["active_users", "feature"], ascending=[False, True], ignore_index=True)
    return with_reasons(rows, detail, "active_users")


def sections(detail: pd.DataFrame) -> pd.DataFrame:
    """Each section of the product in one period, the longest first: visits, users, time.

    ``detail`` is ``company.detail("engagement/sections", [period])``.
    """
    # shown in the unit that reads best, so the headings name none
    rows = detail[["section", "section_visits", "section_users"]].assign(
        time=detail["section_seconds"],
        time_per_visit=ratio(detail["section_seconds"], detail["section_visits"]),
    )
    rows = rows.sort_values("time", ascending=False, ignore_index=True)
    return with_reasons(rows, detail, "section_visits")


def days_after(detail: pd.DataFrame) -> pd.DataFrame:
    """The share of new users who were back exactly so many days after their first, over all periods.

    ``detail`` is ``company.detail("engagement/day_n_retention", periods)``: a user counts on the
    days that are over for them.

    >>> frame = pd.DataFrame({"period": ["2026-09", "2026-10"], "day": [1, 1],
    ...                       "cohort_size": [6, 4], "retained_users": [2, 1]})
    >>> days_after(frame)[["day", "cohort_size", "retained_users", "share"]].values.tolist()
    [[1.0, 10.0, 3.0, 0.3]]
    """
    rows = added_up(detail, ["cohort_size", "retained_users"], ["day"])
    rows["share"] = ratio(rows["retained_users"], rows["cohort_size"])
    return with_reasons(rows, detail, "retained_users")
