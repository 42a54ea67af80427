"""Rows of the tidy table by what they are about, so that a notebook reads as a sentence."""

import pandas as pd

from .errors import InputError, did_you_mean


def pick(
    table: pd.DataFrame,
    metric: str,
    *,
    variant: str | None = "default",
    by: str | None = "total",
    period: str | None = None,
    segment: str | None = None,
) -> pd.DataFrame:
    """The rows of one metric: a variant (None: all), a dimension (None: all), a period, a segment.

    With ``by`` a dimension, the total's rows come along: a figure draws them as its line.

    >>> import pandas as pd
    >>> table = pd.DataFrame({"metric": ["mrr"], "variant": ["default"], "dimension": ["total"],
    ...                       "period": ["2026-10"], "segment": [""], "value": [5.0]})
    >>> pick(table, "mrr")["value"].tolist()
    [5.0]
    """
    known = table["metric"].unique()
    if metric not in known:
        raise InputError(f'the table has no metric "{metric}": {did_you_mean(metric, known)}')
    rows = table[table["metric"] == metric]
    if variant is not None:
        rows = rows[rows["variant"] == variant]
    else:
        rows = rows[rows["variant"] != "measure"]
    if by is not None:
        rows = rows[rows["dimension"].isin([by, "total"])]
    if period is not None:
        rows = rows[rows["period"] == period]
    if segment is not None:
        rows = rows[rows["segment"] == segment]
    return rows.reset_index(drop=True)
