"""Comments of a period and segment that should be answered now."""

import pandas as pd

from ..by_customer import sums_by_customer
from .themes import OF_ALL


def with_details(rows: pd.DataFrame, *, urgent_comments: pd.DataFrame) -> pd.DataFrame:
    """The comments to answer, each with how urgent it is and why."""
    return rows.merge(urgent_comments, on=["period", "comment_key"], how="inner")


def estimate(rows: pd.DataFrame, *, urgent_comments: pd.DataFrame) -> pd.DataFrame:
    """One row per period and segment: urgent_comments; 0 where there are comments, but none urgent.

    ``urgent_comments`` has a row per period and comment_key to answer.
    """
    marked = rows.merge(
        urgent_comments[["period", "comment_key"]].assign(urgent_comments=1.0),
        on=["period", "comment_key"], how="left",
    )  # fmt: skip
    counted = marked[["urgent_comments"]].fillna(0.0).assign(comments=1.0)
    of_customers = sums_by_customer(
        marked, counted, "comments", ["urgent_comments"], key="comment_key"
    ).drop(columns=OF_ALL)
    grouped = marked.groupby(["period", "segment"])["urgent_comments"].sum().reset_index()
    return grouped.merge(of_customers, on=["period", "segment"], how="left")
