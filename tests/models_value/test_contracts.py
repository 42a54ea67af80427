"""Renewal of contracts: published cohorts, a known truth, and sums done the long way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_toolkit.errors import InputError
from cs_toolkit.models.sbg import (
    ContractRenewal,
    fit_contract_renewal,
    fit_survivors,
    projection_error,
)

# Fader and Hardie 2007, the "regular" customers, years 0 to 7
REGULAR = [1000, 631, 468, 382, 326, 289, 262, 241]

models = st.builds(
    ContractRenewal, st.floats(0.05, 20), st.floats(0.05, 20),
    st.just(np.nan), st.just(1), st.just(1),
)  # fmt: skip


def test_the_regular_customers():
    fit = fit_survivors(REGULAR)
    assert round(fit.alpha, 4) == 0.7041
    assert round(fit.beta, 3) == 1.182
    assert fit.staying([0])[0] == 1
    assert (fit.contracts, fit.lost) == (1000, 759)


def test_one_by_one_or_as_a_cohort_is_the_same():
    lost_at = np.append(0, -np.diff(REGULAR))
    renewals = np.repeat(np.arange(8), lost_at).tolist() + [7] * REGULAR[-1]
    lost = [1] * (REGULAR[0] - REGULAR[-1]) + [0] * REGULAR[-1]
    assert fit_contract_renewal(renewals, lost) == fit_survivors(REGULAR)


def test_a_known_truth_is_found_again():
    rng = np.random.default_rng(8)
    chance = rng.beta(1.0, 4.0, 30_000)
    lasted = rng.geometric(chance)
    seen = rng.integers(1, 9, len(chance))
    fit = fit_contract_renewal(np.minimum(lasted, seen), lasted <= seen)
    assert fit.alpha == pytest.approx(1.0, rel=0.08)
    assert fit.beta == pytest.approx(4.0, rel=0.08)


def test_held_out_it_beats_one_churn_rate_for_ever():
    """Learned from four years of the regular customers, the three that follow."""
    errors = projection_error(REGULAR, learn_ages=4)
    assert errors["age"].tolist() == [5, 6, 7]
    missed = errors[["model", "constant_churn"]].sub(errors["actual"], axis=0).abs().mean()
    assert missed["model"] < 0.01
    assert missed["constant_churn"] > 0.1


def test_the_discounted_lifetime_is_the_sum_over_all_terms():
    fit = fit_survivors(REGULAR)
    terms = np.arange(5000)
    by_hand = (fit.staying(terms) / 1.1**terms).sum()
    assert fit.discounted_lifetime(0.1) == pytest.approx(by_hand)
    residual = (fit.staying(terms + 3) / 1.1**terms).sum() / fit.staying(2)
    assert fit.discounted_lifetime(0.1, age=3) == pytest.approx(residual)
    value = fit.lifetime_value(200, gross_margin=0.5, discount_rate=0.1)
    assert value == pytest.approx(100 * by_hand)
    each = fit.lifetime_value(
        np.array([200, 400]), gross_margin=0.5, discount_rate=0.1, age=np.array([0, 3])
    )
    assert each.tolist() == pytest.approx([100 * by_hand, 200 * residual])


def test_the_lifetime_within_a_horizon():
    fit = fit_survivors(REGULAR)
    assert fit.expected_lifetime(1) == pytest.approx(1)
    assert fit.expected_lifetime(2) == pytest.approx(1 + 1.182 / (1.182 + 0.7041), abs=1e-4)


def test_too_few_lost_contracts_give_nothing():
    fit = fit_survivors([100, 95, 93])
    assert fit.note == (
        "not available: needs at least 20 lost contracts at 2 different renewals, there are 7 at 2"
    )
    assert np.isnan([fit.expected_lifetime(5), fit.discounted_lifetime(0.1)]).all()
    assert "at 1" in fit_survivors([100, 50]).note, "one rate cannot tell two parameters"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: fit_survivors([10, 11]), "must not rise"),
        (lambda: fit_survivors([10, -1]), "survivors: 1 of 2 rows is below 0"),
        (lambda: fit_contract_renewal([0.5], [0]), "no whole numbers"),
        (lambda: fit_contract_renewal([0, 1], [1, 0]), "lost before their first renewal"),
        (lambda: projection_error(REGULAR, 7), "learn_ages = 7 must leave"),
        (lambda: fit_survivors(REGULAR).discounted_lifetime(0), "discount_rate = 0"),
        (
            lambda: fit_survivors(REGULAR).lifetime_value(1, gross_margin=2, discount_rate=0.1),
            "gross_margin = 2",
        ),
    ],
)
def test_bad_input_is_reported(call, said):
    with pytest.raises(InputError, match=said):
        call()


@given(models)
def test_retention_falls_and_renewal_rises_with_age(model):
    ages = np.arange(1, 30)
    staying = model.staying(np.arange(30))
    assert ((staying >= 0) & (staying <= 1)).all()
    assert (np.diff(staying) <= 0).all()
    assert (np.diff(model.renewal_rate(ages)) >= 0).all()
    assert staying[1:] / staying[:-1] == pytest.approx(model.renewal_rate(ages))


@given(models, st.floats(0.01, 0.5))
def test_who_has_renewed_is_worth_more_than_who_is_about_to(model, rate):
    later = [model.discounted_lifetime(rate, age) for age in (1, 5, 20)]
    assert later == sorted(later)
    assert model.discounted_lifetime(rate) == pytest.approx(
        1 + model.discounted_lifetime(rate, age=1) / (1 + rate)
    ), "today's payment, and then what is to come"


@given(st.integers(2, 50))
def test_more_customers_of_the_same_kind_are_the_same_fit(factor):
    fit, larger = fit_survivors(REGULAR), fit_survivors([count * factor for count in REGULAR])
    assert larger.alpha == pytest.approx(fit.alpha, rel=1e-3)
    assert larger.beta == pytest.approx(fit.beta, rel=1e-3)
