"""Themes of comments: what to continue, to start and to stop."""

from ..clustered import share_by_customer
from ..metric import metric
from ..numbers import Numbers
from ..ratio import ratio


def _share(kind: str) -> dict:
    """What every share tells the registry."""
    formula = rf"\frac{{\text{{comments that say what to {kind}}}}}{{\text{{comments}}}}"
    return {
        "n": "comments", "range": (0, 1), "formula": formula,
        "interval": share_by_customer(f"{kind}_comments", "comments"),
    }  # fmt: skip


@metric(
    "Themes", unit="percent", better="higher", range=(0, 1), n="comments",
    interval=share_by_customer("comments_with_theme", "comments"),
    formula=r"\frac{\text{comments with a theme}}{\text{comments}}",
    hides="What customers don't have words for, and how much it matters to them.",
    source="S12.13",
)  # fmt: skip
def themes(comments_with_theme: Numbers, comments: Numbers) -> Numbers:
    """The share of the comments in which a theme was found: what was liked, missed or disliked.

    Themes = comments with a theme ÷ comments. One comment may be in several of the variants.

    >>> themes(comments_with_theme=80, comments=100)
    0.8
    """
    return ratio(comments_with_theme, comments)


@themes.variant("continue", **_share("continue"))
def themes_continue(continue_comments: Numbers, comments: Numbers) -> Numbers:
    """The share of comments that say what is good and should go on."""
    return ratio(continue_comments, comments)


@themes.variant("start", better=None, **_share("start"))
def themes_start(start_comments: Numbers, comments: Numbers) -> Numbers:
    """The share of comments that say what is missing and should begin."""
    return ratio(start_comments, comments)


@themes.variant("stop", better="lower", **_share("stop"))
def themes_stop(stop_comments: Numbers, comments: Numbers) -> Numbers:
    """The share of comments that say what is bad and should end."""
    return ratio(stop_comments, comments)
