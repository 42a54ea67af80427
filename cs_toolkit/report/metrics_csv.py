"""The tidy table as a CSV file that a spreadsheet may open without running what stands in it."""

import math
from pathlib import Path

import pandas as pd

from ..formatting.csv_json import safe_text
from .parquet_files import write_parquet

NUMBERS = ("value", "n", "low", "high")
METRICS_CSV = "metrics.csv"
# the measures of segments, and what lies before the period but its totals: nine tenths of the rows, and seldom opened
DETAILS = "details.parquet"
EARLIER = "history.csv.gz"  # the like of it in older reports
# the ends of an interval: no interval is known to more digits
BOUNDS = ("low", "high")
BOUND_DIGITS = 6
ROW = ("period", "dimension", "segment", "metric", "variant")


def settled(number: float, *, money: bool = False) -> float:
    """A number to twelve digits, money to the millionth at least, a whole number as it is.

    An engine adds up in any order, so the last digits of a sum of fractions change from run to run.

    >>> settled(0.1 + 0.2), settled(1 / 3), settled(98765432.123456789)
    (0.3, 0.333333333333, 98765432.1235)
    >>> settled(98765432.123456789, money=True)
    98765432.123457
    """
    if not math.isfinite(number) or number.is_integer():
        return number
    decimals = 11 - math.floor(math.log10(abs(number)))
    return round(number, max(6, decimals) if money else decimals)


def settled_bound(number: float) -> float:
    """An end of an interval to six digits; what is larger to the unit.

    >>> settled_bound(0.0276234972254), settled_bound(-1234567.891), settled_bound(float("inf"))
    (0.0276235, -1234568.0, inf)
    """
    if not math.isfinite(number) or number.is_integer():
        return number
    return round(number, max(0, BOUND_DIGITS - 1 - math.floor(math.log10(abs(number)))))


def write_metrics(frame: pd.DataFrame, folder: Path, period: str) -> pd.DataFrame:
    """Write a report's numbers into its folder, and return those that are in ``metrics.csv``: the
    period's, with the metrics' totals of the periods before. Segments' measures, and what else there
    was before, are in ``details.parquet``.
    """
    total, measure = frame["dimension"] == "total", frame["variant"] == "measure"
    shown = (~measure & total) | ((frame["period"] == period) & (~measure | total))
    write_csv(frame[shown], folder / METRICS_CSV)
    if not shown.all():
        write_parquet(_settled(frame[~shown]), folder / DETAILS)
    return frame[shown]


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a tidy table; text is made safe, numbers are settled, no value is an empty cell."""
    text = _settled(frame).to_csv(index=False, lineterminator="\n")
    path.write_text(text, encoding="utf-8", newline="\n")


def _settled(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as every file has it: safe texts, numbers without digits that mean nothing."""
    money = frame["unit"] == "money"
    shown = {}
    for name in frame.columns:
        if pd.api.types.is_numeric_dtype(frame[name]):
            numbers = frame[name].astype(float).tolist()
            if name in BOUNDS:
                shown[name] = [settled_bound(number) for number in numbers]
                continue
            shown[name] = [
                number if number != number else settled(number, money=is_money)
                for number, is_money in zip(numbers, money.tolist(), strict=True)
            ]
        else:
            # a hundred thousand rows have a few hundred texts
            shown[name] = frame[name].map({one: safe_text(one) for one in frame[name].unique()})
    return pd.DataFrame(shown)


def read_csv(path: Path) -> pd.DataFrame:
    """Read it back, with the details beside it: a region called "NA" stays a region."""
    texts = [path, *(one for one in [path.with_name(EARLIER)] if one.is_file())]
    read = [pd.read_csv(one, keep_default_na=False, dtype=str, encoding="utf-8") for one in texts]
    frame = pd.concat(read, ignore_index=True)
    numbers = {name: pd.to_numeric(frame[name]) for name in NUMBERS if name in frame.columns}
    frame = frame.assign(**numbers)
    if (details := path.with_name(DETAILS)).is_file():
        frame = pd.concat([frame, pd.read_parquet(details)], ignore_index=True)
    return frame
