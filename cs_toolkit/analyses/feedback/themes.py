"""The comments of some periods by theme and emotion: counts, trend and examples."""

from collections.abc import Sequence

import pandas as pd

from ...calendar.periods import Period
from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...models.emotions import emotion_counts
from ...models.redaction import redact_all
from ...models.themes import KINDS, theme_trend, verbatims
from .classification import classified, names_to_hide
from .escalation import within

HOLDS = ["comment_key", "period", "said_at", "channel", "touchpoint", "customer_id", "survey", "score",
         "own_label", "label", "detected_language", "text"]  # fmt: skip


@answered_once
def said_in(company: CompanyData, periods: Sequence[Period]) -> pd.DataFrame:
    """One row per comment made in the periods, with the period in which it was made."""
    comments = classified(company)["comments"]
    parts = [
        comments[within(comments["said_at"], company, period)].assign(period=period.name)
        for period in periods
    ]
    found = pd.concat(parts) if parts else comments.head(0).assign(period="")
    return found[HOLDS].reset_index(drop=True)


@answered_once
def theme_table(company: CompanyData, periods: Sequence[Period]) -> pd.DataFrame:
    """One row per theme and kind, ``mentions`` being comments: what to continue, start and stop.

    A comment counts once per theme and kind. Each kind's most mentioned theme comes first.
    """
    once = _mentions(company, said_in(company, periods)).drop_duplicates(
        ["comment_key", "theme", "kind"]
    )
    counted = once.groupby(["theme", "kind"]).size().rename("mentions").reset_index()
    counted = counted[counted["kind"].isin(KINDS)]
    place = counted["kind"].map(list(KINDS).index)
    order = counted.assign(place=place).sort_values(
        ["place", "mentions", "theme"], ascending=[True, False, True]
    )
    return order.drop(columns="place").reset_index(drop=True)


@answered_once
def trend_of_themes(
    company: CompanyData, periods: Sequence[Period], count: int = 4
) -> pd.DataFrame:
    """One row per period, theme and kind: comments and their share, of the themes said most."""
    said = said_in(company, periods)
    mentions = _mentions(company, said)
    place = {key: at for at, key in enumerate(said["comment_key"])}
    trend = theme_trend(mentions.assign(comment=mentions["comment_key"].map(place)), said["period"])
    most = mentions.drop_duplicates(["comment_key", "theme"])["theme"].value_counts()
    leading = most.sort_index().sort_values(ascending=False, kind="stable").index[:count]
    return trend[trend["theme"].isin(leading)].reset_index(drop=True)


@answered_once
def examples(company: CompanyData, periods: Sequence[Period], each: int = 1) -> pd.DataFrame:
    """One row per example of a theme and kind: theme, kind, sentence, without personal data."""
    said = said_in(company, periods)
    mentions = _mentions(company, said)
    found = verbatims(mentions.assign(comment=mentions["comment_key"]), each=each)
    found["sentence"] = redact_all(found["sentence"], names_to_hide(company))
    return found.drop(columns="comment")


@answered_once
def emotions(company: CompanyData, periods: Sequence[Period]) -> pd.DataFrame:
    """One row per emotion named in English comments: comments, share, an example."""
    said = said_in(company, periods)
    return emotion_counts(said["text"], said["detected_language"], names=names_to_hide(company))


def _mentions(company: CompanyData, said: pd.DataFrame) -> pd.DataFrame:
    mentions = classified(company)["mentions"]
    return mentions[mentions["comment_key"].isin(said["comment_key"])]
