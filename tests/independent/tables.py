"""The sample company's files as plain frames: local times, merged customers as one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

SAMPLE = Path("data/sample")
ZONE = "Europe/Paris"
AS_OF = pd.Timestamp("2026-11-01", tz=ZONE)
PLANS = ("business", "starter", "team")
Figures = dict[tuple[str, str, str], float]


@dataclass(frozen=True)
class Span:
    """A period: its first day, and the day after its last."""

    name: str
    first: pd.Timestamp
    after: pd.Timestamp

    @property
    def opens(self) -> pd.Timestamp:
        return self.first.tz_localize(ZONE)

    @property
    def closes(self) -> pd.Timestamp:
        return self.after.tz_localize(ZONE)

    @property
    def days(self) -> int:
        return (self.after - self.first).days

    @property
    def months(self) -> list["Span"]:
        firsts = pd.date_range(self.first, self.after, freq="MS", inclusive="left")
        return [Span(f"{day:%Y-%m}", day, day + pd.DateOffset(months=1)) for day in firsts]

    def holds(self, moments: pd.Series) -> pd.Series:
        """Whether each moment, or day, lies in the period."""
        if moments.dt.tz is None:
            return (moments >= self.first) & (moments < self.after)
        return (moments >= self.opens) & (moments < self.closes)


OCTOBER = Span("2026-10", pd.Timestamp("2026-10-01"), pd.Timestamp("2026-11-01"))
THIRD_QUARTER = Span("2026-Q3", pd.Timestamp("2026-07-01"), pd.Timestamp("2026-10-01"))


class Company:
    """Tables by name, read once; what happened from ``as_of`` on is not there."""

    def __init__(self, tables: dict[str, pd.DataFrame] | None = None, folder: Path = SAMPLE):
        self._given, self._folder = tables, folder

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_"):
            raise AttributeError(name)
        if self._given is None:
            frame = pd.read_csv(self._folder / f"{name}.csv", keep_default_na=False, na_values=[""])
        else:
            frame = self._given[name].copy()
        for column in frame.columns:
            if column.endswith("_at"):
                frame[column] = pd.to_datetime(frame[column], utc=True).dt.tz_convert(ZONE)
            elif column.endswith(("_on", "_since")) or column in ("day", "as_of"):
                frame[column] = pd.to_datetime(frame[column])
            if column in ("customer_id", "referrer_customer_id"):
                frame[column] = frame[column].map(lambda one: self.merged.get(one, one))
        setattr(self, name, frame)
        return frame

    @cached_property
    def merged(self) -> dict[str, str]:
        if self._given is not None and "customer_merges" not in self._given:
            return {}
        frame = (
            pd.read_csv(self._folder / "customer_merges.csv")
            if self._given is None
            else self._given["customer_merges"]
        )
        return dict(zip(frame["from_customer_id"], frame["to_customer_id"], strict=True))

    @cached_property
    def plan_of(self) -> pd.Series:
        """The plan in the row of each customer; of merged ones that of the remaining one."""
        own = self.customers
        if self._given is None:
            ids = pd.read_csv(self._folder / "customers.csv", usecols=["customer_id"])[
                "customer_id"
            ]
            own = own[~ids.isin(list(self.merged))]
        return own.set_index("customer_id")["plan"]

    def by_plan(self, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
        """All rows, those of each plan, and those of no customer."""
        plan = rows["customer_id"].map(self.plan_of)
        return {
            "": rows,
            **{name: rows[plan == name] for name in PLANS},
            "(none)": rows[plan.isna()],
        }


def per(part: float, whole: float) -> float:
    return part / whole if whole else np.nan


def each_plan(parts: dict[str, pd.DataFrame], say: Callable) -> Figures:
    """What ``say(frame)`` gives for each plan: ``{(metric, variant): value}``."""
    return {
        (metric, variant, segment): value
        for segment, rows in parts.items()
        for (metric, variant), value in say(rows).items()
    }
