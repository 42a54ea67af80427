"""What a measure file cannot do without: tables with columns, each with those that would do instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..metrics.status import NEEDS_COLUMN, NEEDS_TABLE, Reason


@dataclass(frozen=True)
class Need:
    """A table and the columns of it that a measure file cannot do without; "a|b" is one or the other."""

    table: str
    columns: tuple[str, ...]

    def lacks(self, filled: Mapping) -> Reason | None:
        """What is not there, in words; None when all is."""
        if self.table not in filled:
            words = f"table {self.table} with columns {', '.join(map(_either, self.columns))}"
            return Reason(words, NEEDS_TABLE)
        absent = [c for c in self.columns if not set(c.split("|")) & set(filled[self.table])]
        words = f"table {self.table} with column {', '.join(map(_either, absent))}"
        return Reason(words, NEEDS_COLUMN) if absent else None


def _either(column: str) -> str:
    return column.replace("|", " or ")


def words_in(text: str) -> tuple[str, ...]:
    """The words of a list with commas."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def needs_in(text: str) -> tuple[tuple[Need, ...], ...]:
    """The needs of a header: "a(x, y|z) or b(x), c(x)"."""
    groups: list[list[Need]] = []
    alternative = False
    for table, columns, more in re.findall(r"(\w+)\(([^)]*)\)(\s+or\b)?", text):
        need = Need(table, words_in(columns))
        if alternative:
            groups[-1].append(need)
        else:
            groups.append([need])
        alternative = bool(more)
    return tuple(map(tuple, groups))
