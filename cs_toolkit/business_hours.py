"""When a company is at work: its hours a weekday, its holidays, its time zone.

The hours are wall clock, the tickets are UTC: so the working time is laid out once, in UTC, day by
day, with the seconds worked before it. The business time between two moments is then a difference
of two look-ups, whatever nights, holidays and changes of the clock lie between.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .errors import InputError, did_you_mean
from .periods import WEEKDAYS

KEYS = ("weekdays", *WEEKDAYS, "time_zone", "holidays", "closed")
SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*-\s*(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))")
ONE_DAY = timedelta(days=1)
USUAL = ((9 * 60, 17 * 60),)  # minutes of the day


@dataclass(frozen=True)
class BusinessHours:
    """The working hours of each weekday, from Monday, as spans of minutes of the day.

    ``holidays`` is a country of the ``holidays`` library, or a part of one ("DE-BY"); ``closed``
    are further days off. ``time_zone`` is None for the reporting zone.
    """

    hours: tuple[tuple[tuple[int, int], ...], ...] = (USUAL,) * 5 + ((),) * 2
    time_zone: str | None = None
    holidays: str | None = None
    closed: frozenset[date] = field(default_factory=frozenset)

    @property
    def in_words(self) -> str:
        """The schedule in a sentence, to be printed beside the numbers that stand on it.

        >>> BusinessHours(holidays="FR").in_words
        'Monday to Friday 09:00–17:00, without the holidays of FR'
        """
        spans = []
        for hours, days in groupby(zip(WEEKDAYS, self.hours, strict=True), lambda day: day[1]):
            names = [name.capitalize() for name, _ in days]
            days_in_words = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
            if hours:
                spans.append(f"{days_in_words} {' and '.join(map(_span_in_words, hours))}")
        words = ", ".join(spans)
        return f"{words}, without the holidays of {self.holidays}" if self.holidays else words

    def days_off(self, years) -> frozenset[date]:
        """The holidays of some years, and the further days off."""
        if self.holidays is None:
            return self.closed
        return self.closed | frozenset(_holidays(self.holidays, years))

    def working_time(self, first: date, last: date, zone: str) -> list[tuple[datetime, datetime]]:
        """The spans of work in UTC of the local days from ``first`` to ``last``, in order.

        >>> BusinessHours().working_time(date(2026, 3, 27), date(2026, 3, 30), "Europe/Paris")
        [(datetime.datetime(2026, 3, 27, 8, 0), datetime.datetime(2026, 3, 27, 16, 0)),
         (datetime.datetime(2026, 3, 30, 7, 0), datetime.datetime(2026, 3, 30, 15, 0))]
        """
        place = ZoneInfo(self.time_zone or zone)
        off = self.days_off(range(first.year, last.year + 1))
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [
            (_utc(day, opens, place), _utc(day, closes, place))
            for day in days
            if day not in off
            for opens, closes in self.hours[day.weekday()]
        ]


def calendar_rows(
    schedule: BusinessHours, first: datetime, last: datetime, zone: str
) -> Iterator[tuple[date, datetime, datetime, datetime, datetime, int]]:
    """One row per UTC day and span of work, and one for a day without: what SQL looks moments up in.

    ``(utc_day, from_at, until_at, opens_at, closes_at, seconds_before)``: a moment lies in exactly
    one row, from ≤ moment < until. The time worked up to a moment is ``seconds_before`` and what
    of opens…closes has passed by then.

    >>> [row[2:] for row in calendar_rows(BusinessHours(), datetime(2026, 10, 2), datetime(2026, 10, 3), "UTC")]
    [(datetime.datetime(2026, 10, 3, 0, 0), datetime.datetime(2026, 10, 2, 9, 0), datetime.datetime(2026, 10, 2, 17, 0), 0),
     (datetime.datetime(2026, 10, 4, 0, 0), datetime.datetime(2026, 10, 3, 0, 0), datetime.datetime(2026, 10, 3, 0, 0), 28800)]
    """
    # a local day may begin a UTC day earlier or end one later
    spans = schedule.working_time(first.date() - ONE_DAY, last.date() + ONE_DAY, zone)
    pieces: dict[date, list[tuple[datetime, datetime]]] = {}
    for opens, closes in spans:
        for piece in _by_day(opens, closes):
            pieces.setdefault(piece[0].date(), []).append(piece)
    worked, day = 0, first.date()
    while day <= last.date():
        midnight = datetime.combine(day, time())
        todays = pieces.get(day, [(midnight, midnight)])
        starts = [midnight, *(opens for opens, _ in todays[1:]), midnight + ONE_DAY]
        for (opens, closes), start, end in zip(todays, starts, starts[1:], strict=False):
            yield day, start, end, opens, closes, worked
            worked += int((closes - opens).total_seconds())
        day += ONE_DAY


def declared_hours(given: Mapping) -> BusinessHours:
    """The schedule that a company file declares under ``[business_hours]``; without one Mo–Fr 9–17.

    >>> declared_hours({"weekdays": "08:00-18:00", "saturday": ["09:00-12:00"]}).in_words
    'Monday to Friday 08:00–18:00, Saturday 09:00–12:00'
    """
    for key in given:
        if key not in KEYS:
            raise InputError(f'[business_hours] has no "{key}": {did_you_mean(key, KEYS)}')
    hours = BusinessHours().hours
    if any(day in given for day in ("weekdays", *WEEKDAYS)):
        usual = given.get("weekdays", [])
        hours = tuple(
            _spans(day, given.get(day, usual if WEEKDAYS.index(day) < 5 else []))
            for day in WEEKDAYS
        )
    zone, country = given.get("time_zone"), given.get("holidays")
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, TypeError):
            raise InputError(f"[business_hours] time_zone = {zone!r} is not a time zone") from None
    if country is not None:
        _holidays(country, [2026])
    return BusinessHours(hours, zone, country, _closed(given.get("closed", [])))


def _spans(day: str, given) -> tuple[tuple[int, int], ...]:
    spans = []
    for text in [given] if isinstance(given, str) else given:
        match = SPAN.fullmatch(str(text).strip())
        if match is None:
            raise InputError(
                f'[business_hours] {day} = "{text}" is not a span: write "09:00-17:00", '
                'or a list of spans such as ["09:00-12:00", "13:00-17:00"]'
            )
        hours = [int(part) for part in match.groups() if part is not None]
        opens, closes = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if opens >= closes or (spans and opens < spans[-1][1]):
            raise InputError(
                f'[business_hours] {day} = "{text}" must end after it starts and not overlap the '
                "span before it; a shift over midnight is written as one span until 24:00 and one "
                "from 00:00 on the next day"
            )
        spans.append((opens, closes))
    return tuple(spans)


def _holidays(country: str, years) -> list[date]:
    import holidays  # loads slowly, and most runs need none

    name, _, part = str(country).partition("-")
    try:
        return list(holidays.country_holidays(name, subdiv=part or None, years=list(years)))
    except NotImplementedError as error:
        raise InputError(
            f'[business_hours] holidays = "{country}" is not a country with known holidays: write '
            f'"FR", or a part of one such as "DE-BY" ({error})'
        ) from None


def _closed(given) -> frozenset[date]:
    try:
        return frozenset(
            day if isinstance(day, date) else date.fromisoformat(str(day)) for day in given
        )
    except ValueError as error:
        raise InputError(f"[business_hours] closed: {error}: write days as 2026-12-24") from None


def _utc(day: date, minutes: int, place: ZoneInfo) -> datetime:
    clock = datetime.combine(day, time()) + timedelta(minutes=minutes)
    return clock.replace(tzinfo=place).astimezone(ZoneInfo("UTC")).replace(tzinfo=None)


def _by_day(opens: datetime, closes: datetime) -> Iterator[tuple[datetime, datetime]]:
    """A span cut at the midnights that it crosses."""
    while opens < closes:
        midnight = datetime.combine(opens.date() + ONE_DAY, time())
        yield opens, min(closes, midnight)
        opens = midnight


def _span_in_words(span: tuple[int, int]) -> str:
    return "–".join(f"{minute // 60:02d}:{minute % 60:02d}" for minute in span)
