"""A statement complete to run: its segment, rules and functions in place, in an engine's language.

On DuckDB the text is run as it stands. For another engine it is translated once, and the values are
put into the translation.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..dialects import DUCKDB, Dialect
from ..errors import InputError
from .functions import WRITTEN_OUT
from .sql_text import in_place
from .translation import MARK, translated

NONE = "(none)"
_FUNCTIONS = WRITTEN_OUT | DUCKDB.functions()
_MARKED = re.compile(MARK.format(r"(\w+?)"))


@dataclass(frozen=True)
class Expression:
    """What a placeholder stands for where it is no value: an expression in our SQL."""

    text: str


@dataclass(frozen=True)
class Split:
    """A column of a table or step that splits a measure; without one everything is one segment.

    Where the column is empty, the one that stands ``otherwise`` says the segment.
    """

    table: str = ""
    column: str = ""
    otherwise: "Split | None" = None

    def sql(self, dialect: Dialect) -> str:
        r"""The segment of a row; what is empty is "(none)".

        >>> Split("customers", "plan").sql(DUCKDB)
        'coalesce(nullif(trim(cast("customers"."plan" as varchar)), \'\'), \'(none)\')'
        """
        if not self.table:
            return "''"
        chain = (self, self.otherwise) if self.otherwise else (self,)
        values = ", ".join(
            f"nullif(trim(cast({one.column_in_sql} as varchar)), '')" for one in chain
        )
        text = f"coalesce({values}, '{NONE}')"
        return text if dialect.embedded else translated(text, dialect)

    @property
    def column_in_sql(self) -> str:
        """The column with its table, in our SQL."""
        return ".".join(DUCKDB.named(one) for one in (self.table, self.column))


def rendered(
    text: str, dialect: Dialect, *, segment: Split, values: Mapping, before: str = ""
) -> str:
    """The statement in an engine's dialect, with its segment and its policies in place.

    ``before`` are further CTEs, in that dialect already: the periods, and a remote source's tables.
    """

    def value_of(name: str) -> str:
        if name == "segment":
            return segment.sql(dialect)
        if name not in values:
            raise InputError(f"the statement asks for ${name}, which is no policy")
        value = values[name]
        if isinstance(value, Expression):
            return value.text if dialect.embedded else translated(value.text, dialect)
        return dialect.literal(value)

    if dialect.embedded:
        sql = in_place(text, value_of, _FUNCTIONS)
    else:
        marked = translated(text, dialect, pretty=True)
        sql = _MARKED.sub(lambda mark: value_of(mark[1]), marked)
    if not before:
        return sql
    if sql[:5].lower() in ("with\n", "with "):
        return f"with\n{before},\n{sql[5:].lstrip()}"
    return f"with\n{before}\n{sql}"
