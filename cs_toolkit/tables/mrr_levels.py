"""Subscriptions from a list of MRR movements: each is a level that lasts until the next one.

The movements of new business, expansion and churn by month then follow by the same rules as those of
any other company, from each customer's total at the period's first and last moment.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from ..dialects import Dialect
from ..errors import InputError
from ..schema import TABLES
from ..schema.table import Column
from .canonical import Canonical
from .problem import SHOWN, Problem

if TYPE_CHECKING:
    from .loading import Tables

MOVEMENTS, LEVELS = "mrr_movements", "subscriptions"
FILLED = frozenset({"subscription_id", "customer_id", "starts_on", "ends_on", "mrr"})
CARRIED = ("currency", "plan", "product", "seats")  # what a movement says of the level after it


def refuse_both(there: set[str]) -> None:
    """Raise InputError where subscriptions and movements would count the same money twice."""
    if {MOVEMENTS, LEVELS} <= there:
        raise InputError(
            "the company file maps tables subscriptions and mrr_movements, and each says the whole MRR: "
            "leave one of the two out"
        )


def with_levels(
    tables: Mapping[str, Canonical], there: set[str], dialect: Dialect
) -> dict[str, Canonical]:
    """The tables with subscriptions made of the movements; unchanged where there are none."""
    if MOVEMENTS not in there:
        return dict(tables)
    movements = tables[MOVEMENTS]
    declared = TABLES[LEVELS]
    carried = [name for name in CARRIED if name in movements.filled]
    further = tuple(name for name in movements.further if name not in declared.columns)
    made = {
        "subscription_id": "line", "customer_id": "customer_id", "starts_on": "moved_on",
        "ends_on": "next_on", "mrr": f"cast(level as {dialect.type_of(declared.columns['mrr'].sql_type)})",
    } | {name: name for name in carried}  # fmt: skip
    columns = [
        f"{made.get(name) or _null(column, dialect)} as {dialect.named(name)}"
        for name, column in declared.columns.items()
    ]
    columns += [dialect.named(name) for name in further]
    select = (
        f"select {', '.join(columns)} from ("
        "select *, lead(moved_on) over (partition by customer_id, line order by moved_on) as next_on "
        f"from ({_levels(movements.select)}) as levels where place = 1) as rows_with_an_end "
        "where level > 0"
    )
    levels = Canonical(declared, select, (), further, gains=FILLED | set(carried))
    return {**tables, LEVELS: levels}


def _levels(movements: str) -> str:
    """Each movement with the level after all of its moment; ``place`` is 1 in the last of these."""
    return (
        "select *, coalesce(mrr, sum(change) over (partition by customer_id, line order by moved_on)) "
        "as level, row_number() over (partition by customer_id, line, moved_on "
        "order by coalesce(move_number, 0) desc, mrr desc, change desc) as place "
        "from (select *, coalesce(subscription_id, customer_id) as line "
        f"from ({movements}) as movements) as lines"
    )


def _null(column: Column, dialect: Dialect) -> str:
    return f"cast(null as {dialect.type_of(column.sql_type)})"


def below_zero(tables: "Tables", name: str, query: Callable[[str], pd.DataFrame]) -> list[Problem]:
    """The movements after which a subscription would pay less than nothing."""
    if name != MOVEMENTS or name not in tables.there:
        return []
    below = (
        f"from ({_levels('select * from mrr_movements')}) as levels where place = 1 and level < 0"
    )
    found = query(
        f"select line, moved_on, level, count(*) over () as n {below} order by moved_on, line limit {SHOWN}"
    )
    if found.empty:
        return []
    examples = tuple(
        f"{one.line}, {one.moved_on:%Y-%m-%d}, MRR {float(one.level):g}"
        for one in found.itertuples(index=False)
    )
    return [
        Problem(
            MOVEMENTS, "change", int(found["n"].iloc[0]), examples,
            "the movements up to here add up to less than 0, so the list begins after the subscription did",
            "export the list from its beginning, or add a movement with the MRR of its first day",
        )
    ]  # fmt: skip
