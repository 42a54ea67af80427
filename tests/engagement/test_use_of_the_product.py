"""Adoption, features, seats, sessions, life cycle, return, and how the product runs."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from tests.engagement.use import events, measured, opened, value

USERS = pd.DataFrame(
    {
        "user_id": ["a", "b", "c", "d"],
        "customer_id": ["x", "x", "y", "y"],
        "created_at": ["2026-08-30", "2026-09-01", "2026-09-05", "2026-10-05"],
    }
)
DAY = 86400


@pytest.fixture(scope="module")
def company():
    frame = events(
        ("a", "2026-08-31"), ("a", "2026-09-02"), ("b", "2026-09-03"), ("b", "2026-09-03T00:20:00"),
        ("b", "2026-09-20"), ("d", "2026-10-06"),
        feature=["reports", "reports", "reports", "export", "reports", "export"],
    )  # fmt: skip
    subscriptions = pd.DataFrame(
        {"subscription_id": [1, 2, 3], "customer_id": ["x", "y", "y"], "starts_on": "2026-01-01",
         "ends_on": [None, None, "2026-09-15"], "mrr": 10, "seats": [5, 3, 7],
         "status": ["active", "trial", "active"]}
    )  # fmt: skip
    return opened(frame, tables={"users": USERS, "subscriptions": subscriptions})


@pytest.mark.parametrize(
    ("metric", "variant", "expected"),
    [
        ("product_adoption_rate", "default", 2 / 2),  # d comes in October, and y pays no longer
        ("product_adoption_rate", "per_feature", 3 / (2 * 2)),
        ("time_to_adopt", "default", 2 * DAY),  # b's; a adopted in August
        ("time_to_adopt", "median", 2 * DAY),
        ("product_usage_rate", "default", 2 / 2),
        ("product_usage_rate", "breadth", 3 / 2),
        ("product_usage_rate", "licensed_seats", 2 / 5),
        ("product_usage_rate", "frequency", 3 / 2),  # a once, b twice
        ("product_usage_rate", "duration", 1200 / 2),
        ("product_usage_rate", "duration_per_account", 1200),
        ("average_session_duration", "default", 400),
        ("average_session_duration", "median", 0),
    ],
)
def test_each_variant_by_hand(company, metric, variant, expected):
    assert value(company, metric, variant) == pytest.approx(expected)


def test_adoption_may_need_several_uses():
    frame = events(("a", "2026-09-01"), ("a", "2026-09-02"), ("b", "2026-09-01"))
    assert value(opened(frame, policies={"adoption_uses": 2}), "product_adoption_rate") == 0.5


def test_adoption_by_feature_is_of_all_users_of_todays_customers(company):
    frame = company.metrics("2026-09", family="engagement", by="feature")
    found = frame[(frame["metric"] == "product_adoption_rate") & (frame["variant"] == "default")]
    found = found.set_index("segment")[["value", "n"]]
    assert found.loc["reports"].tolist() == [pytest.approx(2 / 2), 2]
    assert found.loc["export"].tolist() == [pytest.approx(1 / 2), 2]
    detail = company.detail("engagement/features", "2026-09").set_index("feature")
    assert detail.loc[
        "export", ["known_users", "adopting_users", "active_users", "uses"]
    ].tolist() == [2, 1, 1, 1]
    rate = cs.product_adoption_rate(
        adopting_users=detail["adopting_users"], known_users=detail["known_users"]
    )
    assert rate.to_dict() == pytest.approx({"export": 1 / 2, "reports": 1})


@pytest.mark.parametrize(
    ("minutes", "sessions", "seconds"),
    [((0, 30), 1, 1800), ((0, 30.02), 2, 0), ((0, 29, 58, 100), 2, 58 * 60), ((0, 0), 1, 0)],
)
def test_sessions_are_cut_at_silence(minutes, sessions, seconds):
    start = np.datetime64("2026-09-01T10:00:00")
    times = [str(start + np.timedelta64(round(60 * m), "s")) for m in minutes]
    found = measured(opened(events(*(("a", time) for time in times))))
    assert (found["sessions"], found["session_seconds"]) == (sessions, seconds)


def test_events_that_name_their_session_are_not_cut():
    frame = events(
        ("a", "2026-09-01T10:00"),
        ("a", "2026-09-01T12:00"),
        ("a", "2026-09-01T12:05"),
        session_id=["s", "s", "t"],
    )
    found = measured(opened(frame))
    assert (found["sessions"], found["session_seconds"]) == (2, 7200)


def test_given_sessions_win_and_one_that_goes_on_has_no_length():
    given = pd.DataFrame(
        {"session_id": ["s", "t"], "user_id": ["a", "a"],
         "started_at": ["2026-09-01T10:00", "2026-09-05T23:59"],
         "ended_at": ["2026-09-01T10:10", "2026-09-06T01:00"]}
    )  # fmt: skip
    frame = events(("a", "2026-09-05"), ("b", "2026-09-05"))
    found = measured(opened(frame, as_of="2026-09-06", tables={"sessions": given}))
    assert (found["sessions"], found["session_seconds"]) == (1, 600)


def test_time_by_section():
    sessions = pd.DataFrame(
        {
            "session_id": ["s"],
            "user_id": ["a"],
            "started_at": ["2026-09-01T10:00"],
            "ended_at": ["2026-09-01T10:10"],
        }
    )
    visits = pd.DataFrame(
        {"session_id": "s", "section": ["home", "reports", "home"],
         "started_at": ["2026-09-01T10:00", "2026-09-01T10:01", "2026-09-01T10:09"],
         "ended_at": ["2026-09-01T10:01", "2026-09-01T10:09", "2026-09-01T10:10"]}
    )  # fmt: skip
    company = cs.open({"sessions": sessions, "section_visits": visits}, as_of="2026-11-01")
    found = company.detail("engagement/sections", "2026-09")
    assert found[["section", "section_visits", "section_users", "section_seconds"]].values.tolist() == [
        ["home", 2, 1, 120], ["reports", 1, 1, 480],
    ]  # fmt: skip


def test_new_returning_resurrected_dormant():
    frame = events(
        ("new", "2026-09-10"), ("loyal", "2026-08-01"), ("loyal", "2026-09-01"),
        ("back", "2026-07-01"), ("back", "2026-09-01"), ("gone", "2026-08-31"), ("lost", "2026-07-01"),
    )  # fmt: skip
    found = measured(opened(frame))
    names = ["newly_active_users", "returning_users", "resurrected_users", "dormant_users"]
    assert found[names].tolist() == [1, 1, 1, 1]
    assert found["active_users"] == found[names[:3]].sum()


def test_the_triangle_leaves_the_future_and_the_unfinished_out():
    frame = events(
        ("a", "2026-08-01"),
        ("a", "2026-09-01"),
        ("b", "2026-08-02"),
        ("c", "2026-09-03"),
        ("c", "2026-10-03"),
    )
    found = opened(frame, as_of="2026-10-15").detail(
        "engagement/retained_users", "2026-08..2026-10"
    )
    rows = found[["cohort", "period", "cohort_size", "retained_users"]].values.tolist()
    assert rows == [
        ["2026-08", "2026-08", 2, 2],
        ["2026-08", "2026-09", 2, 1],
        ["2026-09", "2026-09", 1, 1],
    ]


def test_day_n_retention_judges_only_whom_it_can():
    frame = events(("a", "2026-09-01T23:00"), ("a", "2026-09-02T01:00"), ("b", "2026-09-10"))
    company = opened(frame, as_of="2026-09-12")
    found = company.detail("engagement/day_n_retention", "2026-09").set_index("day")
    assert found.loc[1, ["cohort_size", "retained_users"]].tolist() == [2, 1]
    assert found.loc[7, ["cohort_size", "retained_users"]].tolist() == [
        1,
        0,
    ]  # b's 7th day is ahead
    assert 14 not in found.index


def test_the_distribution_of_days_active_adds_up_to_the_users(company):
    found = company.detail("engagement/days_active", "2026-09")
    assert dict(zip(found["days_active"], found["users"], strict=True)) == {1: 1, 2: 1}
    assert (found["days_active"] * found["users"]).sum() == measured(company)["active_user_days"]


@pytest.fixture(scope="module")
def service():
    levels = pd.DataFrame(
        {
            "day": ["2026-09-01", "2026-09-02", "2026-09-01", "2026-09-02"],
            "service": ["app", "app", "api", "api"],
            "downtime_seconds": [864, 0, 0, None], "scheduled_seconds": [86400, 86400, None, 86400],
            "defects_opened": [2, 1, 0, 4], "defects_open": [5, 6, 3, None],
            "requests": [100, 100, 50, None], "response_seconds_sum": [10.0, 30.0, 5.0, None],
            "response_histogram": ["100:50;200:50", "100:100", '{"100": 25, "400": 25}', None],
        }
    )  # fmt: skip
    return cs.open({"service_levels": levels}, as_of="2026-11-01")


@pytest.mark.parametrize(
    ("metric", "variant", "expected"),
    [
        ("availability", "default", 1 - 864 / 172_800),  # days on which one side is unknown are out
        ("availability", "downtime", 864),
        ("defects", "default", 7),
        ("defects", "open", 9),  # as last counted: 6 and 3
        ("service_response_time", "default", 45 / 250),
        # 175 of 250 within 0.1 s: the middle one lies 125 ÷ 175 into the first bucket
        ("service_response_time", "median", 0.1 * 125 / 175),
        ("service_response_time", "p90", 0.2),
        ("service_response_time", "p95", 0.2 + 0.2 * (237.5 - 225) / 25),
    ],
)
def test_how_the_product_runs(service, metric, variant, expected):
    assert value(service, metric, variant) == pytest.approx(expected)


def test_bounds_of_histograms_in_seconds():
    levels = pd.DataFrame({"day": ["2026-09-01"], "response_histogram": ["0.1:10;0.5:10"]})
    company = cs.open(
        {"service_levels": levels},
        as_of="2026-11-01",
        policies={"response_histogram_unit": "seconds"},
    )
    assert value(company, "service_response_time", "median") == pytest.approx(0.1)


def test_seats_that_nobody_pays_for_are_no_licensed_seats():
    """Paused, free for good, and on trial: only the five seats that x pays for are licensed."""
    subscriptions = pd.DataFrame(
        {"subscription_id": [1, 2, 3, 4], "customer_id": ["x", "y", "z", "t"],
         "starts_on": "2026-01-01", "mrr": 10, "seats": [5, 20, 30, 40],
         "status": ["active", "paused", "active", "trial"],
         "status_since": [None, "2026-03-01", None, None],
         "discount": [None, None, 100, None], "discount_kind": [None, None, "percent", None]}
    )  # fmt: skip
    frame = events(("a", "2026-09-02"))
    firm = opened(frame, tables={"users": USERS, "subscriptions": subscriptions})
    assert value(firm, "product_usage_rate", "licensed_seats") == 1 / 5


def test_the_time_to_adopt_counts_customers_whose_users_are_alike():
    """Ten users of each of six customers adopt on one day: that is six times, not sixty."""
    people = [(f"{firm}{nth}", firm) for firm in "abcdef" for nth in range(10)]
    users = pd.DataFrame(people, columns=["user_id", "customer_id"])
    users["created_at"] = "2026-09-01"
    days = {firm: 2 + 4 * at for at, firm in enumerate("abcdef")}
    uses = events(*((user, f"2026-09-{days[firm]:02d}") for user, firm in people))
    company = opened(uses, tables={"users": users})
    own = users.assign(customer_id=users["user_id"])
    apart = opened(uses, tables={"users": own})
    widths = []
    for one in (company, apart):
        found = one.metrics("2026-09", metric="time_to_adopt", by=()).iloc[0]
        assert found["value"] == 11 * 86400
        widths.append(found["high"] - found["low"])
    assert widths[0] > 2 * widths[1]


@pytest.mark.parametrize("chain", [1, 2, 3, 5, 8])
def test_an_alias_of_an_alias_is_one_person_however_long_the_chain(chain):
    ids = [f"id{nth}" for nth in range(chain + 1)]
    aliases = pd.DataFrame({"alias": ids[:-1], "user_id": ids[1:]})
    company = opened(
        events(*((one, "2026-09-02") for one in ids)), tables={"user_aliases": aliases}
    )
    assert value(company, "mau") == 1


@pytest.mark.parametrize(
    "pairs", [("ab", "ba"), ("ab", "bc", "ca"), tuple("abcdefghij"[n : n + 2] for n in range(9))]
)
def test_aliases_in_a_circle_or_without_end_are_refused(pairs):
    aliases = pd.DataFrame(map(list, pairs), columns=["alias", "user_id"])
    company = opened(events(("a", "2026-09-02")), tables={"user_aliases": aliases})
    (problem,) = company.check().problems
    assert "an alias leads in a circle, or through more than 8 ids" in str(problem)
