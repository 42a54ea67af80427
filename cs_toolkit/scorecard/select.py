"""Rows of the tidy table by what they are about, so that a notebook reads as a sentence."""

from datetime import date

import pandas as pd

from ..calendar.period_text import as_text
from ..calendar.periods import Period
from ..errors import InputError, did_you_mean
from ..metrics import ALIASES, METRICS
from ..schema import TABLES

PARTS = ("variant", "by", "period", "segment")


def pick(
    table: pd.DataFrame,
    metric: str,
    *,
    variant: str | None = "default",
    by: str | None = "total",
    period: str | int | date | Period | None = None,
    segment: str | None = None,
    **unknown: object,
) -> pd.DataFrame:
    """The rows of one metric: a variant (None: all), a dimension (None: all), a period, a segment.

    ``metric`` is a name, an alias or a measure. With ``by`` a dimension, the total's rows come
    along: a figure draws them as its line. A word that the table does not know raises with the
    nearest one that it does.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"metric": ["mrr"], "variant": ["default"], "dimension": ["total"],
    ...                       "period": ["2026-10"], "segment": [""], "value": [5.0]})
    >>> pick(table, "monthly_recurring_revenue")["value"].tolist()
    [5.0]
    >>> pick(table, "mrr", variant="defalt")
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: mrr has no variant "defalt": did you mean "default"? ...
    """
    for word in unknown:
        meant = "variant" if word == "reading" else did_you_mean(word, PARTS)
        hint = f"say {meant}=" if word == "reading" else meant
        raise InputError(f'pick takes no "{word}": {hint}')
    known = table["metric"].unique()
    name = metric
    if metric not in known:
        name = ALIASES[metric].name if metric in ALIASES else metric
        if name not in known:
            raise InputError(f'the table has no metric "{metric}": {did_you_mean(metric, known)}')
    rows = table[table["metric"] == name]
    measured = rows["variant"].eq("measure")
    if not measured.all():
        rows = rows[~measured]
        if variant is not None:
            rows = rows[rows["variant"] == _variant(name, variant, rows)]
    if by is not None:
        rows = rows[rows["dimension"].isin([_dimension(by, table), "total"])]
    if period is not None:
        rows = rows[rows["period"] == _period(period, table)]
    if segment is not None:
        rows = rows[rows["segment"] == _segment(segment, by, table)]
    return rows.reset_index(drop=True)


def _variant(name: str, variant: str, rows: pd.DataFrame) -> str:
    known = {*rows["variant"], *(METRICS[name].variants if name in METRICS else ())}
    if variant not in known:
        raise InputError(f'{name} has no variant "{variant}": {did_you_mean(variant, known)}')
    return variant


def _dimension(by: str, table: pd.DataFrame) -> str:
    """A dimension of the table, or one that splits none of its metrics but is known all the same."""
    there = {*table["dimension"].unique(), *table.attrs.get("dimensions", ())}
    ours = {column for declared in TABLES.values() for column in declared.columns}
    if by not in there | ours | {"total"}:
        raise InputError(f'the table is not split by "{by}": {did_you_mean(by, there)}')
    return by


def _period(period: str | int | date | Period, table: pd.DataFrame) -> str:
    name, known = as_text(period), table["period"].unique()
    if name not in known:
        raise InputError(f'the table has no period "{name}": {did_you_mean(name, known)}')
    return name


def _segment(segment: str, by: str | None, table: pd.DataFrame) -> str:
    if segment == "":
        return segment  # the total's own rows
    if by == "total":
        raise InputError(f'a segment is one of a dimension: say by which "{segment}" is meant')
    rows = table if by is None else table[table["dimension"] == by]
    known = {*rows["segment"].unique()} - {""}
    if segment not in known:
        of = f"{by} has" if by else "the table has"
        raise InputError(f'{of} no segment "{segment}": {did_you_mean(segment, known)}')
    return segment
