"""What every formula does with what it is given: shapes, missing basis, and wrong input."""

import inspect
import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.metrics import METRICS
from tests.metrics.measures import plausible

VARIANTS = [variant for metric in METRICS.values() for variant in metric.variants.values()]
every_variant = pytest.mark.parametrize("variant", VARIANTS, ids=str)


@every_variant
def test_numbers_give_a_float(variant):
    value = variant(**plausible(variant))
    assert type(value) is float
    assert np.isfinite(value)


@every_variant
def test_arrays_give_an_array_of_the_same_numbers(variant):
    given_ = plausible(variant)
    value = variant(**{name: np.full(3, number) for name, number in given_.items()})
    assert isinstance(value, np.ndarray)
    np.testing.assert_allclose(value, np.full(3, variant(**given_)))


@every_variant
def test_series_keep_their_index(variant):
    months = pd.Index(["2026-01", "2026-02"], name="period")
    given_ = plausible(variant)
    value = variant(**{name: pd.Series(number, months) for name, number in given_.items()})
    pd.testing.assert_index_equal(value.index, months)
    np.testing.assert_allclose(value, variant(**given_))


@every_variant
def test_a_frame_with_other_columns_too_will_do(variant):
    frame = pd.DataFrame([plausible(variant) | {"region": "north"}])
    np.testing.assert_allclose(variant.over(frame), [variant(**plausible(variant))])


@every_variant
def test_nothing_at_all_is_no_basis_or_nothing(variant):
    value = variant(**dict.fromkeys(variant.measures, 0))
    # a formula over one measure only hands it on: the division, if any, lies in a model
    divides = r"\frac" in variant.formula and not variant.formula.endswith("{30}")  # a constant
    divides = divides and len(variant.measures) > 1
    if divides or not METRICS.keys().isdisjoint(variant.parameters):
        assert np.isnan(value)
    else:
        assert value == 0


@every_variant
def test_what_is_missing_stays_missing(variant):
    given_ = plausible(variant)
    for name in set(variant.measures) - _asked_by_a_policy(variant):
        assert np.isnan(variant(**given_ | {name: None})), name


def _asked_by_a_policy(variant) -> set[str]:
    """The measures that have a default: only another policy than the usual one needs them."""
    parameters = inspect.signature(variant.function).parameters.values()
    own = {p.name for p in parameters if p.kind is not p.KEYWORD_ONLY and p.default is not p.empty}
    inner = [METRICS[name].default for name in variant.parameters if name in METRICS]
    return own.union(*map(_asked_by_a_policy, inner))


@every_variant
def test_a_negative_count_is_named(variant):
    for name in set(variant.measures) - _signed(variant):
        with pytest.raises(InputError, match=rf"{name} = -3 is negative"):
            variant(**plausible(variant) | {name: -3})


def _signed(variant) -> set[str]:
    inner = [METRICS[name].default for name in variant.parameters if name in METRICS]
    return {*variant.signed, *(name for one in inner for name in _signed(one))}


@every_variant
@settings(max_examples=25)
@given(data=st.data())
def test_a_value_lies_in_its_range_or_the_input_is_refused(variant, data):
    measures = {name: float(data.draw(st.integers(0, 50), name)) for name in variant.measures}
    try:
        value = variant(**measures)
    except InputError as error:
        assert re.search(
            "numerator is not part of its denominator|, more than |without a rate", str(error)
        )
        return
    if variant.range and not np.isnan(value):
        low, high = variant.range
        assert low - 1e-9 <= value <= high + 1e-9


def test_a_larger_part_is_refused_with_its_numbers_and_place():
    months = ["2026-01", "2026-02"]
    with pytest.raises(InputError) as told:
        cs.customer_churn_rate(
            starting_customers=pd.Series([10, 10], months),
            churned_customers=pd.Series([1, 12], months),
        )
    assert "customer_churn_rate would be 1.2 at 2026-02" in str(told.value)
    assert "starting_customers = 10, churned_customers = 12" in str(told.value)


def test_ratios_of_different_things_may_exceed_one():
    assert cs.fcr(90, asking_customers=75, variant="per_customer") == 1.2
    assert cs.lead_referral_rate(active_customers=10, referred_leads=30) == 3
    assert cs.nrr(100, 80, 0, 0) == 1.8
    assert cs.viral_coefficient(10, 40, 30) == 3


def test_a_scalar_is_spread_over_a_series():
    answers = pd.Series([10, 20], ["a", "b"])
    result = cs.nps(promoters=answers, detractors=0, responses=20)
    pd.testing.assert_series_equal(result, pd.Series([50.0, 100.0], ["a", "b"]))


def test_lists_and_nullable_columns_are_numbers_too():
    assert list(cs.nps([1, 2], [0, 0], [4, 4])) == [25, 50]
    promoters = pd.Series([1, None], dtype="Int64")
    result = cs.nps(promoters=promoters, detractors=0, responses=4)
    assert result[0] == 25
    assert np.isnan(result[1])


def test_an_unknown_variant_names_the_nearest():
    with pytest.raises(InputError, match='did you mean "trailing_12_months"'):
        cs.nrr(1, 1, variant="trailing_12_month")


def test_an_unknown_measure_names_the_nearest():
    with pytest.raises(InputError, match='takes no "promotors": did you mean "promoters"'):
        cs.nps(promotors=1, detractors=1, responses=2)


def test_a_measure_that_is_left_out_is_named():
    with pytest.raises(InputError, match="needs responses: give promoters, detractors, responses"):
        cs.nps(promoters=1, detractors=1)


def test_too_many_measures_are_refused():
    with pytest.raises(InputError, match="takes only starting_customers, churned_customers, new_"):
        cs.customer_churn_rate(1, 2, 3, 4)


def test_words_are_no_numbers():
    with pytest.raises(InputError, match="responses = 'many' is not a number"):
        cs.nps(1, 1, "many")


def test_a_metric_is_computed_from_the_measures_of_the_metrics_that_it_builds_on():
    spend = {"acquisition_spend": 6_000, "new_customers": 30}
    assert cs.ltv_cac_ratio(customer_lifetime_value=600, **spend) == 3
    assert cs.ltv_cac_ratio(customer_lifetime_value=600, customer_acquisition_cost=200) == 3
    assert set(spend) < set(cs.ltv_cac_ratio.measures)
    assert "gross_margin" in cs.ltv_cac_ratio.assumptions


def test_what_goes_into_a_metric_that_is_given_is_not_taken_silently():
    with pytest.raises(InputError, match='takes no "new_customers"'):
        cs.ltv_cac_ratio(
            customer_lifetime_value=600, customer_acquisition_cost=200, new_customers=30
        )
