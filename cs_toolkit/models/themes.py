"""Themes of comments, and what they tell us to continue, to start and to stop.

A theme is a name with the words that speak of it, in a table that everybody can edit. Each sentence
that speaks of a theme is put where it belongs: a wish is to start, praise is to continue, a
complaint is to stop. So one comment may praise the price and complain of the delivery.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from . import observations
from .observations import Values
from .plain_text import plain_texts
from .redaction import redact_all
from .sentiment.reading import labels_in_bands
from .sentiment.tone import has_lexicon, tone_of
from .term_table import folded, patterns, shipped_table

CONTINUE, START, STOP, UNSORTED = "continue", "start", "stop", "unsorted"
KINDS = (CONTINUE, START, STOP)
SORTED = {"positive": CONTINUE, "negative": STOP}
LEANS = 0.2  # a sentence whose balance is nearer to 0 is sorted by the label of its comment
_SENTENCE = re.compile(r"\S.*?(?:[.;](?=\s|$)|[!?。;]+|$)")


def default_themes() -> dict[str, tuple[str, ...]]:
    """The table that comes with the kit: theme → words, to copy and to change."""
    return dict(shipped_table("themes"))


def find_themes(comments: Sequence[object], themes: Mapping | None = None) -> pd.DataFrame:
    """One row per comment, one column per theme: whether the comment speaks of it.

    >>> find_themes(["Too expensive, but the support is great"])[["price", "support"]].values.tolist()
    [[True, True]]
    """
    finders = patterns(themes or default_themes())
    texts = [folded(text) for text in plain_texts(comments)]
    return pd.DataFrame(
        {name: [bool(find.search(text)) for text in texts] for name, find in finders.items()},
        dtype=bool,
    )


def sort_themes(
    comments: Sequence[object],
    labels: Values,
    languages: Sequence[str],
    themes: Mapping | None = None,
    *,
    names: Sequence[str] = (),
) -> pd.DataFrame:
    """One row per sentence, theme and kind: comment (its position), theme, kind, sentence, strength.

    ``labels`` and ``languages`` are those that ``analyse_sentiment`` gives. A sentence that asks for
    something is "start"; else its own tone decides, and where that is faint the comment's label. One
    that leans nowhere is "unsorted". Personal data and ``names`` are taken out of the sentences.
    """
    texts = redact_all(comments, names)
    labels, languages = list(labels), list(languages)
    if texts or labels:
        observations.same_length(comments=texts, labels=labels, languages=languages)
    finders = patterns(themes or default_themes())
    wishes = {
        code: patterns({code: words})[code] for code, words in shipped_table("wishes").items()
    }
    rows = []
    for position, (text, label, language) in enumerate(zip(texts, labels, languages, strict=True)):
        for sentence in _SENTENCE.findall(text):
            flat = folded(sentence)
            found = [name for name, find in finders.items() if find.search(flat)]
            if not found:
                continue
            balance = tone_of(sentence, language).balance if has_lexicon(language) else 0.0
            kind = _kind(flat, balance, label, wishes.get(language))
            rows += [(position, name, kind, sentence.strip(), abs(balance)) for name in found]
    return pd.DataFrame(rows, columns=["comment", "theme", "kind", "sentence", "strength"])


def _kind(flat: str, balance: float, label: object, wish: re.Pattern[str] | None) -> str:
    if wish is not None and wish.search(flat):
        return START
    leaning = labels_in_bands(np.array([balance]), LEANS)[0]
    return SORTED.get(leaning) or SORTED.get(str(label), UNSORTED)


def theme_counts(mentions: pd.DataFrame, comments: int) -> pd.DataFrame:
    """One row per theme, the most spoken of first: comments, share of all, and those of each kind.

    ``mentions`` come from ``sort_themes``. A comment counts once per kind, however often it says it.
    """
    once = mentions.drop_duplicates(["comment", "theme", "kind"])
    table = pd.crosstab(once["theme"], once["kind"]).reindex(columns=KINDS, fill_value=0)
    spoken = mentions.drop_duplicates(["comment", "theme"])["theme"].value_counts()
    table.insert(0, "comments", spoken.reindex(table.index))
    table.insert(1, "share", table["comments"] / comments if comments else np.nan)
    table = table.rename_axis(columns=None).reset_index()
    return table.sort_values(["comments", "theme"], ascending=[False, True], ignore_index=True)


def theme_trend(mentions: pd.DataFrame, periods: Iterable[str]) -> pd.DataFrame:
    """One row per period, theme and kind: comments, and their share of that period's comments.

    ``periods`` names the period of each comment, in the order given to ``sort_themes``. What was not
    said in a period is there with 0.
    """
    period_of = pd.Series(periods).reset_index(drop=True)
    said = period_of.value_counts()
    once = mentions.drop_duplicates(["comment", "theme", "kind"])
    once = once.assign(period=period_of.reindex(once["comment"]).to_numpy())
    every = pd.MultiIndex.from_product(
        [sorted(said.index), sorted(once["theme"].unique()), KINDS],
        names=["period", "theme", "kind"],
    )
    trend = once.groupby(["period", "theme", "kind"]).size().reindex(every, fill_value=0)
    table = trend.rename("comments").reset_index()
    table["share"] = table["comments"] / table["period"].map(said).to_numpy()
    return table


def verbatims(mentions: pd.DataFrame, *, each: int = 3) -> pd.DataFrame:
    """One row per example: theme, kind, sentence, comment.

    Of each theme and kind the sentences that lean most, the shorter of equals; none twice.
    """
    table = mentions[mentions["kind"].isin(KINDS)].copy()
    table["length"] = table["sentence"].str.len()
    table["strength"] = table["strength"].round(2)
    table = table.sort_values(
        ["theme", "kind", "strength", "length", "sentence", "comment"],
        ascending=[True, True, False, True, True, True],
    ).drop_duplicates(["theme", "kind", "sentence"])
    return (
        table.groupby(["theme", "kind"], sort=False)
        .head(each)[["theme", "kind", "sentence", "comment"]]
        .reset_index(drop=True)
    )
