"""Expansion by kind: upsell, cross-sell, upgrade, adding up to the expansion exactly."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.by_hand import company, measures, subscriptions

KINDS = ["upsell_mrr", "cross_sell_mrr", "upgrade_mrr", "price_change_mrr", "usage_growth_mrr"]
MORE = "product plan seats"


def kinds(*rows, by=()):
    return measures(
        company(subscriptions=subscriptions(*rows, more=MORE)), "2026-03", "revenue", by
    )


@pytest.fixture(scope="module")
def of_each_kind():
    return kinds(
        # more seats of the same plan
        ("a1", "ann", "2026-01-01", "2026-03-10", 100, "books", "team", 10),
        ("a1", "ann", "2026-03-10", None, 120, "books", "team", 12),
        # the same seats at a higher price; more seats, each at a higher price
        ("f1", "fay", "2026-01-01", "2026-03-10", 100, "books", "team", 10),
        ("f1", "fay", "2026-03-10", None, 118, "books", "team", 10),
        ("g1", "gil", "2026-01-01", "2026-03-10", 100, "books", "team", 4),
        ("g1", "gil", "2026-03-10", None, 112, "books", "team", 4),
        # a product that was not there
        ("b1", "bob", "2026-01-01", None, 50, "books", "team", None),
        ("b2", "bob", "2026-03-05", None, 20, "payroll", "team", None),
        # a dearer plan in the place of another
        ("c1", "cat", "2026-01-01", "2026-03-20", 30, "books", "starter", None),
        ("c2", "cat", "2026-03-20", None, 90, "books", "team", None),
        # a second subscription of what was there: more of the same
        ("d1", "dan", "2026-01-01", None, 10, "books", "starter", None),
        ("d2", "dan", "2026-03-02", None, 5, "books", "starter", None),
        # new customers and returning ones do not expand
        ("e1", "eve", "2026-03-02", None, 500, "books", "team", None),
    )


def test_each_kind_by_hand(of_each_kind):
    assert of_each_kind[KINDS].tolist() == [25, 20, 60, 30, 0]
    assert of_each_kind["expansion_mrr"] == 135


def test_a_loss_elsewhere_takes_from_the_smallest_growth():
    """The customer grew by 25 net: the largest growth, of the new product, is used up first."""
    found = kinds(
        ("1", "ann", "2026-01-01", "2026-03-10", 10, "books", "team", None),
        ("1", "ann", "2026-03-10", None, 20, "books", "team", None),
        ("2", "ann", "2026-01-01", "2026-03-10", 15, "payroll", "team", None),
        ("3", "ann", "2026-03-10", None, 30, "filing", "team", None),
    )
    assert found["expansion_mrr"] == 25
    assert found[KINDS].tolist() == [0, 25, 0, 0, 0]


def test_an_upgrade_beside_a_new_product_keeps_its_own_growth():
    found = kinds(
        ("1", "ann", "2026-01-01", "2026-03-10", 100, "books", "starter", None),
        ("2", "ann", "2026-03-10", None, 150, "books", "team", None),
        ("3", "ann", "2026-03-10", None, 30, "payroll", "team", None),
    )
    assert found[KINDS].tolist() == [0, 30, 50, 0, 0]


row = st.tuples(
    st.sampled_from("abc"), st.sampled_from(["2026-02-01", "2026-03-10"]),
    st.sampled_from(["2026-03-10", "2026-03-20", None]), st.integers(1, 10_000),
    st.sampled_from(["books", "payroll", None]), st.sampled_from(["starter", "team", None]),
    st.sampled_from([None, 1, 3]),
)  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(st.lists(row, min_size=1, max_size=12))
def test_kinds_add_up_in_the_whole_and_in_every_plan(rows):
    rows = [
        (number, customer, start, end, mrr / 100, product, plan, seats)
        for number, (customer, start, end, mrr, product, plan, seats) in enumerate(rows)
        if end is None or start < end
    ]
    if not rows:
        return
    frame = company(subscriptions=subscriptions(*rows, more=MORE)).measures(
        "2026-03", family="revenue", by="plan"
    )
    difference = frame[KINDS].sum(axis=1) - frame["expansion_mrr"]
    assert np.allclose(difference, 0, atol=1e-9)
    assert isinstance(frame, pd.DataFrame)
    assert len(frame) > 1
