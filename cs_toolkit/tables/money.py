"""Whether every amount in a foreign currency has a rate: currencies are never just added.

What is 0 is 0 in every currency, so is a price that is discounted whole for good; a trial is no
money yet, and a void order never was any.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from ..dialects import quoted
from ..schema.customers import NO_REVENUE
from .problem import SHOWN, Problem

if TYPE_CHECKING:
    from .loading import Tables

DATED = {
    "subscriptions": "starts_on",
    "orders": "ordered_on",
    "spend": "spent_on",
    "deals": "opened_on",
}
COUNTS = {
    "subscriptions": "coalesce(subscriptions.mrr, subscriptions.amount) <> 0 "
    "and coalesce(subscriptions.status, '') <> 'trial'",
    "orders": "orders.amount <> 0 and (orders.status is null "
    f"or lower(trim(orders.status)) not in ({', '.join(map(quoted, NO_REVENUE))}))",
    "spend": "spend.amount <> 0",
    "deals": "coalesce(deals.amount, 0) <> 0",
}
# no policy but one counts what is discounted as if it were paid
DISCOUNTED = (
    "not (coalesce(subscriptions.discount, 0) >= 100 and subscriptions.discount_kind = 'percent' "
    "and subscriptions.discount_ends_on is null)"
)


def needs_rates(tables: "Tables", name: str) -> bool:
    """Whether rows of a table may be in a foreign currency."""
    return name in DATED and name in tables.there and "currency" in tables.all[name].filled


def without_rate(
    tables: "Tables", name: str, query: Callable[[str], pd.DataFrame]
) -> list[Problem]:
    """The rows of a table whose currency has no rate on or before their day."""
    day, reporting = DATED[name], tables.settings.currency
    key = tables.all[name].table.key
    counts = COUNTS[name]
    if name == "subscriptions" and tables.settings.policies["discounts"].value != "ignored":
        counts = f"{counts} and {DISCOUNTED}"
    shown = ", ".join(f"{name}.{column}" for column in (*key[:1], day, "currency"))
    missing = (
        f"from {name} left join (select currency, min(day) as first_day from fx_rates group by currency) as known "
        f"on known.currency = {name}.currency "
        f"where {name}.currency <> '{reporting}' and {counts} "
        f"and (known.first_day is null or known.first_day > {name}.{day})"
    )
    count = int(query(f"select count(*) as n {missing}")["n"].iloc[0])
    if not count:
        return []
    rows = query(f"select {shown} {missing} order by {name}.currency, {name}.{day} limit {SHOWN}")
    examples = tuple(
        ", ".join(str(value).removesuffix(" 00:00:00") for value in row)
        for row in rows.itertuples(index=False)
    )
    otherwise_written = query(
        f"select count(*) as n {missing} and {name}.currency <> upper({name}.currency) and (upper({name}.currency) = '{reporting}' "
        f"or upper({name}.currency) in (select currency from fx_rates))"
    )["n"].iloc[0]
    return [
        Problem(
            name, "currency", count, examples, f"no rate to {reporting} on or before the row's day",
            'write currencies in capitals, for example currency = "upper(currency)"'
            if otherwise_written
            else "add the currency's rates to table fx_rates (day, currency, rate), from the first day on"
            + _or_its_own(name, reporting, query),
        )
    ]  # fmt: skip


def _or_its_own(table: str, ours: str, query: Callable[[str], pd.DataFrame]) -> str:
    """The other way out, where all amounts are in one currency that is not the company file's."""
    codes = query(f"select distinct currency from {table} where currency is not null")["currency"]
    if len(codes) != 1 or codes[0] == ours:
        return ""
    return (
        f'; or, as all amounts are in {codes[0]}, write currency = "{codes[0]}" in the company file'
    )
