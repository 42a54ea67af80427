"""Sentiment of comments: positive, neutral, negative, and how strongly."""

from ..clustered import net_by_customer, share_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


def _share(kind: str) -> dict:
    """What every share tells the registry."""
    formula = rf"\frac{{\text{{{kind} comments}}}}{{\text{{comments scored}}}}"
    return {
        "n": "scored_comments", "range": (0, 1), "formula": formula,
        "interval": share_by_customer(f"{kind}_comments", "scored_comments"),
    }  # fmt: skip


@metric(
    "Sentiment", aliases=("net_sentiment",),
    unit="percent", better="higher", range=(-1, 1), n="scored_comments",
    interval=net_by_customer(
        "positive_comments", "negative_comments", "net_comments", "scored_comments"
    ),
    parts={"scored_comments": ("positive_comments", "negative_comments")},
    formula=r"\frac{\text{positive} - \text{negative}}{\text{comments scored}}",
    hides="Irony, and everybody who wrote nothing. A machine's variant is right most times, not always.",
    source="S17.17",
)  # fmt: skip
def sentiment(
    positive_comments: Numbers, negative_comments: Numbers, scored_comments: Numbers
) -> Numbers:
    """The share of positive comments less the share of negative ones, −100% to 100%.

    Net sentiment = (positive − negative) ÷ comments scored. A comment in a language that can't be
    scored is in none of the three.

    >>> sentiment(positive_comments=50, negative_comments=30, scored_comments=100)
    0.2
    """
    return ratio(positive_comments - negative_comments, scored_comments)


@sentiment.variant("positive", **_share("positive"))
def sentiment_positive(positive_comments: Numbers, scored_comments: Numbers) -> Numbers:
    """The share of the comments that are positive."""
    return ratio(positive_comments, scored_comments)


@sentiment.variant("neutral", better=None, **_share("neutral"))
def sentiment_neutral(neutral_comments: Numbers, scored_comments: Numbers) -> Numbers:
    """The share of the comments that are neutral: neither, or both at once."""
    return ratio(neutral_comments, scored_comments)


@sentiment.variant("negative", better="lower", **_share("negative"))
def sentiment_negative(negative_comments: Numbers, scored_comments: Numbers) -> Numbers:
    """The share of the comments that are negative."""
    return ratio(negative_comments, scored_comments)


@sentiment.variant(
    "intensity", unit="score", better=None, n="scored_comments",
    formula=r"\frac{\sum |\text{sentiment score}|}{\text{comments scored}}",
)  # fmt: skip
def sentiment_intensity(sentiment_intensity_sum: Numbers, scored_comments: Numbers) -> Numbers:
    """How strongly comments are felt on average, whichever way: 0 flat, 1 as strong as can be."""
    return ratio(sentiment_intensity_sum, scored_comments)


@sentiment.variant(
    "unsupported_language", better="lower", n="comments", range=(0, 1),
    interval=share_by_customer("unsupported_comments", "comments"),
    formula=r"\frac{\text{comments in a language that can't be scored}}{\text{comments}}",
)  # fmt: skip
def sentiment_unsupported_language(unsupported_comments: Numbers, comments: Numbers) -> Numbers:
    """The share of comments in a language that is not supported: counted, never taken for neutral."""
    return ratio(unsupported_comments, comments)
