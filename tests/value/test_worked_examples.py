"""Published examples of money and repeat purchases, through tables."""

import pandas as pd
import pytest

from cs_toolkit.errors import InputError
from cs_toolkit.models.purchase_history import purchase_history
from tests.by_hand import company, measures, subscriptions, table
from tests.metrics.worked_examples import worked_example
from tests.real_data import real_data


def test_currencies_without_a_rate_are_never_added():
    """Ghost keeps three sums; here one sum needs rates, and without them there is none."""
    example = worked_example("ghost_fx_separate")
    rows = [
        (n, n, "2026-01-01", None, mrr, currency.upper())
        for n, (currency, mrr) in enumerate(example["given"])
    ]
    frame = subscriptions(*rows, more="currency")
    with pytest.raises(InputError, match=r"no rate to EUR .* in 3 rows"):
        measures(company(subscriptions=frame), "2026-03", "revenue")
    rates = table("day currency rate", ("2025-01-01", "USD", 1.0), ("2025-01-01", "GBP", 1.0))
    found = company(subscriptions=frame, fx_rates=rates).measures(
        "2026-03", family="revenue", by="currency"
    )
    sums = found.set_index("segment")["ending_mrr"].drop("").rename(str.lower).to_dict()
    assert sums == example["expected"]


@pytest.mark.parametrize(
    ("interval", "months"),
    [("week", "x52/12"), ("day", "x365/12"), ("year", "/12"), ("month", "/count")],
)
def test_a_price_is_brought_to_a_month_as_polar_does(interval, months):
    assert worked_example("polar_week_norm")["expected"][interval] == months
    frame = table(
        "subscription_id customer_id starts_on amount interval interval_count",
        ("1", "ann", "2026-01-01", 240, interval, 2),
    )
    expected = {"week": 240 * 52 / 12, "day": 240 * 365 / 12, "year": 240 / 12, "month": 240}
    found = measures(company(subscriptions=frame), "2026-03", "revenue")["ending_mrr"]
    assert found == pytest.approx(expected[interval] / 2)


def test_a_year_at_1200_is_100_a_month():
    price = worked_example("stripe_annual")["given"]["annual_price"]
    frame = table(
        "subscription_id customer_id starts_on amount interval",
        ("1", "ann", "2026-01-01", price, "year"),
    )
    found = measures(company(subscriptions=frame), "2026-03", "revenue")["ending_mrr"]
    assert found == worked_example("stripe_annual")["expected"]


def test_what_repeat_buyers_of_cdnow_spend():
    expected = worked_example("lifetimes_cdnow_hardie")["expected"]
    columns = ["master", "customer_id", "ordered_on", "cds", "amount"]
    orders = pd.read_csv(
        real_data("cdnow/CDNOW_sample.txt"), sep=r"\s+", names=columns, dtype={"ordered_on": str}
    )
    orders["ordered_on"] = pd.to_datetime(orders["ordered_on"])
    history = purchase_history(orders, "1997-10-01")
    spent = history.loc[history["frequency"] > 0, "mean_repeat_amount"]
    found = {
        "count": len(spent), "mean": spent.mean(), "std": spent.std(), "min": spent.min(),
        "median": spent.median(), "max": spent.max(),
    }  # fmt: skip
    assert {name: round(number) for name, number in found.items()} == expected
