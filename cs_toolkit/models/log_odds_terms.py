"""The terms that set one group's comments apart from another's: why promoters and detractors differ.

Log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn, "Fightin' Words", Political
Analysis 2008): how much likelier one group is to say a term than the other, held back by how often
all say it, so that neither rare words nor common ones win by accident. A term counts once per
respondent and needs five of them.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import pandas as pd

from . import observations
from .observations import Values
from .plain_text import plain_text
from .redaction import redact_all

FEWEST_RESPONDENTS = 5
CLEARLY = 1.96
PRIOR_WEIGHT = 0.1  # of the prior, as a part of the smaller group
LONGEST_RUN = 4
_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PIECE = re.compile(rf"[{_HAN}]+|[^\W\d_{_HAN}]+(?:['’-][^\W\d_{_HAN}]+)*|[^\w\s]")
_PLACEHOLDER = re.compile(r"\[(?:e-mail|phone|number|name|handle)\]")


def telling_terms(
    comments: Sequence[object],
    groups: Values,
    one: str,
    other: str,
    *,
    respondents: Values | None = None,
    top: int = 20,
    names: Sequence[str] = (),
) -> pd.DataFrame:
    """One row per term: ``says`` (the group that says it more), respondents of either, log_odds, z.

    Args:
        comments: the texts.
        groups: the group of each comment; only ``one`` and ``other`` are compared.
        respondents: who wrote each comment; by default everybody wrote one.
        top: so many terms of each group at most, those of the largest z beyond ±1.96.
        names: personal names to leave out, besides e-mail addresses and numbers.

    >>> likes, hates = ["lovely staff"] * 8, ["rude staff"] * 8
    >>> telling_terms(likes + hates, ["p"] * 8 + ["d"] * 8, "p", "d")[["term", "says"]].values.tolist()
    [['lovely', 'p'], ['rude', 'd']]
    """
    texts = [plain_text(text) for text in redact_all(comments, names)]
    groups = list(groups)
    people = list(range(len(texts)) if respondents is None else respondents)
    if texts or groups:
        observations.same_length(comments=texts, groups=groups, respondents=people)
    said: dict = {one: defaultdict(set), other: defaultdict(set)}
    for text, group, person in zip(texts, groups, people, strict=True):
        if group in said:
            for term in _terms(text):
                said[group][term].add(person)
    rows = [
        (term, len(said[one].get(term, ())), len(said[other].get(term, ())))
        for term in sorted(set(said[one]) | set(said[other]))
        if len(said[one].get(term, set()) | said[other].get(term, set())) >= FEWEST_RESPONDENTS
    ]
    table = pd.DataFrame(rows, columns=["term", "one", "other"])
    table["log_odds"], table["z"] = _log_odds(
        table["one"].to_numpy(float), table["other"].to_numpy(float),
        *(sum(map(len, said[group].values())) for group in (one, other)),
    )  # fmt: skip
    table["says"] = np.where(table["z"] > 0, one, other)
    table = table[table["z"].abs() > CLEARLY]
    return _strongest(table, top).rename(
        columns={"one": f"{one}_respondents", "other": f"{other}_respondents"}
    )


def _terms(text: str) -> set[str]:
    """The words and pairs of a text, each once; of unspaced scripts the runs of two to four signs."""
    found: set[str] = set()
    last = None
    for piece in _PIECE.findall(_PLACEHOLDER.sub(" . ", text.lower())):
        if re.match(f"[{_HAN}]", piece):
            for length in range(2, LONGEST_RUN + 1):
                found.update(piece[i : i + length] for i in range(len(piece) - length + 1))
            last = None
        elif not piece[0].isalpha():
            last = None  # a pair does not reach over a comma
        else:
            if len(piece) > 1:
                found.add(piece)
            if last and max(len(last), len(piece)) > 3:  # "for the" tells nothing
                found.add(f"{last} {piece}")
            last = piece
    return found


def _log_odds(
    one: np.ndarray, other: np.ndarray, said: int, other_said: int
) -> tuple[pd.Series, pd.Series]:
    """Log-odds ratio and its z, of all that a group says, with what both say as the prior.

    Shares are of all terms said, not of people, so a group that writes longer comments does not
    seem to say everything more.
    """
    said, other_said = max(said, 1), max(other_said, 1)
    prior_total = PRIOR_WEIGHT * min(said, other_said) + 1
    prior = prior_total * (one + other) / (said + other_said)
    left = np.log((one + prior) / (said + prior_total - one - prior))
    right = np.log((other + prior) / (other_said + prior_total - other - prior))
    return left - right, (left - right) / np.sqrt(1 / (one + prior) + 1 / (other + prior))


def _strongest(table: pd.DataFrame, top: int) -> pd.DataFrame:
    """Of each side the terms of largest z; none that holds, or stands in, a stronger one."""
    order = table.assign(strength=table["z"].abs().round(6), side=table["z"] < 0).sort_values(
        ["side", "strength", "term"], ascending=[True, False, True]
    )
    kept = []
    for _, terms in order.groupby("side")["term"]:
        chosen: list[str] = []
        for row, term in terms.items():
            if len(chosen) == top:
                break
            if not any(_overlap(term, other) for other in chosen):
                chosen.append(term)
                kept.append(row)
    return order.loc[kept, ["term", "says", "one", "other", "log_odds", "z"]].reset_index(drop=True)


def _overlap(term: str, other: str) -> bool:
    if re.match(f"[{_HAN}]", term):
        return term in other or other in term
    return bool(set(term.split()) & set(other.split()))
