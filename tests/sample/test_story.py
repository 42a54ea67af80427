"""The planted story can be found again: by how much, in the committed sample and at scale."""

from pathlib import Path

import pytest

from cs_toolkit.sample import STORY, planted_story
from tests.sample.effects import as_table, effects, movements

README = Path(__file__).resolve().parents[2] / "data" / "README.md"


@pytest.fixture(scope="module", params=["committed", "large"])
def seen(request) -> dict[str, float]:
    return effects(request.getfixturevalue(request.param), "2026-10")


def test_the_readme_says_what_the_committed_sample_shows(committed):
    assert as_table(effects(committed, "2026-10")) in README.read_text(encoding="utf-8")


def test_the_readme_names_every_fact_and_its_months():
    text = README.read_text(encoding="utf-8")
    for fact in STORY.values():
        assert f"`{fact.name}`" in text
        assert fact.first_month is None or fact.first_month in text


def test_the_price_rise_shows(seen):
    raised = "a month in the two months of the price rise"
    assert seen["expansion in the month of the price rise"] > 3 * seen["expansion in a usual month"]
    assert seen[f"churn {raised}"] > 2 * seen["churn in a usual month"]
    assert seen[f"contraction {raised}"] > 3 * seen["contraction in a usual month"]


def test_the_price_rise_is_the_worst_time_of_the_committed_sample(committed):
    moved = movements(committed).iloc[6:]
    assert moved.churn.idxmax() in ("2026-04", "2026-05")
    assert moved.expansion.idxmax() == "2026-04"


def test_region_na_leaves_more_often(seen):
    ratio = seen["churn a month in region NA"] / seen["churn a month elsewhere"]
    assert 1.7 < ratio < 3


def test_the_outage_shows(seen):
    during, before = "in the outage's month", "in the three months before"
    assert 18 < seen[f"hours of downtime {during}"] < 22
    assert seen[f"tickets {during}"] > 3 * seen["tickets a month in the three before"]
    assert seen[f"calls {during}"] > 2 * seen["calls a month in the three before"]
    assert (
        seen[f"seconds that callers wait {during}"]
        > 2.5 * seen[f"seconds that callers wait {before}"]
    )
    assert seen[f"calls abandoned {during}"] > 2 * seen[f"calls abandoned {before}"]
    assert seen[f"NPS {during}"] < seen[f"NPS {before}"] - 40
    assert seen[f"CSAT {during}"] < seen[f"CSAT {before}"] - 0.25


def test_the_broken_onboarding_shows(seen):
    assert seen["activation of the broken cohorts"] < 0.6 * seen["activation of the others"]
    assert (
        seen["conversion to paid of the broken cohorts"]
        < 0.65 * seen["conversion to paid of the others"]
    )


def test_the_referral_programme_shows(seen):
    assert seen["referred customers since the programme"] > 3 * seen["referred customers before"]
    assert seen["acquisition cost since the programme"] < 0.7 * seen["acquisition cost before"]


def test_usage_and_scores_tell_who_leaves(seen):
    assert seen["AUC of three months' events for leaving in the next three"] > 0.65
    assert seen["AUC of an NPS score for leaving in the next three"] > 0.6


def test_the_unhappy_answer_less_and_comment_more(seen):
    assert (
        seen["surveys answered by customers who left later"]
        < seen["surveys answered by customers who stayed"] - 0.04
    )
    assert (
        seen["answers of detractors with a comment"]
        > 1.5 * seen["answers of promoters with a comment"]
    )


def test_the_story_moves_with_the_last_month():
    earlier = planted_story("2025-10")
    assert earlier["price_rise"].first_month == "2025-04"
    assert earlier["price_rise"].effects == STORY["price_rise"].effects
