"""Acquisition: by hand, funnels as chains, and organic growth over cycles."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.metrics.acquisition.organic_growth import (
    mean_organic_growth,
    pooled_viral_coefficient,
)
from tests.metrics.worked_examples import worked_example
from tests.real_data import real_data


def test_conversion_by_cohort_and_by_period():
    """500 leads, 100 of them too young to judge: 60 of the 400 others have converted, 2 of the young."""
    assert cs.conversion_rate(cohort_leads=400, cohort_leads_converted=60) == 0.15
    assert cs.conversion_rate(leads=500, leads_converted=62, variant="leads") == 0.124
    assert cs.conversion_rate(leads=10, lead_conversions_in_period=12, variant="by_period") == 1.2
    with pytest.raises(InputError, match="cohort_leads = 10, cohort_leads_converted = 12"):
        cs.conversion_rate(10, 12)


def test_a_share_of_visitors_is_at_most_1_and_conversions_per_visitor_is_not():
    assert cs.conversion_rate(2, 1, variant="visitors") == 0.5
    assert cs.conversion_rate(3, 1, variant="sessions") == 1 / 3
    assert cs.conversion_rate(2, 5, variant="conversions_per_visitor") == 2.5
    with pytest.raises(InputError, match="converting_visitors = 3"):
        cs.conversion_rate(2, 3, variant="visitors")


def test_qualified_leads_of_a_marketplace():
    """8,000 qualified leads and 842 closed deals."""
    assert cs.conversion_rate(8_000, 842, variant="qualified_leads") == 0.10525


def test_leads_of_an_education_company():
    """9,240 leads, 38.5390% converted; of those referred 490 of 534."""
    leads = pd.read_csv(real_data("xeducation_leads/Leads.csv"), keep_default_na=False)
    converted = pd.to_numeric(leads["Converted"])
    assert round(100 * cs.conversion_rate(len(leads), converted.sum()), 4) == 38.5390
    referred = leads["Lead Source"].eq("Reference")
    assert (converted[referred].sum(), referred.sum()) == (490, 534)


@given(st.lists(st.integers(0, 1_000), min_size=3, max_size=3))
def test_a_funnel_is_the_product_of_its_steps(counts):
    customers, qualified, leads = sorted(counts)
    whole = cs.sales_funnel(leads, customers)
    first = cs.sales_funnel(leads, qualified, variant="lead_to_qualified")
    second = cs.sales_funnel(qualified, customers, variant="qualified_to_customer")
    if qualified:
        assert first * second == pytest.approx(whole)


@given(st.lists(st.integers(0, 1_000), min_size=3, max_size=3))
def test_onboarding_is_the_product_of_its_steps_where_only_the_activated_pay(counts):
    paying, activated, signups = sorted(counts)
    first = cs.onboarding_funnel(signups, activated, variant="signup_to_activated")
    second = cs.onboarding_funnel(activated, paying, variant="activated_to_paying")
    if activated:
        assert first * second == pytest.approx(cs.onboarding_funnel(signups, paying))


def test_the_other_rates_by_hand():
    assert cs.leads_generated(500) == 500
    assert cs.marketing_response_rate(2_000, 50) == 0.025
    assert cs.free_to_paid_conversion(1_000, 49) == 0.049
    assert cs.onboarding_funnel(20_000, 1_000, variant="visitor_to_signup") == 0.05
    assert cs.sales_funnel(
        qualification_seconds=900, cohort_leads_qualified=3, variant="time_to_qualified"
    ) == 300  # fmt: skip
    assert cs.customer_referral_rate(400, 20) == 0.05
    assert cs.lead_referral_rate(400, 600) == 1.5


@pytest.mark.parametrize("cycle", range(3))
def test_k_is_invitations_times_conversion(cycle):
    """tg3company and viralkit: 4 × 25% = 1, 3 × 15% = 0.45, 3 × 20% = 0.6."""
    invitations, conversion, expected = worked_example("kfactor")["given"][cycle]
    customers = 1_000
    sent = customers * invitations
    assert cs.viral_coefficient(customers, sent, sent * conversion) == pytest.approx(expected)


def test_customers_and_company_apart_and_together():
    apart = cs.viral_coefficient(100, 400, 30) + cs.viral_coefficient(
        100, 200, 10, variant="company"
    )
    assert cs.viral_coefficient(100, 400, 30, 200, 10, variant="together") == pytest.approx(apart)


def test_open_invitations_leave_the_rate_and_not_the_invitations():
    """400 sent by 100 customers; of the 100 whose window has closed 20 were accepted."""
    assert cs.viral_coefficient(100, 400, 20, 300) == pytest.approx(4 * 0.2)
    assert np.isnan(cs.viral_coefficient(100, 400, 0, 400))


def test_a_cycle_without_invitations_or_customers_has_no_basis():
    assert np.isnan(cs.viral_coefficient(100, 0, 0))
    assert np.isnan(cs.viral_coefficient(0, 10, 1))
    assert np.isnan(mean_organic_growth([0.1, float("nan")]))
    assert np.isnan(mean_organic_growth([]))
    assert np.isnan(pooled_viral_coefficient([], []))


@given(st.lists(st.floats(0, 5), min_size=1, max_size=12))
def test_mean_growth_leads_to_the_same_end(coefficients):
    end = math.prod(1 + k for k in coefficients)
    assert (1 + mean_organic_growth(coefficients)) ** len(coefficients) == pytest.approx(end)


def test_a_small_cycle_does_not_weigh_like_a_large_one():
    assert pooled_viral_coefficient(customers=[3, 3_000], converted=[3, 300]) == 303 / 3_003
