"""What ``init`` writes for a sheet with one column a month: who pays what, month by month."""

import re

from .sources.casts import named
from .sources.months_across import months_among

LEAST = 3  # columns: a table of cohorts may have two that look like months
_WHO = re.compile(r"(?i)^(customer|client|account|company|kunde|name|firma|subscriber)")
_ID = re.compile(r"(?i)(^|[ _-])(id|no|nr|number)$")
# a sheet of these is no money
_OTHER = re.compile(r"(?i)user|seat|login|visit|score|nps|csat|ticket|usage|event|headcount|hours")
TOTALS = ("total", "totals", "grand total", "sum", "summe", "gesamt", "mrr")


def is_sheet_of_months(columns: list[str]) -> bool:
    """Whether a file has one column a month."""
    return len(months_among(columns)) >= LEAST


def subscriptions_by_month(name: str, columns: list[str]) -> str:
    """A section that reads such a sheet as subscriptions; nothing where it holds something else.

    >>> print(subscriptions_by_month("mrr", ["Customer", "Plan", "2026-01", "2026-02", "2026-03"]))
    # mrr → subscriptions: one column a month, each cell is what a customer pays in it
    #   - rows that are sums are left out; a customer with several rows has several subscriptions
    [tables.subscriptions]
    from = "mrr"
    months_across = true
    where = "lower(trim(Customer)) not in ('total', 'totals', 'grand total', 'sum', 'summe', 'gesamt', 'mrr')"
    [tables.subscriptions.columns]
    subscription_id = "concat_ws(' ', Customer, Plan)"
    customer_id = "Customer"
    plan = "Plan"
    <BLANKLINE>
    >>> subscriptions_by_month("visits", ["channel", "2026-01", "2026-02", "2026-03"])
    ''
    """
    others = [column for column in columns if column not in months_among(columns)]
    who = next((c for c in others if _WHO.match(c) and _ID.search(c)), None)
    who = who or next((c for c in others if _WHO.match(c)), None)
    if who is None or _OTHER.search(name):
        return ""
    plan = next((column for column in others if column.lower() in ("plan", "tarif", "product")), "")
    sums = ", ".join(f"'{word}'" for word in TOTALS)
    identity = f"concat_ws(' ', {_name(who)}, {_name(plan)})" if plan else _name(who)
    lines = [
        f"# {name} → subscriptions: one column a month, each cell is what a customer pays in it",
        "#   - rows that are sums are left out; a customer with several rows has several subscriptions",
        "[tables.subscriptions]",
        f'from = "{name}"',
        "months_across = true",
        f"where = {_text(f'lower(trim({_name(who)})) not in ({sums})')}",
        "[tables.subscriptions.columns]",
        f"subscription_id = {_text(identity)}",
        f"customer_id = {_text(_name(who))}",
        *([f"plan = {_text(_name(plan))}"] if plan else []),
    ]
    return "\n".join(lines) + "\n"


def _name(column: str) -> str:
    return column if column.isidentifier() else named(column)


def _text(expression: str) -> str:
    """An expression as a TOML string."""
    return '"' + expression.replace("\\", "\\\\").replace('"', '\\"') + '"'
