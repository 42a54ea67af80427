"""Customer retention: by hand, the identities, and where the sources go wrong."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.metrics.worked_examples import worked_example


@st.composite
def periods(draw):
    """A period whose customers add up."""
    start = draw(st.integers(0, 10**6))
    churned = draw(st.integers(0, start))
    new, reactivated = draw(st.integers(0, 10**6)), draw(st.integers(0, 1_000))
    return {
        "starting_customers": start, "churned_customers": churned,
        "retained_customers": start - churned, "new_customers": new,
        "reactivated_customers": reactivated,
        "ending_customers": start + new + reactivated - churned,
        "served_customers": start + new + reactivated,
    }  # fmt: skip


@given(periods())
def test_churn_and_retention_sum_to_one(period):
    churn, retention = cs.ccr.default.over(period), cs.crr.default.over(period)
    if period["starting_customers"]:
        assert churn + retention == pytest.approx(1)
    else:
        assert np.isnan(churn) and np.isnan(retention)


@given(periods())
def test_retention_is_what_ended_less_who_came(period):
    if period["starting_customers"]:
        came = period["new_customers"] + period["reactivated_customers"]
        assert cs.crr.default.over(period) == pytest.approx(
            (period["ending_customers"] - came) / period["starting_customers"]
        )


@given(periods())
def test_s17s_two_formulas_sum_to_one_only_without_new_or_returned_customers(period):
    if period["starting_customers"]:
        net = cs.ccr.variants["net"].over(period)
        kept = cs.crr.variants["reactivated_as_retained"].over(period)
        gap = -period["new_customers"] / period["starting_customers"]
        assert net + kept - 1 == pytest.approx(gap, abs=1e-9)


@given(periods())
def test_all_customers_below_never_make_churn_higher(period):
    if period["starting_customers"]:
        over_all = cs.ccr.variants["all_customers"].over(period)
        assert over_all <= cs.ccr.default.over(period) + 1e-12


def test_net_churn_hides_every_loss_behind_a_new_customer():
    """S17: 100 customers, 30 lost and 30 won, is "0%"."""
    assert cs.ccr(100, ending_customers=100, variant="net") == 0
    assert cs.ccr(100, churned_customers=30) == 0.3
    assert cs.ccr(100, ending_customers=120, variant="net") == pytest.approx(-0.2)


def test_the_churn_variants_by_hand():
    assert cs.ccr(served_customers=125, churned_customers=30, variant="all_customers") == 0.24
    assert cs.ccr(100, 140, 30, variant="average") == 0.25


def test_the_forms_of_churn_add_up():
    forms = {"by_cancellation": 6, "by_closure": 3, "by_lost_contract": 1}
    rates = [cs.ccr(100, count, variant=form) for form, count in forms.items()]
    assert sum(rates) == pytest.approx(cs.ccr(100, sum(forms.values())))


def test_s8_and_s17_count_who_came_back_as_kept():
    """100 at start, 10 lost, 15 came back, 20 new: 125 at the end."""
    assert cs.crr(100, retained_customers=90) == 0.9
    assert cs.crr(100, 125, 20, variant="reactivated_as_retained") == 1.05


def test_a_year_of_monthly_churn_is_compounded():
    monthly = cs.ccr(100, 5)
    assert 1 - (1 - monthly) ** 12 == pytest.approx(0.4596, abs=5e-5)


def test_chartmogul_churn_leaves_out_who_came_and_went_or_went_and_came_back():
    example = worked_example("chartmogul_customer_churn")
    given_ = example["given"]
    churned = given_["churned_in_period"] - given_["of_which_reactivated_in_period"]
    churned -= given_["of_which_joined_in_period"]
    assert cs.ccr(given_["start"], churned) == example["expected"], example["source"]


def test_renewal_by_contract_customer_and_value():
    """Two contracts of one customer due, 100 and 300; the larger is renewed at 330."""
    assert cs.renewal_rate(contracts_due=2, contracts_renewed=1) == 0.5
    assert cs.renewal_rate(customers_due=1, customers_renewed=1, variant="by_customer") == 1
    assert cs.renewal_rate(value_due=400, value_renewed=330, variant="by_value") == 0.825
    assert cs.renewal_rate(value_due=400, value_renewed=440, variant="by_value") == 1.1
    with pytest.raises(InputError, match="contracts_due = 1, contracts_renewed = 2"):
        cs.renewal_rate(1, 2)


def test_repeat_purchase_of_customers_and_of_transactions():
    """S17's text asks for the first, its formula gives the second.

    Ten customers, nine buy once and one 21 times: 10% are repeat customers, 20 of 30 purchases
    are repeats.
    """
    assert cs.rpr(buyers=10, repeat_buyers=1) == 0.1
    assert cs.rpr(transactions=30, repeat_transactions=20, variant="transactions") == 2 / 3


@given(st.lists(st.integers(1, 30), min_size=1, max_size=50))
def test_repeat_transactions_never_fall_below_what_the_repeat_customers_need(purchases):
    buyers, repeat_buyers = len(purchases), sum(count > 1 for count in purchases)
    by_transaction = cs.rpr(sum(purchases), sum(purchases) - buyers, variant="transactions")
    by_customer = cs.rpr(buyers, repeat_buyers)
    assert 0 <= by_transaction < 1
    assert (by_transaction == 0) == (by_customer == 0)


def test_lifetimes_customer_is_one_repeat_buyer_with_two_repeats():
    """lifetimes' tests: three purchases are a frequency of 2, as the first is no repeat."""
    example = worked_example("lifetimes_summary")
    purchases = len({day for day, _ in example["given"]})
    repeats = purchases - 1
    assert repeats == example["expected"]["frequency"]
    assert cs.rpr(buyers=1, repeat_buyers=1) == 1
    assert cs.rpr(purchases, repeats, variant="transactions") == 2 / 3


def test_the_other_rates_by_hand():
    assert cs.win_back_rate(lapsed_customers=40, reactivated_customers=2) == 0.05
    assert cs.upsell_rate(upsell_eligible_customers=80, upsold_customers=12) == 0.15
    assert cs.inactive_customer_rate(400, 60) == 0.15
    assert cs.inactive_customer_rate(400, 100, variant="purchases_only") == 0.25


def test_the_cost_of_keeping_and_of_winning():
    """9,000 spent on 120 customers, of whom 90 stay; 6,000 spent to win 10."""
    assert cs.crc(9_000, retained_customers=90) == 100
    assert cs.crc(9_000, served_customers=120, variant="per_customer") == 75
    assert cs.acquisition_to_retention_cost(6_000, 10, 9_000, 90) == 6
    assert np.isnan(cs.acquisition_to_retention_cost(6_000, 0, 9_000, 90))
    assert np.isnan(cs.acquisition_to_retention_cost(6_000, 10, 0, 90))  # keeping costs nothing
