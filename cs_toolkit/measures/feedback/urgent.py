"""Comments of a period and segment that should be answered now."""

import pandas as pd


def told(rows: pd.DataFrame, *, urgent_comments: pd.DataFrame) -> pd.DataFrame:
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
    grouped = marked.groupby(["period", "segment"])["urgent_comments"]
    return grouped.sum().reset_index()
