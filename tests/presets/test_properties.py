"""What must hold whatever the rows: currencies, mergers, halves, breaks, and the roll-forward."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.by_hand import company, measures, subscriptions, table

DAYS = [f"2026-{month:02d}-{day:02d}" for month in (1, 2, 3, 4) for day in (1, 11, 28)]
span = st.tuples(
    st.sampled_from("abcd"), st.sampled_from(DAYS), st.sampled_from([*DAYS, None]),
    st.integers(1, 100_000), st.sampled_from(["x", "y", None]),
)  # fmt: skip
spans = st.lists(span, min_size=4, max_size=16)
MONEY = [
    "starting_mrr", "new_mrr", "reactivation_mrr", "expansion_mrr", "contraction_mrr",
    "churned_mrr", "fx_effect", "ending_mrr", "retained_mrr",
]  # fmt: skip
few = settings(max_examples=3, deadline=None)


def rows_of(spans_):
    """One customer who was always there, so that every month lies within the data, and the others."""
    return [
        ("always", "always", "2025-01-01", None, 10, "x"),
        *(
            (str(number), customer, begin, end, mrr / 100, plan)
            for number, (customer, begin, end, mrr, plan) in enumerate(spans_)
            if end is None or begin < end
        ),
    ]


def months(rows, policies=None, **tables):
    frame = subscriptions(*rows, more="plan")
    of = company(subscriptions=frame, policies=policies, **tables)
    return of.measures("2026-01..2026-05", family=["revenue", "retention"], by=())


@few
@given(spans)
def test_two_halves_of_a_subscription_are_the_whole(spans_):
    rows = rows_of(spans_)
    halves = [
        (f"{number}{half}", customer, begin, end, mrr / 2, plan)
        for number, customer, begin, end, mrr, plan in rows
        for half in "lr"
    ]
    whole, split = months(rows), months(halves)
    customers = [name for name in whole if name.endswith("_customers")]
    pd.testing.assert_frame_equal(split[MONEY], whole[MONEY], rtol=0, atol=2e-6 * len(rows))
    pd.testing.assert_frame_equal(split[customers], whole[customers])


@few
@given(
    spans, st.sampled_from(["netted", "any", "month"]), st.sampled_from(["included", "excluded"])
)
def test_the_roll_forward_closes_under_every_rule(spans_, gap, within):
    rows = rows_of(spans_)
    frame = subscriptions(*rows, more="plan")
    of = company(
        subscriptions=frame, customers=table("customer_id plan", ("a", "x")),
        policies={"reactivation_gap": gap, "within_period": within},
    )  # fmt: skip
    for periods in ("2026-01..2026-05", "2026-Q1..2026-Q2"):
        found = of.reconcile(of.periods(periods))
        assert len(found) > 0
        assert found[~found["holds"]].empty


def test_foreign_money_moves_at_the_rate_of_the_start_and_the_rest_is_fx():
    rows = [
        ("1", "ann", "2026-01-01", "2026-03-10", 100, "USD"),
        ("1", "ann", "2026-03-10", None, 120, "USD"),
    ]
    frame = subscriptions(*rows, ("2", "bob", "2026-01-01", None, 50, "EUR"), more="currency")
    moving = table("day currency rate", ("2026-01-01", "USD", 0.8), ("2026-03-20", "USD", 0.9))
    found = measures(company(subscriptions=frame, fx_rates=moving), "2026-03", "revenue")
    assert found["expansion_mrr"] == pytest.approx(20 * 0.8)
    assert found["fx_effect"] == pytest.approx(120 * 0.1)
    assert found["ending_mrr"] == pytest.approx(50 + 120 * 0.9)


@few
@given(spans)
def test_in_constant_currency_there_is_no_fx_effect(spans_):
    rows = rows_of(spans_)
    frame = subscriptions(*rows, more="plan")
    frame["currency"] = ["USD" if at % 2 else "EUR" for at in range(len(frame))]
    rates = table("day currency rate", ("2025-01-01", "USD", 0.83))
    of = company(subscriptions=frame, fx_rates=rates)
    found = of.measures("2026-01..2026-05", family="revenue", by=())
    assert (found["fx_effect"] == 0).all()
    assert found["ending_mrr"].gt(0).all()


@few
@given(spans, st.sampled_from(DAYS))
def test_a_merger_loses_and_wins_nobody(spans_, day):
    """b becomes a: what b paid goes on under a, from the first day of b's history."""
    rows = rows_of(spans_)
    merges = table("from_customer_id to_customer_id merged_on", ("b", "a", day))
    renamed = [(n, "a" if who == "b" else who, *rest) for n, who, *rest in rows]
    pd.testing.assert_frame_equal(months(rows, customer_merges=merges), months(renamed))


def test_a_merger_on_the_day_of_the_change_is_no_churn():
    rows = [("1", "old", "2025-01-01", "2026-03-10", 50), ("2", "kept", "2026-03-10", None, 50)]
    merges = table("from_customer_id to_customer_id merged_on", ("old", "kept", "2026-03-10"))
    merged = company(subscriptions=subscriptions(*rows), customer_merges=merges)
    found = measures(merged, "2026-03", "retention")
    assert found[["churned_customers", "new_customers", "retained_customers"]].tolist() == [0, 0, 1]
    plain = measures(company(subscriptions=subscriptions(*rows)), "2026-03", "retention")
    assert plain[["churned_customers", "new_customers", "retained_customers"]].tolist() == [1, 1, 0]


@few
@given(spans)
def test_the_names_of_customers_and_the_order_of_rows_do_not_matter(spans_):
    rows = rows_of(spans_)
    names = {"always": "x y", "a": "zoe", "b": "ann", "c": "Über", "d": "0"}
    renamed = [(number, names[who], *rest) for number, who, *rest in reversed(rows)]
    pd.testing.assert_frame_equal(months(renamed), months(rows))
