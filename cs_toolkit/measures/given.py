"""The small relations that the kit itself gives to a statement: periods, their months, surveys."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlglot import exp

from ..periods import Period, month_of


def utc(wall_clock: datetime, zone: str) -> datetime:
    """A wall-clock moment of a zone, in UTC, without offset."""
    return (
        wall_clock.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    )


def given_relations(periods: Iterable[Period], surveys: Iterable, zone: str) -> dict:
    """Name → (columns with their types, rows)."""
    return {
        "periods": (PERIODS, [_period(period, zone) for period in periods]),
        "period_months": (PERIOD_MONTHS, [row for period in periods for row in _months(period)]),
        "surveys": (SURVEYS, [_survey(survey) for survey in surveys]),
    }


PERIODS = {
    "period": "text",
    "starts_on": "timestamp",
    "ends_on": "timestamp",
    "closes_on": "timestamp",
    "starts_at": "timestamp",
    "ends_at": "timestamp",
    "closes_at": "timestamp",
}
PERIOD_MONTHS = {
    "period": "text",
    "starts_on": "timestamp",
    "closes_on": "timestamp",
    "month_starts_on": "timestamp",
    "month_ends_on": "timestamp",
}
SURVEYS = {
    "survey": "text",
    "kind": "text",
    "lowest": "double",
    "highest": "double",
    "good_from": "double",
    "positive_from": "double",
    "high_is_good": "int",
}


def _period(period: Period, zone: str) -> tuple:
    clocks = (period.starts_at, period.ends_at, period.closes_at)
    return (period.name, *clocks, *(utc(clock, zone) for clock in clocks))


def _months(period: Period) -> list[tuple]:
    """The calendar months that a period touches, and the part of each that lies in it."""
    rows, moment = [], period.starts_at
    while moment < period.closes_at:
        start, end = month_of(moment)
        rows.append((period.name, moment, min(end, period.closes_at), start, end))
        moment = end
    return rows


def _survey(survey) -> tuple:
    positive = survey.positive_from if survey.positive_from is not None else survey.top_box_from
    return (
        survey.name,
        survey.kind,
        float(survey.lowest),
        float(survey.highest),
        float(survey.top_box_from),
        float(positive),
        int(survey.high_is_good),
    )


def as_cte(name: str, columns: dict[str, str], rows: list[tuple], dialect: str) -> str:
    """A CTE with these rows, in a dialect; its types are told, as engines infer differently."""
    if not rows:
        nulls = ", ".join(f"cast(null as {kind}) as {column}" for column, kind in columns.items())
        return _named(name, f"select {nulls} where 1 = 0", dialect)
    # one VALUES list: a union would be as many jobs on Spark as there are rows
    values = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
    typed = ", ".join(f"cast({column} as {kind}) as {column}" for column, kind in columns.items())
    return _named(
        name, f"select {typed} from (values {values}) as given({', '.join(columns)})", dialect
    )


def _literal(value) -> str:
    if value is None:
        return "null"
    if isinstance(value, datetime):
        return exp.Literal.string(value.isoformat(sep=" ")).sql("duckdb")
    return exp.convert(value).sql("duckdb")


def _named(name: str, select: str, dialect: str) -> str:
    import sqlglot

    return f"{name} AS (\n  {sqlglot.parse_one(select, read='duckdb').sql(dialect)}\n)"


__all__ = ["as_cte", "given_relations", "utc"]
