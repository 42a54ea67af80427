"""The rows behind a number: in the units that are shown, and only of what was asked for."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.measures import files_by_measure

SUBSCRIPTIONS = pd.DataFrame(
    {
        "subscription_id": ["s1", "s2", "s3"],
        "customer_id": ["a", "b", "c"],
        "starts_on": ["2026-01-01", "2026-01-10", "2026-02-01"],
        "ends_on": [None, "2026-02-10", None],
        "mrr": [10, 20, 30],
        "end_kind": [None, "closed_account", None],
    }
)
CUSTOMERS = pd.DataFrame({"customer_id": ["a", "b", "c"], "region": ["NA", "EU", "EU"]})


def _company(**tables):
    frames = {"subscriptions": SUBSCRIPTIONS, "customers": CUSTOMERS} | tables
    return cs.open(frames, as_of="2026-06-01")


def test_no_row_shows_money_in_millionths():
    company = cs.open("data/sample/company.toml")
    measure_files = {
        measure_file.name: measure
        for measure, measure_file in files_by_measure().items()
        if measure_file.rows
    }
    looked_at = 0
    for name, measure in measure_files.items():
        if name.split("/")[0] in ("revenue", "retention", "value"):
            numbers = company.rows(measure, "2026-10").select_dtypes("number").abs().max()
            assert (numbers.dropna() < 1_000_000).all(), (name, numbers.to_dict())
            looked_at += 1
    assert looked_at > 20


def test_rows_of_the_forecast_and_of_losses():
    company = _company()
    assert sorted(company.rows("mrr_forecast", "2026-02")["mrr"]) == [30, 40]
    assert company.rows("churned_by_closure", "2026-02")["lost"].tolist() == [20]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"segment": "EU"}, 'say by which "EU" is meant'),
        ({"segment": "Eu", "by": "region"}, 'no row behind mrr in 2026-02 has region = "Eu"'),
        ({"by": "regoin"}, 'did you mean "region"'),
        ({"by": "plan"}, 'the data have no column "plan"'),
    ],
)
def test_a_slip_is_not_taken_for_no_rows(asked, told):
    with pytest.raises(InputError, match=told):
        _company().rows("mrr", "2026-02", **asked)


def test_rows_that_cannot_be_split():
    answers = pd.DataFrame(
        {"response_id": [1], "survey": "nps", "score": 9, "sent_at": "2026-02-01"}
    )
    with pytest.raises(InputError, match='cannot be split by "end_kind"'):
        _company(survey_responses=answers).rows("net_promoter_score", "2026-02", by="end_kind")


def test_rows_come_in_an_order_of_their_own():
    rows = _company().rows("mrr", "2026-02")
    assert rows["customer_id"].is_monotonic_increasing
    backwards = {"subscriptions": SUBSCRIPTIONS[::-1], "customers": CUSTOMERS[::-1]}
    other = cs.open(backwards, as_of="2026-06-01").rows("mrr", "2026-02")
    pd.testing.assert_frame_equal(rows, other)
