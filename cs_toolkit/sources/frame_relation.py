"""A DataFrame as a relation; a column of mixed things is read as text."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from ..dialects import DuckDBEngine, first_line
from ..errors import InputError
from .relation import Relation, refuse_repeated
from .text_kinds import forms_of_texts


def frame_relation(
    engine: DuckDBEngine, frame: pd.DataFrame, origin: str, path: Path | None = None
) -> Relation:
    """A relation over a DataFrame; a column of mixed things is read as text."""
    if not isinstance(frame, pd.DataFrame):
        raise InputError(f"{origin} is of type {type(frame).__name__}, not a DataFrame")
    frame = frame.reset_index(drop=True)
    frame.columns = [str(column) for column in frame.columns]
    if frame.columns.empty:
        raise InputError(f"{origin} has no columns")
    refuse_repeated(origin, frame.columns)
    for column in frame:
        if frame[column].dtype.kind == "O":
            frame[column] = _of_one_kind(frame[column])
        elif frame[column].dtype.kind in "cV":  # complex numbers: no engine has such a column
            frame[column] = frame[column].map(_as_text, na_action="ignore").astype(object)
    try:
        name = engine.register(frame)
    except engine.errors as error:
        raise InputError(f"{origin} cannot be read: {first_line(error)}") from None
    select = f'select * from "{name}"'
    kinds = engine.kinds(select)
    typed = (
        forms_of_texts(engine, select, kinds) if path else tuple
    )  # a caller's frame is as he made it
    return Relation(select, kinds, origin, path=path, typed=typed)


def _of_one_kind(column: pd.Series) -> pd.Series:
    kinds = set(map(type, column.dropna()))
    try:
        if kinds and kinds <= {pd.Timestamp, datetime}:
            return pd.to_datetime(column)
        if kinds == {int}:
            return column.astype("Int64")
        if kinds and kinds <= {int, float}:
            return column.astype(float)
    except (ValueError, TypeError, OverflowError):  # times of several zones, numbers beyond 64 bits
        return column.map(_as_text, na_action="ignore")
    return column if kinds <= {bool} else column.map(_as_text, na_action="ignore")


def _as_text(value: Any) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value)
