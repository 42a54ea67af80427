"""A short way to write events by hand."""

import pandas as pd

import cs_toolkit as cs


def events(*rows: tuple, **columns) -> pd.DataFrame:
    """Events from (user, time) pairs; further columns by name."""
    frame = pd.DataFrame(rows, columns=["user_id", "occurred_at"])
    return frame.assign(**columns)


def opened(frame, as_of="2026-11-01", zone="UTC", policies=None, tables=None, **settings):
    """A company that has these events, and what else is given as tables."""
    return cs.open(
        {"usage_events": frame, **(tables or {})}, as_of=as_of, time_zone=zone, policies=policies,
        **settings,
    )  # fmt: skip


def measured(company, period="2026-09", by=(), family="engagement") -> pd.Series:
    """The measures of a period's total."""
    frame = company.measures(period, family=family, by=by)
    return frame[frame["dimension"] == "total"].iloc[0]


def value(company, metric, variant="default", period="2026-09") -> float:
    """One number of the tidy table."""
    frame = company.metrics(period, family="engagement", by=())
    return frame[(frame["metric"] == metric) & (frame["variant"] == variant)]["value"].item()
