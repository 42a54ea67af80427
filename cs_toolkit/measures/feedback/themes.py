"""Comments of a period and segment by what they say to continue, to start and to stop."""

import pandas as pd

from ..by_customer import sums_by_customer

# given with the comments themselves, by sentiment
OF_ALL = ["customers_behind_comments", "comments_by_customer_square_sum"]
MARKS = {
    "comments_with_theme": "has_theme",
    "continue_comments": "says_continue",
    "start_comments": "says_start",
    "stop_comments": "says_stop",
}


def with_details(rows: pd.DataFrame, *, classified_comments: pd.DataFrame) -> pd.DataFrame:
    """The comments in which a theme was found, each with what it says to do."""
    found = rows.merge(
        classified_comments[["comment_key", *MARKS.values()]], on="comment_key", how="inner"
    )
    return found[found["has_theme"]]


def estimate(rows: pd.DataFrame, *, classified_comments: pd.DataFrame) -> pd.DataFrame:
    """One row per period and segment: comments with a theme, and those of each kind."""
    found = rows.merge(
        classified_comments[["comment_key", *MARKS.values()]], on="comment_key", how="inner"
    )
    counted = found[list(MARKS.values())].astype(float).set_axis(list(MARKS), axis=1)
    of_customers = sums_by_customer(
        found, counted.assign(comments=1.0), "comments", MARKS, key="comment_key"
    ).drop(columns=OF_ALL)
    grouped = counted.groupby([found["period"], found["segment"]]).sum().reset_index()
    return grouped.merge(of_customers, on=["period", "segment"], how="left")
