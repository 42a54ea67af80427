"""Support on data that others published, against figures that plain pandas gives."""

import json

import numpy as np
import pytest

import cs_toolkit as cs
from tests.real_data import real_data

HOUR = 3600


def opened(mapping: str, folder: str):
    return cs.open(f"data/mappings/{mapping}.toml", source=str(real_data(folder)))


def variants(company, period: str) -> dict:
    frame = company.metrics(period, family="support", by=())
    return {(row.metric, row.variant): (row.value, row.n) for row in frame.itertuples()}


def test_a_month_of_a_call_centre():
    found = variants(opened("anonbank", "anonbank_aug1999"), "2010-08")
    value, n = found["abandonment_rate", "all"]
    assert (round(value, 6), n) == (0.248180, 41_768)
    assert found["abandonment_rate", "queued"][0] == pytest.approx(0.283019, abs=5e-7)
    value, n = found["average_handle_time", "default"]
    assert (round(value, 4), n) == (185.1345, 31_277)
    assert found["average_handle_time", "service_time"][0] == pytest.approx(184.3976, abs=5e-5)


def test_a_day_of_a_call_centre():
    by_outcome = variants(opened("anonbank_one_day", "anonbank_aug1999"), "1999-08")
    assert by_outcome["abandonment_rate", "all"][0] == pytest.approx(0.358931, abs=5e-7)
    by_service_time = variants(opened("anonbank_one_day_talks", "anonbank_aug1999"), "1999-08")
    value, n = by_service_time["average_handle_time", "default"]
    assert (round(value, 4), n) == (191.8460, 1_532)


def test_complaints_of_a_night_half_of_them_still_open():
    company = opened("nyc311", "nyc311")
    found = variants(company, "2023-12")
    assert found["complaints", "default"][0] == 500
    assert found["complaints", "resolved"][0] == 232
    assert found["complaints", "open"][0] == 261 + 5 + 2
    assert found["average_resolution_time", "median"][0] / HOUR == pytest.approx(0.27361, abs=5e-6)
    # fewer than half are closed, so the median of all is not reached: it is no 16 minutes
    assert np.isnan(found["average_resolution_time", "censored_median"][0])
    tidy = company.metrics("2023-12", family="support", by=()).set_index("variant")
    assert "fewer than half of the issues are resolved" in tidy.loc["censored_median", "note"]
    by_status = company.measures("2023-12", family="support", by="status").set_index("segment")
    assert by_status["complaints_opened"].drop("").to_dict() == {
        "Closed": 232, "In Progress": 261, "Open": 5, "Assigned": 2,
    }  # fmt: skip


def test_complaints_by_reason_on_twitter():
    company = opened("airline_tweets", "airline_tweets")
    frame = company.measures("2015-02", family="support", by="category").set_index("segment")
    assert frame.loc["", "complaints_opened"] / frame.loc["", "issues"] == pytest.approx(
        0.6269, abs=5e-5
    )
    reasons = frame["complaints_opened"].drop("").sort_values(ascending=False)
    assert (reasons.index[0], reasons.iloc[0]) == ("Customer Service Issue", 2_910)
    assert reasons.sum() == 9_178


def test_resolution_and_first_response_of_ravenstack():
    company = opened("ravenstack_support", "ravenstack")
    sums = company.measures("2023..2025", family="support", by=()).sum(numeric_only=True)
    assert sums["issues"] == sums["resolved_issues"] == 2_000
    assert sums["resolution_seconds"] / sums["resolved_issues"] / HOUR == pytest.approx(35.861)
    assert sums["first_response_seconds"] / sums["issues_answered"] / 60 == pytest.approx(88.48)


def test_the_mean_score_of_ravenstack_is_that_of_the_answered_tickets():
    company = opened("ravenstack_support", "ravenstack")
    sums = company.measures("2023..2025", family="satisfaction", by=()).sum(numeric_only=True)
    assert (sums["surveys_sent"], sums["satisfaction_responses"]) == (2_000, 1_175)
    mean = sums["satisfaction_score_sum"] / sums["satisfaction_responses"]
    assert mean == pytest.approx(3.9813, abs=5e-5)


@pytest.mark.parametrize(
    ("example", "metric", "measures"),
    [
        ("fcr", "first_contact_resolution",
         {"resolved_first": "issues_resolved_at_first_contact", "total": "issues_with_closed_window"}),
        ("asa", "average_wait_time", {"wait_s": "answered_wait_seconds", "answered": "answered_calls"}),
        ("abandon_investopedia", "abandonment_rate", {"offered": "offered_calls", "abandoned": "abandoned_calls"}),
    ],
)  # fmt: skip
def test_worked_examples(example, metric, measures):
    examples = json.loads(real_data("worked_examples.json").read_text(encoding="utf-8"))
    (worked,) = [one for one in examples if one["id"] == example]
    given = {ours: worked["given"][theirs] for theirs, ours in measures.items()}
    variant = "all" if metric == "abandonment_rate" else "default"
    assert cs.METRICS[metric](**given, variant=variant) == worked["expected"]
