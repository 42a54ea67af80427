"""What a check found, as one reads it in a notebook: a line per table, and the details on demand."""

from html import escape
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .excluded import SetAside
    from .loading import Tables
    from .problem import Problem


def overview(tables: "Tables") -> pd.DataFrame:
    """One row per table that is there: rows read, rows set aside, rows of unknown customers, problems."""
    aside, unknown = _rows_of(tables.set_aside), _rows_of(tables.strangers)
    wrong = _rows_of(tables.problems)
    rows = [
        {
            # of a table that breaks a rule, or that nobody has read, nothing is counted
            "table": name,
            "rows": tables.rows[name] if tables.found.get(name) == () else None, "set aside": aside.get(name, 0),
            "of unknown customers": unknown.get(name, 0), "break a rule": wrong.get(name, 0),
        }
        for name in sorted(tables.there)
    ]  # fmt: skip
    columns = ["table", "rows", "set aside", "of unknown customers", "break a rule"]
    return pd.DataFrame(rows, columns=columns).astype({"rows": "Int64"})


def in_text(tables: "Tables") -> str:
    """The overview as text, with a count of what else can be asked for."""
    table = overview(tables).to_string(index=False, na_rep="")
    problems = f"{len(tables.problems)} problem{'' if len(tables.problems) == 1 else 's'}"
    return f"{table}\n{problems}; the rows are in .problems, .set_aside and .strangers"


def in_html(tables: "Tables") -> str:
    """The overview as a table, and below it, folded, each problem and each kind of row set aside."""
    table = overview(tables).to_html(index=False, border=0, na_rep="")
    details = [str(one) for one in tables.problems]
    details += [
        f"{one.table}: {one.rows:,} rows, {one.why} ({', '.join(one.examples)})"
        for one in (*tables.set_aside, *tables.strangers)
    ]
    if not details:
        return table
    items = "".join(f"<li>{escape(one)}</li>" for one in details)
    return f"{table}<details><summary>Details ({len(details)})</summary><ul>{items}</ul></details>"


def _rows_of(found: "Iterable[Problem | SetAside]") -> dict[str, int]:
    rows: dict[str, int] = {}
    for one in found:
        rows[one.table] = rows.get(one.table, 0) + one.rows
    return rows
