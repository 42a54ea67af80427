"""Moments, which are kept in UTC, as the clocks of the reporting zone showed them."""

from datetime import datetime

import pandas as pd


def on_local_clocks(rows: pd.DataFrame, zone: str) -> pd.DataFrame:
    """Rows whose moments, the columns that end in ``_at``, are in local time, as in the file.

    >>> rows = pd.DataFrame({"opened_at": [pd.Timestamp("2026-09-30 20:30")]})
    >>> str(on_local_clocks(rows, "Asia/Kolkata")["opened_at"][0])
    '2026-10-01 02:00:00'
    """
    moments = [name for name in rows if str(name).endswith("_at") and _are_times(rows[name])]
    return rows.assign(**{name: _local(rows[name], zone) for name in moments})


def _are_times(column: pd.Series) -> bool:
    if pd.api.types.is_datetime64_any_dtype(column):
        return True
    # a database's driver gives Python's own times, and None where there is none
    known = column.dropna() if column.dtype == object else ()
    return len(known) > 0 and all(isinstance(value, datetime) for value in known)


def _local(column: pd.Series, zone: str) -> pd.Series:
    moments = pd.to_datetime(column)
    if moments.dt.tz is None:
        moments = moments.dt.tz_localize("UTC")
    return moments.dt.tz_convert(zone).dt.tz_localize(None)
