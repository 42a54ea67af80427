"""A ladder in the language of an engine: its segment, rules and functions in place, complete to run."""

from functools import cache

import sqlglot
from sqlglot import exp

from ..errors import InputError
from ..no_comment import is_comment_sql


@cache
def relations_of(text: str) -> frozenset[str]:
    """Every relation that a statement stands on, apart from its own steps."""
    tree = parsed(text)
    named = frozenset(table.name for table in tree.find_all(exp.Table))
    return named - frozenset(cte.alias for cte in tree.find_all(exp.CTE))


def up_to(text: str, step: str) -> str:
    """The statement that ends in one of its steps: the rows behind the numbers."""
    tree = parsed(text).copy()
    kept = []
    for cte in tree.ctes:
        kept.append(cte)
        if cte.alias == step:
            break
    else:
        raise ValueError(f"there is no step {step}")
    select = exp.select("*").from_(step)
    select.set("with_", exp.With(expressions=kept))
    return select.sql("duckdb", comments=True)


@cache
def parsed(text: str) -> exp.Expression:
    """A statement in our SQL, as a tree that nobody may change."""
    return sqlglot.parse_one(text, read="duckdb")


def rendered(
    text: str, dialect: str, *, segment: exp.Expression, values: dict, before: str = ""
) -> str:
    """The statement in an engine's dialect, with its segment and its policies in place.

    ``before`` are further CTEs, in that dialect already: the periods, and a remote source's tables.
    """
    sql = _translated(text, dialect, segment, tuple(values.items()))
    if not before:
        return sql
    return (
        f"WITH {before},\n{sql[5:].lstrip()}"
        if sql[:5] == "WITH\n" or sql[:5] == "WITH "
        else f"WITH {before}\n{sql}"
    )


@cache  # translating takes longer than running on small tables
def _translated(text: str, dialect: str, segment: exp.Expression, values: tuple) -> str:
    known = dict(values)

    def in_place(node):
        if isinstance(node, exp.Placeholder | exp.Parameter):
            name = node.name or node.this.name
            if name == "segment":
                return segment.copy()
            if name not in known:
                raise InputError(f"the statement asks for ${name}, which is no policy")
            value = known[name]
            if isinstance(value, exp.Expression):
                return value.copy()
            return exp.Literal.string(value) if isinstance(value, str) else exp.convert(value)
        if isinstance(node, exp.Anonymous) and node.name.lower() == "seconds_between":
            return exp.var(
                _seconds(
                    *(arg.transform(in_place).sql(dialect) for arg in node.expressions), dialect
                )
            )
        if isinstance(node, exp.Anonymous) and node.name.lower() in WRITTEN_OUT:
            written_out = WRITTEN_OUT[node.name.lower()]
            text = written_out(*(arg.sql("duckdb") for arg in node.expressions))
            return sqlglot.parse_one(text, read="duckdb").transform(in_place)
        return node

    return parsed(text).transform(in_place).sql(dialect, pretty=True)


def _seconds(start: str, end: str, dialect: str) -> str:
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
