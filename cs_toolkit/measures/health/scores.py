"""The health of a period and segment, summed up from the scores of its customers."""

import pandas as pd

CLASSES = ("good", "average", "poor")
# an engine gives rows in any order, and a sum of fractions shows it in its last digit
ORDER = ["period", "segment", "customer_id"]


def with_details(rows: pd.DataFrame, *, health_scores: pd.DataFrame) -> pd.DataFrame:
    """The customers of a period who have a score, with it, its coverage and its class."""
    known = health_scores.dropna(subset="score").drop(columns="usage_score")
    return rows.merge(known, on=["period", "customer_id"], how="inner")


def estimate(rows: pd.DataFrame, *, health_scores: pd.DataFrame) -> pd.DataFrame:
    """One row per period and segment: sums of scores and coverage, customers by class.

    ``health_scores`` has score, coverage and health_class by period and customer_id.
    """
    found = with_details(rows.sort_values(ORDER), health_scores=health_scores)
    parts = pd.DataFrame(
        {
            "health_score_sum": found["score"],
            "health_score_square_sum": found["score"] ** 2,
            "scored_customers": 1,
            "health_coverage_sum": found["coverage"],
            **{f"{name}_health_customers": found["health_class"] == name for name in CLASSES},
        }
    ).astype(float)
    return parts.groupby([found["period"], found["segment"]]).sum().reset_index()
