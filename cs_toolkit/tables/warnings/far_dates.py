"""Dates far outside the data's bulk: the year 0206, the first of January 1970, an end in 2206."""

from datetime import datetime

from ..far_dates import far_from
from .warning import Checked, DataWarning, Trap

AHEAD_YEARS = 30
_AHEAD = ("ends_on", "last_day", "due_on", "discount_ends_on")


def far_dates(checked: Checked) -> list[DataWarning]:
    """Rows dated long before all others, or with an end that nobody will see."""
    return [*_before(checked), *_after(checked)]


def _before(checked: Checked) -> list[DataWarning]:
    bulk = checked.tables.bulk_from
    if bulk is None:
        return []
    found = []
    for table, column in far_from(checked.tables.extremes, bulk):
        key = checked.tables.all[table].table.key[:1]
        shown = ", ".join(dict.fromkeys((*key, column)))
        found += checked.found(
            "far_dates", table, column,
            f"select {shown} from {table} where {column} < cast('{bulk:%Y-%m-%d}' as timestamp)".replace(
                f"select {column} from", f"select {column}, 1 as one from"
            ),
            f"{column} lies far before all other dates, which begin in {bulk:%Y}",
            f"correct the year in the source, or leave such rows out with where, such as "
            f"where = \"{column} >= '{bulk:%Y-%m-%d}'\"",
        )  # fmt: skip
    return found


def _after(checked: Checked) -> list[DataWarning]:
    limit = datetime(min(checked.until.year + AHEAD_YEARS, 9990), 1, 1)
    found = []
    for (table, column), (_, last) in sorted(checked.tables.extremes.items()):
        if column not in _AHEAD or last <= limit:
            continue
        key = checked.tables.all[table].table.key[0]
        found += checked.found(
            "far_dates", table, column,
            # the last or first day of a distant year is how systems write "without an end"
            f"""
            select {key}, {column} from {table}
            where {column} > cast('{limit:%Y-%m-%d}' as timestamp)
                and not (extract(month from {column}) = 12 and extract(day from {column}) = 31)
                and not (extract(month from {column}) = 1 and extract(day from {column}) = 1)
            """,
            f"{column} lies more than {AHEAD_YEARS} years ahead",
            "correct the year in the source; leave it empty for what has no end",
        )  # fmt: skip
    return found


TRAPS = (
    Trap("far_dates", "dates far outside the data's bulk", (), far_dates),
)  # fmt: skip
