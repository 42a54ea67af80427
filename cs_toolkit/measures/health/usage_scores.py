"""The use of a period and segment, summed up from the usage scores of its customers."""

import pandas as pd

from .scores import ORDER


def with_details(rows: pd.DataFrame, *, health_scores: pd.DataFrame) -> pd.DataFrame:
    """The customers of a period whose use is scored, with that score."""
    known = health_scores.dropna(subset="usage_score")
    return rows.merge(
        known[["period", "customer_id", "usage_score"]], on=["period", "customer_id"], how="inner"
    )


def estimate(rows: pd.DataFrame, *, health_scores: pd.DataFrame) -> pd.DataFrame:
    """One row per period and segment: usage_score_sum and customers_scored_on_usage."""
    found = with_details(rows.sort_values(ORDER), health_scores=health_scores)
    grouped = found.groupby(["period", "segment"])["usage_score"]
    return grouped.agg(usage_score_sum="sum", customers_scored_on_usage="count").reset_index()
