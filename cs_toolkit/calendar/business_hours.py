"""When a company is at work: its hours a weekday, its holidays, its time zone.

The hours are wall clock, the tickets are UTC: so the working time is laid out once, in UTC, day by
day, with the seconds worked before it. The business time between two moments is then a difference
of two look-ups, whatever nights, holidays and changes of the clock lie between.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ..errors import InputError, did_you_mean
from .calendars import WEEKDAYS

HOURS = ("weekdays", *WEEKDAYS)
KEYS = (*HOURS, "time_zone", "holidays", "closed", "by", "schedules")
UNDECLARED = (
    "not available: needs the company's working hours; declare them in the company file, for example "
    '[business_hours] weekdays = "09:00-17:00"'
)
SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*-\s*(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class BusinessHours:
    """The working hours of each weekday, from Monday, as spans of minutes of the day.

    ``holidays`` is a country of the ``holidays`` library, or a part of one ("DE-BY"); ``closed``
    are further days off. ``time_zone`` is None for the reporting zone. Where a company has several
    schedules, ``by`` is the column of tickets or customers that says whose hours an issue has, and
    ``schedules`` are those of its values; every other value has the hours declared here.
    """

    hours: tuple[tuple[tuple[int, int], ...], ...] = ((),) * 7
    time_zone: str | None = None
    holidays: str | None = None
    closed: frozenset[date] = field(default_factory=frozenset)
    by: str | None = None
    schedules: Mapping[str, "BusinessHours"] = field(default_factory=dict)

    @property
    def declared(self) -> bool:
        """Whether any hours are known; without them there is no business time."""
        return any(self.hours)

    @property
    def in_words(self) -> str:
        """The schedule in a sentence, to be printed beside the numbers that stand on it.

        >>> declared_hours({"weekdays": "09:00-17:00", "holidays": "FR"}).in_words
        'Monday to Friday 09:00–17:00, without the holidays of FR'
        >>> BusinessHours().in_words
        'none declared'
        """
        if not self.declared:
            return "none declared"
        own = self._own_words()
        others = [f"{name}: {one._own_words()}" for name, one in self.schedules.items()]
        return "; ".join([own, *others])

    def _own_words(self) -> str:
        spans = []
        for hours, days in groupby(zip(WEEKDAYS, self.hours, strict=True), lambda day: day[1]):
            names = [name.capitalize() for name, _ in days]
            days_in_words = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
            if hours:
                spans.append(f"{days_in_words} {' and '.join(map(_span_in_words, hours))}")
        words = ", ".join(spans)
        words = f"{words} ({self.time_zone})" if self.time_zone else words
        return f"{words}, without the holidays of {self.holidays}" if self.holidays else words

    def days_off(self, years: Iterable[int]) -> frozenset[date]:
        """The holidays of some years, and the further days off."""
        if self.holidays is None:
            return self.closed
        return self.closed | frozenset(_holidays(self.holidays, years))

    def working_time(self, first: date, last: date, zone: str) -> list[tuple[datetime, datetime]]:
        """The spans of work in UTC of the local days from ``first`` to ``last``, in order.

        >>> schedule = declared_hours({"weekdays": "09:00-17:00"})
        >>> schedule.working_time(date(2026, 3, 27), date(2026, 3, 30), "Europe/Paris")
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

    >>> schedule = declared_hours({"weekdays": "09:00-17:00"})
    >>> [row[2:] for row in calendar_rows(schedule, datetime(2026, 10, 2), datetime(2026, 10, 3), "UTC")]
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
    """The schedule that a company file declares under ``[business_hours]``; without one, no hours.

    >>> declared_hours({"weekdays": "08:00-18:00", "saturday": ["09:00-12:00"]}).in_words
    'Monday to Friday 08:00–18:00, Saturday 09:00–12:00'
    >>> declared_hours({}).declared
    False
    """
    return _declared(given, "[business_hours]", KEYS)


def _declared(given: Mapping, where: str, keys: tuple[str, ...]) -> BusinessHours:
    if not isinstance(given, Mapping):
        raise InputError(f'{where} must be a section with hours, such as weekdays = "09:00-17:00"')
    for key in given:
        if key not in keys:
            raise InputError(f'{where} has no "{key}": {did_you_mean(key, keys)}')
    usual = given.get("weekdays", [])
    hours = tuple(
        # a message names the setting as it stands in the file
        _spans(where, day, given[day])
        if day in given
        else _spans(where, "weekdays", usual if number < 5 else [])
        for number, day in enumerate(WEEKDAYS)
    )
    zone = given.get("time_zone")
    if zone is not None:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
            raise InputError(
                f'{where} time_zone = {zone!r} is not a time zone: write a name such as "Europe/Paris"'
            ) from None
    country = _country(where, given.get("holidays"))
    by, schedules = _several(given, where, any(hours))
    return BusinessHours(
        hours, zone, country, _closed(where, given.get("closed", [])), by, schedules
    )


def _several(given: Mapping, where: str, has_hours: bool) -> tuple[str | None, dict]:
    """The column that tells schedules apart, and the schedule of each of its values that has one."""
    by, several = given.get("by"), given.get("schedules", {})
    if by is None and not several:
        return None, {}
    example = f'[business_hours.schedules.APAC] weekdays = "09:00-17:00", for {where} by = "region"'
    if not isinstance(by, str) or not isinstance(several, Mapping) or not several:
        raise InputError(
            f"{where} by names the column that tells schedules apart, and schedules has one section "
            f"for each of its values: {example}"
        )
    if not has_hours:
        raise InputError(
            f'{where} by = "{by}" needs hours of its own too, for issues whose {by} has no schedule: '
            'weekdays = "09:00-17:00"'
        )
    own = tuple(key for key in KEYS if key not in ("by", "schedules"))
    schedules = {
        name: _declared(one, f"[business_hours.schedules.{name}]", own)
        for name, one in several.items()
    }
    for name, one in schedules.items():
        if not one.declared:
            raise InputError(
                f'[business_hours.schedules.{name}] names no hours: weekdays = "09:00-17:00"'
            )
    return by, schedules


def _spans(where: str, day: str, given: object) -> tuple[tuple[int, int], ...]:
    if not isinstance(given, str | list | tuple):
        raise InputError(f'{where} {day} = {given!r} is not a span: write "09:00-17:00"')
    spans: list[tuple[int, int]] = []
    for text in [given] if isinstance(given, str) else given:
        match = SPAN.fullmatch(str(text).strip())
        if match is None:
            raise InputError(
                f'{where} {day} = "{text}" is not a span: write "09:00-17:00", '
                'or a list of spans such as ["09:00-12:00", "13:00-17:00"]'
            )
        hours = [int(part) for part in match.groups() if part is not None]
        opens, closes = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
        if opens >= closes or (spans and opens < spans[-1][1]):
            raise InputError(
                f'{where} {day} = "{text}" must end after it starts and not overlap the '
                "span before it; a shift over midnight is written as one span until 24:00 and one "
                "from 00:00 on the next day"
            )
        spans.append((opens, closes))
    return tuple(spans)


def _country(where: str, given: object) -> str | None:
    """The country whose holidays are days off; single days belong to ``closed``."""
    if given is None:
        return None
    if not isinstance(given, str) or re.match(r"\d", given):
        raise InputError(
            f'{where} holidays = {given!r} must be one country, such as "FR" or "DE-BY"; '
            'single days off are listed in closed = ["2026-12-24"]'
        )
    _holidays(given, [2026], where)
    return given


def _holidays(country: str, years: Iterable[int], where: str = "[business_hours]") -> list[date]:
    import holidays  # loads slowly, and most runs need none

    name, _, part = country.partition("-")
    try:
        return list(holidays.country_holidays(name, subdiv=part or None, years=list(years)))
    except NotImplementedError as error:
        raise InputError(
            f'{where} holidays = "{country}" is not a country with known holidays: write '
            f'"FR", or a part of one such as "DE-BY" ({error})'
        ) from None


def _closed(where: str, given: object) -> frozenset[date]:
    example = 'write closed = ["2026-12-24"]'
    if not isinstance(given, list | tuple | set | frozenset):
        hint = ""
        if isinstance(given, str) and not re.match(r"\d", given):
            hint = f'; a country\'s holidays are holidays = "{given}"'
        raise InputError(f"{where} closed = {given!r} must be a list of days: {example}{hint}")
    try:
        return frozenset(_day(day) for day in given)
    except ValueError as error:
        raise InputError(
            f"{where} closed: {error}: write days as 2026-12-24, in a list: {example}"
        ) from None


def _day(given: object) -> date:
    if isinstance(given, datetime):
        return given.date()
    return given if isinstance(given, date) else date.fromisoformat(str(given))


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
