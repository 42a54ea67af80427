"""The committed sample holds the mess of real data, all of it legal."""

import pandas as pd
import pytest

from cs_toolkit.sample import STORY
from tests.sample.effects import monthly_fees, read

SCALES = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}


@pytest.fixture(scope="module")
def subscriptions(committed):
    return read(committed, "subscriptions")


def test_exactly_three_scores_are_off_their_scale(committed):
    answers = read(committed, "survey_responses").dropna(subset="score")
    low, high = (
        answers.survey.map({name: ends[at] for name, ends in SCALES.items()}) for at in (0, 1)
    )
    off = answers[(answers.score < low) | (answers.score > high)]
    assert sorted(zip(off.survey, off.score, strict=True)) == [("ces", 8), ("csat", 0), ("nps", 11)]


def test_a_region_is_called_na_and_some_are_unknown(committed):
    regions = read(committed, "customers").region
    assert 40 <= (regions == "NA").sum() <= 90
    assert regions.isna().sum() >= 3


def test_customers_return_after_months_and_within_one(subscriptions):
    paid = subscriptions[subscriptions.status != "trial"].sort_values(["customer_id", "starts_on"])
    comes_back = paid.groupby("customer_id").starts_on.shift(-1)
    gone = comes_back > paid.ends_on
    same_month = comes_back.str[:7] == paid.ends_on.str[:7]
    assert (gone & same_month).sum() >= 1
    assert (gone & ~same_month).sum() >= 4


def test_customers_join_and_leave_inside_a_month(subscriptions):
    paid = subscriptions[subscriptions.status == "active"]
    spans = paid.groupby("customer_id").agg(first=("starts_on", "min"), last=("ends_on", "max"))
    ended = paid.groupby("customer_id").ends_on.count() == paid.groupby("customer_id").size()
    assert (ended & (spans["first"].str[:7] == spans["last"].str[:7])).sum() >= 2


def test_customers_have_several_subscriptions_at_once(subscriptions):
    at = "2026-06-15"
    there = subscriptions[(subscriptions.starts_on < at) & ~(subscriptions.ends_on < at)]
    assert (there.groupby("customer_id").subscription_id.nunique() > 1).sum() >= 10
    assert set(there["product"]) == {"bookkeeping", "payroll"}


def test_a_merger_goes_on_under_the_other_customer(committed, subscriptions):
    merges = read(committed, "customer_merges")
    assert len(merges) >= 2
    for merge in merges.itertuples():
        ended = subscriptions[
            (subscriptions.customer_id == merge.from_customer_id)
            & (subscriptions.ends_on == merge.merged_on)
            & (subscriptions.end_reason == "merged")
        ]
        began = subscriptions[
            (subscriptions.customer_id == merge.to_customer_id)
            & (subscriptions.starts_on == merge.merged_on)
        ]
        assert len(ended) == 1
        assert ended.seats.iloc[0] in set(began.seats)


def test_discounts_of_every_kind_occur(subscriptions):
    discounted = subscriptions.dropna(subset="discount")
    assert (discounted.discount == 100).any()
    assert discounted.discount_ends_on.isna().any()
    assert discounted.discount_ends_on.notna().any()


def test_notice_is_given_for_days_ahead(subscriptions):
    assert (subscriptions.ends_on > "2026-11-01").any()
    assert (subscriptions.cancelled_on < subscriptions.ends_on).sum() > 20


def test_some_customers_answer_one_survey_twice_in_a_month(committed):
    answers = read(committed, "survey_responses").query("survey == 'nps'").dropna(subset="score")
    assert answers.groupby([answers.customer_id, answers.responded_at.str[:7]]).size().max() >= 2


def test_events_fall_into_both_passes_of_the_repeated_hour(committed):
    events = read(committed, "usage_events")
    for night in ("2024-10-27", "2025-10-26", "2026-10-25"):
        for hour in ("00", "01"):
            assert (events.occurred_at == f"{night}T{hour}:30:00Z").sum() >= 3


def test_tickets_are_open_reopened_and_repeated(committed):
    tickets = read(committed, "tickets")
    assert tickets.resolved_at.isna().sum() >= 10
    assert tickets.reopened_at.notna().sum() >= 30
    reopened_and_open = tickets.reopened_at.notna() & tickets.last_resolved_at.isna()
    assert (tickets.first_resolved_at.notna() & reopened_and_open).sum() >= 1
    opened = pd.to_datetime(tickets.opened_at)
    pairs = tickets.assign(opened=opened).sort_values("opened").groupby(["customer_id", "category"])
    assert (pairs.opened.diff() < pd.Timedelta(days=7)).sum() >= 30


def test_calls_are_abandoned_soon_late_and_one_is_going_on(committed):
    calls = read(committed, "calls")
    abandoned = calls[calls.outcome == "abandoned"]
    assert (abandoned.wait_seconds <= 5).sum() >= 5
    assert (abandoned.wait_seconds > 5).sum() >= 50
    going_on = (calls.outcome == "answered") & calls.talk_seconds.isna()
    assert list(calls[going_on].offered_at) == ["2026-10-31T22:57:40Z"]


def test_comments_come_in_six_languages_of_which_one_is_rare(committed):
    surveys = read(committed, "survey_responses").dropna(subset="comment")
    feedback = read(committed, "feedback")
    written = pd.concat([surveys.language, feedback.language]).value_counts()
    assert set(written.index) == {"en", "fr", "pt", "ro", "zh", "fi"}
    assert written.drop("fi").min() >= 25
    scored = (surveys.language == "fi").sum() + (
        feedback.dropna(subset="score").language == "fi"
    ).sum()
    assert 5 <= scored < 20


def test_the_latest_month_is_complete(committed):
    assert (
        monthly_fees(committed).columns[-1] == STORY["referral_programme"].last_month == "2026-10"
    )
