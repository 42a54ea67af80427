"""Whether every merger ends in a customer who lives on: no circles, no endless chains."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from .check import SHOWN, Problem

if TYPE_CHECKING:
    from .loading import Tables

LONGEST = 8  # as far as the step "merged" follows them


def without_end(tables: "Tables", query: Callable[[str], pd.DataFrame]) -> list[Problem]:
    """The mergers that lead back to themselves, or through more than eight customers."""
    if "customer_merges" not in tables.there:
        return []
    pairs = query("select from_customer_id, to_customer_id from customer_merges")
    merged_into = dict(pairs.itertuples(index=False))
    endless = sorted(one for one in merged_into if not _ends(one, merged_into))
    if not endless:
        return []
    examples = tuple(f"from_customer_id {one}" for one in endless[:SHOWN])
    return [
        Problem(
            "customer_merges", "to_customer_id", len(endless), examples,
            f"a merger leads in a circle, or through more than {LONGEST} customers",
            "name the customer that lives on in to_customer_id of each",
        )
    ]  # fmt: skip


def _ends(customer: str, merged_into: dict[str, str]) -> bool:
    for _ in range(LONGEST):
        if customer not in merged_into:
            return True
        customer = merged_into[customer]
    return customer not in merged_into
