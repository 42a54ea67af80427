"""What figures read from their frames: columns, numbers, units, labels, and the marks of a row."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from cs_toolkit.errors import InputError, did_you_mean
from cs_toolkit.language import gettext, is_english, translated
from cs_toolkit.metrics import ALIASES
from cs_toolkit.metrics.status import IN_PROGRESS, NOT_AVAILABLE, SMALL_SAMPLE

_ABBREVIATIONS = {
    "arpa", "arpu", "arr", "cac", "ces", "clv", "crc", "csat", "dau", "fx", "id", "ltv", "mau",
    "mrr", "nps", "ocf", "p50", "p90", "p95", "roi", "wau",
}  # fmt: skip


class NotAvailableError(Exception):
    """The tables that a figure's numbers come from are missing: nothing is wrong with the frame."""


def need(frame: pd.DataFrame, columns: Sequence[str], figure: str) -> None:
    """Raise unless the frame has the columns that a figure draws."""
    for column in columns:
        if column in frame.attrs.get("not_available", ()):
            raise NotAvailableError(frame.attrs["not_available"][column])
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise InputError(
            f"the figure {figure} needs a column {missing[0]!r} in its frame; "
            f"{did_you_mean(missing[0], map(str, frame.columns))}"
        )


def one_row_each(frame: pd.DataFrame, by: Sequence[str], figure: str, instead: str) -> None:
    """Raise if two rows of the frame would be drawn at one place."""
    twice = frame[frame.duplicated(list(by), keep=False)]
    if len(twice):
        place = ", ".join(f"{column} {twice[column].iloc[0]}" for column in by)
        raise InputError(
            f"the figure {figure} draws one row for each {' and '.join(by)}; "
            f"its frame has {len(twice)} rows that share theirs (first: {place}); {instead}"
        )


def one_of(frame: pd.DataFrame, column: str, known: Sequence[str], figure: str) -> None:
    """Raise if a column holds a word that the figure does not know."""
    for word in frame[column].unique():
        if word not in known:
            raise InputError(
                f"the figure {figure} does not know the {column} {word!r}; "
                f"{did_you_mean(str(word), known)}"
            )


def numbers(frame: pd.DataFrame, column: str) -> np.ndarray:
    """A column as floats that can be drawn: what is missing or infinite is NaN."""
    if column not in frame.columns:
        return np.full(len(frame), np.nan)
    given = pd.to_numeric(frame[column]).to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isfinite(given), given, np.nan)


def nothing_in(values: np.ndarray) -> bool:
    """Whether there is no number at all to draw."""
    return not np.isfinite(values).any()


def unit_of(frame: pd.DataFrame, unit: str | None = None) -> str:
    """The unit of the frame's values: the one given, or the tidy table's, or a plain count."""
    if unit:
        return unit
    if "unit" not in frame.columns:
        return "count"
    units = [name for name in frame["unit"].dropna().unique() if name]
    if len(units) > 1:
        raise InputError(
            f"one axis shows one unit, and the frame has {len(units)}: {', '.join(units)}; "
            "draw one metric at a time"
        )
    return units[0] if units else "count"


def currency_of(frame: pd.DataFrame, currency: str | None = None) -> str:
    """The currency of the frame's money: the one given, or the one that came with the frame."""
    return currency or frame.attrs.get("currency", "")


def label_of(name: str) -> str:
    """A snake_case name as a label.

    >>> label_of("net_revenue_retention"), label_of("starting_mrr"), label_of("mrr")
    ('Net revenue retention', 'Starting MRR', 'Monthly recurring revenue')
    """
    if name in ALIASES:
        return translated(ALIASES[name].label)
    words = [word.upper() if word in _ABBREVIATIONS else word for word in str(name).split("_")]
    label = " ".join(words)
    return translated(label[:1].upper() + label[1:])


def in_a_sentence(label: str) -> str:
    """A label within a sentence: "Net revenue" becomes "net revenue", "NPS" stays.

    >>> in_a_sentence("Net revenue retention"), in_a_sentence("NPS")
    ('net revenue retention', 'NPS')
    """
    return label if label[1:2].isupper() or not is_english() else label[:1].lower() + label[1:]


def name_of(value: object, column: str) -> str:
    """What stands in a column, for a label: our own names are shown in words, the data's as they are."""
    if column in ("variant", "metric", "kind", "indicator", "weekday"):
        return label_of(str(value))
    return str(value) if str(value) else gettext("(none)")


def what_is_drawn(frame: pd.DataFrame) -> str:
    """The label of the frame's metric, for a title; the variant too unless it is the default."""
    if "metric" not in frame.columns or frame.empty:
        return gettext("This figure")
    label = label_of(frame["metric"].iloc[0])
    variants = frame["variant"].unique() if "variant" in frame.columns else []
    if len(variants) == 1 and variants[0] not in ("default", "measure", ""):
        label += f" ({in_a_sentence(label_of(variants[0]))})"
    return label


def split_of(frame: pd.DataFrame, by: str = "segment", total: str = "total") -> str:
    """What the rows are split by, for a title: the one dimension of segments, or the column."""
    if by != "segment" or "dimension" not in frame.columns:
        return by
    names = [name for name in frame["dimension"].unique() if name != total]
    return in_a_sentence(label_of(names[0])) if len(names) == 1 else by


def refuse_without_numbers(frame: pd.DataFrame) -> None:
    """Raise NotAvailableError for a tidy frame without a number, with the note of what it needs."""
    if {"value", "status", "note"} <= set(frame.columns) and nothing_in(numbers(frame, "value")):
        for note in frame.loc[frame["status"].isin(NOT_AVAILABLE), "note"]:
            raise NotAvailableError(note)


def in_progress(frame: pd.DataFrame) -> np.ndarray:
    """The rows whose period is still in progress: by a column of that name, or by their status."""
    if "in_progress" in frame.columns:
        return frame["in_progress"].fillna(False).to_numpy(dtype=bool)
    return _has_status(frame, IN_PROGRESS)


def small_sample(frame: pd.DataFrame) -> np.ndarray:
    """The rows that rest on too few cases, by their status."""
    return _has_status(frame, SMALL_SAMPLE)


def _has_status(frame: pd.DataFrame, status: str) -> np.ndarray:
    if "status" not in frame.columns:
        return np.zeros(len(frame), dtype=bool)
    return frame["status"].eq(status).fillna(False).to_numpy(dtype=bool)
