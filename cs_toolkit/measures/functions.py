"""The functions of our SQL that no engine has: each is written out where it is called."""

from ..no_comment import is_comment_sql


def seconds(start: str, end: str, dialect: str) -> str:
    """Elapsed seconds between two times, as a double. Each engine has a form that counts no boundaries."""
    if dialect == "duckdb":
        return f"(cast(epoch_us({end}) - epoch_us({start}) as double) / 1000000)"
    if dialect == "spark":
        parts = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}
        elapsed = " + ".join(
            f"cast(extract({part} from (({end}) - ({start}))) as double) * {size}"
            for part, size in parts.items()
        )
        return f"({elapsed})"
    return f"cast(extract(epoch from (({end}) - ({start}))) as double precision)"


def _percentile(value: str, nth: str, last: str, share: str) -> str:
    """The percentile of ranked values (ranks from 0 to ``last``), linear between its neighbours.

    The engines' own percentile functions disagree, and some are approximate without a word.
    """
    away = f"abs({nth} - {last} * cast({share} as double))"
    return f"sum(case when {away} < 1 then {value} * (1 - {away}) end)"


def _worked_by(day: str, moment: str) -> str:
    """Working seconds up to a moment: those before its day's span, and what of the span has passed."""
    return f"""(
        {day}.seconds_before + case
            when {moment} <= {day}.opens_at then 0
            when {moment} < {day}.closes_at then seconds_between({day}.opens_at, {moment})
            else seconds_between({day}.opens_at, {day}.closes_at)
        end
    )"""


# functions of our SQL that are the same text in every engine
WRITTEN_OUT = {
    "linear_percentile": _percentile,
    "worked_by": _worked_by,
    "is_comment": is_comment_sql,
}
