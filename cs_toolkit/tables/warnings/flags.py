"""Yes or no in a column that nobody reads: rows that are deleted, a test, cancelled or not paid count."""

import json
import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ...dialects import quoted_name
from ..further_columns import unused
from ..near_names import plain
from .warning import Checked, DataWarning, Trap

YES, SAYS_NO = ("true", "t", "yes", "y", "1"), ("false", "f", "no", "n", "0")
NO = (*SAYS_NO, "")


@dataclass(frozen=True)
class Meaning:
    """What a flag says of a row: by which names it goes, in which tables, what is lacking, and what to write.

    In ``line`` {flag} stands for the condition that a row is one of those.
    """

    names: tuple[str, ...]
    tables: tuple[str, ...]  # none: every table
    lacking: tuple[str, ...]  # columns of ours, none of them filled
    says: str
    line: str
    is_yes: bool = True


MEANINGS = (
    Meaning(
        ("deleted", "removed", "archived", "void", "voided", "test", "test_data", "demo", "spam", "duplicate", "sandbox",
         "fake", "dummy", "invalid", "excluded"), (), (), "are none", 'where = "not ({flag})"',
    ),
    Meaning(("livemode", "live_mode"), (), (), "are tests", 'where = "not ({flag})"', is_yes=False),
    Meaning(
        ("cancelled", "canceled", "inactive", "expired", "terminated", "churned", "ended"), ("subscriptions",),
        ("status", "ends_on", "last_day", "cancelled_on"), "have ended",
        "columns = {{ status = \"case when {flag} then 'cancelled' else 'active' end\" }}",
    ),
    Meaning(
        ("active", "enabled", "running"), ("subscriptions",), ("status", "ends_on", "last_day", "cancelled_on"),
        "do not run any more",
        "columns = {{ status = \"case when {flag} then 'cancelled' else 'active' end\" }}", is_yes=False,
    ),
    Meaning(
        ("paused", "on_hold", "frozen", "suspended"), ("subscriptions",), ("status",), "are paused",
        "columns = {{ status = \"case when {flag} then 'paused' else 'active' end\" }}",
    ),
    Meaning(
        ("refund", "credit", "credit_note", "reversed", "chargeback"), ("orders",),
        ("is_return", "status"), "are given back", "columns = {{ is_return = \"{flag}\" }}",
    ),
    Meaning(
        ("cancelled", "canceled", "failed"), ("orders",), ("status",), "did not come about",
        "columns = {{ status = \"case when {flag} then 'void' else 'paid' end\" }}",
    ),
    Meaning(
        ("paid", "captured", "settled"), ("orders",), ("status",), "are not paid",
        "columns = {{ status = \"case when {flag} then 'open' else 'paid' end\" }}", is_yes=False,
    ),
)  # fmt: skip


def flag_not_read(checked: Checked) -> list[DataWarning]:
    """Rows that a flag says should count otherwise, where it fills no column of ours."""
    found = []
    for table in sorted(checked.tables.there):
        one = checked.tables.all[table]
        said = " ".join(part.where or "" for part in checked.settings.tables.get(table, ())).lower()
        for column in unused(checked.tables, checked.settings, table):
            meaning = _meaning(table, column, one.filled)
            if meaning and not re.search(rf"(?<!\w){re.escape(column.lower())}(?!\w)", said):
                found += _warning(checked, table, column, meaning)
    return found


def _meaning(table: str, column: str, filled: frozenset[str]) -> Meaning | None:
    name = re.sub(r"^(is|was|has_been)_", "", plain(column))
    for one in MEANINGS:
        if name in one.names and (not one.tables or table in one.tables):
            return None if filled & {*one.lacking} else one
    return None


def is_a_flag(checked: Checked, table: str, column: str) -> bool:
    """Whether a column holds nothing but yes and no."""
    words = [_word(value) for value in _answers(checked, table, column)["flag"]]
    return any(words) and {*words} <= {*YES, *NO}


def _answers(checked: Checked, table: str, column: str) -> pd.DataFrame:
    there = quoted_name(column)
    return checked.query(
        f"select {there} as flag, count(*) as n from {table} group by {there} limit 20"
    )


def _warning(checked: Checked, table: str, column: str, meaning: Meaning) -> list[DataWarning]:
    counts = _answers(checked, table, column)
    words = [_word(value) for value in counts["flag"]]
    if len(counts) > 6 or not {*words} <= {*YES, *NO}:
        return []  # it says more than yes or no
    matters = YES if meaning.is_yes else SAYS_NO
    rows = int(sum(n for word, n in zip(words, counts["n"], strict=True) if word in matters))
    if not rows:
        return []
    line = meaning.line.format(flag=_condition(column, matters))
    line = re.sub(r'"(.*)"', lambda text: json.dumps(text[1], ensure_ascii=False), line, count=1)
    return [
        DataWarning(
            "flag_not_read", table, column, rows, (),
            f"{column} says that they {meaning.says}, and nothing reads it: they count like all others",
            f"[tables.{table}] {line}",
        )
    ]  # fmt: skip


def _word(value: Any) -> str:
    if value is None or pd.isna(value):
        return ""
    return re.sub(r"\.0$", "", str(value).strip().lower())


def _condition(column: str, matters: tuple[str, ...]) -> str:
    """SQL of the source that is true where the column, a flag, number or text, gives the answer that matters."""
    there = column if column.isidentifier() and column.isascii() else quoted_name(column)
    words = ", ".join(f"'{word}'" for word in matters)
    return f"coalesce(lower(concat({there}, '')), '') in ({words}, '{int(matters is YES)}.0')"


TRAPS = (
    Trap("flag_not_read", "a yes or no that says a row should not count, and that nothing reads", (), flag_not_read),
)  # fmt: skip
