"""The scorecard's tiles: one number each, with what it takes to trust it."""

import pandas as pd

from ..wording import change_in_words
from .markup import NO_MATH, Markup, safe_text
from .sparkline import sparkline
from .values import format_interval, format_value, missing, text_of

_COMPARED = (("previous", "on last period"), ("year_before", "on last year"))


def tiles(scorecard: pd.DataFrame, *, currency: str = "") -> Markup:
    """The rows of a scorecard as tiles: value, change, n, interval, target, verdict, note, sparkline."""
    rows = [row for _, row in scorecard.iterrows()]
    shown = "".join(_tile(row, currency) for row in rows)
    plain = "\n".join(
        f"{_label(row)}: {format_value(row['value'], row['unit'], currency)}" for row in rows
    )
    return Markup(f'<ul class="cs-tiles {NO_MATH}">{shown}</ul>', plain)


def _tile(row: pd.Series, currency: str) -> str:
    unit = row["unit"]
    value = format_value(row["value"], unit, currency)
    verdict, note = text_of(row, "verdict"), text_of(row, "note")
    history = row.get("sparkline")
    parts = [
        f'<p class="cs-label">{safe_text(_label(row))}</p>',
        f'<p class="cs-value{" cs-none" if missing(row["value"]) else ""}">{safe_text(value)}</p>',
        *(_change(row, column, words, currency) for column, words in _COMPARED),
        sparkline(list(history), unit, currency) if isinstance(history, list | tuple) else "",
        _fine(row, unit, currency),
        f'<p class="cs-verdict">{safe_text(verdict)}</p>' if verdict else "",
        f'<p class="cs-note">{safe_text(note)}</p>' if note else "",
    ]
    return f'<li class="cs-tile" data-verdict="{safe_text(verdict)}">{"".join(parts)}</li>'


def _change(row: pd.Series, column: str, words: str, currency: str) -> str:
    before = row.get(column)
    if missing(before) or missing(row["value"]):
        return ""
    change = row["value"] - before
    told = change_in_words(change, row["unit"], currency)
    arrow = "▲" if change > 0 else "▼" if change < 0 else "■"
    turn = _turn(change, _better(row))
    return (
        f'<p class="cs-change cs-{turn or "neither"}"><span aria-hidden="true">{arrow}</span> '
        f"{safe_text(told)} <small>{words}"
        f"{f'<span class=cs-hidden>, {turn}</span>' if turn else ''}</small></p>"
    )


def _turn(change: float, better: str | None) -> str:
    """Whether a change is for the better; a target range or no direction says neither."""
    if change == 0 or better not in ("higher", "lower"):
        return ""
    return "better" if (change > 0) == (better == "higher") else "worse"


def _better(row: pd.Series) -> str | None:
    if "better" in row:
        return row["better"]
    reading = _reading(row)
    return reading.better if reading else None


def _label(row: pd.Series) -> str:
    if "label" in row:
        return row["label"]
    from ..metrics import METRICS

    metric = METRICS.get(row["metric"])
    label = metric.label if metric else str(row["metric"]).replace("_", " ").capitalize()
    reading = row.get("reading", "default")
    return label if reading in ("default", "measure") else f"{label} ({reading.replace('_', ' ')})"


def _reading(row: pd.Series):
    from ..metrics import METRICS

    metric = METRICS.get(row["metric"])
    return metric and metric.readings.get(row.get("reading", "default"))


def _fine(row: pd.Series, unit: str, currency: str) -> str:
    interval = format_interval(row.get("low"), row.get("high"), unit, currency)
    count, target = row.get("n"), row.get("target")
    told = [
        f"95% interval {interval}" if interval else "",
        "" if missing(count) else f"n = {count:,.0f}",
        "" if missing(target) else f"target {format_value(target, unit, currency)}",
    ]
    told = [safe_text(one) for one in told if one]
    return f'<p class="cs-fine">{" · ".join(told)}</p>' if told else ""
