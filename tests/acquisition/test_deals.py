"""Deals: won of those that closed, the time it took, and what is open at a period's end."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.by_hand import company, measures, table
from tests.engines.laid_out import into_postgres

DEALS = table(
    "deal_id opened_on closed_on outcome amount currency customer_id owner",
    ("1", "2026-03-01", "2026-03-11", "won", 100, "EUR", "ann", "Kim"),
    ("2", "2026-03-01", "2026-03-31", "won", 300, "USD", "bob", "Kim"),
    ("3", "2026-02-01", "2026-03-05", "lost", 600, "EUR", None, "Lee"),
    ("4", "2026-03-20", None, "open", 50, "EUR", "cat", "Lee"),
    ("5", "2026-03-20", "2026-04-02", "lost", 70, "EUR", "cat", "Lee"),
    # written down after it was won: it counts as won, and says nothing of the time
    ("6", "2026-03-25", "2026-03-02", "won", None, None, "dan", None),
    ("7", "2026-04-10", None, "open", 1000, "EUR", "eve", "Lee"),
)
RATES = table("day currency rate", ("2026-01-01", "USD", 0.5))


def firm(deals=DEALS, as_of="2026-06-01"):
    return company(as_of, deals=deals, fx_rates=RATES)


def of(name: str, period: str = "2026-03", variant: str = "default", **asked) -> float:
    found = firm(**asked).metrics(period, family="acquisition", by=())
    return cs.pick(found, name, variant=variant)["value"].iloc[0]


def test_a_month_by_hand():
    found = measures(firm(), "2026-03", "acquisition")
    expected = {
        "deals_closed": 4, "deals_won": 3, "deals_won_value": 250.0, "deals_closed_value": 850.0,
        "timed_deals": 2, "sales_cycle_seconds": 40 * 86_400, "open_deals": 2, "open_deals_value": 120.0,
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected


def test_the_metrics_by_hand():
    assert of("win_rate") == 3 / 4
    assert of("win_rate", variant="by_value") == pytest.approx(250 / 850)
    assert of("sales_cycle") == 20 * 86_400
    assert of("pipeline_value") == 120.0


def test_the_future_is_not_known():
    # on 15 March one was lost and one won; the second is open still
    found = firm(as_of="2026-03-15")
    numbers = found.metrics("2026-03", family="acquisition", by=())
    assert cs.pick(numbers, "win_rate")["value"].iloc[0] == 1 / 2
    assert cs.pick(numbers, "pipeline_value")["value"].iloc[0] == 150.0


def test_nothing_closed_is_no_rate():
    deals = DEALS[DEALS["outcome"] == "open"]
    found = firm(deals).metrics("2026-03", family="acquisition", by=())
    row = cs.pick(found, "win_rate").iloc[0]
    assert row["value"] != row["value"]
    assert "no deal was won or lost" in row["note"]


def test_a_won_deal_without_its_day_is_refused():
    deals = DEALS.assign(closed_on=None)
    with pytest.raises(InputError, match="the deal is won or lost, and closed_on is empty"):
        firm(deals).metrics("2026-03", family="acquisition", by=())


@settings(max_examples=8)
@given(st.permutations(range(len(DEALS))))
def test_segments_add_up_whatever_the_order(order):
    found = firm(DEALS.iloc[list(order)]).measures("2026-03", family="acquisition", by=("owner",))
    parts, whole = found[found["dimension"] == "owner"], found[found["dimension"] == "total"]
    for name in ("deals_closed", "deals_won", "open_deals", "open_deals_value", "deals_won_value"):
        assert parts[name].sum() == whole[name].iloc[0]


@pytest.mark.postgres
def test_postgres_counts_alike(postgres_url):
    there = cs.open(
        into_postgres(postgres_url, {"deals": DEALS, "fx_rates": RATES}), as_of="2026-06-01"
    )
    here = measures(firm(), "2026-03", "acquisition")
    pd.testing.assert_series_equal(measures(there, "2026-03", "acquisition"), here)
