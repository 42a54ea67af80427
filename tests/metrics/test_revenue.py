"""Recurring revenue: by hand, the identities, and what vendors publish."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.metrics.worked_examples import worked_example

# A month by hand: 1,000 at the start; 200 new, 50 returned, 120 more, 30 less, 90 lost.
MONTH = {
    "starting_mrr": 1_000, "new_mrr": 200, "reactivation_mrr": 50, "expansion_mrr": 120,
    "contraction_mrr": 30, "churned_mrr": 90, "ending_mrr": 1_250,
}  # fmt: skip
money = st.integers(0, 10**9).map(float)


@st.composite
def months(draw):
    """A month whose losses are no larger than what there was."""
    start = draw(money)
    churned = draw(st.floats(0, 1)) * start
    contraction = draw(st.floats(0, 1)) * (start - churned)
    return {
        "starting_mrr": start, "churned_mrr": churned, "contraction_mrr": contraction,
        "expansion_mrr": draw(money), "retained_mrr": start - churned - contraction,
    }  # fmt: skip


def of(variant, month=MONTH):
    return variant.over(month)


def test_the_month_by_hand():
    assert of(cs.nrr.default) == pytest.approx((1_000 + 120 - 30 - 90) / 1_000) == 1.0
    assert of(cs.mrr_churn_rate.default) == 0.09
    assert of(cs.mrr_churn_rate.variants["gross"]) == 0.12
    assert of(cs.mrr_churn_rate.variants["net"]) == 0.0
    assert of(cs.mrr_churn_rate.variants["absolute"]) == 90
    assert of(cs.expansion_rate.default) == 0.12
    assert of(cs.expansion_rate.variants["absolute"]) == 120
    assert of(cs.quick_ratio.default) == pytest.approx(370 / 120)
    assert of(cs.mrr.default) == 1_250
    assert of(cs.arr.default) == 15_000


def test_the_sources_ways_of_net_revenue_retention_on_the_same_month():
    """S17's text never subtracts churn; read to the letter it counts movements twice."""
    assert of(cs.nrr.variants["ignoring_churn"]) == 1.09
    assert of(cs.nrr.variants["current_period"]) == 1.34
    # closing MRR has churn, expansion and contraction in it, and the new customers' 250 too
    assert 1_250 == 1_000 + 200 + 50 + 120 - 30 - 90
    assert (
        cs.nrr(cohort_starting_mrr=1_000, cohort_ending_mrr=900, variant="trailing_12_months")
        == 0.9
    )


def test_mrr_by_payers_agrees_by_definition_and_by_active_users_only_if_they_are_the_same():
    assert cs.mrr(1_250, 50, variant="arpu_times_payers") == 1_250
    assert cs.mrr(1_250, 500, 500, variant="arpu_times_active_users") == 1_250
    assert cs.mrr(1_250, 500, 400, variant="arpu_times_active_users") == 1_000


def test_average_revenue_by_hand():
    assert cs.arpa(1_150, 20, 30) == 46
    assert cs.arpa(1_150, ending_accounts=23, variant="ending") == 50
    assert (
        cs.arpa(billed_revenue=-50, starting_accounts=20, ending_accounts=30, variant="billed")
        == -2
    )
    assert cs.arpu(1_150, 200, 260) == 5
    assert cs.arpu(1_150, ending_users=230, variant="ending") == 5


def test_shares_of_revenue_add_up_to_the_whole():
    kinds = [
        name.removesuffix("_share") for name in cs.revenue_by_type.variants if "_share" in name
    ]
    amounts = {f"{kind}_revenue": 10.0 * (i + 1) for i, kind in enumerate(kinds)}
    total = sum(amounts.values())
    shares = [
        cs.revenue_by_type(amounts[f"{kind}_revenue"], total, variant=f"{kind}_share")
        for kind in kinds
    ]
    assert len(kinds) == 9
    assert sum(shares) == pytest.approx(1)
    assert cs.revenue_by_type(billed_revenue=total) == total == 450


def test_revenue_retention_falls_to_the_growth_of_others_only_in_the_net_number():
    """Two customers, 500 each: one leaves, the other doubles. Nothing changed, or half was lost."""
    assert cs.nrr(1_000, 500, 0, 500) == 1.0
    assert cs.grr(1_000, retained_mrr=500) == 0.5


@given(months())
def test_gross_retention_is_at_most_one_and_at_most_the_net(month):
    grr, nrr = of(cs.grr.default, month), of(cs.nrr.default, month)
    if month["starting_mrr"] == 0:
        assert np.isnan(grr) and np.isnan(nrr)
    else:
        assert grr <= 1
        assert grr <= nrr + 1e-9


@given(months())
def test_churn_and_retention_are_complements(month):
    if month["starting_mrr"] > 0:
        variants = cs.mrr_churn_rate.variants
        assert of(variants["net"], month) == pytest.approx(
            1 - of(cs.nrr.default, month), rel=1e-9, abs=1e-9
        )
        assert of(variants["gross"], month) == pytest.approx(
            1 - of(cs.grr.default, month), abs=1e-9
        )


@given(months(), st.integers(2, 9))
def test_the_currency_does_not_matter(month, factor):
    other = {name: value * factor for name, value in month.items()}
    for variant in (cs.nrr.default, cs.grr.default, cs.mrr_churn_rate.variants["net"]):
        np.testing.assert_allclose(of(variant, other), of(variant, month), atol=1e-9)


def test_the_mean_of_rates_is_not_the_rate_of_sums():
    """Aggregate first, divide last: a segment of 10 must not weigh like one of 990."""
    segments = pd.DataFrame(
        {
            "starting_mrr": [990.0, 10],
            "expansion_mrr": 0,
            "contraction_mrr": 0,
            "churned_mrr": [0, 10.0],
        }
    )
    assert cs.nrr.default.over(segments).mean() == 0.5
    assert cs.nrr.default.over(segments.sum()) == 0.99


def test_more_retained_than_there_was_is_refused():
    with pytest.raises(InputError, match=r"gross_revenue_retention would be 1\.2"):
        cs.grr(starting_mrr=100, retained_mrr=120)
    with pytest.raises(InputError, match=r"variant \"gross\"\) would be 1\.1"):
        cs.mrr_churn_rate(100, 60, 50, variant="gross")


def test_a_month_without_losses_has_no_quick_ratio():
    assert np.isnan(cs.quick_ratio(100, 0, 0, 0, 0))


def test_chartmogul_gross_and_net_churn():
    for name, variant in (("gross", "gross"), ("net", "net")):
        example = worked_example(f"chartmogul_{name}_mrr_churn")
        given_ = example["given"]
        value = cs.mrr_churn_rate.variants[variant].over(
            {
                "starting_mrr": given_["start_mrr"], "churned_mrr": given_["churn"],
                "contraction_mrr": given_["contraction"], "expansion_mrr": given_["expansion"],
                "reactivation_mrr": given_.get("reactivation", 0),
            }
        )  # fmt: skip
        assert value == pytest.approx(example["expected"]), example["source"]


def test_net_churn_less_reactivation_is_a_policy():
    losses = {"starting_mrr": 100, "contraction_mrr": 10, "churned_mrr": 10, "expansion_mrr": 10}
    net = cs.mrr_churn_rate.variants["net"]
    assert net(**losses, reactivation_mrr=4) == pytest.approx(0.1)
    assert net(**losses, reactivation_mrr=4, net_mrr_churn="less_reactivation") == pytest.approx(
        0.06
    )
    # without the measure there is no number, rather than one that leaves it out
    assert np.isnan(net(**losses, net_mrr_churn="less_reactivation"))
    with pytest.raises(InputError, match='net_mrr_churn = "gross" is not one of'):
        net(**losses, net_mrr_churn="gross")


def test_stripe_mrr_of_monthly_and_annual_plans():
    """docs.stripe.com prints 800/12 in its formula line, a typo: 600/12 gives its own 12,500."""
    example = worked_example("stripe_mrr")
    monthly, annual = example["given"]["monthly_100"], example["given"]["annual_600"]
    assert cs.mrr(monthly * 100 + annual * 600 / 12) == example["expected"]
    assert cs.mrr(monthly * 100 + annual * 800 / 12) != example["expected"]


def test_chargebee_gross_retention():
    """The page prints "5000/5000 = 1%" and means 100%; it takes the minimum of totals.

    On totals growth hides loss, so ours takes it per customer: of two customers at 2,500, one lost
    and the other grown to 6,000, half is retained.
    """
    example = worked_example("chargebee_grr_doc_bug")
    start, end = example["given"]["start"], example["given"]["end"]
    assert cs.grr(start, retained_mrr=min(start, end)) == example["expected"]
    assert cs.grr(start, retained_mrr=min(2_500, 0) + min(2_500, 6_000)) == 0.5


def test_chargebee_contraction_is_no_customer_churn():
    example = worked_example("chargebee_contraction")
    before, after = example["given"]["from"], example["given"]["to"]
    contraction = before - after
    assert contraction == example["expected"]["contraction"]
    assert cs.mrr_churn_rate(starting_mrr=before, churned_mrr=0) == 0
    assert cs.mrr_churn_rate(before, contraction, 0, variant="gross") == 0.3
    assert cs.ccr(1, churned_customers=0) == example["expected"]["customer_churn"]
