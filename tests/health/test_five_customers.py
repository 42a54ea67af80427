"""The score of five customers, by hand."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import health
from tests.by_hand import row, value
from tests.health.five_customers import INDICATORS, SCORES, tables


@pytest.fixture(scope="module")
def company():
    return cs.open(
        tables(), as_of="2026-06-01", dimensions=["plan"], health={"indicators": INDICATORS}
    )


@pytest.fixture(scope="module")
def april(company):
    return health.health_scores(company, company.periods("2026-04"))


def test_every_score(april):
    assert dict(april.customers[["customer_id", "score"]].values) == pytest.approx(SCORES)


def test_weights_sum_to_one_and_contributions_to_the_score(april):
    assert april.weights == {"usage_frequency": 0.5, "satisfaction": 0.25, "tickets": 0.25}
    np.testing.assert_allclose(april.contributions.sum(axis=1), april.customers["score"])
    np.testing.assert_allclose(april.possible.sum(axis=1), 100)


def test_silence_lowers_the_coverage_and_not_the_score(april):
    coverage = dict(april.customers[["customer_id", "coverage"]].values)
    assert coverage == {"a": 1, "b": 1, "c": 1, "d": 0.75, "e": 0.75}
    silent = april.customers["customer_id"] == "e"
    assert np.isnan(april.contributions.loc[silent, "satisfaction"].item())
    assert april.contributions.loc[silent, "usage_frequency"].item() == pytest.approx(200 / 3)


def test_classes(april):
    assert dict(april.customers[["customer_id", "health_class"]].values) == {
        "a": "good", "b": "average", "c": "poor", "d": "poor", "e": "good",
    }  # fmt: skip


def test_the_metric_and_its_segments(company):
    found = row(company, "2026-04", "customer_health_score")
    assert found["value"] == pytest.approx(sum(SCORES.values()) / 5)
    assert found["n"] == 5 and found["low"] < found["value"] < found["high"]
    pro = value(company, "2026-04", "customer_health_score", by="plan", segment="pro")
    assert pro == pytest.approx((SCORES["a"] + SCORES["b"]) / 2)


def test_the_measures_add_up_over_segments(company):
    frame = company.measures("2026-04", family="health")
    sums = frame.groupby("dimension").sum(numeric_only=True)
    for name in ("health_score_sum", "scored_customers", "health_coverage_sum"):
        assert sums.loc["plan", name] == pytest.approx(sums.loc["total", name])
    classes = [f"{name}_health_customers" for name in ("good", "average", "poor")]
    assert sums.loc["total", classes].tolist() == [2, 1, 2]


def test_the_rows_behind_the_number(company):
    rows = company.rows("customer_health_score", "2026-04", by="plan")
    assert rows.set_index("customer_id")["score"].to_dict() == pytest.approx(SCORES)
    assert rows.set_index("customer_id")["segment"]["a"] == "pro"


def test_who_has_left_is_not_scored_any_more(company):
    may = health.health_scores(company, company.periods("2026-05"))
    assert may.customers["customer_id"].tolist() == ["a", "b", "d", "e"]


def test_without_declared_indicators_the_tables_decide():
    company = cs.open(tables(), as_of="2026-06-01")
    names = [one.name for one in health.indicators(company)]
    assert names == [
        "usage_frequency", "usage_breadth", "usage_growth", "satisfaction", "tickets", "tenure",
    ]  # fmt: skip


def test_the_variant_of_frequency_breadth_and_depth():
    """Time is ranked (0, ¼, ½, ¾, 1), all users of the active accounts use it, no features are told."""
    events = [
        (f"u-{c}", c, f"2026-04-10T10:{m:02d}:00") for c, last in zip("abde", (40, 20, 10, 50), strict=True)
        for m in range(0, last + 1, 10)
    ]  # fmt: skip
    frames = tables() | {
        "usage_events": pd.DataFrame(events, columns=["user_id", "customer_id", "occurred_at"])
    }
    found = row(
        cs.open(frames, as_of="2026-06-01"), "2026-04", "customer_health_score",
        "frequency_breadth_depth",
    )  # fmt: skip
    ranks = {"a": 0.75, "b": 0.5, "c": 0.0, "d": 0.25, "e": 1.0}
    breadth = {"a": 1, "b": 1, "c": 0, "d": 1, "e": 1}
    assert found["value"] == pytest.approx(
        100 * np.mean([(ranks[one] + breadth[one]) / 2 for one in ranks])
    )
    assert found["n"] == 5


def test_order_and_names_do_not_matter():
    frames = tables()
    shuffled = {name: frame.sample(frac=1, random_state=3) for name, frame in frames.items()}
    settings = {"as_of": "2026-06-01", "health": {"indicators": INDICATORS}}
    one, other = (
        health.health_scores(
            cs.open(data, **settings), cs.open(data, **settings).periods("2026-04")
        )
        for data in (frames, shuffled)
    )
    pd.testing.assert_frame_equal(one.customers, other.customers)
    renamed = {
        name: frame.assign(customer_id="z" + frame["customer_id"]) for name, frame in frames.items()
    }
    company = cs.open(renamed, **settings)
    third = health.health_scores(company, company.periods("2026-04"))
    assert third.customers["score"].tolist() == one.customers["score"].tolist()
