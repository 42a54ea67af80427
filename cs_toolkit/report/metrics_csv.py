"""The tidy table as a CSV file that a spreadsheet may open without running what stands in it."""

import gzip
import math
from pathlib import Path

import pandas as pd

from ..formatting.csv_json import safe_text

NUMBERS = ("value", "n", "low", "high")
METRICS_CSV = "metrics.csv"
# the segments of the periods before: nine tenths of the rows, and seldom opened
HISTORY = "history.csv.gz"
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


def write_metrics(frame: pd.DataFrame, folder: Path, period: str) -> pd.DataFrame:
    """Write a report's numbers into its folder: a period's, with the totals of those before, as
    ``metrics.csv``, the earlier segments as ``history.csv.gz``. What is in the former is returned.
    """
    now = (frame["period"] == period) | (frame["dimension"] == "total")
    write_csv(frame[now], folder / METRICS_CSV)
    if not now.all():
        text = _as_csv(frame[~now]).encode()
        (folder / HISTORY).write_bytes(gzip.compress(text, mtime=0))
    return frame[now]


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a tidy table; text is made safe, numbers are settled, no value is an empty cell."""
    path.write_text(_as_csv(frame), encoding="utf-8", newline="\n")


def _as_csv(frame: pd.DataFrame) -> str:
    money = frame["unit"] == "money"
    shown = {}
    for name in frame.columns:
        if pd.api.types.is_numeric_dtype(frame[name]):
            pairs = zip(frame[name].astype(float).tolist(), money.tolist(), strict=True)
            shown[name] = [
                number if number != number else settled(number, money=is_money)
                for number, is_money in pairs
            ]
        else:
            # a hundred thousand rows have a few hundred texts
            shown[name] = frame[name].map({one: safe_text(one) for one in frame[name].unique()})
    return pd.DataFrame(shown).to_csv(index=False, lineterminator="\n")


def read_csv(path: Path) -> pd.DataFrame:
    """Read it back, with the history beside it: a region called "NA" stays a region."""
    parts = [path, *([beside] if (beside := path.with_name(HISTORY)).is_file() else [])]
    read = [pd.read_csv(one, keep_default_na=False, dtype=str, encoding="utf-8") for one in parts]
    frame = pd.concat(read, ignore_index=True)
    numbers = {name: pd.to_numeric(frame[name]) for name in NUMBERS if name in frame.columns}
    return frame.assign(**numbers)
