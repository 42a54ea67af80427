"""Health: weights and normalisation by hand, and vendors' worked examples."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.metrics.health.weighted_score import (
    band_score,
    health_class,
    index_score,
    min_max,
    percent_of_target,
    weighted_parts,
    weighted_score,
    z_score,
)
from tests.metrics.worked_examples import worked_example

components = st.dictionaries(
    st.sampled_from(["usage", "nps", "payment", "adoption"]), st.floats(0, 100), min_size=1
)


def named(numbers) -> dict:
    return {f"indicator {position}": number for position, number in enumerate(numbers)}


def test_gainsights_group():
    """Weights 20, 15, 22 with scores 47, 59, 21: shown as 40."""
    example = worked_example("gainsight_group")
    weights, scores = zip(*example["given"], strict=True)
    score, coverage = weighted_score(named(scores), named(weights))
    assert score == pytest.approx(example["expected"])
    assert round(score) == example["displayed"]
    assert coverage == 1


def test_nateros_score():
    example = worked_example("natero_health")
    score, _ = weighted_score(named(example["given"]["scores"]), named(example["given"]["weights"]))
    assert score == pytest.approx(example["expected"])
    assert round(score) == example["displayed"]


def test_a_missing_indicator_lowers_the_coverage_and_not_the_score():
    weights = {"usage": 0.5, "nps": 0.3, "payment": 0.2}
    score, coverage = weighted_score({"usage": 80, "nps": 60}, weights)
    assert score == pytest.approx((0.5 * 80 + 0.3 * 60) / 0.8)
    assert coverage == 0.8
    nothing, none = weighted_score({}, weights)
    assert np.isnan(nothing) and none == 0


def test_every_customer_at_once():
    customers = pd.Index(["a", "b", "c"], name="customer_id")
    known = {
        "usage": pd.Series([80, 40, np.nan], customers),
        "nps": pd.Series([60, np.nan, np.nan], customers),
    }
    score, coverage = weighted_score(known, {"usage": 3, "nps": 1})
    pd.testing.assert_series_equal(score, pd.Series([75, 40, np.nan], customers))
    pd.testing.assert_series_equal(coverage, pd.Series([1, 0.75, 0], customers))


@given(components, st.data())
def test_the_score_lies_between_its_components_and_its_parts_make_it_up(known, data):
    weights = {name: data.draw(st.floats(0.01, 10), name) for name in known}
    score, coverage = weighted_score(known, weights)
    assert coverage == pytest.approx(1)
    assert min(known.values()) - 1e-9 <= score <= max(known.values()) + 1e-9
    assert sum(weighted_parts(known, weights).values()) == pytest.approx(score)


@given(components, st.floats(0.1, 100))
def test_only_the_proportion_of_weights_matters(known, factor):
    weights = {name: position + 1.0 for position, name in enumerate(known)}
    larger = {name: weight * factor for name, weight in weights.items()}
    assert weighted_score(known, larger)[0] == pytest.approx(weighted_score(known, weights)[0])


def test_wrong_weights_are_named():
    with pytest.raises(InputError, match='no weight for "usag": did you mean "usage"'):
        weighted_score({"usag": 1}, {"usage": 1})
    with pytest.raises(InputError, match="weight of usage = -1 must be 0 or more"):
        weighted_score({"usage": 1}, {"usage": -1})


def test_ways_to_make_indicators_comparable():
    assert [min_max(x, 10, 20) for x in (5, 10, 15, 20, 25)] == [0, 0, 0.5, 1, 1]
    assert min_max(12, 20, 10) == 0.8  # low is good
    assert np.isnan(min_max(5, 3, 3))
    assert percent_of_target(45, 60) == 0.75
    assert percent_of_target(90, 60) == 1
    assert z_score(10, 10, 2) == 0.5
    assert z_score(13.92, 10, 2) == pytest.approx(0.975, abs=1e-4)
    pd.testing.assert_series_equal(
        min_max(pd.Series([10, 15], ["a", "b"]), 10, 20), pd.Series([0, 0.5], ["a", "b"])
    )


def test_bands_of_one_to_ten():
    assert [band_score(x) for x in (0, 0.099, 0.1, 0.5, 0.99, 1)] == [1, 1, 2, 6, 10, 10]
    assert np.isnan(band_score(float("nan")))


def test_the_index_runs_from_one_to_a_hundred():
    assert (index_score(0), index_score(1)) == (1, 100)
    assert cs.chi(stage_score_sum=540, known_stages=9) == 60
    assert np.isnan(cs.chi(stage_score_sum=0, known_stages=0))
    with pytest.raises(InputError, match=r"customer_health_index would be 0\.5"):
        cs.chi(stage_score_sum=4, known_stages=8)


def test_an_edge_belongs_to_the_class_below():
    words = [health_class(score) for score in (0, 50, 50.01, 75, 75.01, 100)]
    assert words == ["poor", "poor", "average", "average", "good", "good"]
    assert health_class(40, poor_up_to=30) == "average"
    assert health_class(float("nan")) == ""


def test_the_metric_is_the_mean_of_the_customers():
    assert cs.chs(health_score_sum=60 + 80, scored_customers=2) == 70
    assert (
        cs.chs(usage_score_sum=90, customers_scored_on_usage=2, variant="frequency_breadth_depth")
        == 45
    )
    with pytest.raises(InputError, match="customer_health_score would be 120"):
        cs.chs(240, 2)
