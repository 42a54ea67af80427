"""Repeat purchase: occasions, not orders; sales, not charges."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_toolkit.analyses.frames.cohorts import triangle
from tests.by_hand import company, measures, table, value

COLUMNS = "order_id customer_id ordered_at amount is_return revenue_type"


@pytest.fixture(scope="module")
def shop():
    return company(
        orders=table(
            COLUMNS,
            # two orders of one day are one occasion
            (1, "ann", "2026-03-01T08:00", 10, None, None),
            (2, "ann", "2026-03-01T20:00", 10, None, None),
            (3, "bob", "2026-02-01", 10, None, None),
            (4, "bob", "2026-03-05", 10, None, None),
            (5, "cat", "2026-03-01", 10, None, None),
            (6, "cat", "2026-03-02", 10, None, None),
            # a day with returns only is none, however its amount is written
            (7, "dan", "2026-03-01", 10, None, None),
            (8, "dan", "2026-03-09", -10, None, None),
            (9, "dan", "2026-03-10", 10, True, None),
            # nobody decides to be charged
            (10, "eve", "2026-03-01", 10, None, "subscription"),
            (11, "eve", "2026-03-20", 1, None, "late_fee"),
        )
    )


def test_customers_with_two_occasions(shop):
    assert value(shop, "2026-03", "repeat_purchase_rate") == 1 / 4  # cat, of ann, bob, cat and dan


def test_ever_looks_at_the_whole_history(shop):
    assert value(shop, "2026-03", "repeat_purchase_rate", "ever") == 2 / 4  # bob and cat
    assert measures(shop, "2026-02", "retention")[
        ["buyers_ever", "repeat_buyers_ever"]
    ].tolist() == [1, 0]


def test_transactions_are_lifted_by_one_keen_buyer(shop):
    """S17's formula: of five occasions in March two were not their customer's first."""
    assert value(shop, "2026-03", "repeat_purchase_rate", "transactions") == 2 / 5


days = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(1, 31)), min_size=1, max_size=30
)  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(days)
def test_the_order_of_rows_and_same_day_orders_change_nothing(bought):
    def rates(pairs):
        orders = table(
            COLUMNS,
            *((n, c, f"2026-03-{day:02d}", 5, None, None) for n, (c, day) in enumerate(pairs)),
        )
        return measures(company(orders=orders), "2026-03", "retention")

    names = ["buyers", "repeat_buyers", "transactions", "repeat_transactions"]
    found = rates(bought)[names].tolist()
    assert found == rates(sorted(set(bought), reverse=True))[names].tolist()
    by_customer = {c: {day for one, day in bought if one == c} for c, _ in bought}
    repeat = sum(len(days_) > 1 for days_ in by_customer.values())
    occasions = sum(map(len, by_customer.values()))
    assert found == [len(by_customer), repeat, occasions, occasions - len(by_customer)]


def test_the_cohorts_of_a_shop_by_hand():
    cohorts = company(
        orders=table(
            "order_id customer_id ordered_at amount",
            (1, "a", "2026-01-05", 10), (2, "a", "2026-02-05", 20), (3, "a", "2026-02-06", 5),
            (4, "b", "2026-01-20", 30), (5, "b", "2026-03-01", 40), (6, "c", "2026-02-11", 7),
        )
    )  # fmt: skip
    months = cohorts.periods("2026-01..2026-03")
    found = cohorts.detail("retention/purchase_cohorts", months)
    shown = found[["cohort", "period", "cohort_size", "cohort_buyers", "cohort_revenue"]]
    assert shown.values.tolist() == [
        ["2026-01", "2026-01", 2, 2, 40.0], ["2026-01", "2026-02", 2, 1, 25.0],
        ["2026-01", "2026-03", 2, 1, 40.0], ["2026-02", "2026-02", 1, 1, 7.0],
        ["2026-02", "2026-03", 1, 0, 0.0],
    ]  # fmt: skip
    buyers = triangle(found, months, of="buyers")
    assert buyers.loc[buyers["cohort"] == "all cohorts", "value"].tolist() == [1.0, 1 / 3, 0.5]
    revenue = triangle(found, months, of="revenue")
    assert revenue.loc[revenue["cohort"] == "2026-01", "value"].tolist() == [1.0, 0.625, 1.0]
