"""Support: by hand, the variants against one another, and published figures."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from tests.metrics.worked_examples import worked_example
from tests.real_data import real_data

counts = st.integers(0, 10_000)


def test_first_contact_by_issue_and_by_customer():
    """contactcenterpipeline: 90 of 100; asked by 75 customers that is more than one each."""
    example = worked_example("fcr")
    resolved, issues = example["given"]["resolved_first"], example["given"]["total"]
    assert cs.fcr(resolved, issues) == example["expected"]
    assert cs.fcr(resolved, asking_customers=75, variant="per_customer") == 1.2
    assert cs.fcr(resolved, variant="count") == 90
    failed = [
        cs.fcr(count, 100, variant=f"failed_by_{who}")
        for who, count in (("team", 6), ("product", 4))
    ]
    assert cs.fcr(resolved, issues) + sum(failed) == pytest.approx(1)
    with pytest.raises(InputError, match=r"would be 1\.1"):
        cs.fcr(110, 100)


def test_average_speed_of_answer_as_published():
    example = worked_example("asa")
    seconds, answered = example["given"]["wait_s"], example["given"]["answered"]
    assert cs.asa(answered_wait_seconds=seconds, answered_calls=answered) == example["expected"]


def test_abandonment_as_published():
    example = worked_example("abandon_investopedia")
    offered, abandoned = example["given"]["offered"], example["given"]["abandoned"]
    assert (
        cs.abandonment_rate(abandoned, offered_calls=offered, variant="all") == example["expected"]
    )
    assert cs.abandonment_rate(abandoned, 0, offered) == example["expected"]


def test_short_abandons_leave_both_sides():
    assert cs.abandonment_rate(abandoned_calls=60, short_abandons=20, offered_calls=1_020) == 0.04
    columns = {"abandoned_calls": 60, "short_abandons": 20, "offered_calls": 1_020}
    assert cs.abandonment_rate.default.sample_size(columns) == 1_000


@given(counts, counts, counts)
def test_without_short_abandons_the_rate_is_never_higher(answered, long_abandons, short):
    abandoned, offered = long_abandons + short, answered + long_abandons + short
    rate = cs.abandonment_rate(abandoned, short, offered)
    everything = cs.abandonment_rate(abandoned, offered_calls=offered, variant="all")
    if answered + long_abandons:
        assert rate <= everything + 1e-12


@given(counts, counts, counts, st.integers(1, 1_000))
def test_handle_time_is_the_sum_of_its_parts(talk, hold, wrap, calls):
    parts = cs.aht(talk, 0, 0, calls) + cs.aht(0, hold, 0, calls) + cs.aht(0, 0, wrap, calls)
    assert cs.aht(talk, hold, wrap, calls) == pytest.approx(parts)


def test_a_bank_s_calls_in_one_august():
    """42,078 calls of a bank's call centre, August 1999, in which 0:00:00 means "did not happen"."""
    file = real_data("anonbank_aug1999/august_calls_from_ods.csv.gz")
    calls = pd.read_csv(file, usecols=["outcome", "q_time", "ser_time"])
    answered, abandoned = calls["outcome"].eq("AGENT"), calls["outcome"].eq("HANG")
    served = calls["ser_time"]
    offered = (answered | abandoned).sum()
    rate = cs.abandonment_rate(abandoned.sum(), offered_calls=offered, variant="all")
    assert round(100 * rate, 4) == 24.8180
    waited = calls["q_time"] > 0
    gave_up, queued = (abandoned & waited).sum(), ((answered | abandoned) & waited).sum()
    of_those_who_waited = cs.abandonment_rate(gave_up, queued, variant="queued")
    assert round(100 * of_those_who_waited, 4) == 28.3019
    known = answered & (served > 0)
    assert known.sum() == 31_277
    assert round(cs.aht(served[known].sum(), 0, 0, known.sum()), 4) == 185.1345
    service = cs.aht(served[answered].sum(), answered.sum(), variant="service_time")
    assert round(service, 4) == 184.3976


def test_the_wait_variants_on_the_same_calls():
    """100 answered after 500 s, 25 given up after 300 s; 95 answered within the target."""
    assert cs.asa(500, 100) == 5
    assert cs.asa(wait_seconds=800, completed_calls=100, variant="completed") == 8
    assert cs.asa(wait_seconds=800, offered_calls=125, variant="all_calls") == 6.4
    assert cs.asa(calls_answered_in_time=95, offered_calls=125, variant="service_level") == 0.76


def test_the_wait_in_time_is_better_high_the_wait_itself_low():
    assert cs.asa.better == "lower"
    assert cs.asa.variants["service_level"].better == "higher"
    assert cs.aht.better == "target"  # S8: the shortest is not the best


def test_resolution_of_the_resolved_or_over_all_conversations():
    """Ten resolved in 3,600 s each, thirty still open: S12's formula makes 900 s of it."""
    assert cs.art(36_000, 10) == 3_600
    assert cs.art(36_000, conversations=40, variant="all_conversations") == 900
    assert (
        cs.art(resolution_business_seconds=18_000, resolved_issues=10, variant="business_hours")
        == 1_800
    )


def test_nine_minutes_are_stated_for_s12s_formula_and_for_talk():
    (benchmark,) = cs.art.benchmarks
    assert benchmark.judge(540) == "good" and benchmark.judge(541) == ""
    assert benchmark.only_for == "calls and live chat"
    assert benchmark.variant == "all_conversations"


@pytest.mark.parametrize("name", ["median", "p90", "p95", "censored_median"])
def test_a_percentile_is_handed_through(name):
    variant = cs.art.variants[name]
    (measure,) = variant.measures
    assert variant(**{measure: 123.5}) == 123.5
    assert np.isnan(variant(**{measure: None}))


@pytest.mark.parametrize(
    "metric", [cs.frt, cs.requester_wait_time, cs.agent_wait_time, cs.on_hold_time]
)
def test_waits_have_a_mean_a_median_and_a_p90(metric):
    assert metric(600, 4) == 150
    assert np.isnan(metric(0, 0))
    assert metric(**{metric.variants["median"].measures[0]: 7}, variant="median") == 7
    assert metric(**{metric.variants["p90"].measures[0]: 9}, variant="p90") == 9


def test_complaints_per_hundred_customers():
    assert cs.complaints(24) == 24
    assert cs.complaints(24, served_customers=600, variant="per_100_customers") == 4
    assert np.isnan(cs.complaints(24, served_customers=0, variant="per_100_customers"))
    assert cs.complaints(complaints_open=5, variant="open") == 5
    assert (
        cs.complaints(open_complaint_age_seconds=500, complaints_open=5, variant="backlog_age")
        == 100
    )
