"""Columns that may be one of ours, by their name or by their values: they fill nothing, and are dimensions."""

import json
import re

from ...dialects import quoted_name
from ...schema.customers import NO_REVENUE
from ..further_columns import unused
from ..near_names import as_toml, nearly
from .currencies import CODES
from .flags import is_a_flag
from .warning import Checked, DataWarning, Trap

LOOKED_AT = 200  # rows
ENDS = ("ends_on", "last_day", "cancelled_on", "status")
DAY = re.compile(r"\d{4}-\d\d-\d\d([ T].*)?|\d{1,2}[./]\d{1,2}[./]\d{4}")
# words of a status without which too much counts
STOPPED = {
    "subscriptions": ("cancelled", "canceled", "expired", "unpaid", "paused", "past_due", "trialing", "trial", "ended"),
    "orders": NO_REVENUE,
}  # fmt: skip
GIVEN_BACK = ("refund", "return", "credit", "credit note", "credit_note", "chargeback", "reversal")
MOST_WORDS = 12


def near_column(checked: Checked) -> list[DataWarning]:
    """A further column that may be one of ours under another name, where ours is not filled."""
    found = []
    for name in sorted(checked.tables.there):
        one = checked.tables.all[name]
        further = unused(checked.tables, checked.settings, name)
        if not further:
            continue
        near = nearly(one.table, one.filled, further)
        rest = [column for column in further if column not in near]
        for theirs, ours in near.items():
            if one.table.columns[ours].kind in ("day", "moment") and is_a_flag(
                checked, name, theirs
            ):
                continue  # whether, and not when: see flags
            found.append(
                _warning(checked, name, theirs, ours, f"{_shown(theirs)}, which is only a dimension, may be it")
            )  # fmt: skip
        lacking = {column for column in one.table.columns if column not in one.filled}
        for theirs, (ours, why) in _by_values(
            checked, name, rest, lacking - {*near.values()}
        ).items():
            found.append(_warning(checked, name, theirs, ours, f"{_shown(theirs)}, which is only a dimension, {why}"))  # fmt: skip
    return found


def _by_values(
    checked: Checked, table: str, further: list[str], lacking: set[str]
) -> dict[str, tuple[str, str]]:
    """A further column → the column of ours that its values are like, and what they are."""
    asks = table in STOPPED or (table == "spend" and "currency" in lacking)
    if not asks or not further or not checked.tables.rows.get(table):
        return {}
    columns = ", ".join(
        f"{quoted_name(theirs)} as c{place}" for place, theirs in enumerate(further)
    )
    rows = checked.query(f"select {columns} from {table} limit {LOOKED_AT}")
    found: dict[str, tuple[str, str]] = {}
    for place, theirs in enumerate(further):
        words = [str(value).strip() for value in rows[f"c{place}"].dropna()]
        likely = _like(table, [one for one in words if one], lacking, checked.settings.currency)
        if likely and likely[0] not in {ours for ours, _ in found.values()}:
            found[theirs] = likely
    return found


def _like(table: str, words: list[str], lacking: set[str], currency: str) -> tuple[str, str] | None:
    different = {*words}
    if not different:
        return None
    if "currency" in lacking and different <= {*CODES} and different != {currency}:
        return "currency", f"holds currencies ({', '.join(sorted(different)[:3])})"
    stopped = {one for one in different if one.lower() in STOPPED.get(table, ())}
    if "status" in lacking and stopped and len(different) <= MOST_WORDS:
        return "status", f"holds words of a status ({', '.join(sorted(stopped)[:3])})"
    back = {one for one in different if one.lower() in GIVEN_BACK}
    if table == "orders" and "is_return" in lacking and back and len(different) <= MOST_WORDS:
        return "is_return", f"holds what is given back ({', '.join(sorted(back)[:3])})"
    if table == "subscriptions" and lacking >= {*ENDS} and all(map(DAY.fullmatch, different)):
        return "ends_on", "holds days, and no row has an end"
    return None


def _warning(checked: Checked, table: str, theirs: str, ours: str, why: str) -> DataWarning:
    line = as_toml(theirs)
    if "given back" in why:
        words = ", ".join(f"'{word}'" for word in GIVEN_BACK)
        line = json.dumps(f"lower({json.loads(line)}) in ({words})", ensure_ascii=False)
    return DataWarning(
        "near_column", table, ours, checked.tables.rows.get(table) or 0, (),
        f"no column fills {ours}, and {why}", f"[tables.{table}] columns = {{ {ours} = {line} }}",
    )  # fmt: skip


def _shown(column: str) -> str:
    return column if column.isidentifier() and column.isascii() else as_toml(column)[1:-1]


TRAPS = (
    Trap("near_column", "a column that may be one of ours by its name or values", (), near_column),
)  # fmt: skip
