"""Times that no clock showed: written in the hour over which clocks are put forward."""

from datetime import datetime

from ...calendar.skipped_hours import SkippedHour, skipped_hours
from ...dialects import Dialect
from ...sources.casts import TIME, stripped, to_clock
from ..canonical import Canonical, Filled, Part
from ..problem import SHOWN, examples_of
from ..span import extremes_of
from .warning import Checked, DataWarning, Trap

WRITTEN = ("text", "unknown", "timestamp")  # the kinds of a column that may lack an offset


def skipped_hour(checked: Checked) -> list[DataWarning]:
    """A local time that the zone's clocks never showed: mostly UTC taken for local time."""
    found = []
    for name in sorted(checked.tables.there):
        one = checked.tables.all[name]
        columns = [
            column
            for column in one.table.columns.values()
            if column.kind == "moment"
            and any(
                column.name in part.filled
                and part.zone != "UTC"
                and part.filled[column.name].source_kind in WRITTEN
                for part in one.parts
            )
        ]
        if not columns or not checked.tables.rows.get(name):
            continue
        extremes_of(checked.tables, name)
        for column in columns:
            span = checked.tables.extremes.get((name, column.name))
            if span:
                found += _of_column(checked, one, column.name, span)
    return found


def _of_column(
    checked: Checked, table: Canonical, column: str, span: tuple[datetime, datetime]
) -> list[DataWarning]:
    rows = 0
    shown: list[str] = []
    zones: list[str] = []
    for part in table.parts:
        filled = part.filled.get(column)
        if filled is None or filled.source_kind not in WRITTEN:
            continue
        gaps = list(skipped_hours(*span, part.zone))
        # an engine reads such a time as one within the hour after: few tables have any row there
        if not gaps or not _any_within(checked, table.table.name, column, gaps):
            continue
        count, examples = _within(checked, table, part, filled, gaps)
        rows += count
        shown += examples
        zones += [part.zone] * bool(count)
    if not rows:
        return []
    zone = zones[0]
    return [
        DataWarning(
            "skipped_hour", table.table.name, column, rows, tuple(shown[:SHOWN]),
            f"{column} lies in the hour over which the clocks of {zone} were put forward, which they never "
            "showed; it is read as an hour later",
            f'if the times are in UTC, time_zone = "UTC" in [tables.{table.table.name}]; else correct them '
            "in the source",
        )
    ]  # fmt: skip


def _any_within(checked: Checked, table: str, column: str, gaps: list[SkippedHour]) -> bool:
    hours = " or ".join(
        f"({column} >= cast('{gap.moved_at}' as timestamp) "
        f"and {column} < cast('{gap.moved_at + (gap.ends - gap.starts)}' as timestamp))"
        for gap in gaps
    )
    found = checked.query(f"select count(*) as n from {table} where {hours}")
    return bool(found["n"].iloc[0])


def _within(
    checked: Checked, table: Canonical, part: Part, filled: Filled, gaps: list[SkippedHour]
) -> tuple[int, tuple[str, ...]]:
    """How many rows are written within such an hour, and the first of them."""
    dialect = checked.tables.source.engine.dialect
    written = to_clock(filled.source, filled.source_kind, "UTC", "UTC", "UTC", dialect)
    hours = " or ".join(
        f"(written >= cast('{gap.starts}' as {dialect.timestamp}) "
        f"and written < cast('{gap.ends}' as {dialect.timestamp}))"
        for gap in gaps
    )
    key = table.table.key[0] if table.table.key and table.table.key[0] in part.filled else None
    named = f"{part.filled[key].converted} as key_of_row, " if key else ""
    first = checked.tables.source.engine.read(
        f"select judged.*, count(*) over () as rows_found from (select {named}{written} as written "
        f"from ({part.rows}) as source_rows where {_without_offset(filled, dialect)}) as judged "
        f"where {hours} order by 1 limit {SHOWN}"
    )
    if first.empty:
        return 0, ()
    count = int(first["rows_found"].iloc[0])
    names = ([key] if key else []) + [filled.column.name.removesuffix("_at") + " (as written)"]
    first = first.drop(columns="rows_found").set_axis(names, axis=1)
    return count, examples_of(first, checked.settings.time_zone)


def _without_offset(filled: Filled, dialect: Dialect) -> str:
    if filled.source_kind == "timestamp":
        return "1 = 1"
    return dialect.matches(stripped(f"cast({filled.source} as {dialect.text})"), TIME)


TRAPS = (
    Trap("skipped_hour", "times that no clock showed, as clocks were put forward", (), skipped_hour),
)  # fmt: skip
