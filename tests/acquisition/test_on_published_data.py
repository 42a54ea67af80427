"""Conversion on data that others published."""

import pytest

import cs_toolkit as cs
from tests.by_hand import value
from tests.real_data import real_data


def opened(name: str, folder: str):
    return cs.open(f"data/mappings/{name}.toml", source=str(real_data(folder)))


def test_olist_conversion_in_all_and_by_origin():
    olist = opened("olist_funnel", "olist_funnel")
    found = olist.measures("2017..2018", family="acquisition", by="channel")
    sums = found.groupby("segment")[["leads", "leads_converted"]].sum()
    rates = sums["leads_converted"] / sums["leads"]
    assert sums.loc[""].tolist() == [8_000, 842]
    assert rates[""] == 0.10525
    assert rates["paid_search"] == pytest.approx(0.1230, abs=5e-5)
    assert rates["organic_search"] == pytest.approx(0.1180, abs=5e-5)
    assert rates["referral"] == pytest.approx(0.0845, abs=5e-5)
    assert sums.loc["referral", "leads"] == 284
    assert rates["social"] == pytest.approx(0.0556, abs=5e-5)
    # null and "unknown" are one: not told
    assert sums.loc["(none)", "leads"] == 60 + 1_099


def test_x_education_conversion_and_reference():
    school = opened("xeducation_leads", "xeducation_leads")
    assert value(school, "2023-01", "conversion_rate", "leads") == pytest.approx(0.385390, abs=5e-7)
    split = ("conversion_rate", "leads", "channel")
    assert value(school, "2023-01", *split, "reference") == 490 / 534
    assert value(school, "2023-01", "leads_generated", "default", "channel", "google") == 2_868 + 5


@pytest.mark.slow
def test_buffer_from_sign_up_to_paying():
    buffer = opened("buffer_signups", "buffer_metrics")
    # the published figure is of all sign-ups of the year, those of its last days included
    assert value(buffer, "2025", "onboarding_funnel", "so_far") == pytest.approx(0.048798, abs=5e-7)


def test_buffer_recurring_revenue_adds_up_what_is_there_twice():
    buffer = opened("buffer_mrr", "buffer_mrr")
    found = buffer.measures("2016-12..2017-04", family="revenue", by="plan").set_index("period")
    total = found[found["dimension"] == "total"]["ending_mrr"]
    assert total["2016-12"] == pytest.approx(1_071_495.42, abs=5e-3)
    assert total["2017-04"] == pytest.approx(1_190_653.45, abs=5e-3)
    plans = found[found["dimension"] == "plan"]["ending_mrr"]
    assert plans.loc["2017-04"].sum() == pytest.approx(total["2017-04"])
