"""Customer value: every variant on the same customers, and why they differ."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.real_data import real_data

amounts = st.floats(0.01, 1e6)

# 100 customers of a month: 200 purchases of 40, 4 customers leave, a customer stays 30 months.
MONTH = {
    "purchase_revenue": 8_000, "purchases": 200, "spending_customers": 100, "months_in_period": 1,
    "lifespan_months": 30, "total_revenue": 8_000, "starting_accounts": 100,
    "ending_accounts": 100, "starting_customers": 100, "churned_customers": 4,
    "acquisition_spend": 6_000, "new_customers": 10, "annual_retention_rate": 0.6,
    "revenue_to_date": 150_000, "customers_to_date": 300, "predicted_customer_value": 1_900,
}  # fmt: skip


def value(variant="default", **assumptions):
    return cs.clv.variants[variant].over(MONTH, **assumptions)


def test_every_lifetime_value_of_the_same_customers():
    assert value() == 40 * 2 * 30 == 2_400
    assert value("customer_value") == 80 * 30 == 2_400
    assert value("monthly_revenue") == 30 * 80 == 2_400
    assert value("margin") == 80 / 0.04 == 2_000  # takes 4% churn to last for ever
    assert (
        value("annual_retention") == 40 * 24 * 0.6 == 576
    )  # a year's value, whatever the lifespan
    assert value("historical") == 500  # to date: most of these customers have just begun
    assert value("predicted") == 1_900
    assert value("over_cac") == 2_400 / 600 == 4  # a ratio, no amount


def test_s17s_lifetime_value_is_ltv_to_cac():
    assert value("over_cac") == cs.ltv_cac_ratio.default.over(MONTH)
    assert cs.clv.variants["over_cac"].unit == "ratio"


@given(amounts, st.integers(1, 1_000), st.integers(1, 1_000), st.integers(1, 12), amounts)
def test_value_times_frequency_is_customer_value(revenue, purchases, customers, months, lifespan):
    measures = {
        "purchase_revenue": revenue, "purchases": purchases, "spending_customers": customers,
        "months_in_period": months, "lifespan_months": lifespan,
    }  # fmt: skip
    by_parts = cs.clv.default.over(measures)
    assert by_parts == pytest.approx(cs.clv.variants["customer_value"].over(measures))


def test_the_length_of_the_period_does_not_matter():
    """The same customers over a quarter: three times the purchases and the revenue."""
    quarter = MONTH | {
        "purchase_revenue": 24_000, "purchases": 600, "months_in_period": 3, "total_revenue": 24_000,
    }  # fmt: skip
    for variant in ("default", "customer_value", "monthly_revenue", "annual_retention"):
        assert cs.clv.variants[variant].over(quarter) == pytest.approx(value(variant))
    assert cs.cac_payback_months.default.over(quarter) == cs.cac_payback_months.default.over(MONTH)


@pytest.mark.parametrize("variant", list(cs.clv.variants))
def test_the_margin_is_an_assumption_of_every_variant(variant):
    assert cs.clv.variants[variant].assumptions["gross_margin"] == 1.0
    assert value(variant, gross_margin=0.7) == pytest.approx(0.7 * value(variant))
    with pytest.raises(InputError, match="gross_margin = 70 is not a fraction"):
        value(variant, gross_margin=70)


def test_the_margin_reaches_the_ratios_built_on_it():
    full, margin = (cs.ltv_cac_ratio.default.over(MONTH, gross_margin=g) for g in (1, 0.5))
    assert (full, margin) == (4, 2)
    assert cs.cac_payback_months.default.over(MONTH, gross_margin=0.5) == 600 / 40


def test_no_churn_is_no_basis_for_a_lifetime():
    nobody_left = MONTH | {"churned_customers": 0}
    assert np.isnan(cs.clv.variants["margin"].over(nobody_left))
    assert np.isnan(cs.lifespan.variants["one_over_churn"].over(nobody_left))


def test_two_short_cuts_to_a_lifespan():
    """A quarter in which 12 of 100 leave is 25 months; those who left had stayed 9."""
    one_over_churn = cs.lifespan(
        starting_customers=100, churned_customers=12, months_in_period=3, variant="one_over_churn"
    )
    assert one_over_churn == 25
    assert cs.lifespan(leaver_months=108, leavers=12, variant="mean_of_leavers") == 9
    assert cs.lifespan(lifespan_months=31.5) == 31.5


@given(amounts, amounts)
def test_return_on_investment_is_the_ratio_less_one(worth, cost):
    assert cs.customer_roi(worth, cost) == pytest.approx(
        cs.ltv_cac_ratio(worth, cost) - 1, rel=1e-9, abs=1e-9
    )


def test_the_cost_of_a_customer_with_and_without_referral():
    """6,000 spent on 30: 8 were referred for 400, 22 were not for 5,600."""
    assert cs.cac(6_000, 30) == 200
    referred = cs.cac(referral_spend=400, referred_new_customers=8, variant="referred")
    others = cs.cac(5_600, 22, variant="not_referred")
    assert (8 * referred + 22 * others) / 30 == pytest.approx(200)
    assert cs.cac(4_500, 30, variant="lagged") == 150
    assert np.isnan(cs.cac(6_000, 0))


def test_cost_of_customers_won_by_advertising():
    """1,143 ads with spend, enquiries and sales: 54.4071 for each sale."""
    ads = pd.read_csv(real_data("fb_ads_kag/KAG_conversion_data.csv"))
    assert round(cs.cac(ads["Spent"].sum(), ads["Approved_Conversion"].sum()), 4) == 54.4071


def test_orders_of_a_record_shop():
    """69,659 orders of 23,570 customers bring 2,500,315.63: 35.8936 each."""
    assert round(cs.average_order_value(2_500_315.63, 69_659), 4) == 35.8936


def test_net_cash_by_hand():
    cash = {"operating_cash_flow": 100, "investments": 30, "starting_working_capital": 50}
    assert cs.net_cash(**cash, ending_working_capital=60) == 60
    assert cs.net_cash(**cash, ending_working_capital=40) == 70  # a decrease is not counted
    assert cs.net_cash(**cash, ending_working_capital=40, variant="signed") == 80
    assert cs.net_cash(90, 30, variant="already_in_ocf") == 60


@given(*[st.integers(-1_000, 1_000)] * 4)
def test_a_decrease_of_working_capital_never_makes_cash_by_default(flow, invested, before, after):
    cash, signed = (
        cs.net_cash(flow, invested, before, after, variant=r) for r in ("default", "signed")
    )
    assert cash <= signed
    assert cash == (signed if after >= before else flow - invested)
