"""Goals that visitors reach, and what campaigns were answered."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    """Four visitors came in March and two of them reached three goals; the form is a lead's."""
    assert value(site, "2026-03", "conversion_rate", "visitors") == 2 / 4
    assert value(site, "2026-03", "conversion_rate", "conversions_per_visitor") == 3 / 4
    # of five visits, four of March: the second of v1 and that of v2 led to a goal
    assert value(site, "2026-03", "conversion_rate", "sessions") == 2 / 4


BOOKINGS = {
    "visits": table("visitor_id visited_at", ("a", "2026-03-01"), ("b", "2026-03-01")),
    "conversions": table(
        "conversion_id goal converted_at visitor_id",
        (1, "booking", "2026-03-01", "a"), (2, "booking", "2026-03-02", "a"),
        (3, "booking", "2026-03-03", "a"), (4, "newsletter", "2026-03-03", "a"),
        (5, "booking", "2026-03-03", "stranger"),
    ),
}  # fmt: skip


def test_a_visitor_converts_once_and_a_stranger_never():
    """One of two visitors booked, three times; somebody who never came booked, too."""
    firm = company(**BOOKINGS)
    for variant in ("visitors", "sessions"):
        assert value(firm, "2026-03", "conversion_rate", variant) == 1 / 2
        split = ("conversion_rate", variant, "goal")
        assert value(firm, "2026-03", *split, "booking") == 1 / 2
        assert value(firm, "2026-03", *split, "newsletter") == 1 / 2
    assert value(firm, "2026-03", "conversion_rate", "conversions_per_visitor") == 5 / 2
    goals = firm.detail("acquisition/goals_by_name", "2026-03").set_index("goal")
    assert goals["goal_conversions"].to_dict() == {"booking": 4, "newsletter": 1}
    assert goals["goal_visitors"].to_dict() == {"booking": 1, "newsletter": 1}


def test_a_channel_that_reports_only_a_total_cannot_be_followed():
    visits = table(
        "visitor_id visited_at period visitors channel",
        ("a", "2026-03-01", None, None, "web"), ("b", "2026-03-01", None, None, "web"),
        (None, None, "2026-03", 98, "app_store"),
    )  # fmt: skip
    firm = company(visits=visits, conversions=BOOKINGS["conversions"])
    assert value(firm, "2026-03", "conversion_rate", "visitors") == 1 / 2
    assert value(firm, "2026-03", "conversion_rate", "conversions_per_visitor") == 5 / 100
    # what its visitors did is not known, which is not 0
    store = firm.metrics("2026-03", family="acquisition", by="channel")
    store = store[(store["variant"] == "visitors") & (store["segment"] == "app_store")]
    assert store["value"].notna().sum() == 0


def test_each_visit_keeps_its_own_channel():
    """The share of a channel is of those who came by it, whatever the conversion is labelled with."""
    visits = table(
        "visitor_id visited_at channel", ("a", "2026-03-01", "mail"), ("a", "2026-03-05", "web"),
        ("b", "2026-03-02", "web"),
    )  # fmt: skip
    reached = table(
        "conversion_id goal converted_at visitor_id channel", (1, "list", "2026-03-06", "a", "shop"),
    )  # fmt: skip
    firm = company(visits=visits, conversions=reached)
    rate = {
        (variant, channel): value(firm, "2026-03", "conversion_rate", variant, "channel", channel)
        for variant in ("visitors", "sessions") for channel in ("mail", "web")
    }  # fmt: skip
    assert rate == {
        ("visitors", "mail"): 1, ("visitors", "web"): 1 / 2,  # a came by both
        ("sessions", "mail"): 0, ("sessions", "web"): 1 / 2,  # the second visit led to it
    }  # fmt: skip


def test_who_visited_last_month_is_no_visitor_of_this_one():
    visits = table("visitor_id visited_at", ("a", "2026-02-20"), ("b", "2026-03-01"))
    reached = table("conversion_id goal converted_at visitor_id", (1, "list", "2026-03-06", "a"))
    firm = company(visits=visits, conversions=reached)
    assert value(firm, "2026-03", "conversion_rate", "visitors") == 0
    assert value(firm, "2026-Q1", "conversion_rate", "visitors") == 1 / 2


_IDS = st.sampled_from(["a", "b", "c", "d", None])
_DAYS = st.integers(1, 28).map("2026-03-{:02d}".format)


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), _DAYS, st.sampled_from(["web", "mail", None])),
             min_size=1, max_size=8),
    st.lists(st.tuples(st.sampled_from(["list", "buy"]), _DAYS, _IDS, st.sampled_from(["web", None])),
             min_size=1, max_size=8),
)  # fmt: skip
def test_shares_of_visitors_are_shares_in_every_split(came, reached):
    firm = company(
        visits=table("visitor_id visited_at channel", *came),
        conversions=table(
            "conversion_id goal converted_at visitor_id channel",
            *((n, *row) for n, row in enumerate(reached)),
        ),
    )
    found = firm.metrics("2026-03", family="acquisition", by=["channel", "goal"])
    shares = found[found["variant"].isin(["visitors", "sessions"])]
    assert not shares["note"].str.contains("exceed|range|outside").any()
    known = shares["value"].dropna()
    assert known.between(0, 1).all()
    ids = {visitor for _, _, visitor, _ in reached} & {visitor for visitor, _, _ in came}
    people = len({visitor for visitor, _, _ in came})
    total = shares[(shares["variant"] == "visitors") & (shares["dimension"] == "total")]
    assert total["value"].item() == pytest.approx(len(ids) / people)


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
    assert value(firm, "2026-03", "conversion_rate", "visitors") == 2 / 4
    split = measures(firm, "2026-03", "acquisition", by="nth")
    assert (
        split.loc["2", "visitor_conversions"] == 2
    )  # those of the visitor whose first visit bears a 2
