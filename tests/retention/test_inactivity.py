"""Inactive customers: how long is too long, and what is a sign of life."""

import numpy as np
import pytest

from tests.by_hand import company, measures, row, table, value

ORDERS = "order_id customer_id ordered_at amount"
EVENTS = "user_id customer_id occurred_at"


def bought(*rows):
    return table(ORDERS, *((n, *one, 10) for n, one in enumerate(rows)))


@pytest.fixture(scope="module")
def firm():
    return company(
        policies={"inactive_after_days": 30},
        customers=table(
            "customer_id signed_up_on closed_on",
            ("ann", "2025-01-01", None), ("bob", "2025-01-01", None), ("cat", "2025-01-01", None),
            ("dan", "2026-03-20", None), ("eve", "2025-01-01", "2026-03-31"), ("fay", None, None),
            ("gus", "2026-04-01", None),
        ),
        orders=bought(("ann", "2026-03-02"), ("bob", "2026-03-01"), ("hal", "2026-03-31")),
        usage_events=table(EVENTS, ("u1", "cat", "2026-03-31T23:59:59"), ("u2", "bob", "2026-02-01")),
    )  # fmt: skip


def test_no_purchase_and_no_activity_within_n_days(firm):
    """The 30 days before 1 April begin on 2 March: ann is active, bob is not, nor is fay.

    dan signed up lately, eve has closed the account, gus is not known yet, hal has only bought.
    """
    found = measures(firm, "2026-03", "retention")
    assert found[["known_customers", "inactive_customers"]].tolist() == [6, 2]
    assert value(firm, "2026-03", "inactive_customer_rate") == 2 / 6


def test_purchases_only_asks_for_a_purchase(firm):
    """S10's way: cat was active and bought nothing."""
    assert value(firm, "2026-03", "inactive_customer_rate", "purchases_only") == 3 / 6


def test_the_usual_interval_is_the_90th_percentile_of_the_gaps():
    gaps = [1, 2, 3, 4, 5, 6, 7, 8, 9, 20]
    days = np.datetime64("2026-01-01") + np.cumsum([0, *gaps])
    n = np.percentile(gaps, 90)  # 10.1 days
    last = days[-1]  # 7 March, 25 days before the close
    quiet = company(orders=bought(*(("ann", str(day)) for day in days), ("bob", "2026-03-22")))
    assert n == pytest.approx(10.1)
    assert str(last) == "2026-03-07"
    assert value(quiet, "2026-03", "inactive_customer_rate") == 1 / 2
    # the day that makes the difference: 10 days before the close, and 11
    assert measures(quiet, "2026-03", "retention")["purchase_inactive_customers"] == 1
    longer = company(orders=bought(*(("ann", str(day)) for day in days), ("bob", "2026-03-21")))
    assert measures(longer, "2026-03", "retention")["purchase_inactive_customers"] == 2


def test_where_nobody_has_bought_twice_it_is_90_days():
    once = company(orders=bought(("ann", "2026-01-01"), ("bob", "2025-12-31")))
    assert measures(once, "2026-03", "retention")["inactive_customers"] == 1  # 90 days and 91


def test_later_gaps_do_not_change_the_past():
    early = [("ann", "2026-01-01"), ("ann", "2026-01-11"), ("bob", "2026-03-15")]
    late = [*early, ("ann", "2026-05-30")]
    past = [measures(company(orders=bought(*one)), "2026-03", "retention") for one in (early, late)]
    assert past[0]["inactive_customers"] == past[1]["inactive_customers"] == 2


def test_usage_alone_is_enough_for_one_variant():
    users = company(
        customers=table("customer_id", ("ann",), ("bob",)),
        usage_events=table(EVENTS, ("u", "ann", "2026-03-31")),
    )
    assert value(users, "2026-03", "inactive_customer_rate") == 1 / 2
    assert (
        "needs table orders"
        in row(users, "2026-03", "inactive_customer_rate", "purchases_only")["note"]
    )


def test_activity_under_an_alias_of_an_alias_is_a_sign_of_life():
    firm = company(
        policies={"inactive_after_days": 30},
        customers=table("customer_id signed_up_on", ("ann", "2025-01-01")),
        users=table("user_id customer_id", ("u1", "ann")),
        user_aliases=table("alias user_id", ("u1@web", "u1"), ("cookie", "u1@web")),
        usage_events=table("user_id occurred_at", ("cookie", "2026-03-20")),
    )
    found = measures(firm, "2026-03", "retention")
    assert found[["known_customers", "inactive_customers"]].tolist() == [1, 0]
