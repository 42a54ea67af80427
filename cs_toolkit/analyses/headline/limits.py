"""What in the data limits what a headline says."""

import pandas as pd

from ...calendar.periods import Period
from ...measures.company_data import CompanyData
from ...metrics.status import IN_PROGRESS, MATURING, SMALL_SAMPLE
from .sentence import LIMITS, Sentence, plain
from .words import counted, label, listed

MOST_NAMED = 3


def limits(company: CompanyData, period: Period, table: pd.DataFrame) -> Sentence:
    """One sentence: the period in progress, warnings, cohorts still maturing, small samples, what is missing.

    ``table`` are the period's tidy rows of the standard variants, for the total.
    """
    parts = []
    if period.in_progress:
        parts.append("the period is still in progress, so every number will change")
    warned = [one.name.replace("_", " ") for one in company.data_warnings if not one.accepted]
    if warned:
        names = list(dict.fromkeys(warned))
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        parts.append(
            f"{counted(len(warned), 'warning')} about the data ({', '.join(names[:MOST_NAMED])}{more})"
        )
    maturing = _names(table, MATURING)
    if maturing:
        parts.append(f"cohorts that have not had their time ({maturing})")
    small = _names(table, SMALL_SAMPLE)
    if small:
        parts.append(f"small samples ({small})")
    running = (table["status"] == IN_PROGRESS).any() and not period.in_progress
    if running:
        parts.append("some numbers were read before the period's end")
    if not parts:
        return plain(
            LIMITS, "Nothing in the data limits these numbers: no warning, no small sample."
        )
    return plain(LIMITS, f"Keep in mind: {listed(parts)}.")


def _names(table: pd.DataFrame, status: str) -> str:
    names = [label(name) for name in table.loc[table["status"] == status, "metric"]]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
