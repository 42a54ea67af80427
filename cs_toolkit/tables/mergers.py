"""Whether every merger and every alias ends in somebody: no circles, no endless chains."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from .problem import SHOWN, Problem

if TYPE_CHECKING:
    from .loading import Tables

LONGEST = 8  # as far as the steps "merged" and "people" follow them

# table → the column of who is replaced, of who replaces it, what a row is, and the cure
_CHAINS = {
    "customer_merges": (
        "from_customer_id", "to_customer_id",
        f"a merger leads in a circle, or through more than {LONGEST} customers",
        "name the customer that lives on in to_customer_id of each",
    ),
    "user_aliases": (
        "alias", "user_id",
        f"an alias leads in a circle, or through more than {LONGEST} ids",
        "name the person's own id in user_id of each",
    ),
}  # fmt: skip


def without_end(tables: "Tables", name: str, query: Callable[[str], pd.DataFrame]) -> list[Problem]:
    """The mergers or aliases that lead back to themselves, or through more than eight others."""
    if name not in _CHAINS or name not in tables.there:
        return []
    replaced, replacing, says, fix = _CHAINS[name]
    pairs = (
        f"(select {replaced} as one, {replacing} as other from {name} "
        f"where {replaced} <> {replacing})"
    )
    followed = _twice_as_far(_twice_as_far(_twice_as_far(pairs)))
    found = query(
        f"select followed.one, count(*) over () as endless from {followed} as followed "
        f"inner join {pairs} as pairs on pairs.one = followed.other order by 1 limit {SHOWN}"
    )
    if found.empty:
        return []
    examples = tuple(f"{replaced} {one}" for one in found["one"])
    return [Problem(name, replacing, int(found["endless"].iloc[0]), examples, says, fix)]


def _twice_as_far(pairs: str) -> str:
    """Who becomes whom, each followed as far again."""
    return (
        "(select nearer.one, coalesce(further.other, nearer.other) as other "
        f"from {pairs} as nearer left join {pairs} as further on further.one = nearer.other)"
    )
