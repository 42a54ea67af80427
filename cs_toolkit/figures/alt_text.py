"""What a figure shows, in words: for people who can't see it, from the numbers that were drawn."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from cs_toolkit.formatting.numbers import value_in_words
from cs_toolkit.language import gettext, translated

from . import frames

MOST_SERIES = 6
MOST_LISTED = 12
IN_TIME = ("period", "time", "age", "days")


def describe(
    frame: pd.DataFrame,
    units: Mapping[str, str],
    *,
    by: Sequence[str] = ("period",),
    title: str = "",
    currency: str = "",
    said: str = "",
) -> str:
    """A frame in a few sentences: the value it ends with, its highest and its lowest, and where.

    ``units`` names the columns that are described, with their units; ``by`` names the rows. Rows that
    have no order in time are listed one by one if they are few.

    >>> months = pd.DataFrame({"period": ["2026-09", "2026-10"], "value": [0.97, 0.955]})
    >>> describe(months, {"value": "percent"}, title="Net revenue retention")
    'Net revenue retention. Last 95.5% (2026-10), highest 97.0% (2026-09), lowest 95.5% (2026-10).'
    """
    known = [name for name in units if not frames.nothing_in(frames.numbers(frame, name))]
    shown = [title.rstrip(".")] if title else []
    if not known and not said:
        return shown[0] + gettext(": no data") + "." if shown else gettext("No data.")
    for name in known:
        prefix = "" if len(known) == 1 else f"{frames.label_of(name)} – "
        shown += [prefix + one for one in _column(frame, name, units[name], currency, list(by))]
    shown += [said] if said else []
    return ". ".join(one[:1].upper() + one[1:] for one in shown) + "."


def _column(frame: pd.DataFrame, column: str, unit: str, currency: str, by: list[str]) -> list[str]:
    over = next((name for name in by if name in IN_TIME), None)
    lines = [name for name in by if name != over and frame[name].nunique(dropna=False) > 1]
    if over is None and len(frame) <= MOST_LISTED:
        return [_listed(frame, column, unit, currency, by)]
    if over is None or not lines:
        return [_extremes(frame, column, unit, currency, by, over)]
    groups = list(frame.groupby(lines, sort=False, dropna=False))
    shown = [
        f"{_place(rows.iloc[0], lines)}: {_extremes(rows, column, unit, currency, [over], over)}"
        for _, rows in groups[:MOST_SERIES]
    ]
    more = len(groups) - MOST_SERIES
    return shown + ([gettext("and {count} more", count=more)] if more > 0 else [])


def _listed(frame: pd.DataFrame, column: str, unit: str, currency: str, by: list[str]) -> str:
    values = frames.numbers(frame, column)
    shown = []
    for place, value in enumerate(values):
        words = value_in_words(value, unit, currency) if np.isfinite(value) else gettext("no data")
        shown.append(f"{_place(frame.iloc[place], by)}: {words}")
    return "; ".join(shown)


def _extremes(
    frame: pd.DataFrame, column: str, unit: str, currency: str, by: list[str], over: str | None
) -> str:
    values = frames.numbers(frame, column)
    if frames.nothing_in(values):
        return gettext("no data")
    if len(frame) == 1:
        return f"{value_in_words(values[0], unit, currency)} ({_place(frame.iloc[0], by)})"
    places = {"highest": int(np.nanargmax(values)), "lowest": int(np.nanargmin(values))}
    if over:
        places = {"last": int(np.flatnonzero(np.isfinite(values))[-1])} | places
    running = frames.in_progress(frame)
    shown = []
    for word, place in places.items():
        where = [_place(frame.iloc[place], by)] + (
            [gettext("in progress")] if running[place] else []
        )
        shown.append(
            f"{translated(word)} {value_in_words(values[place], unit, currency)} ({', '.join(where)})"
        )
    return ", ".join(shown)


def _place(row: pd.Series, by: Sequence[str]) -> str:
    return ", ".join(
        f"{frames.in_a_sentence(frames.label_of(name))} {row[name]:g}"
        if isinstance(row[name], float | np.number)
        else frames.name_of(row[name], name)
        for name in by
    )
