"""Settings of the wrong kind or beyond what they can be: one sentence, before any row is read."""

import pytest

import cs_toolkit as cs
from cs_toolkit.config.company_file import company_settings
from cs_toolkit.errors import InputError


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"policies": {"past_due_days": -5}}, "past_due_days = -5 must be a whole number from 0"),
        ({"policies": {"acquisition_lag_months": 1.5}}, "must be a whole number from 0 to 120"),
        ({"policies": {"forecast_months": 99}}, "forecast_months = 99 must be a whole number"),
        ({"policies": {"repeat_window": float("nan")}}, "repeat_window = nan must be"),
        ({"policies": {"annual_discount_rate": float("inf")}}, "from 0 to 1"),
        ({"policies": {"paused": ["counted"]}}, "is not a choice"),
        ({"policies": {"preset": ["chartmogul", "stripe"]}}, "is none"),
        ({"targets": {"mrr": [5, 1]}}, "must be a number, or a range [low, high]"),
        ({"targets": {"mrr": float("nan")}}, "must be a number, or a range [low, high]"),
        ({"assumptions": {"gross_margin": 80}}, "write 0.7 for 70%"),
        ({"assumptions": {"gross_margin": "80%"}}, "must be a number"),
        ({"assumptions": {"churn_base": "starting"}}, "is a rule: write it under [policies]"),
        ({"surveys": {"nps": 5}}, "[surveys.nps] must be a section"),
        ({"surveys": {"csat": {"scale": [1.5, 5]}}}, "must be two whole numbers"),
        ({"tables": {"customers": {"where": 5}}}, "where = 5 must be text in quotes"),
        ({"tables": {"customers": {"encoding": 5}}}, "encoding = 5 must be text in quotes"),
        ({"tables": {"customers": {"nulls": "NA"}}}, "nulls = 'NA' must be a list of texts"),
        ({"tables": {"customers": {"nulls": [1]}}}, "nulls = [1] must be a list of texts"),
        ({"tables": {"customers": {"header": "no"}}}, "header = 'no' must be true or false"),
        ({"currency": "EUR'"}, 'must be a code of three letters, such as "EUR"'),
        ({"currency": "EURO"}, 'must be a code of three letters, such as "EUR"'),
        ({"currency": ""}, 'must be a code of three letters, such as "EUR"'),
    ],
)
def test_a_setting_that_cannot_be(settings, told):
    with pytest.raises(InputError) as refused:
        company_settings(settings)
    assert told in str(refused.value)


def test_numbers_within_their_span_are_taken():
    policies = company_settings({"policies": {"short_abandon_seconds": 2.5}}).policies
    assert policies["short_abandon_seconds"].value == 2.5


@pytest.mark.parametrize("as_of", ["0001-01-01", "9999-12-31"])
def test_a_last_moment_beyond_the_calendar(as_of):
    frame = {"customer_id": ["a"], "signed_up_on": ["2026-01-01"]}
    company = cs.open({"customers": frame_of(frame)}, as_of=as_of)
    with pytest.raises(InputError, match="as_of"):
        company.periods("last")


@pytest.mark.parametrize("port", ["abc", "99999999999"])
def test_a_database_address_that_is_none_shows_no_password(port):
    with pytest.raises(InputError) as refused:
        cs.open(f"postgresql://reader:hush@127.0.0.1:{port}/company").check()
    assert "hush" not in str(refused.value)


def frame_of(columns: dict):
    """A DataFrame, made only here: the settings need no pandas."""
    import pandas as pd

    return pd.DataFrame(columns)
