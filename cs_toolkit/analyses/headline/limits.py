"""What in the data limits what a headline says."""

import pandas as pd

from ...calendar.periods import Period
from ...language import gettext, ngettext, translated
from ...measures.company_data import CompanyData
from ...metrics.status import IN_PROGRESS, MATURING, SMALL_SAMPLE
from .sentence import LIMITS, Sentence, plain
from .words import label, listed

MOST_NAMED = 3


def limits(company: CompanyData, period: Period, table: pd.DataFrame) -> Sentence:
    """One sentence: the period in progress, warnings, cohorts still maturing, small samples, what is missing.

    ``table`` are the period's tidy rows of the standard variants, for the total.
    """
    parts = []
    if period.in_progress:
        parts.append(gettext("the period is still in progress, so every number will change"))
    warned = [one.name.replace("_", " ") for one in company.data_warnings if not one.accepted]
    if warned:
        names = list(dict.fromkeys(warned))
        count = ngettext(
            "{count} warning about the data", "{count} warnings about the data", len(warned),
            count=len(warned),
        )  # fmt: skip
        parts.append(f"{count} ({_few(list(map(translated, names)))})")
    maturing = _names(table, MATURING)
    if maturing:
        parts.append(gettext("cohorts that have not had their time ({metrics})", metrics=maturing))
    small = _names(table, SMALL_SAMPLE)
    if small:
        parts.append(gettext("small samples ({metrics})", metrics=small))
    running = (table["status"] == IN_PROGRESS).any() and not period.in_progress
    if running:
        parts.append(gettext("some numbers were read before the period's end"))
    if not parts:
        return plain(
            LIMITS,
            gettext("Nothing in the data limits these numbers: no warning, no small sample."),
        )
    return plain(LIMITS, gettext("Keep in mind: {limits}.", limits=listed(parts)))


def _names(table: pd.DataFrame, status: str) -> str:
    return _few([label(name) for name in table.loc[table["status"] == status, "metric"]])


def _few(names: list[str]) -> str:
    shown = gettext(", ").join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return gettext("{names} and {count} more", names=shown, count=more) if more > 0 else shown
