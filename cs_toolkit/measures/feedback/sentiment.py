"""Comments of a period and segment by what they sound like."""

import pandas as pd

from ..by_customer import sums_by_customer

KINDS = ("positive", "neutral", "negative")
OTHERS = ("abstained", "unsupported")
KEYS = ["period", "segment"]
CLASSIFIED = ["comment_key", "label", "sentiment", "confidence", "intensity", "detected_language"]


def with_details(rows: pd.DataFrame, *, classified_comments: pd.DataFrame) -> pd.DataFrame:
    """The comments, each with its label and how sure that is."""
    return rows.merge(classified_comments[CLASSIFIED], on="comment_key", how="inner")


def estimate(rows: pd.DataFrame, *, classified_comments: pd.DataFrame) -> pd.DataFrame:
    """One row per period and segment: comments by label, and the sum of their intensity.

    The five labels add up to the comments; ``scored_comments`` are the first three. With them come
    the sums by customer that their intervals take.
    """
    found = with_details(rows, classified_comments=classified_comments)
    counted = pd.DataFrame(
        {f"{kind}_comments": found["label"] == kind for kind in (*KINDS, *OTHERS)}
    )
    counted["comments"] = 1
    counted["scored_comments"] = found["label"].isin(KINDS)
    counted["sentiment_intensity_sum"] = (
        found["sentiment"].abs().where(found["label"].isin(KINDS), 0.0)
    )
    counted["net_comments"] = (
        counted["positive_comments"].astype(float) - counted["negative_comments"]
    )
    # the comments of one customer are alike
    of_scored = sums_by_customer(
        found, counted, "scored_comments", [*(f"{kind}_comments" for kind in KINDS), "net_comments"],
        key="comment_key",
    )  # fmt: skip
    of_all = sums_by_customer(
        found, counted, "comments", ["unsupported_comments"], key="comment_key"
    )
    counted = counted.drop(columns="net_comments").astype(float)
    grouped = counted.groupby([found["period"], found["segment"]]).sum().reset_index()
    return grouped.merge(of_scored, on=KEYS, how="left").merge(of_all, on=KEYS, how="left")
