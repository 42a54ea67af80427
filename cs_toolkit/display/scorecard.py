"""Every metric on one page: a line each, family by family, and what the missing ones would need."""

from collections.abc import Mapping

import pandas as pd

from ..language import gettext, translated
from ..language.numbers import number
from ..metrics.change import many_in_words
from ..metrics.status import NOT_AVAILABLE
from .markup import Shown
from .not_available import not_available
from .templating import rendered
from .tiles import in_a_line, target_in_words, tile
from .values import format_interval, missing

_UNKNOWN = "not available: "
MARKS = (
    "▲ ▼ a change beyond noise: its 95% interval leaves out 0. ≈ within noise. ○ not testable: no "
    "interval, or too few cases."
)


def scorecard(card: pd.DataFrame, *, currency: str = "") -> Shown:
    """The rows of ``company.scorecard`` that have an answer, as one table with a part per family."""
    currency = currency or card.attrs.get("currency", "")
    known = card[~_unavailable(card)]
    if known.empty:
        return not_available(gettext("No metric can be computed from the tables that are there."))
    notes = card.attrs.get("notes", {})
    families = {
        translated(name.capitalize()): [
            _line(row, currency, notes) for row in rows.to_dict("records")
        ]
        for name, rows in known.groupby("family", sort=False)
    }
    plain = [
        f"{family}\n" + "\n".join(f"  {in_a_line(line)}" for line in lines)
        for family, lines in families.items()
    ]
    many = translated(many_in_words(*_judged(known)))
    if many:
        plain.append(many)
    return Shown(
        rendered("scorecard", families=families, marks=gettext(MARKS), many=many), "\n".join(plain)
    )


def _judged(card: pd.DataFrame) -> tuple[list, list]:
    """Both judgements and both p-values of every row, as far as the frame has them."""
    pairs = (("judgement", "p_value"), ("judgement_on_year", "p_value_on_year"))
    there = [pair for pair in pairs if set(pair) <= set(card.columns)]
    judgements = [word for words, _ in there for word in card[words]]
    return judgements, [p for _, ps in there for p in card[ps]]


def unavailable(card: pd.DataFrame) -> Shown:
    """The metrics of a scorecard that have no answer, by what they would need."""
    rows = card[_unavailable(card)]
    if rows.empty:
        return not_available(gettext("Every metric has the tables and columns that it needs."))
    needs = {
        needs_of(note): ", ".join(map(translated, part["label"]))
        for note, part in rows.groupby("note", sort=False)
    }
    plain = "\n".join(f"{need}: {labels}" for need, labels in needs.items())
    return Shown(rendered("unavailable", needs=needs), plain)


def needs_of(note: str) -> str:
    """What a metric that is not available needs, in the language in use."""
    need = note.removeprefix(_UNKNOWN)
    if not need.startswith("needs "):
        return translated(need)
    return " and ".join(map(translated, need.removeprefix("needs ").split(" and ")))


def _unavailable(card: pd.DataFrame) -> pd.Series:
    if "status" not in card.columns:
        return pd.Series(False, card.index)
    return card["status"].isin(NOT_AVAILABLE) & card["value"].isna()


def _line(row: dict, currency: str, notes: Mapping[str, list[str]]) -> dict:
    unit = row["unit"]
    shown = tile(row, currency, notes)
    return shown | {
        "on": {change["column"]: change for change in shown["changes"]},
        "n": "" if missing(row["n"]) else number(row["n"]),
        "interval": format_interval(row["low"], row["high"], unit, currency),
        "target": target_in_words(row["target"], unit, currency),
    }
