"""What is said at each touchpoint, such as the checkout: why carts are abandoned, in customers' words."""

from collections.abc import Sequence

import pandas as pd

from ...calendar.periods import Period
from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...metrics.ratio import ratio
from ...models.redaction import redact_all
from ...models.themes import CONTINUE, START, STOP
from .classification import classified, names_to_hide
from .themes import said_in

COLUMNS = ["touchpoint", "theme", "kind", "comments", "share", "example"]
_FIRST = [STOP, START, CONTINUE]  # a reason to leave comes before a reason to stay


@answered_once
def touchpoints(company: CompanyData, periods: Sequence[Period]) -> pd.DataFrame:
    """One row per touchpoint, the most commented first: comments, and the share that is negative.

    A comment without a touchpoint is in none. ``negative`` is the share of the comments that have a
    label: a language that is not supported has none.
    """
    said = _at_touchpoints(company, periods)
    labelled = said["label"].isin(["positive", "neutral", "negative"])
    counted = said.assign(labelled=labelled, low=said["label"].eq("negative"))
    rows = counted.groupby("touchpoint", as_index=False).agg(
        comments=("comment_key", "count"), labelled=("labelled", "sum"), low=("low", "sum")
    )
    rows["negative"] = ratio(rows["low"], rows["labelled"])
    rows = rows.sort_values(["comments", "touchpoint"], ascending=[False, True], ignore_index=True)
    return rows[["touchpoint", "comments", "negative"]]


@answered_once
def themes_by_touchpoint(
    company: CompanyData, periods: Sequence[Period], *, touchpoint: str | None = None, most: int = 4
) -> pd.DataFrame:
    """The commonest themes of each touchpoint, with an example: what to stop, to start, to continue.

    One row per touchpoint, kind and theme: ``comments`` that mention it so, their ``share`` of all
    comments at the touchpoint, and the sentence that leans most, without personal data. ``most`` is
    how many themes of a kind are kept; ``touchpoint`` keeps one.
    """
    said = _at_touchpoints(company, periods)
    if touchpoint is not None:
        said = said[said["touchpoint"].eq(touchpoint)]
    mentions = classified(company)["mentions"].merge(
        said[["comment_key", "touchpoint"]], on="comment_key"
    )
    mentions = mentions[mentions["kind"].isin(_FIRST)]
    if mentions.empty:
        return pd.DataFrame(columns=COLUMNS)
    keys = ["touchpoint", "kind", "theme"]
    rows = mentions.groupby(keys, as_index=False).agg(comments=("comment_key", "nunique"))
    rows["share"] = ratio(
        rows["comments"], rows["touchpoint"].map(said["touchpoint"].value_counts())
    )
    best = mentions.assign(
        leans=mentions["strength"].abs().round(2), length=mentions["sentence"].str.len()
    )
    best = best.sort_values(
        [*keys, "leans", "length", "sentence"], ascending=[True, True, True, False, True, True]
    )
    best = best.drop_duplicates(keys)[[*keys, "sentence"]]
    rows = rows.merge(best, on=keys)
    rows["example"] = redact_all(rows["sentence"], names_to_hide(company))
    place = rows["kind"].map(_FIRST.index)
    rows = rows.assign(place=place).sort_values(
        ["touchpoint", "place", "comments", "theme"], ascending=[True, True, False, True]
    )
    rows = rows.groupby(["touchpoint", "kind"], sort=False).head(most)
    return rows[COLUMNS].reset_index(drop=True)


def _at_touchpoints(company: CompanyData, periods: Sequence[Period]) -> pd.DataFrame:
    said = said_in(company, periods)
    return said[said["touchpoint"].notna()]
