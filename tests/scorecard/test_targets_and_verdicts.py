"""A verdict needs a target for this grain and an interval beyond it; targets are held to their range."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit import METRICS
from cs_toolkit.config.targets import Target, declared_targets
from cs_toolkit.errors import InputError
from cs_toolkit.scorecard.verdict import verdict


def answers(satisfied: int, others: int, targets: dict, months=("2026-09",)):
    scores = [5] * satisfied + [2] * others
    rows = [
        (f"{month}-{at}", "csat", score, f"c{at}", f"{month}-10")
        for month in months
        for at, score in enumerate(scores)
    ]
    frame = pd.DataFrame(
        rows, columns=["response_id", "survey", "score", "customer_id", "responded_at"]
    )
    surveys = {"csat": {"kind": "csat", "scale": [1, 5]}}
    return cs.open(
        {"survey_responses": frame}, as_of="2027-01-01", surveys=surveys, targets=targets
    )


def row(company, period="2026-09", metric="customer_satisfaction"):
    return cs.pick(company.metrics(period, family="satisfaction", by=()), metric).iloc[0]


def test_a_target_inside_the_interval_is_neither_met_nor_missed():
    """80 of 100: Wilson's interval is 0.711 to 0.867."""
    for target, word in ((0.7, "on target"), (0.75, "too close to tell"), (0.9, "below target")):
        assert row(answers(80, 20, {"csat": target}))["verdict"] == word


def test_a_range_needs_the_whole_interval_on_one_side():
    ranges = {
        (0.6, 0.9): "within target", (0.9, 1.0): "outside target", (0.75, 0.9): "too close to tell",
    }  # fmt: skip
    for ends, word in ranges.items():
        assert row(answers(80, 20, {"csat": list(ends)}))["verdict"] == word


def test_a_month_s_target_does_not_judge_a_year_nor_a_year_s_a_month():
    monthly = answers(80, 20, {"customer_satisfaction": 0.7})
    assert row(monthly, "2026-09")["verdict"] == "on target"
    for period in ("2026-Q3", "2026", "2026-W37"):
        assert row(monthly, period)["verdict"] == ""
    yearly = answers(80, 20, {"csat": {"value": 0.7, "per": "year"}})
    assert (row(yearly, "2026")["verdict"], row(yearly)["verdict"]) == ("on target", "")


def test_the_scorecard_says_which_grain_a_target_is_for():
    card = answers(80, 20, {"csat": 0.7}).scorecard("2026").set_index("metric")
    found = card.loc["customer_satisfaction"]
    assert (found["target"], found["target_per"], found["verdict"]) == (0.7, "month", "")
    assert "the target is per month: no verdict on a year" in found["note"]


def test_a_benchmark_needs_the_interval_in_its_band_too():
    nps = METRICS["net_promoter_score"].default
    renewal = METRICS["renewal_rate"].variants["by_customer"]
    assert verdict(nps, 45.0, None, "month", 35.0, 55.0) == "good"
    assert verdict(nps, 45.0, None, "month", 25.0, 65.0) == "too close to tell"
    assert verdict(nps, 12.0, None, "month", 5.0, 20.0) == ""
    assert verdict(nps, 28.0, None, "month", 20.0, 36.0) == "too close to tell"
    assert verdict(renewal, 1.0, None, "month", 0.89, 1.0) == "good"  # at least good, for sure


def test_lower_is_better_the_other_way_round():
    churn = METRICS["customer_churn_rate"].default
    words = [verdict(churn, 0.03, 0.03, "month", low, high) for low, high in
             ((0.01, 0.03), (0.02, 0.04), (0.031, 0.05))]  # fmt: skip
    assert words == ["on target", "too close to tell", "above target"]


def test_a_sum_of_money_is_judged_by_itself_and_a_mean_of_one_case_not_at_all():
    assert verdict(METRICS["mrr"].default, 100.0, Target(90), "month") == "on target"
    wait = METRICS["average_wait_time"].default
    assert verdict(wait, 10.0, Target(20), "month") == ""


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"customer_retention_rate": 90}, "90% is written 0.9"),
        ({"nrr": 105}, "105% is written 1.05"),
        ({"nps": 120}, "lies outside -100 to 100"),
        ({"csat": -0.1}, "lies outside 0 to 1"),
        ({"aht": [-5, 300]}, "[-5, 300] lies outside 0 and above"),
        ({"customer_health_score": 101}, "lies outside 0 to 100"),
        ({"csat": {"value": 90, "per": "year"}}, "90% is written 0.9"),
        ({"nps": 40, "net_promoter_score": 30}, "nps and net_promoter_score are the same metric"),
        ({"aht": 1, "average_handle_time": 1}, "keep one of the two lines"),
        ({"csat": {"value": 0.9, "per": "mnth"}}, 'did you mean "month"'),
        ({"csat": {"value": 0.9, "for": "month"}}, "must have value ="),
        ({"csat": {"per": "month"}}, "must have value ="),
        ({"csat": {"value": True}}, "must be a number, or a range"),
        ({"csatt": 0.9}, 'has no "csatt"'),
    ],
)
def test_targets_that_cannot_be_meant_are_refused(given, says):
    with pytest.raises(InputError, match=r"\[targets\]") as refused:
        cs.open({"customers": pd.DataFrame({"customer_id": ["a"]})}, targets=given)
    assert says in str(refused.value)


def test_targets_at_the_ends_of_the_range_are_taken():
    taken = declared_targets({"csat": 1, "nps": -100, "nrr": 1.2, "customer_roi": 9, "aht": 0})
    assert [one.value for one in taken.values()] == [1, -100, 1.2, 9, 0]
    assert {one.per for one in taken.values()} == {"month"}
