"""What a person must know beside the numbers, as lines: warnings, and rows that are in no number."""

from ..tables.excluded import SetAside, set_aside
from .company import Company


def notices(company: Company) -> list[str]:
    """A line for each warning that is not accepted, and for each kind of rows that is set aside.

    They are about the tables that were read so far: an answer speaks of what it stands on, and a
    check or a report of all tables. Rows that lie after a day that somebody gave are left out on purpose, and are counted in
    ``cs-toolkit check`` and on the page of data quality alone.
    """
    return company.notices_kept(lambda: _lines(company))


def _lines(company: Company) -> list[str]:
    tables = company.tables_read
    aside = [
        one
        for one in set_aside(tables, company.settings, company.query)
        if not (company.as_of_given and one.why.startswith("dated after"))
    ]
    warnings = [str(one) for one in company.warnings_about(tables) if not one.accepted]
    return [*warnings, *(f"set aside: {in_words(one)}" for one in aside)]


def in_words(aside: SetAside) -> str:
    """Some rows that take no part, and why, in one line."""
    examples = f" ({'; '.join(map(str, aside.examples))})" if aside.examples else ""
    return f"{rows_in_words(aside.rows)} of {aside.table}, {aside.why}{examples}"


def rows_in_words(count: int) -> str:
    """A number of rows.

    >>> rows_in_words(1), rows_in_words(1200)
    ('1 row', '1,200 rows')
    """
    return "1 row" if count == 1 else f"{count:,} rows"
