"""A channel that tells only each month's total of visitors has none of a quarter: people do not add up."""

import pytest

from tests.by_hand import company, row, table, value

VISITS = table(
    "visitor_id visited_at period visitors channel",
    ("a", "2026-01-05", None, None, "web"), ("b", "2026-01-06", None, None, "web"),
    ("a", "2026-02-05", None, None, "web"),
    (None, None, "2026-01", 20, "app store"), (None, None, "2026-02", 30, "app store"),
)  # fmt: skip
SIGNUPS = table("account_id signed_up_at", ("1", "2026-01-07"), ("2", "2026-02-07"))


def test_a_month_has_its_total_and_a_quarter_says_why_it_has_none():
    firm = company(visits=VISITS, signups=SIGNUPS)
    assert row(firm, "2026-01", "onboarding_funnel", "visitor_to_signup")["n"] == 22
    quarter = row(firm, "2026-Q1", "onboarding_funnel", "visitor_to_signup")
    assert quarter["value"] != quarter["value"]
    assert "one person may be in several" in quarter["note"]


def test_the_channels_that_know_their_visitors_keep_them():
    firm = company(visits=VISITS, signups=SIGNUPS)
    found = firm.measures("2026-Q1", family="acquisition", by="channel").set_index("segment")
    assert found.loc["web", "visitors"] == 2
    assert found.loc["app store", "visitors"] != found.loc["app store", "visitors"]


def test_a_quarter_with_a_total_of_its_own_has_that():
    whole = table("visitor_id visited_at period visitors channel",
                  *VISITS.itertuples(index=False), (None, None, "2026-Q1", 45, "app store"))  # fmt: skip
    firm = company(visits=whole, signups=SIGNUPS)
    assert value(firm, "2026-Q1", "onboarding_funnel", "visitor_to_signup") == pytest.approx(2 / 47)
