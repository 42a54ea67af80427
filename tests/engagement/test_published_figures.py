"""Engagement on data that others published, against figures that plain pandas gives."""

import pandas as pd
import pytest

import cs_toolkit as cs
from tests.real_data import real_data


@pytest.fixture(scope="module")
def messages():
    return cs.open("data/mappings/collegemsg.toml", source=str(real_data("collegemsg")))


def test_active_users_of_a_college_network(messages):
    found = messages.measures("2004-05..2004-07", family="engagement", by=())
    assert found["monthly_active_users"].tolist() == [1_038, 740, 360]
    frame = messages.metrics("2004-05", family="engagement", by=())
    value = frame[frame["variant"] == "default"].set_index("metric")["value"]
    assert value["dau"] == pytest.approx(227.7419, abs=5e-5)
    assert value["dau_mau_ratio"] == pytest.approx(0.219405, abs=5e-7)


def test_the_sessions_of_a_college_network_are_cut_at_half_an_hour(messages):
    found = messages.measures("2004-04..2004-10", family="engagement", by=())
    assert found["sessions"].sum() == 25_244


def test_every_window_of_a_college_network_against_pandas(messages):
    raw = pd.read_csv(real_data("collegemsg/CollegeMsg.txt"), sep=" ")
    raw["day"] = pd.to_datetime(raw["weight"], unit="s").dt.normalize()
    found = messages.measures("2004-05..2004-09", family="engagement", by=()).set_index("period")
    for name, row in found.iterrows():
        last = pd.Period(name).end_time.normalize()
        within = {
            days: raw[(raw["day"] <= last) & (raw["day"] > last - pd.Timedelta(days=days))]
            for days in (7, 30)
        }
        assert row["weekly_active_users"] == within[7]["source"].nunique()
        assert row["active_users_trailing_30_days"] == within[30]["source"].nunique()
        pairs = within[30].drop_duplicates(["source", "day"])
        assert row["active_user_days_trailing_30_days"] == len(pairs)


def test_players_who_come_back():
    company = cs.open("data/mappings/cookie_cats.toml", source=str(real_data("cookie_cats")))
    found = company.detail("engagement/day_n_retention", "2017-01").set_index("day")
    share = found["retained_users"] / found["cohort_size"]
    assert found["cohort_size"].unique().tolist() == [90_189]
    assert share[1] == pytest.approx(0.445210, abs=5e-7)
    assert share[7] == pytest.approx(0.186065, abs=5e-7)
