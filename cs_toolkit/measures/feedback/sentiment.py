"""Comments of a period and segment by what they sound like."""

import pandas as pd

KINDS = ("positive", "neutral", "negative")
OTHERS = ("abstained", "unsupported")
HEARD = ["comment_key", "label", "sentiment", "confidence", "intensity", "heard_language"]


def told(rows: pd.DataFrame, *, heard_comments: pd.DataFrame) -> pd.DataFrame:
    """The comments, each with its label and how sure that is."""
    return rows.merge(heard_comments[HEARD], on="comment_key", how="inner")


def estimate(rows: pd.DataFrame, *, heard_comments: pd.DataFrame) -> pd.DataFrame:
    """One row per period and segment: comments by label, and the sum of their intensity.

    The five labels add up to the comments; ``scored_comments`` are the first three.
    """
    found = told(rows, heard_comments=heard_comments)
    counted = pd.DataFrame(
        {f"{kind}_comments": found["label"] == kind for kind in (*KINDS, *OTHERS)}
    )
    counted["comments"] = 1
    counted["scored_comments"] = found["label"].isin(KINDS)
    counted["sentiment_intensity_sum"] = (
        found["sentiment"].abs().where(found["label"].isin(KINDS), 0.0)
    )
    grouped = counted.astype(float).groupby([found["period"], found["segment"]])
    return grouped.sum().reset_index()
