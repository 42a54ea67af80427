"""Columns whose name is nearly one of ours: they fill nothing, and are dimensions."""

from ..further_columns import unused
from ..near_names import as_toml, nearly
from .warning import Checked, DataWarning, Trap


def near_column(checked: Checked) -> list[DataWarning]:
    """A further column that may be one of ours under another name, where ours is not filled."""
    found = []
    for name in sorted(checked.tables.there):
        one = checked.tables.all[name]
        further = unused(checked.tables, checked.settings, name)
        for theirs, ours in nearly(one.table, one.filled, further).items():
            found.append(
                DataWarning(
                    "near_column", name, ours, checked.tables.rows.get(name) or 0, (),
                    f"no column fills {ours}, and {_shown(theirs)}, which is only a dimension, may be it",
                    f"[tables.{name}] columns = {{ {ours} = {as_toml(theirs)} }}",
                )
            )  # fmt: skip
    return found


def _shown(column: str) -> str:
    return column if column.isidentifier() and column.isascii() else as_toml(column)[1:-1]


TRAPS = (
    Trap("near_column", "a column whose name is nearly one of ours", (), near_column),
)  # fmt: skip
