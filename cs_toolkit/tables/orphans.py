"""Rows that name a customer whom table customers does not have: they count, but in no segment of it.

The usual cause is one id written in two ways, 001 in one table and 1 in the other, which no sum
would ever show.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from .excluded import SetAside
from .problem import SHOWN

if TYPE_CHECKING:
    from .loading import Tables

# the tables whose numbers are split by what is known of customers
OF_CUSTOMERS = ("subscriptions", "orders", "renewals", "tickets", "survey_responses", "deals")
WHY = (
    "customer_id is not in table customers: in the totals, and (none) in every segment of customers"
)


def strangers(tables: "Tables", query: Callable[[str], pd.DataFrame]) -> tuple[SetAside, ...]:
    """How many rows of each table name an unknown customer, and the first of these ids."""
    if not tables.rows.get("customers"):
        return ()
    return tuple(
        found
        for name in OF_CUSTOMERS
        if name in tables.there and "customer_id" in tables.all[name].filled
        for found in _of(name, query)
    )


def _of(name: str, query: Callable[[str], pd.DataFrame]) -> list[SetAside]:
    unknown = (
        f"from {name} left join customers on customers.customer_id = {name}.customer_id "
        f"left join customer_merges on customer_merges.from_customer_id = {name}.customer_id "
        f"where {name}.customer_id is not null and customers.customer_id is null "
        "and customer_merges.from_customer_id is null"
    )
    count = int(query(f"select count(*) as n {unknown}")["n"].iloc[0])
    if not count:
        return []
    ids = query(f"select distinct {name}.customer_id as id {unknown} order by id limit {SHOWN}")
    return [SetAside(name, count, WHY, tuple(ids["id"]))]
