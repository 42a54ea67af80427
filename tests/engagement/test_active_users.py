"""Active users: distinct per day, week and month, never added up, across segments and sources."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_toolkit.errors import InputError, Note
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


SUMMER = events(
    ("a", "2026-07-01"), ("a", "2026-08-15"), ("b", "2026-07-31"), ("c", "2026-09-30"),
    ("d", "2026-06-20"),
)  # fmt: skip


def test_monthly_users_are_always_of_a_month():
    """July has two users, August one, September one: the quarter has three, and its MAU is 4 ÷ 3."""
    company = opened(SUMMER)
    assert [value(company, "mau", period=f"2026-{month}") for month in ("07", "08", "09")] == [
        2,
        1,
        1,
    ]
    assert value(company, "mau", period="2026-Q3") == pytest.approx(4 / 3)
    assert measured(company, "2026-Q3")["active_users"] == 3
    # of the year, June to October are known and over
    with pytest.warns(Note, match="2026 begins before the data, which begins on 2026-06-20"):
        assert value(company, "mau", period="2026") == pytest.approx(5 / 5)
    # stickiness is DAU ÷ MAU as both are shown
    assert value(company, "dau", period="2026-Q3") == pytest.approx(4 / 92)
    assert value(company, "dau_mau_ratio", period="2026-Q3") == pytest.approx(4 / 92 / (4 / 3))
    per_user = value(company, "dau_mau_ratio", "days_active_per_user", period="2026-Q3")
    assert per_user == pytest.approx(1)


def test_a_week_has_the_monthly_users_of_the_30_days_to_its_end():
    """The week from 29 June to 5 July sees a; the 30 days to its end see d, too, on another day."""
    company = opened(SUMMER)
    week = "2026-W27"
    assert measured(company, week)["active_users"] == 1
    assert value(company, "mau", period=week) == 2
    assert value(company, "wau", period=week) == value(company, "wau", "mean_of_weeks", week) == 1
    assert value(company, "dau", period=week) == pytest.approx(1 / 7)
    assert value(company, "dau_mau_ratio", period=week) == pytest.approx(2 / 30 / 2)
    found = company.metrics(week, family="engagement", by=())
    trailing = found[found["variant"].eq("trailing_30_days") & found["metric"].eq("dau_mau_ratio")]
    assert trailing["value"].item() == pytest.approx(2 / 30 / 2)


def test_a_quarter_in_progress_has_the_mean_of_its_months_that_are_over():
    company = opened(SUMMER, as_of="2026-09-10")
    assert value(company, "mau", period="2026-Q3") == pytest.approx(3 / 2)
    company = opened(SUMMER, as_of="2026-07-10")
    assert value(company, "mau", period="2026-Q3") == 1  # of July so far


def test_accounts_are_counted_over_the_same_months():
    users = pd.DataFrame({"user_id": ["a", "b", "c"], "customer_id": ["x", "x", "y"]})
    company = opened(SUMMER, tables={"users": users})
    assert value(company, "mau", "accounts", period="2026-Q3") == 1
    assert value(company, "dau_mau_ratio", "accounts", period="2026-Q3") == pytest.approx(4 / 92)


def test_a_user_of_every_day_is_wholly_sticky_however_long_the_months():
    days = pd.date_range("2026-07-01", "2026-08-31").strftime("%Y-%m-%d")
    company = opened(events(*(("a", day) for day in days)))
    assert value(company, "mau", period="2026-Q3") == pytest.approx(2 / 3)
    assert value(company, "dau_mau_ratio", period="2026-Q3") == 1
    assert value(company, "dau_wau_ratio", period="2026-Q3") == pytest.approx(62 / 70)


def test_stickiness_over_weeks():
    """Of the weeks that end in September (the 6th to the 27th) a is there in two, on 3 + 1 days."""
    company = opened(
        events(
            ("a", "2026-08-31"), ("a", "2026-09-02"), ("a", "2026-09-06"), ("a", "2026-09-27"),
            ("b", "2026-09-08"), ("b", "2026-09-29"),
        )
    )  # fmt: skip
    assert value(company, "dau_wau_ratio") == pytest.approx((3 + 1 + 1) / (7 * 3))
    assert value(company, "dau_wau_ratio", "days_active_per_week") == pytest.approx(5 / 3)
    assert value(company, "wau", "mean_of_weeks") == 3 / 4
    weekly = company.detail("engagement/days_active_of_week", "2026-09")
    assert weekly[["days_active", "user_weeks"]].values.tolist() == [[1, 2], [3, 1]]
    weeks = company.detail("engagement/weeks_active", "2026-09")
    assert weeks[["weeks_active", "users"]].values.tolist() == [[1, 1], [2, 1]]
    sunday = opened(events(("a", "2026-09-05"), ("a", "2026-09-06")), week_start="sunday")
    assert sunday.detail("engagement/weeks_active", "2026-09")["weeks_active"].tolist() == [2]


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
    monthly = company.detail("engagement/monthly_active_users", "2026-08..2026-09")
    found = found.merge(monthly, on=["period", "segment"])
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
    found = company.metrics("2026-Q3", family="engagement", by="feature")
    sticky = found[found["metric"].isin(["dau_mau_ratio", "dau_wau_ratio"])]
    assert sticky.loc[sticky["unit"] == "percent", "value"].dropna().between(0, 1).all()
    assert not sticky["note"].str.contains("would be").any()


@settings(max_examples=8, deadline=None)
@given(some_use(), st.integers(0, 27))
def test_what_comes_later_changes_nothing_before(frame, day):
    until = str(np.datetime64("2026-10-01") + day)
    names = ("active_users", "known_users", "adoption", "life_cycle", "sessions")
    later = events(("a", "2026-12-01"), ("f", "2026-12-01"), feature=["x", "x"])
    frame = pd.concat([frame, events(("f", "2026-07-01"), feature=["x"])])
    before, after = opened(frame, as_of=until), opened(pd.concat([frame, later]), as_of=until)
    for name in names:
        measure_file = f"engagement/{name}"
        pd.testing.assert_frame_equal(
            before.detail(measure_file, "2026-08..2026-09"),
            after.detail(measure_file, "2026-08..2026-09"),
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


EARLY = pd.DataFrame({
    "subscription_id": ["s"], "customer_id": ["c"], "starts_on": ["2025-11-05"], "mrr": [10],
})  # fmt: skip
# somebody every day of September and October; use is recorded from 10 September on
DAILY = events(
    *((who, f"{day:%Y-%m-%d}") for who in "ab" for day in pd.date_range("2026-09-10", "2026-10-31"))
)


def test_months_weeks_and_days_before_the_use_is_known_do_not_count():
    company = opened(DAILY.assign(customer_id="c"), tables={"subscriptions": EARLY})
    found = company.metrics(["2026", "2026-Q3", "2026-09", "2026-W37"], family="engagement", by=())
    values = found.set_index(["period", "metric", "variant"])["value"]
    days_of = {"2026": 52 / 61, "2026-Q3": 21 / 30, "2026-09": 21 / 30, "2026-W37": 4 / 7}
    for period, share in days_of.items():
        assert values[period, "mau", "default"] == 2, period
        assert values[period, "mau", "accounts"] == 1, period
        assert values[period, "dau", "default"] == pytest.approx(2 * share), period
        assert values[period, "dau", "accounts"] == pytest.approx(share), period
    assert values["2026", "dau_mau_ratio", "default"] == pytest.approx(52 / 61)
    assert values["2026-Q3", "dau_mau_ratio", "accounts"] == pytest.approx(21 / 30)
    # the 30 days to 13 September: 13 of them are known
    assert values["2026-W37", "dau_mau_ratio", "default"] == pytest.approx(4 / 13)
    assert values["2026-W37", "dau", "trailing_30_days"] == pytest.approx(2 * 4 / 13)
    # the first of the 9 weeks that end from 1 September on has nobody
    assert values["2026", "wau", "mean_of_weeks"] == pytest.approx(2 * 7 / 8)
    told = found[found["metric"].eq("mau") & found["variant"].eq("default")].set_index("period")
    words = "table usage_events begins on 2026-09-10: only what it covers counts"
    assert words in told["note"]["2026"] and told["note"]["2026-Q3"] == words
    assert told["status"].to_dict() == {
        "2026": "in_progress", "2026-Q3": "before_data", "2026-09": "ok", "2026-W37": "ok",
    }  # fmt: skip


def test_before_the_use_is_known_there_are_no_active_users():
    company = opened(DAILY.assign(customer_id="c"), tables={"subscriptions": EARLY})
    found = company.metrics("2026-03", family="engagement", by="customer_id")
    told = found[found["metric"].isin(["mau", "dau", "wau", "active_users", "dau_mau_ratio"])]
    assert len(told) and told["value"].isna().all()
    assert set(told["status"]) == {"before_data"}
    assert set(told["note"]) == {
        "not available: table usage_events begins on 2026-09-10, after 2026-03"
    }
