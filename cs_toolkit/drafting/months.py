"""What ``init`` writes for a sheet with one column a month: who pays what, month by month."""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType

from ..dialects import quoted_name
from ..sources.layout import TOTALS
from ..sources.months_across import months_among
from .found import shared_start

LEAST = 3  # columns: a table of cohorts may have two that look like months
_WHO = re.compile(r"(?i)^(customer|client|account|company|kunde|name|firma|subscriber)")
_REMARK = re.compile(r"\s*\([^()]*\)$")  # "Customer (UTC)"
_ID = re.compile(r"(?i)(^|[ _-])(id|no|nr|number)$")
# a sheet of these is no money
_OTHER = re.compile(r"(?i)user|seat|login|visit|score|nps|csat|ticket|usage|event|headcount|hours")


def is_sheet_of_months(columns: list[str], year: int | None = None) -> bool:
    """Whether a file has one column a month; ``year`` is that of months which say none."""
    return len(months_among(columns, year)) >= LEAST


def subscriptions_by_month(
    name: str, columns: list[str], reading: Mapping[str, object] = MappingProxyType({}),
    year: int | None = None, *, given: str = "",
) -> str:  # fmt: skip
    """A section that reads such a sheet as subscriptions; nothing where it holds something else.

    >>> print(subscriptions_by_month("mrr", ["Customer", "Plan", "2026-01", "2026-02", "2026-03"]))  # doctest: +ELLIPSIS
    # mrr → subscriptions: one column a month, each cell is what a customer pays in it
    #   - rows that are sums are left out; a customer with several rows has several subscriptions
    [tables.subscriptions]
    from = "mrr"
    months_across = true
    where = "coalesce(lower(rtrim(trim(Customer), ':')), '') not in (...)"
    [tables.subscriptions.columns]
    subscription_id = "concat_ws(' ', Customer, Plan)"
    customer_id = "Customer"
    plan = "Plan"
    <BLANKLINE>
    >>> subscriptions_by_month("visits", ["channel", "2026-01", "2026-02", "2026-03"])
    ''
    """
    months = months_among(columns, year)
    others = [column for column in columns if column not in months]
    begin = shared_start(list(months))
    named = {column: _REMARK.sub("", column.removeprefix(begin)).strip() for column in others}
    who = next((c for c, name in named.items() if _WHO.match(name) and _ID.search(name)), None)
    who = who or next((c for c, name in named.items() if _WHO.match(name)), None)
    if who is None or _OTHER.search(name):
        return ""
    plan = next(
        (c for c, name in named.items() if name.lower() in ("plan", "tarif", "product")), ""
    )
    sums = ", ".join(f"'{word}'" for word in TOTALS)
    identity = f"concat_ws(' ', {_name(who)}, {_name(plan)})" if plan else _name(who)
    kept = f"coalesce(lower(rtrim(trim({_name(who)}), ':')), '') not in ({sums})"
    lines = [
        f"# {name} → subscriptions: one column a month, each cell is what a customer pays in it",
        "#   - rows that are sums are left out; a customer with several rows has several subscriptions",
        "[tables.subscriptions]",
        f"from = {json.dumps(given or name, ensure_ascii=False)}",
        *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in reading.items()),
        f"months_across = {year or 'true'}",
        # a row without a name is no sum: it is read, and refused with its amount
        f"where = {_text(kept)}",
        "[tables.subscriptions.columns]",
        f"subscription_id = {_text(identity)}",
        f"customer_id = {_text(_name(who))}",
        *([f"plan = {_text(_name(plan))}"] if plan else []),
    ]
    return "\n".join(lines) + "\n"


def _name(column: str) -> str:
    return column if column.isidentifier() else quoted_name(column)


def _text(expression: str) -> str:
    """An expression as a TOML string."""
    return '"' + expression.replace("\\", "\\\\").replace('"', '\\"') + '"'
