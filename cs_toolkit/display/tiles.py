"""The scorecard's tiles: one number each, with what it takes to trust it."""

import pandas as pd

from ..wording import change_in_words
from .markup import Shown, rendered
from .sparkline import sparkline
from .values import format_interval, format_value, missing, text_of

_COMPARED = (("previous", "on last period"), ("year_before", "on last year"))


def tiles(scorecard: pd.DataFrame, *, currency: str = "") -> Shown:
    """The rows of a scorecard as tiles: value, change, n, interval, target, verdict, note, sparkline.

    The frame is what ``company.scorecard`` gives: at least label, value, unit and better.
    """
    told = [_tile(row, currency) for row in scorecard.to_dict("records")]
    plain = "\n".join(
        " ".join([f"{tile['label']}: {tile['value']}", *_in_brackets(tile)]) for tile in told
    )
    return Shown(rendered("tiles", tiles=told), plain)


def _tile(row: dict, currency: str) -> dict:
    unit, history = row["unit"], row.get("sparkline")
    return {
        "label": row["label"],
        "value": format_value(row["value"], unit, currency),
        "missing": missing(row["value"]),
        "changes": [
            _change(row, row[column], since, currency)
            for column, since in _COMPARED
            if not missing(row.get(column)) and not missing(row["value"])
        ],
        "line": sparkline(history, unit, currency) if isinstance(history, list | tuple) else None,
        "fine": _fine(row, unit, currency),
        "verdict": text_of(row, "verdict"),
        "note": text_of(row, "note"),
    }


def _change(row: dict, before: float, since: str, currency: str) -> dict:
    change = row["value"] - before
    return {
        "arrow": "▲" if change > 0 else "▼" if change < 0 else "■",
        "told": change_in_words(change, row["unit"], currency),
        "since": since,
        "turn": _turn(change, row["better"]),
    }


def _turn(change: float, better: str | None) -> str:
    """Whether a change is for the better; a target range or no direction says neither."""
    if change == 0 or better not in ("higher", "lower"):
        return ""
    return "better" if (change > 0) == (better == "higher") else "worse"


def _fine(row: dict, unit: str, currency: str) -> list[str]:
    interval = format_interval(row.get("low"), row.get("high"), unit, currency)
    count, target = row.get("n"), row.get("target")
    told = [
        f"95% interval {interval}" if interval else "",
        "" if missing(count) else f"n = {count:,.0f}",
        "" if missing(target) else f"target {format_value(target, unit, currency)}",
    ]
    return [one for one in told if one]


def _in_brackets(tile: dict) -> list[str]:
    told = [*tile["fine"], *filter(None, [tile["verdict"], tile["note"]])]
    return [f"({', '.join(told)})"] if told else []
