"""From values to components: each rule by hand, and what holds for all."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_toolkit.analyses.health.normalising import components
from cs_toolkit.analyses.health.scoring import score_customers
from cs_toolkit.config.health.indicator import RULES, Indicator, Normalisation
from cs_toolkit.config.health.settings import HealthSettings

NAN = float("nan")
BY_RULE = {
    "min_max": Normalisation("min_max", 0, 10),
    "percentile": Normalisation("percentile"),
    "z_score": Normalisation("z_score"),
    "target": Normalisation("target", target=20),
    "bands": Normalisation("bands", edges=(0, 5), scores=(1, 0.5, 0)),
}
values = st.lists(st.one_of(st.none(), st.floats(0, 50)), min_size=1, max_size=12)


def of(rule: str, *given, better="higher", bands=0) -> list:
    indicator = Indicator("x", 1, BY_RULE[rule], better=better)
    return components(pd.Series(given, dtype=float), indicator, bands).round(4).tolist()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("min_max", [0.0, 0.5, 1.0, 1.0]),
        ("percentile", [0.0, 0.3333, 0.6667, 1.0]),
        ("target", [0.0, 0.25, 0.6, 1.0]),
        ("bands", [1.0, 0.5, 0.0, 0.0]),
    ],
)
def test_by_hand(rule, expected):
    assert of(rule, 0, 5, 12, 40) == expected


def test_a_z_score_is_the_share_of_a_normal_population():
    assert of("z_score", 1, 2, 3)[1] == 0.5
    assert of("z_score", 1, 2, 3)[2] == pytest.approx(0.8897)  # 1.2247 deviations above


def test_a_low_value_can_be_the_good_one():
    assert of("min_max", 0, 5, 12, better="lower") == [1.0, 0.5, 0.0]
    assert of("percentile", 3, 1, 2, better="lower") == [0.0, 1.0, 0.5]


def test_an_edge_belongs_to_the_band_below_it():
    assert of("bands", 0, 0.1, 5, 5.1) == [1.0, 0.5, 0.5, 0.0]


def test_without_ends_the_lowest_and_highest_customer_are_the_ends():
    indicator = Indicator("x", 1, Normalisation("min_max"))
    assert components(pd.Series([2.0, 3.0, 6.0]), indicator).tolist() == [0.0, 0.25, 1.0]


@pytest.mark.parametrize("rule", ["percentile", "z_score"])
def test_who_is_compared_with_nobody_is_not_known(rule):
    assert np.isnan(of(rule, 7.0)).all()


def test_equal_customers_share_a_rank_in_the_middle():
    assert of("percentile", 7.0, 7.0) == [0.5, 0.5]


def test_components_in_ten_steps():
    assert of("min_max", 0, 5, 10, bands=10) == [0.1, 0.6, 1.0]


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(RULES), values, st.sampled_from(["higher", "lower"]))
def test_components_lie_between_0_and_1_and_are_missing_where_the_value_is(rule, given, better):
    found = components(
        pd.Series(given, dtype=float), Indicator("x", 1, BY_RULE[rule], better=better)
    )
    known = found.dropna()
    assert ((known >= 0) & (known <= 1)).all()
    assert found[pd.Series(given, dtype=float).isna()].isna().all()


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["min_max", "percentile", "z_score", "target"]), values)
def test_a_better_value_never_has_a_lower_component(rule, given):
    series = pd.Series(given, dtype=float)
    found = components(series, Indicator("x", 1, BY_RULE[rule]))
    known = pd.DataFrame({"value": series, "found": found}).dropna().sort_values("value")
    assert (known["found"].diff().dropna() >= -1e-12).all()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(*[st.one_of(st.none(), st.floats(0, 20))] * 3), min_size=1, max_size=8),
    st.tuples(*[st.floats(0.1, 5)] * 3),
)
def test_contributions_add_up_and_coverage_is_the_known_weight(rows, weights):
    indicators = [
        Indicator(name, weight, rule)
        for name, weight, rule in zip("abc", weights, list(BY_RULE.values())[:3], strict=True)
    ]
    values = pd.DataFrame(rows, columns=list("abc"), dtype=float)
    values.insert(0, "period", "2026-04")
    values.insert(1, "customer_id", [f"c{n}" for n in range(len(values))])
    values.insert(2, "monthly_revenue", 1.0)
    found = score_customers(values, indicators, HealthSettings())
    scored = found.customers["score"].notna()
    np.testing.assert_allclose(
        found.contributions[scored].sum(axis=1), found.customers.loc[scored, "score"], atol=1e-9
    )
    known = found.components.notna().mul(pd.Series(found.weights)).sum(axis=1)
    np.testing.assert_allclose(found.customers["coverage"], known)
    assert sum(found.weights.values()) == pytest.approx(1)
    assert ((found.customers["score"] >= -1e-9) & (found.customers["score"] <= 100 + 1e-9))[
        scored
    ].all()
