"""Dates far outside the data's bulk: the year 0206, the first of January 1970, an end in 2206."""

from datetime import datetime

from ..canonical import Canonical
from ..far_dates import AHEAD_YEARS, far_from
from ..problem import SHOWN, examples_of
from .warning import Checked, DataWarning, Trap

_AHEAD = ("ends_on", "last_day", "due_on", "discount_ends_on")


def far_dates(checked: Checked) -> list[DataWarning]:
    """Rows dated long before all others, or with an end that nobody will see."""
    return [*_before(checked), *_after(checked), *_not_read(checked)]


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


def _not_read(checked: Checked) -> list[DataWarning]:
    """Times that are not read, as they lie after all that is known, and so far that nobody meant it."""
    found = []
    for table, columns in sorted(checked.tables.far_ahead.items()):
        one = checked.tables.all[table]
        for column in sorted(columns):
            rows, shown = _far_ahead(checked, one, column)
            what = "the row is not read" if column == one.table.since else "it counts as empty"
            found.append(
                DataWarning(
                    "far_dates", table, column, rows, shown,
                    f"{column} lies more than {AHEAD_YEARS} years ahead ({what})",
                    "correct the year in the source; leave it empty for what has not happened",
                )
            )  # fmt: skip
    return found


def _far_ahead(checked: Checked, table: Canonical, column: str) -> tuple[int, tuple[str, ...]]:
    """How many rows have such a time in a column, and the first of them, in the source's columns."""
    rows = 0
    shown: list[str] = []
    for part in table.parts:
        if column not in part.far_ahead:
            continue
        told_of = dict.fromkeys((*table.table.key[:1], column))
        names = [name for name in told_of if name in part.filled]
        lines = ", ".join(
            f"{part.filled[name].converted} as k{at}" for at, name in enumerate(names)
        )
        first = checked.tables.source.engine.read(
            f"select *, count(*) over () as rows_found from (select {lines}, "
            f"case when {part.far_ahead[column]} then 1 else 0 end as is_far "
            f"from ({part.rows}) as source_rows) as judged where is_far = 1 order by 1 limit {SHOWN}"
        )
        rows += int(first["rows_found"].iloc[0]) if len(first) else 0
        first = first.drop(columns=["is_far", "rows_found"]).set_axis(names, axis=1)
        shown += examples_of(first, checked.settings.time_zone)
    return rows, tuple(shown[:SHOWN])


# the days from which programs count: what they write where a date is missing
_ZEROS = ("1899-12-30", "1899-12-31", "1900-01-01", "1904-01-01", "1970-01-01")


def zero_date(checked: Checked) -> list[DataWarning]:
    """The day from which a program counts, such as 1970-01-01: it stands for a missing date."""
    bulk = checked.tables.bulk_from
    days = ", ".join(f"cast('{day}' as date)" for day in _ZEROS)
    found = []
    for (table, column), (first, _) in sorted(checked.tables.extremes.items()):
        # what lies far before everything else has its own warning
        if first >= datetime(1970, 1, 2) or (bulk is not None and first < bulk):
            continue
        key = checked.tables.all[table].table.key[:1]
        shown = ", ".join(dict.fromkeys((*key, column)))
        found += checked.found(
            "zero_date", table, column,
            f"select {shown}, 1 as one from {table} where cast({column} as date) in ({days})",
            f"{column} is the day from which programs count, which they write where a date is missing",
            f"correct it in the source, or leave such rows out with where, such as where = \"{column} > "
            "'1970-01-02'\"",
        )  # fmt: skip
    return found


TRAPS = (
    Trap("zero_date", "1970-01-01 and its like in place of a missing date", (), zero_date),
    Trap("far_dates", "dates far outside the data's bulk", (), far_dates),
)  # fmt: skip
