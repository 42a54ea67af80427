"""Goals that visitors reach, and what campaigns were answered."""

import pytest

from tests.by_hand import company, measures, table, value

VISITS = table(
    "visitor_id visited_at channel campaign",
    ("v1", "2026-02-20", "mail", "spring"), ("v1", "2026-03-01", "web", None),
    ("v2", "2026-03-02", "web", "fair"), ("v3", "2026-03-03", "web", "fair"),
    ("v4", "2026-03-03", "web", "fair"),
)  # fmt: skip
CONVERSIONS = table(
    "conversion_id goal converted_at visitor_id lead_id page",
    (1, "purchase", "2026-03-05", "v1", None, "shop"), (2, "list", "2026-03-05", "v1", None, "blog"),
    (3, "purchase", "2026-03-06", "v2", None, "shop"), (4, "form", "2026-03-06", None, "l1", "form"),
    (5, "purchase", "2026-04-01", "v3", None, "shop"),
)  # fmt: skip


@pytest.fixture(scope="module")
def site():
    return company(visits=VISITS, conversions=CONVERSIONS)


def test_conversions_of_visitors_by_period(site):
    """Four visitors came in March and three goals were reached; the form is a lead's."""
    assert value(site, "2026-03", "conversion_rate", "visitors") == 3 / 4


def test_a_visitor_who_becomes_a_lead_has_reached_the_goal_all_the_same():
    forms = table(
        "conversion_id goal converted_at visitor_id lead_id",
        (1, "form", "2026-03-05", "v2", "l1"), (2, "form", "2026-03-06", None, "l2"),
    )  # fmt: skip
    assert (
        value(company(visits=VISITS, conversions=forms), "2026-03", "conversion_rate", "visitors")
        == 1 / 4
    )


def test_each_goal_is_set_against_all_visitors(site):
    rates = [
        value(site, "2026-03", "conversion_rate", "visitors", "goal", goal)
        for goal in ("purchase", "list")
    ]
    assert rates == [2 / 4, 1 / 4]
    by_goal = site.detail("acquisition/goals_by_name", site.periods("2026-03"))
    assert by_goal.set_index("goal")["goal_conversions"].to_dict() == {"list": 1, "purchase": 2}


def test_the_campaign_is_that_of_the_first_visit(site):
    found = measures(site, "2026-03", "acquisition", by="campaign")["visitor_conversions"]
    assert found["spring"] == 2
    assert found["fair"] == 1


def test_marketing_response_by_campaign_and_quarter():
    firm = company(
        leads=table("lead_id created_at", (1, "2026-01-01")),
        campaigns=table(
            "campaign period contacts responses",
            ("spring", "2026-02", 100, 4), ("spring", "2026-03", 200, 10), ("fair", "2026-03", 50, 5),
            ("letter", "2026-03", 900, None),
        ),
    )  # fmt: skip
    # how many answered the letter is not known: it is in neither sum
    assert value(firm, "2026-03", "marketing_response_rate") == 15 / 250
    split = ("marketing_response_rate", "default", "campaign", "fair")
    assert value(firm, "2026-03", *split) == 5 / 50
    assert value(firm, "2026-Q1", "marketing_response_rate") == 19 / 350


def test_a_further_column_of_visits_decides_nothing():
    """A company's own column is a dimension, even where our statements once had one of its name."""
    numbered = VISITS.assign(nth=[2, 1, 1, 1, 1], place="x")
    firm = company(visits=numbered, conversions=CONVERSIONS)
    assert value(firm, "2026-03", "conversion_rate", "visitors") == 3 / 4
    split = measures(firm, "2026-03", "acquisition", by="nth")
    assert (
        split.loc["2", "visitor_conversions"] == 2
    )  # those of the visitor whose first visit bears a 2
