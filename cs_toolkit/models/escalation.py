"""The comments to answer now: the angry ones first, of them those of customers in danger and of weight.

Urgency is a weighted mean of three parts from 0 to 1: how negative the comment is, the rank of the
customer's value, and how poor the health. A part that is not known is left out and the rest
weighs more; ``coverage`` says how much of the weight was known.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from ..errors import InputError
from . import observations
from .redaction import redact_all
from .term_table import folded, patterns, shipped_table

WEIGHTS = {"negativity": 0.5, "value": 0.25, "health": 0.25}
LEAVING = 0.25  # added to the negativity of who says that they go, or to law: at most 1
NEGATIVE = "negative"
NEEDED = ("comment", "label", "score", "intensity", "language")


def escalation_list(
    comments: pd.DataFrame, *, weights: Mapping[str, float] = WEIGHTS, names: Sequence[str] = ()
) -> pd.DataFrame:
    """One row per comment to answer now, the most urgent first.

    Args:
        comments: one row per comment: ``comment`` (its text) and what ``analyse_sentiment`` says of
            it (label, score, intensity, language); where known customer ``value`` (money),
            ``health`` (0 to 100, high is good) and ``answered`` (true: leave it out). All further
            columns, such as ids, are handed through.
        weights: of negativity, value and health.
        names: personal names to take out of the text, besides e-mail addresses and numbers.

    Only negative comments that nobody answered are listed. The text comes without personal data.
    Added columns: rank, urgency, coverage, leaving, reason.

    >>> said = pd.DataFrame({"comment": ["Cancel my account!", "Slow", "Fine"], "value": [9, 90, 5],
    ...     "label": ["negative", "negative", "positive"], "score": [-0.6, -0.5, 0.6],
    ...     "intensity": [0.5, 0.2, 0.3], "language": ["en"] * 3})
    >>> escalation_list(said)[["rank", "comment", "leaving"]].values.tolist()
    [[1, 'Cancel my account!', True], [2, 'Slow', False]]
    """
    observations.need_columns(comments, "comments", NEEDED)
    unknown = set(weights) - set(WEIGHTS)
    if unknown or not weights or min(weights.values()) < 0 or sum(weights.values()) <= 0:
        raise InputError(
            f"weights {dict(weights)}: give numbers of at least 0, not all 0, for "
            f"{', '.join(WEIGHTS)}"
        )
    table = comments.reset_index(drop=True)
    parts = pd.DataFrame(
        {"value": _value_rank(table), "health": _poor_health(table)}, index=table.index
    )
    waiting = table["label"].eq(NEGATIVE) & ~_answered(table)
    table, parts = table[waiting].copy(), parts[waiting]
    table["leaving"] = _says_leaving(table["comment"], table["language"])
    parts["negativity"] = _negativity(table)
    table["urgency"], table["coverage"] = _weighted(parts, weights)
    table["reason"] = _reasons(parts, table["leaving"])
    table["comment"] = redact_all(table["comment"], names)
    table["urgency"] = table["urgency"].round(2)
    order = ["urgency", "leaving", "comment", *(c for c in comments if c.endswith("_id"))]
    table = table.sort_values(
        order, ascending=[False, False] + [True] * (len(order) - 2), ignore_index=True
    )
    table.insert(0, "rank", np.arange(1, len(table) + 1))
    return table


def _negativity(table: pd.DataFrame) -> np.ndarray:
    """How bad the label's score and how strong the words are, and more for who says they go."""
    scores = observations.numbers(table["score"].fillna(-0.5), "comments.score")
    strength = observations.numbers(table["intensity"].fillna(0.0), "comments.intensity")
    said = np.clip(-scores, 0, 1) * 0.6 + strength * 0.4
    return np.clip(said + LEAVING * table["leaving"].to_numpy(), 0, 1)


def _value_rank(table: pd.DataFrame) -> pd.Series | float:
    """Rank of the value among the commenters, 0 to 1; NaN where there is none."""
    if "value" not in table:
        return np.nan
    values = pd.to_numeric(table["value"], errors="coerce").to_numpy(float, na_value=np.nan)
    known = ~np.isnan(values)
    ranks = np.full(len(values), np.nan)
    ranks[known] = rankdata(values[known]) / max(known.sum(), 1)
    return ranks


def _poor_health(table: pd.DataFrame) -> pd.Series | float:
    if "health" not in table:
        return np.nan
    health = pd.to_numeric(table["health"], errors="coerce").to_numpy(float, na_value=np.nan)
    wrong = (health < 0) | (health > 100)
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise InputError(
            f"comments.health: {wrong.sum()} of {len(health)} lie off the scale 0–100 "
            f"(row {row}: {health[row]:g}); give the health score as 0 to 100"
        )
    return 1 - health / 100


def _answered(table: pd.DataFrame) -> pd.Series:
    if "answered" not in table:
        return pd.Series(False, index=table.index)
    return pd.Series(observations.flags(table["answered"], "comments.answered"), index=table.index)


def _says_leaving(comments: Sequence[object], languages: Sequence[str]) -> list[bool]:
    words = shipped_table("leaving")
    finders = {code: patterns({code: own})[code] for code, own in words.items()}
    return [
        code in finders and bool(finders[code].search(folded(str(text))))
        for text, code in zip(comments, languages, strict=True)
    ]


def _weighted(parts: pd.DataFrame, weights: Mapping[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """The weighted mean of the known parts, and the share of the weight that was known."""
    values = parts[list(weights)].to_numpy(float)
    each = np.where(np.isnan(values), 0.0, np.array(list(weights.values()), dtype=float))
    known = each.sum(axis=1)
    total = np.divide(
        (np.nan_to_num(values) * each).sum(axis=1), known,
        out=np.full(len(values), np.nan), where=known > 0,
    )  # fmt: skip
    return total, known / sum(weights.values())


def _reasons(parts: pd.DataFrame, leaving: Sequence[bool]) -> list[str]:
    """In words what makes a comment urgent."""
    shown = []
    for part, goes in zip(parts.itertuples(), leaving, strict=True):
        words = ["says that they leave or take it further"] if goes else []
        words.append("very negative" if part.negativity >= 0.7 else "negative")
        words += ["customer of high value"] if part.value >= 0.75 else []
        words += ["in poor health"] if part.health >= 0.5 else []
        shown.append(", ".join(words))
    return shown
