"""A statement of ours in another engine's dialect, translated once for all its values.

The placeholders stand in the translation as marks, so that a policy's value or a dimension is put in
as text and the same translation serves every question.
"""

from functools import cache

from ..dialects import DUCKDB, Dialect
from .functions import WRITTEN_OUT

MARK = "cs_value_{}_here"


@cache  # translating takes longer than running on small tables
def translated(text: str, dialect: Dialect, *, pretty: bool = False) -> str:
    """The statement in a dialect, a mark for each placeholder.

    >>> from cs_toolkit.dialects import dialect_named
    >>> translated("select cast($limit as double) as x", dialect_named("postgres"))
    'SELECT CAST(cs_value_limit_here AS DOUBLE PRECISION) AS x'
    """
    import sqlglot
    from sqlglot import exp

    functions = dialect.functions()

    def in_place(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Placeholder | exp.Parameter):
            return exp.var(MARK.format(node.name or node.this.name))
        if isinstance(node, exp.DataType) and node.this == exp.DataType.Type.INT128:
            return exp.DataType.build("decimal(38, 0)")
        if isinstance(node, exp.Anonymous) and node.name.lower() in functions:
            given = (one.transform(in_place).sql(dialect.name) for one in node.expressions)
            return exp.var(functions[node.name.lower()](*given))
        if isinstance(node, exp.Anonymous) and node.name.lower() in WRITTEN_OUT:
            given = (one.sql(DUCKDB.name) for one in node.expressions)
            written = WRITTEN_OUT[node.name.lower()](*given)
            return sqlglot.parse_one(written, read=DUCKDB.name).transform(in_place)
        return node

    tree = sqlglot.parse_one(text, read=DUCKDB.name).transform(in_place)
    return tree.sql(dialect.name, pretty=pretty)
