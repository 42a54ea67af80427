"""Upsell: of the customers who could be sold more, those who were."""

import pytest

from tests.by_hand import company, measures, subscriptions, table, value


@pytest.fixture(scope="module")
def firm():
    return company(
        subscriptions=subscriptions(
            ("1", "ann", "2026-01-01", "2026-03-10", 100, "basic", 10),
            ("1", "ann", "2026-03-10", None, 120, "basic", 12),
            ("2", "bob", "2026-01-01", None, 50, "basic", 5),
            ("3", "cat", "2026-01-01", None, 50, "pro", 5),
            ("4", "dan", "2026-01-01", None, 50, "pro", 5),
            ("5", "eve", "2026-03-02", None, 50, "pro", 5),
            more="plan seats",
        ),
        customers=table("customer_id upsell_eligible", ("bob", True), ("dan", False)),
        orders=table(
            "order_id customer_id ordered_at amount is_upsell",
            (1, "bob", "2026-03-05", 10, True), (2, "bob", "2026-03-06", 10, True),
            (3, "cat", "2026-03-05", 10, False), (4, "dan", "2026-03-05", 10, True),
            (5, "cat", "2026-04-01", 10, True), (6, "eve", "2026-03-20", 10, True),
        ),
    )  # fmt: skip


def test_upsold_is_a_flagged_order_or_more_seats(firm):
    """Of ann, bob and cat two were; dan may not be, eve was not there at the start."""
    found = measures(firm, "2026-03", "retention")
    assert found["upsell_eligible_customers"] == 3
    assert found["upsold_customers"] == 2
    assert value(firm, "2026-03", "upsell_rate") == 2 / 3


def test_a_customer_counts_where_the_customer_pays(firm):
    found = measures(firm, "2026-03", "retention", by="plan")
    assert found.loc["basic", ["upsell_eligible_customers", "upsold_customers"]].tolist() == [2, 2]
    assert found.loc["pro", ["upsell_eligible_customers", "upsold_customers"]].tolist() == [1, 0]


@pytest.mark.parametrize(
    ("before", "after", "upsold"),
    [
        (("books", "team", 10, 100), ("books", "team", 10, 120), 0),  # the same at a higher price
        (("books", "team", None, 100), ("books", "team", None, 120), 0),  # seats are not known
        (("books", "team", 10, 100), ("books", "team", 9, 120), 0),  # fewer seats, a higher price
        (("books", "team", 10, 100), ("books", "team", 12, 120), 1),
        (("books", "team", 10, 100), ("books", "pro", 10, 120), 1),
        (("books", "team", 10, 100), ("crm", "team", 10, 120), 1),
        (("books", "team", 10, 100), ("books", "pro", 10, 90), 0),  # it pays less
    ],
)
def test_a_price_rise_is_no_upsell(before, after, upsold):
    found = company(
        subscriptions=table(
            "subscription_id customer_id starts_on ends_on product plan seats mrr",
            ("1", "ann", "2026-01-01", "2026-03-10", *before),
            ("2", "ann", "2026-03-10", None, *after),
        )
    )
    assert value(found, "2026-03", "upsell_rate") == upsold


def test_a_second_contract_of_the_same_is_an_upsell():
    found = company(
        subscriptions=subscriptions(
            ("1", "ann", "2026-01-01", None, 100), ("2", "ann", "2026-03-10", None, 30)
        )
    )
    assert value(found, "2026-03", "upsell_rate") == 1
