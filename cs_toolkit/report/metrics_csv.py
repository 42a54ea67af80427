"""The tidy table as a CSV file that a spreadsheet may open without running what stands in it."""

from pathlib import Path

import pandas as pd

# A cell that starts so is a formula to a spreadsheet: a customer could have named a plan "=HYPERLINK(…)".
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBERS = ("value", "n", "low", "high")
ROW = ("period", "dimension", "segment", "metric", "reading")


def guarded(text):
    """A text cell that no spreadsheet takes for a formula; an apostrophe says so to all of them.

    >>> guarded("=1+1"), guarded("pro")
    ("'=1+1", 'pro')
    """
    if not isinstance(text, str):
        return text
    # a lone carriage return would end the line for some readers of CSV
    line = text.replace("\r", " ")
    return f"'{line}" if text.startswith(_STARTS_A_FORMULA) else line


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a tidy table; text is guarded, numbers stay numbers, no value is an empty cell."""
    text = [name for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])]
    guarded_text = {name: [guarded(cell) for cell in frame[name]] for name in text}
    frame.assign(**guarded_text).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def read_csv(path: Path) -> pd.DataFrame:
    """Read it back: a region called "NA" stays a region."""
    frame = pd.read_csv(path, keep_default_na=False, dtype=str, encoding="utf-8")
    numbers = {name: pd.to_numeric(frame[name]) for name in NUMBERS if name in frame.columns}
    return frame.assign(**numbers)
