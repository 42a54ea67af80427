"""Active users: distinct per day, week and month, never added up, whoever and wherever they are."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_toolkit.errors import InputError
from tests.engagement.use import events, measured, opened, value


def test_days_without_activity_count_as_none():
    company = opened(
        events(
            ("a", "2026-09-01"), ("a", "2026-09-01T12:00"), ("b", "2026-09-01"), ("a", "2026-09-30")
        )
    )
    assert value(company, "dau") == pytest.approx(3 / 30)
    assert value(company, "mau") == 2
    assert value(company, "wau") == 1  # in the last seven days only a
    assert value(company, "dau_mau_ratio") == pytest.approx(3 / 30 / 2)
    assert value(company, "dau_mau_ratio", "days_active_per_user") == 1.5


def test_a_month_without_anybody():
    company = opened(events(("a", "2026-08-01"), ("a", "2026-10-01")))
    assert value(company, "dau") == 0
    assert value(company, "mau") == 0
    assert np.isnan(value(company, "dau_mau_ratio"))


def test_trailing_30_days_reach_into_the_month_before():
    company = opened(
        events(("a", "2026-09-01"), ("b", "2026-10-01"), ("c", "2026-10-31")), as_of="2026-12-01"
    )
    # the 30 days that end with October begin on the 2nd
    assert value(company, "mau", "trailing_30_days", period="2026-10") == 1
    assert value(company, "mau", period="2026-10") == 2
    assert value(company, "mau", "trailing_30_days", period="2026-09") == 1


def test_two_ids_of_one_person_are_one_user():
    frame = events(
        ("a", "2026-09-01"), ("a@old", "2026-09-01"), ("a@older", "2026-09-02"), ("b", "2026-09-02")
    )
    aliases = pd.DataFrame({"alias": ["a@old", "a@older"], "user_id": ["a", "a@old"]})
    company = opened(frame, tables={"user_aliases": aliases})
    assert value(company, "mau") == 2
    assert measured(company)["active_user_days"] == 3
    assert measured(opened(frame))["active_user_days"] == 4


def test_accounts_as_the_unit_and_merged_accounts_as_one():
    frame = events(("a", "2026-09-01"), ("b", "2026-09-01"), ("c", "2026-09-02"))
    users = pd.DataFrame({"user_id": ["a", "b", "c"], "customer_id": ["x", "x", "y"]})
    company = opened(frame, tables={"users": users})
    assert value(company, "mau", "accounts") == 2
    assert value(company, "dau", "accounts") == pytest.approx(2 / 30)
    merges = pd.DataFrame(
        {"from_customer_id": ["y"], "to_customer_id": ["x"], "merged_on": ["2026-09-15"]}
    )
    merged = opened(frame, tables={"users": users, "customer_merges": merges})
    assert value(merged, "mau", "accounts") == 1
    assert value(merged, "mau") == 3


def test_without_accounts_there_is_no_number_of_them():
    assert np.isnan(value(opened(events(("a", "2026-09-01"))), "mau", "accounts"))


def test_active_is_a_chosen_set_of_events():
    frame = events(("a", "2026-09-01"), ("b", "2026-09-01"), event=["login", "edit"])
    assert value(opened(frame), "mau") == 2
    assert value(opened(frame, active_events=["edit", "export"]), "mau") == 1


def test_moving_the_zone_moves_the_day_and_nothing_else():
    frame = events(
        ("a", "2026-09-10T23:30:00Z"), ("a", "2026-09-11T10:00:00Z"), ("b", "2026-08-31T23:00:00Z")
    )
    in_utc, in_paris = opened(frame), opened(frame, zone="Europe/Paris")
    assert measured(in_utc)["active_user_days"] == 2
    assert measured(in_paris)["active_user_days"] == 2  # a's two days fall together, b's day joins
    assert measured(in_utc)["active_users"] == 1
    assert measured(in_paris)["active_users"] == 2
    # in Paris the first event is of September, and August lies before the data
    for company, months in ((in_utc, "2026-08..2026-09"), (in_paris, "2026-09")):
        assert company.measures(months, family="engagement", by=())["sessions"].sum() == 3
    with pytest.raises(
        InputError, match="2026-08 lies outside the data, which goes from 2026-09-01"
    ):
        in_paris.measures("2026-08", family="engagement", by=())


@st.composite
def some_use(draw):
    day = st.integers(0, 91)
    rows = draw(
        st.lists(
            st.tuples(st.sampled_from("abcde"), day, st.sampled_from("xyz")),
            min_size=1,
            max_size=40,
        )
    )
    frame = events(
        *((user, np.datetime64("2026-07-15") + day) for user, day, _ in rows),
        feature=[feature for *_, feature in rows],
    )
    frame["occurred_at"] = frame["occurred_at"].astype(str)
    return frame


@settings(max_examples=12, deadline=None)
@given(some_use())
def test_windows_are_ordered_and_never_sums(frame):
    company = opened(pd.concat([frame, events(("f", "2026-07-01"), feature=["x"])]))
    found = company.detail("engagement/active_users", "2026-08..2026-09")
    lately = company.detail("engagement/lately_active_users", "2026-08..2026-09")
    for row in found.merge(lately, on=["period", "segment"]).itertuples():
        days = 31 if row.period == "2026-08" else 30
        assert row.active_user_days / days <= row.monthly_active_users
        assert row.weekly_active_users <= max(
            row.monthly_active_users, row.active_users_trailing_30_days
        )
        assert row.active_users <= 6
    by_feature = company.detail("engagement/active_users", "2026-08..2026-09", by="feature")
    total = found.set_index("period")["active_users"]
    for period, part in by_feature.groupby("period"):
        assert part["active_users"].max() <= total[period] <= part["active_users"].sum()
    months = company.detail("engagement/active_users", "2026-07..2026-09")["active_users"]
    quarter = company.detail("engagement/active_users", "2026-Q3")["active_users"].sum()
    assert months.max() <= quarter <= 6


@settings(max_examples=8, deadline=None)
@given(some_use(), st.integers(0, 27))
def test_what_comes_later_changes_nothing_before(frame, day):
    until = str(np.datetime64("2026-10-01") + day)
    names = ("active_users", "known_users", "adoption", "life_cycle", "sessions")
    later = events(("a", "2026-12-01"), ("f", "2026-12-01"), feature=["x", "x"])
    frame = pd.concat([frame, events(("f", "2026-07-01"), feature=["x"])])
    before, after = opened(frame, as_of=until), opened(pd.concat([frame, later]), as_of=until)
    for name in names:
        ladder = f"engagement/{name}"
        pd.testing.assert_frame_equal(
            before.detail(ladder, "2026-08..2026-09"), after.detail(ladder, "2026-08..2026-09")
        )


def test_the_users_behind_the_number_can_be_reached():
    company = opened(events(("a", "2026-09-01"), ("a", "2026-09-02"), ("b", "2026-09-30")))
    rows = company.rows("mau", "2026-09").sort_values("user_id")
    assert rows[["user_id", "days_active"]].values.tolist() == [["a", 2], ["b", 1]]
    lately = company.rows("wau", "2026-09").set_index("user_id")["days_active_of_7"]
    assert lately.to_dict() == {"a": 0, "b": 1}


def test_each_day_is_there_and_their_mean_is_the_dau():
    company = opened(events(("a", "2026-09-01"), ("b", "2026-09-01"), ("a", "2026-09-30T23:00")))
    found = company.detail("engagement/daily", "2026-09")
    assert len(found) == 30
    assert found["active_users"].tolist() == [2, *[0] * 28, 1]
    assert found["active_users"].mean() == pytest.approx(value(company, "dau"))
