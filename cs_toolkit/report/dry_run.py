"""What a report would do: which pages it would write, and what is missing; nothing is measured."""

from collections.abc import Iterator
from pathlib import Path

from ..calendar.period_titles import period_title
from ..company import Company
from ..company.request import FAMILIES
from ..measures import measure_files
from .titles import page_title


def planned(company: Company, period_text: str, out: Path) -> Iterator[str]:
    """The lines of a dry run; raises InputError for a wrong table or period, as the report would."""
    period = company.period(period_text)
    company.history(period_text)
    tables = company.tables
    yield f"{company.settings.name}, {period_title(period)}: would write {out / period.folder}"
    yield f"tables: {', '.join(sorted(tables.there))}"
    for family in FAMILIES:
        own = [one for one in measure_files().values() if one.family == family]
        reasons = [one.missing(*company.known_tables) for one in own]
        there = sum(not reason for reason in reasons)
        if there:
            yield f"{page_title(family)}: a page ({there} of {len(own)} measure files have their tables)"
        else:
            why = next(str(reason) for reason in reasons if reason)
            yield f"{page_title(family)}: no page, {why}"
    for warning in company.data_warnings:
        if not warning.accepted:
            yield f"warning: {warning}"
