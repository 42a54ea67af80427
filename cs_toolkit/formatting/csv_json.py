"""The tidy table as text: CSV that a spreadsheet can open safely, and JSON for programs."""

import json

import pandas as pd

# A spreadsheet reads a text that starts so as a formula.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_text(value: object) -> object:
    """A text that no spreadsheet runs: what looks like a formula gets an apostrophe before it.

    A lone carriage return goes too, at which some readers of CSV begin a new line, and a null byte.

    >>> safe_text("=cmd|' /C calc'!A0"), safe_text("Paris"), safe_text(-1.5)
    ("'=cmd|' /C calc'!A0", 'Paris', -1.5)
    >>> safe_text("fine\\r=1+1")
    'fine =1+1'
    """
    if not isinstance(value, str):
        return value
    clean = value.replace("\x00", "")
    line = clean.replace("\r", " ")
    return f"'{line}" if clean.startswith(STARTS_A_FORMULA) else line


def to_csv(frame: pd.DataFrame) -> str:
    """CSV text with safe texts; a missing value is empty.

    >>> to_csv(pd.DataFrame({"segment": ["@x"], "value": [float("nan")]}))
    "segment,value\\n'@x,\\n"
    """
    text = [name for name in frame if not pd.api.types.is_numeric_dtype(frame[name])]
    safe = frame.assign(**{name: frame[name].map(safe_text) for name in text})
    return safe.to_csv(index=False, lineterminator="\n")


def to_json(frame: pd.DataFrame) -> str:
    """A list of rows; a missing value is null, and a number has as few digits as tell it apart.

    >>> to_json(pd.DataFrame({"n": [3, 2], "value": [5089.266728, float("nan")]}))
    '[{"n": 3, "value": 5089.266728}, {"n": 2, "value": null}]'
    """
    plain = frame.astype(object).where(frame.notna(), None)
    return json.dumps(plain.to_dict("records"), ensure_ascii=False, allow_nan=False)
