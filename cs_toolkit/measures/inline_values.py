"""A small relation written out within a statement, where nothing may be stored beside the data."""

from functools import cache

from ..dialects import Dialect
from .translation import translated

ROWS = "rows go here"


def as_cte(name: str, columns: dict[str, str], rows: list[tuple], dialect: Dialect) -> str:
    """A CTE with these rows, in a dialect; its types are written out, as engines infer differently."""
    if not rows:
        nulls = ", ".join(f"cast(null as {kind}) as {column}" for column, kind in columns.items())
        return _named(name, f"select {nulls} where 1 = 0", dialect)
    typed = ", ".join(f"cast({column} as {kind}) as {column}" for column, kind in columns.items())
    row = ", ".join([f"'{ROWS}'"] * len(columns))
    shell = f"select {typed} from (values ({row})) as given({', '.join(columns)})"
    # one VALUES list: a union would be as many jobs on Spark as there are rows. It is put in as
    # text, as parsing a calendar of ten years would take longer than running the statement
    values = ", ".join(f"({', '.join(dialect.literal(v) for v in row)})" for row in rows)
    return _named(name, shell, dialect).replace(f"({row})", values)


@cache
def _named(name: str, select: str, dialect: Dialect) -> str:
    if dialect.embedded:
        return f"{name} as (\n    {select}\n)"
    return f"{name} AS (\n  {translated(select, dialect)}\n)"
