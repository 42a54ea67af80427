"""A problem of a table: column, how many rows, the first of them, and the fix."""

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from ..calendar.wall_clock import on_local_clocks

SHOWN = 3


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a table."""

    table: str
    column: str
    rows: int
    examples: tuple[str, ...]
    says: str
    fix: str

    def __str__(self) -> str:
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        examples = "; ".join(self.examples)
        return (
            f"table {self.table}, column {self.column}: {self.says} in {rows} ({examples}). "
            f"To mend it: {self.fix}."
        )


def line(column: str, expression: str) -> str:
    """The line of a company file that fills a column with an expression."""
    escaped = expression.replace('"', '\\"')
    return f'{column} = "{escaped}"'


def examples_of(rows: pd.DataFrame, zone: str) -> tuple[str, ...]:
    """Rows as a message shows them, their moments by the clocks of a zone."""
    rows = on_local_clocks(rows, zone)
    return tuple(
        ", ".join(f"{name} {_shown(value)}" for name, value in row.items() if not pd.isna(value))
        for row in rows.to_dict("records")
    )


def _shown(value: object) -> str:
    # one engine gives money as a decimal, another as a float
    text = str(float(value) if isinstance(value, Decimal) else value)
    return text.removesuffix(" 00:00:00")[:60]
