"""A headline says what was planted, in its month, and that nothing happened where nothing did."""

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses.headline import drivers
from cs_toolkit.analyses.headline.usual import compared_with_usual
from cs_toolkit.calendar.period_text import parse_periods
from cs_toolkit.company.request import FAMILIES
from cs_toolkit.errors import InputError
from cs_toolkit.metrics import METRICS
from cs_toolkit.sample.scenario import STORY

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "company.toml"
QUIET = "2026-08"


@pytest.fixture(scope="module")
def sample():
    return cs.open(SAMPLE)


def subscriptions(extra=()) -> pd.DataFrame:
    """Forty steady customers who joined two by two, and some further rows."""
    steady = [
        (f"s{i}", f"c{i:02}", f"2025-{1 + i // 4:02}-05", None, 100.0, "pro" if i % 2 else "basic")
        for i in range(40)
    ]
    columns = ["subscription_id", "customer_id", "starts_on", "ends_on", "mrr", "plan"]
    return pd.DataFrame([*steady, *extra], columns=columns)


def tiny(extra=(), **more):
    return cs.open(
        {"subscriptions": subscriptions(extra), **more}, as_of="2026-11-01", dimensions=["plan"]
    )


def test_the_price_rise_is_named_in_its_month(sample):
    told = " ".join(sample.headline(STORY["price_rise"].first_month, "revenue"))
    assert "price changes" in told
    assert "Beyond noise in April 2026: Expansion rate is 10.3%" in told
    assert "customers left with" in told


def test_the_outage_is_named_in_its_month(sample):
    told = " ".join(sample.headline(STORY["outage"].first_month, "engagement"))
    assert "an outage of 19.5 h" in told
    assert "Beyond noise in September 2025: Availability is" in told


def test_the_failed_onboarding_is_named_in_each_of_its_months(sample):
    months = sample.periods(
        f"{STORY['broken_onboarding'].first_month}..{STORY['broken_onboarding'].last_month}"
    )
    for month in months:
        told = " ".join(sample.headline(month, "acquisition"))
        assert "Onboarding funnel" in told or "Free to paid conversion is" in told, month
        assert "below the" in told


def test_a_quiet_month_says_so(sample):
    for family in ("acquisition", "revenue"):
        (moved,) = [one for one in sample.headline(QUIET, family) if "noise in" in one]
        assert moved.startswith("Nothing changed beyond noise in August 2026: of ")


def test_a_headline_has_three_to_five_sentences_and_leads_with_growth():
    told = tiny().headline("2026-10")
    assert 3 <= len(told) <= 5
    assert told[0].startswith(
        "Monthly recurring revenue is €4,000 in October 2026, €0 on September"
    )
    assert told[1].startswith("Nothing changed beyond noise in October 2026")


def test_who_left_is_named_but_not_where_no_id_may_be_shown():
    gone = [("x1", "acme-9", "2025-01-05", "2026-10-09", 900.0, "pro")]
    company = tiny(gone)
    told = company.headline("2026-10", "retention")
    assert any("1 customer left with €900 of MRR, the largest acme-9 (€900)" in one for one in told)
    shared = company.headline("2026-10", "retention", ids=False)
    assert any("1 customer left with €900 of MRR" in one for one in shared)
    assert "acme-9" not in " ".join(shared)
    assert "plan pro had 59% of MRR at the start and 100% of the loss" in " ".join(shared)


def test_the_same_data_in_another_order_give_the_same_sentences():
    rows = subscriptions([("x1", "z", "2025-01-05", "2026-10-09", 300.0, "pro")])
    backwards = rows.iloc[::-1].reset_index(drop=True)
    told = [
        cs.open({"subscriptions": one}, as_of="2026-11-01", dimensions=["plan"]).headline("2026-10")
        for one in (rows, backwards)
    ]
    assert told[0] == told[1]


def test_a_company_of_surveys_alone_leads_with_its_score():
    answers = pd.DataFrame(
        {"response_id": range(40), "survey": "nps", "score": [9, 10, 3, 8] * 10,
         "responded_at": ["2026-10-04"] * 40}
    )  # fmt: skip
    told = cs.open({"survey_responses": answers}, as_of="2026-11-01").headline("2026-10")
    assert told[0] == (
        "Net promoter score is 25.0 in October 2026; there is nothing earlier to compare it with."
    )


def test_each_family_of_a_small_company_has_a_headline_whatever_should_lead():
    company = cs.open({"subscriptions": subscriptions()}, as_of="2026-11-01", lead=["nps", "mrr"])
    assert company.headline("2026-10")[0].startswith("Monthly recurring revenue is")
    for family in FAMILIES:
        assert 2 <= len(company.headline("2026-10", family)) <= 5


def test_a_period_in_progress_and_a_family_without_tables_say_so():
    running = cs.open({"subscriptions": subscriptions()}, as_of="2026-10-15T12:00:00")
    told = running.headline("2026-10")
    assert "No change of October 2026 is judged before it is over." in told
    assert any("still in progress" in one for one in told)
    assert (
        tiny().headline("2026-10", "support")[0].startswith("No number of support can be computed")
    )


def test_an_unknown_family_is_an_error():
    with pytest.raises(InputError, match='"suport"'):
        tiny().headline("2026-10", "suport")


def rows_of(metric: str, values, n=float("nan"), status="ok") -> tuple:
    names = [f"2026-{month:02}" for month in range(1, len(values) + 1)]
    frame = pd.DataFrame({"period": names, "value": values, "n": n, "status": status})
    return frame, METRICS[metric].default, names[-1]


def test_a_share_is_compared_with_the_pooled_share_before():
    # 6 of 20 after 70 of 100: Fisher's exact test gives 0.0020
    found = compared_with_usual(
        *rows_of("free_to_paid_conversion", [0.7, 0.65, 0.75, 0.8, 0.6, 0.3], 20.0)
    )
    assert found.level == pytest.approx(0.7)
    assert found.p_value == pytest.approx(0.0020, abs=0.0005)


def test_a_level_that_goes_on_growing_is_no_news_and_a_jump_is():
    growing = [100.0 * 1.1**month + (month % 2) for month in range(10)]
    assert compared_with_usual(*rows_of("mrr", growing)).p_value > 0.05
    assert compared_with_usual(*rows_of("mrr", [*growing[:-1], 900.0])).p_value < 0.001


def test_too_few_periods_and_unfinished_ones_have_no_answer():
    assert compared_with_usual(*rows_of("mrr", [1.0, 2.0, 3.0])) is None
    assert compared_with_usual(*rows_of("mrr", [1.0] * 8, status="in_progress")) is None
    # what never moved has no spread to measure a move by
    assert compared_with_usual(*rows_of("mrr", [5.0] * 7 + [6.0])).p_value == 1.0


def test_a_churn_that_cannot_be_split_is_reported_without_mix_and_rate(monkeypatch):
    """The sentence about the loss asks for the split by its own module, and does without it."""

    def refuse(*asked):
        raise InputError("a customer counts in several segments")

    monkeypatch.setattr("cs_toolkit.analyses.estimates.rate_changes.mix_and_rate", refuse)
    october = parse_periods("2026-10", as_of=datetime(2026, 11, 24))[0]
    assert drivers._mix_or_rate(None, october, "plan") == ""
