"""Retention by event: of those who did one event, who did another in the intervals after it?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pandas as pd

from ..calendar.periods import Period
from ..errors import InputError, did_you_mean, one_name
from ..metrics.ratio import ratio

GRAINS = ("day", "week", "month")
MEASURE_FILE = "engagement/event_retention"


def choices(
    start_event: str | None, return_event: str | None, first_time: bool, known: Iterable[str]
) -> dict[str, str]:
    """What the statement must know; raises for an event that never occurred.

    >>> choices("sign up", None, True, {"sign up", "edit"})
    {'start_event': 'sign up', 'return_event': '', 'first_time': 'yes'}
    """
    there = set(known)
    for event in (start_event, return_event):
        if event is not None and one_name("an event", event) not in there:
            raise InputError(f'no usage event is called "{event}": {did_you_mean(event, there)}')
    return {
        "start_event": start_event or "",
        "return_event": return_event or "",
        "first_time": "yes" if first_time else "no",
    }


def intervals(span: list[Period], grain: str) -> list[Period]:
    """The days, weeks or months that begin within a span of periods, oldest first.

    >>> from datetime import datetime
    >>> from cs_toolkit.calendar.period_text import parse_periods
    >>> october = parse_periods("2026-10", as_of=datetime(2026, 11, 24))
    >>> [one.name for one in intervals(october, "week")]
    ['2026-W41', '2026-W42', '2026-W43', '2026-W44']
    >>> len(intervals(october, "day"))
    31
    """
    if one_name("a grain", grain) not in GRAINS:
        raise InputError(
            f'"{grain}" is no grain of retention: write {", ".join(GRAINS[:-1])} or {GRAINS[-1]}'
        )
    whole = replace(span[0], ends_at=span[-1].ends_at)
    return [part for part in whole.parts(grain) if part.starts_at >= whole.starts_at]


def with_ages(frame: pd.DataFrame, among: list[Period]) -> pd.DataFrame:
    """The frame of the statement with each cell's age in intervals and its share, oldest first."""
    place: Mapping[str, int] = {period.name: number for number, period in enumerate(among)}
    frame = frame.assign(
        age=frame["period"].map(place) - frame["cohort"].map(place),
        share=ratio(frame["retained_users"], frame["cohort_size"]),
    )
    order = frame["cohort"].map(place)
    frame = frame.assign(order=order).sort_values(["segment", "order", "age"], ignore_index=True)
    return frame[["cohort", "age", "period", "segment", "cohort_size", "retained_users", "share"]]
