"""A warning: the numbers come out, and something in the rows looks wrong."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd

from ...config.company_file import CompanyFile
from ..problem import SHOWN, examples_of

if TYPE_CHECKING:
    from ..loading import Tables


@dataclass(frozen=True)
class DataWarning:
    """What looks wrong in a table: how many rows, the first of them, the reason and the line to write.

    ``accepted`` is what the company file's ``[accept]`` says about it; empty where it says nothing.
    """

    name: str
    table: str
    column: str
    rows: int
    examples: tuple[str, ...]
    reason: str
    fix: str
    accepted: str = ""

    def __str__(self) -> str:
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        examples = f" ({'; '.join(self.examples)})" if self.examples else ""
        return (
            f"warning {self.name}: table {self.table}, column {self.column}: {self.reason} in "
            f"{rows}{examples}. To correct it: {self.fix}. If the data are right: [accept] {self.name} "
            '= "the reason".'
        )


@dataclass(frozen=True)
class Checked:
    """What a check looks at: the stored tables, the company's settings, how far the numbers go."""

    tables: "Tables"
    settings: CompanyFile
    query: Callable[[str], pd.DataFrame]
    until: datetime

    def has(self, table: str, *columns: str) -> bool:
        """Whether the company has a table with rows, and fills these columns of it."""
        if table not in self.tables.there or not self.tables.rows.get(table):
            return False
        return set(columns) <= self.tables.all[table].filled

    def policy(self, name: str) -> object:
        """The value of a policy."""
        return self.settings.policies[name].value

    def maps(self, table: str, column: str) -> bool:
        """Whether the company file says what fills a column."""
        return any(column in part.columns for part in self.settings.tables.get(table, ()))

    def found(
        self, name: str, table: str, column: str, rows: str, reason: str, fix: str
    ) -> list[DataWarning]:
        """The warning about the rows that a SELECT gives; none where it gives none.

        One statement counts them and gives the first.
        """
        first = self.query(
            f"select bad_rows.*, count(*) over () as rows_found from ({rows}) as bad_rows "
            f"order by 1, 2 limit {SHOWN}"
        )
        if first.empty:
            return []
        count = int(first["rows_found"].iloc[0])
        shown = examples_of(first.drop(columns="rows_found"), self.settings.time_zone)
        return [DataWarning(name, table, column, count, shown, reason, fix)]


@dataclass(frozen=True)
class Trap:
    """One thing that real exports do: the name that ``[accept]`` takes, what it is, and the check.

    ``tables`` are alternatives: one must be there; none named: any may be.
    """

    name: str
    says: str
    tables: tuple[str, ...]
    find: Callable[[Checked], Iterable[DataWarning]]
