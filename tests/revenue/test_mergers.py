"""Customers who were merged, and merged again."""

from itertools import pairwise

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError


def _company(mergers: list[tuple[str, str]]):
    subscriptions = pd.DataFrame(
        {
            "subscription_id": ["s1", "s2"],
            "customer_id": ["m0", "last"],
            "starts_on": ["2026-01-01", "2026-02-10"],
            "ends_on": ["2026-02-10", None],
            "mrr": [10, 10],
        }
    )
    merged = pd.DataFrame(mergers, columns=["from_customer_id", "to_customer_id"])
    frames = {
        "subscriptions": subscriptions,
        "customer_merges": merged.assign(merged_on="2026-01-01"),
    }
    return cs.open(frames, as_of="2026-06-01")


def _chain(length: int) -> list[tuple[str, str]]:
    names = [*(f"m{place}" for place in range(length)), "last"]
    return list(pairwise(names))


@pytest.mark.parametrize("length", [1, 2, 3, 4, 5, 7, 8])
def test_a_chain_of_mergers_is_one_customer(length):
    moved = _company(_chain(length)).measures("2026-02", family="revenue", by=()).iloc[0]
    assert (moved["churned_mrr"], moved["new_mrr"], moved["ending_mrr"]) == (0, 0, 10)


@pytest.mark.parametrize(
    "mergers", [_chain(9), [("a", "b"), ("b", "a")], [("a", "b"), ("b", "c"), ("c", "a")]]
)
def test_a_circle_or_an_endless_chain_is_refused(mergers):
    with pytest.raises(InputError, match="a merger leads in a circle"):
        _company(mergers).measures("2026-02", family="revenue")
