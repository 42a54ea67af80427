"""What an analysis may ask of a company: the part of ``Company`` that rooms below it know."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol

import pandas as pd

from ..calendar.periods import Period
from ..config.company_file import CompanyFile
from ..tables.loading import Tables
from ..tables.warnings import DataWarning
from .execute import Runner

Asked = str | int | date | Period


class CompanyData(Protocol):
    """A company's settings, rows and numbers; ``company.Company`` is one."""

    settings: CompanyFile
    as_of: datetime

    @property
    def runner(self) -> Runner:
        """What runs statements over the company's tables."""

    @property
    def data_warnings(self) -> tuple[DataWarning, ...]:
        """The warnings about the tables."""

    @property
    def warnings(self) -> pd.DataFrame:
        """The warnings about the tables, one row each."""

    @property
    def known_tables(self) -> tuple[Mapping, Mapping]:
        """Table → its filled columns, and table → its number of rows."""

    @property
    def span(self) -> tuple[datetime | None, datetime | None]:
        """The first and last moment that the data cover."""

    def check(self) -> Tables:
        """What was loaded and set aside, and every problem."""

    def period(self, text: Asked) -> Period:
        """One period by its name."""

    def periods(self, text: str | int | date) -> list[Period]:
        """The periods that a text names."""

    def history(self, period: Asked, count: int = ...) -> list[Period]:
        """A period and those before it."""

    def measures(
        self, periods: Any, family: str | Iterable[str] | None = None, by: Any = None
    ) -> pd.DataFrame:
        """One row per period and segment, one column per measure."""

    def metrics(
        self, periods: Any, family: str | Iterable[str] | None = None, by: Any = None
    ) -> pd.DataFrame:
        """The tidy table of metrics."""

    def scorecard(self, period: Asked, family: str | Iterable[str] | None = None) -> pd.DataFrame:
        """One row per metric of a period."""

    def changes(
        self, period: Asked, family: str | Iterable[str] | None = None, by: Any = None
    ) -> pd.DataFrame:
        """How each metric changed, and whether beyond noise."""

    def headline(self, period: Asked, family: str | None = None, *, ids: bool = True) -> list[str]:
        """Three to five plain sentences about a period."""

    def rows(
        self, metric: str, period: Asked, segment: str | None = None, by: str | None = None
    ) -> pd.DataFrame:
        """The rows behind a metric."""

    def detail(self, name: str, periods: Any, by: str = "total") -> pd.DataFrame:
        """A measure of another shape than one row per period and segment."""

    def event_retention(
        self, periods: Any, *, start_event: str | None = None, return_event: str | None = None,
        grain: str = "day", first_time: bool = False, by: str = "total",
    ) -> pd.DataFrame:  # fmt: skip
        """Who of those with one event came back with another, by age."""

    def reconcile(self, periods: Any = None) -> pd.DataFrame:
        """Every identity, and whether it holds."""

    def statements(self, family: str) -> dict[str, str]:
        """The SQL that ran, by measure file."""

    def kept(
        self, name: str, periods: Any, make: Callable[[list[Period]], pd.DataFrame]
    ) -> pd.DataFrame:
        """A frame by period that is made once and kept."""

    def kept_parts(
        self, name: str, make: Callable[[], dict[str, pd.DataFrame]]
    ) -> dict[str, pd.DataFrame]:
        """Frames that are made together once and kept."""
