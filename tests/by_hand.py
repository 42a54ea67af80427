"""Small tables written by hand, and the one number that a test asks of them."""

import pandas as pd

import cs_toolkit as cs


def table(columns: str, *rows) -> pd.DataFrame:
    """A table from column names, parted by blanks, and rows."""
    return pd.DataFrame(rows, columns=columns.split())


def subscriptions(*rows, more: str = "") -> pd.DataFrame:
    """Paid periods: subscription, customer, start, end (None: runs on), MRR, and further columns."""
    return table(f"subscription_id customer_id starts_on ends_on mrr {more}", *rows)


def company(as_of="2026-06-01", policies=None, **tables):
    """A company that has these tables."""
    return cs.open(tables, as_of=as_of, policies=policies)


def measures(of, period: str, family: str, by=()) -> pd.DataFrame | pd.Series:
    """A family's measures: one row of the total, or a frame by segment."""
    frame = of.measures(period, family=family, by=by)
    return frame.set_index("segment") if by else frame.iloc[0]


def value(of, period: str, metric: str, variant: str = "default", by=(), segment: str = ""):
    """One number of the tidy table."""
    return row(of, period, metric, variant, by, segment)["value"]


def row(of, period: str, metric: str, variant: str = "default", by=(), segment: str = ""):
    """One row of the tidy table."""
    found = of.metrics(period, family=cs.METRICS[metric].family, by=by)
    found = found[
        (found["metric"] == metric) & (found["variant"] == variant) & (found["segment"] == segment)
    ]
    assert len(found) == 1
    return found.iloc[0]
