"""A statement of ours in another engine's dialect, translated once for all its values.

The placeholders stand in the translation as marks, so that a policy's value or a dimension is put in
as text and the same translation serves every question.
"""

from functools import cache

from .functions import OF_AN_ENGINE, WRITTEN_OUT

MARK = "cs_value_{}_here"


@cache  # translating takes longer than running on small tables
def translated(text: str, dialect: str, *, pretty: bool = False) -> str:
    """The statement in a dialect, a mark for each placeholder.

    >>> translated("select cast($limit as double) as x", "postgres")
    'SELECT CAST(cs_value_limit_here AS DOUBLE PRECISION) AS x'
    """
    import sqlglot
    from sqlglot import exp

    def in_place(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Placeholder | exp.Parameter):
            return exp.var(MARK.format(node.name or node.this.name))
        if isinstance(node, exp.DataType) and node.this == exp.DataType.Type.INT128:
            return exp.DataType.build("decimal(38, 0)")
        if isinstance(node, exp.Anonymous) and node.name.lower() in OF_AN_ENGINE:
            given = (one.transform(in_place).sql(dialect) for one in node.expressions)
            return exp.var(OF_AN_ENGINE[node.name.lower()](*given, dialect))
        if isinstance(node, exp.Anonymous) and node.name.lower() in WRITTEN_OUT:
            given = (one.sql("duckdb") for one in node.expressions)
            written = WRITTEN_OUT[node.name.lower()](*given)
            return sqlglot.parse_one(written, read="duckdb").transform(in_place)
        return node

    return sqlglot.parse_one(text, read="duckdb").transform(in_place).sql(dialect, pretty=pretty)
