"""The scorecard's tiles: one number each, with what it takes to trust it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..formatting.numbers import change_in_words, relative_change_in_words, tells_something
from ..language import gettext, translated
from ..language.numbers import number
from ..metrics.change import BEYOND_NOISE, NOT_TESTABLE, WITHIN_NOISE
from .markup import Shown
from .sparkline import sparkline
from .templating import rendered
from .values import format_interval, format_value, missing, text_of

_COMPARED = (
    ("previous", "judgement"),
    ("year_before", "judgement_on_year"),
)
# what stands before a change: only one beyond noise points up or down
_WITHIN, _UNTESTED, _SAME = "≈", "○", "■"


def tiles(scorecard: pd.DataFrame, *, currency: str = "") -> Shown:
    """The rows of a scorecard as tiles: value, change, n, interval, target, verdict, note, sparkline.

    The frame is what ``company.scorecard`` gives: at least label, value, unit and better.
    """
    currency = currency or scorecard.attrs.get("currency", "")
    notes = scorecard.attrs.get("notes", {})
    shown = [tile(row, currency, notes) for row in scorecard.to_dict("records")]
    return Shown(rendered("tiles", tiles=shown), "\n".join(map(in_a_line, shown)))


def tile(row: dict, currency: str, notes: Mapping[str, list[str]] | None = None) -> dict:
    """What a row of the scorecard says of one metric, each part in words.

    ``notes`` are the team's, metric → what happened.
    """
    unit, history = row["unit"], row.get("sparkline")
    return {
        "metric": text_of(row, "metric"),
        "label": translated(row["label"]),
        "value": format_value(row["value"], unit, currency),
        "missing": missing(row["value"]),
        "changes": [
            _change(row, row[column], column, text_of(row, judgement) or NOT_TESTABLE, currency)
            for column, judgement in _COMPARED
            if not missing(row.get(column)) and not missing(row["value"])
        ],
        "line": sparkline(history, unit, currency) if isinstance(history, list | tuple) else None,
        "fine": _fine(row, unit, currency),
        "verdict": translated(text_of(row, "verdict")),
        "note": noted(text_of(row, "note")),
        "happened": (notes or {}).get(text_of(row, "metric"), []),
    }


def noted(note: str) -> str:
    """A note of the tidy table in the language in use: its parts one by one."""
    return "; ".join(map(translated, note.split("; "))) if note else ""


def _change(row: dict, before: float, column: str, judgement: str, currency: str) -> dict:
    """A change in words, with a mark; it is good or bad only where it lies beyond noise."""
    change = row["value"] - before
    shown = change_in_words(change, row["unit"], currency, of=row["value"])
    if not tells_something(shown):  # an arrow beside 0.0 would say what the number denies
        change, judgement = 0, ""
    elif percent := relative_change_in_words(row["value"], before, row["unit"]):
        shown = f"{shown} ({percent})"
    beyond = judgement == BEYOND_NOISE
    pointed = ("▲" if change > 0 else "▼") if beyond else _UNTESTED
    mark = _WITHIN if judgement == WITHIN_NOISE else pointed
    return {
        "arrow": mark if change else _SAME,
        "words": shown,
        "column": column,
        "since": gettext("on last period") if column == "previous" else gettext("on last year"),
        "judgement": "" if beyond else translated(judgement),
        "turn": (turn := _turn(change, row["better"]) if beyond else ""),
        "turned": translated(turn),
    }


def _turn(change: float, better: str | None) -> str:
    """Whether a change is for the better; a target range or no direction says neither."""
    if change == 0 or better not in ("higher", "lower"):
        return ""
    return "better" if (change > 0) == (better == "higher") else "worse"


def _fine(row: dict, unit: str, currency: str) -> list[str]:
    interval = format_interval(row.get("low"), row.get("high"), unit, currency)
    count, per = row.get("n"), text_of(row, "target_per")
    target = target_in_words(row.get("target"), unit, currency)
    shown = [
        gettext("95% interval {interval}", interval=interval) if interval else "",
        "" if count is None or missing(count) else f"n = {number(count)}",
    ]
    if target and per:
        grain = translated(per.replace("_", " "))
        shown.append(gettext("target {target} per {grain}", target=target, grain=grain))
    elif target:
        shown.append(gettext("target {target}", target=target))
    return [one for one in shown if one]


def in_a_line(shown: dict) -> str:
    """A tile in plain text."""
    fine = [*shown["fine"], *filter(None, [shown["verdict"], shown["note"]])]
    return f"{shown['label']}: {shown['value']}" + (f" ({', '.join(fine)})" if fine else "")


def target_in_words(target: Any, unit: str, currency: str) -> str:
    """A team's target: a number, a range, or nothing.

    >>> target_in_words((240, 420), "seconds", "")
    '4.0 to 7.0 min'
    """
    if isinstance(target, tuple | list):
        low, high = target
        return format_interval(low, high, unit, currency)
    return "" if missing(target) else format_value(target, unit, currency)
