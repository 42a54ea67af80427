"""The columns of a company's tables that fill none of ours: their first values, for a person to judge."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from ..config.company_file import CompanyFile
from ..dialects import quoted_name

if TYPE_CHECKING:
    from .loading import Tables

LOOKED_AT = 50  # rows
SHOWN = 3
LONGEST = 30


def unused(tables: "Tables", settings: CompanyFile, name: str) -> list[str]:
    """The further columns of a table that no expression of the company file names."""
    mapped = " ".join(
        f"{column} {expression}"
        for part in settings.tables.get(name, ())
        for column, expression in part.columns.items()
    ).lower()
    return [
        column
        for column in tables.all[name].further
        if not re.search(rf"(?<!\w){re.escape(column.lower())}(?!\w)", mapped)
    ]


def first_values(
    tables: "Tables", settings: CompanyFile, query: Callable[[str], pd.DataFrame]
) -> dict[str, dict[str, list[str]]]:
    """Table → its further columns, each with its first few different values."""
    found = {}
    for name in sorted(tables.there):
        further = unused(tables, settings, name)
        if not further or not tables.rows.get(name):
            continue
        columns = ", ".join(quoted_name(column) for column in further)
        rows = query(f"select {columns} from {name} limit {LOOKED_AT}")
        rows.columns = list(further)
        found[name] = {
            column: [str(value)[:LONGEST] for value in rows[column].dropna().unique()[:SHOWN]]
            for column in further
        }
    return found
