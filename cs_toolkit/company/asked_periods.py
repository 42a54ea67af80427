"""The periods that are asked for, of those that a company's data can speak of."""

from dataclasses import replace
from datetime import date
from typing import Any

from ..calendar.period_text import named_by_the_clock, parse_periods
from ..calendar.periods import Period, distinct, previous_periods
from ..errors import InputError
from .data import OpenedData
from .request import surely_within, within_data

SPARKLINE = 13


class PeriodsOfData(OpenedData):
    """Names of periods → the periods, each once; a period outside the data is refused."""

    def periods(self, text: str | int | date) -> list[Period]:
        """The periods that a text names: "2026-10", "2026-Q3", "2025-11..2026-10", "last 30 days".

        A year may be a whole number (2026), a day a date.
        """
        return parse_periods(text, as_of=self.as_of, calendar=self.settings.calendar)

    def period(self, text: str | int | date | Period) -> Period:
        """The one period that a text names."""
        periods = [self._here(text)] if isinstance(text, Period) else self.periods(text)
        if len(periods) > 1:
            raise InputError(f'"{text}" names {len(periods)} periods where one is meant')
        return periods[0]

    def _here(self, period: Period) -> Period:
        """The same period as far as it is known here: another company's may be read further."""
        return replace(period, as_of=self.as_of)

    def history(self, period: Any, count: int = SPARKLINE) -> list[Period]:
        """The periods that end with this one, oldest first, no further back than the data.

        The one that is asked for is among them even if it ends before the data begin.
        """
        asked = self._one_asked(period)
        first, _ = self.span
        *earlier, last = previous_periods(asked, count)
        return [one for one in earlier if first is None or one.ends_at > first] + [last]

    def _asked(self, periods: Any) -> list[Period]:
        """The periods that are asked for, each once however often it is named."""
        return distinct(self._named(periods))

    def _named(self, periods: Any) -> list[Period]:
        if isinstance(periods, Period):
            return [self._here(periods)]
        if isinstance(periods, list | tuple):
            return [named for one in periods for named in self._named(one)]
        named = self.periods(periods)
        hint = "" if self.as_of_given else "; for a later period with the same data say --as-of"
        for first, last in self._spans():
            # where one table has these periods, no other needs to be asked
            if surely_within(named, first, last, self.as_of):
                return named
        return within_data(
            named, first, last, self.as_of, hint=hint,
            bare=first is None and 0 in self.known_tables[1].values(),
            by_the_clock=named_by_the_clock(periods),
        )  # fmt: skip

    def _one_asked(self, period: Any) -> Period:
        asked = self._asked(period)
        if len(asked) != 1:
            raise InputError(f"{len(asked)} periods are named where one is meant")
        return asked[0]
