"""Charges by use: a metric of their own, and by policy a part of MRR and of all its movements."""

import pytest

from tests.by_hand import company, measures, subscriptions, table, value

USE = table(
    "order_id customer_id ordered_at amount revenue_type",
    (1, "use", "2026-01-10", 40, "usage"), (2, "use", "2026-02-10", 20, "usage"),
    (3, "use", "2026-03-31", 30, "usage"), (4, "both", "2026-02-03", 60, "usage"),
    (5, "both", "2026-03-03", 90, "usage"), (6, "both", "2026-03-03", 500, "service_fee"),
)  # fmt: skip
SEATS = subscriptions(("1", "both", "2026-01-01", None, 100), ("2", "seat", "2026-01-01", None, 10))


def firm(usage: str, **tables):
    return company(as_of="2026-09-01", policies={"usage": usage}, **tables)


def ends(of, periods="2026-01..2026-07"):
    return of.measures(periods, family="revenue", by=())["ending_mrr"].tolist()


def test_by_default_use_is_revenue_and_no_mrr():
    both = firm("excluded", subscriptions=SEATS, orders=USE)
    assert value(both, "2026-03", "usage_revenue") == 120
    assert value(both, "2026-03", "usage_revenue", "per_customer") == 60
    assert value(both, "2026-03", "mrr") == 110
    assert measures(both, "2026-03", "revenue")["billed_revenue"] == 620


def test_use_alone_makes_a_customer():
    """40 in the first month is 40; then the mean of two months, and of three."""
    alone = firm("trailing_3_months", orders=USE[USE["customer_id"] == "use"])
    assert ends(alone) == pytest.approx([40, 30, 30, 50 / 3, 10, 0, 0])
    first = measures(alone, "2026-01", "revenue")
    assert first[["starting_mrr", "new_mrr", "ending_mrr", "paying_customers"]].tolist() == [
        0, 40, 40, 1,
    ]  # fmt: skip
    left = measures(alone, "2026-06", "revenue")
    assert left["churned_mrr"] == pytest.approx(10)
    assert value(alone, "2026-06", "mrr_churn_rate") == 1
    assert ends(firm("last_month", orders=USE[USE["customer_id"] == "use"])) == [
        40, 20, 30, 0, 0, 0, 0,
    ]  # fmt: skip


def test_seats_and_use_are_one_total():
    both = firm("trailing_3_months", subscriptions=SEATS, orders=USE)
    assert ends(both, "2026-01..2026-03") == [150, 200, 215]
    march = measures(both, "2026-03", "revenue")
    assert march[["expansion_mrr", "usage_growth_mrr", "contraction_mrr"]].tolist() == [15, 15, 0]
    assert value(both, "2026-03", "net_revenue_retention") == 215 / 200
    assert value(both, "2026-03", "gross_revenue_retention") == 1
    april = measures(both, "2026-04", "revenue")
    assert april["contraction_mrr"] == pytest.approx(30 - 50 / 3 + 75 - 50)
    assert both.reconcile("2026-01..2026-07")["holds"].all()
    assert both.reconcile("2026-Q1..2026-Q2")["holds"].all()


def test_more_use_is_no_upsell():
    both = firm("trailing_3_months", subscriptions=SEATS, orders=USE)
    assert value(both, "2026-03", "upsell_rate") == 0


def test_what_was_used_is_earned_when_it_is_charged():
    both = firm("trailing_3_months", subscriptions=SEATS, orders=USE)
    assert measures(both, "2026-02", "revenue")["total_revenue"] == 110 + 80


def test_a_week_knows_no_month_that_is_not_over():
    alone = firm("trailing_3_months", orders=USE[USE["customer_id"] == "use"])
    assert value(alone, "2026-W06", "mrr") == 40
