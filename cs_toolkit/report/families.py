"""Which families a company has data for: a page without a number would only say "not available"."""

import pandas as pd

from ..company.request import FAMILIES
from ..metrics import METRICS
from ..metrics.status import NEEDS_COLUMN, NEEDS_TABLE

NEEDS = (NEEDS_TABLE, NEEDS_COLUMN)


def lacking(metrics: pd.DataFrame) -> dict[str, str]:
    """The families without a metric whose tables are there, each with what it would take.

    ``metrics`` is the tidy table of a report. A family whose tables are there without a value in
    these periods is none of them: its page says why.
    """
    rows = metrics[metrics["metric"].isin(METRICS)]
    rows = rows[rows["variant"] != "measure"]
    family = rows["metric"].map(lambda name: METRICS[name].family)
    found = {}
    for name in FAMILIES:
        own = rows[family == name]
        if len(own) and own["value"].isna().all() and own["status"].isin(NEEDS).all():
            first = own[own["variant"] == "default"]["note"].iloc[0]
            found[name] = str(first).removeprefix("not available: ")
    return found


def family_of_page(stem: str) -> str:
    """The family that a notebook's file name says.

    >>> family_of_page("06_support"), family_of_page("10_data_quality")
    ('support', 'data_quality')
    """
    return stem.lstrip("0123456789").lstrip("_- ")
