"""What was asked before, in which order and how often, changes no number."""

from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError

FAMILIES = ("revenue", "retention", "support")
KEYS = ["period", "dimension", "segment", "metric", "variant"]
PERIODS = [
    *(f"2026-{month:02d}" for month in range(1, 7)),
    *("2026-01..2026-03", "2026-02..2026-05", "2026-Q1", "2026-Q2", "2026-Q1..2026-Q2"),
    *("2026-W09", "2026-W08..2026-W11", "2026", "last"),
]
PLANS = ("starter", "team")


def opened():
    subscriptions = pd.DataFrame(
        {
            "subscription_id": range(6),
            "customer_id": ["a", "a", "b", "c", "d", "e"],
            "plan": ["starter", "team", "team", "starter", "team", "starter"],
            "mrr": [10, 5, 20, 7, 9, 11],
            "starts_on": ["2025-11-03", "2026-03-10", "2026-01-01", "2026-02-14", "2026-02-27",
                          "2026-05-30"],
            "ends_on": ["2026-04-01", None, "2026-03-01", "2026-05-15", None, None],
        }
    )  # fmt: skip
    tickets = pd.DataFrame(
        {
            "ticket_id": range(5),
            "customer_id": ["a", "b", "b", "c", "d"],
            "opened_at": ["2026-01-31T22:00", "2026-02-28T09:00", "2026-03-01T10:00",
                          "2026-03-01T00:00", "2026-06-30T23:59"],
            "resolved_at": ["2026-02-02T10:00", "2026-03-01T09:00", None, "2026-03-31T00:00", None],
        }
    )  # fmt: skip
    return cs.open(
        {"subscriptions": subscriptions, "tickets": tickets},
        as_of="2026-07-03T12:00:00",
        time_zone="UTC",
    )


@pytest.fixture(scope="module")
def fresh():
    """The answer of a company that was asked nothing before, by period, family and dimension."""
    known: dict[tuple, pd.DataFrame] = {}

    def answer(period: str, family: str, by: str) -> pd.DataFrame:
        key = (period, family, by)
        if key not in known:
            known[key] = opened().metrics(period, family=family, by=by)
        return known[key]

    return answer


def by_key(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_index(KEYS).sort_index()


@settings(max_examples=8)
@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(PERIODS), min_size=1, max_size=4),
            st.sampled_from(FAMILIES),
            st.sampled_from(["total", "plan"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_order_overlap_and_repetition_gives_what_a_fresh_company_gives(fresh, questions):
    company = opened()
    for periods, family, by in [*questions, questions[0]]:
        found = by_key(company.metrics(periods, family=family, by=by))
        alone = pd.concat([fresh(period, family, by) for period in periods])
        # a segment that is found in one period has a row in each: compare what both have
        expected = by_key(alone.drop_duplicates(KEYS))
        assert not found.index.duplicated().any()
        both = expected.index.intersection(found.index)
        assert set(expected.index[expected["value"].notna()]) <= set(both)
        pd.testing.assert_frame_equal(found.loc[both], expected.loc[both])


def test_a_period_named_twice_counts_once_and_leaves_the_company_as_it_was():
    company = opened()
    named_twice = company.measures(["2026-01..2026-03", "2026-03", "2026-03"], "revenue", by=())
    assert named_twice["period"].tolist() == ["2026-01", "2026-02", "2026-03"]
    assert named_twice["ending_mrr"].tolist() == [30, 46, 31]
    assert company.measures("2026-03", "revenue", by=())["ending_mrr"].tolist() == [31]
    assert company.reconcile(["2026-03", "2026-02..2026-03"])["holds"].all()


def test_details_of_two_lists_with_the_same_ends_are_two_answers():
    company = opened()
    every = company.detail("retention/cohorts", "2026-01..2026-03")
    ends = company.detail("retention/cohorts", ["2026-01", "2026-03"])
    assert set(every["period"]) == {"2026-01", "2026-02", "2026-03"}
    assert set(ends["period"]) == {"2026-01", "2026-03"}
    again = company.detail("retention/cohorts", ["2026-03", "2026-03"])
    pd.testing.assert_frame_equal(again, company.detail("retention/cohorts", "2026-03"))


def test_two_spans_of_one_name_are_two_answers():
    company = opened()
    march = company.period("2026-03")
    year = march.trailing_12_months()
    assert company.measures(year, "revenue", by=())["starting_mrr"].tolist() == [0]
    assert company.measures(march, "revenue", by=())["starting_mrr"].tolist() == [46]
    assert company.measures(year, "revenue", by=())["starting_mrr"].tolist() == [0]
    with pytest.raises(InputError, match=r"two periods are called 2026-03, 2026-03-01 to .* and"):
        company.metrics([march, year])


def test_a_period_of_another_company_is_read_up_to_what_is_known_here():
    company = opened()
    other = cs.open({}, as_of="2027-01-01", time_zone="UTC")
    july = company.metrics(other.period("2026-07"), family="revenue", by=())
    assert july["note"].str.startswith("in progress").any()
    pd.testing.assert_frame_equal(july, company.metrics("2026-07", family="revenue", by=()))


def test_what_is_done_to_an_answer_is_not_done_to_the_company():
    company = opened()
    kept = company.kept_parts("mine", lambda: {"part": pd.DataFrame({"n": [1]})})
    kept["part"].loc[0, "n"] = 5
    assert company.kept_parts("mine", dict)["part"]["n"].tolist() == [1]
    for ask in (
        lambda: company.metrics("2026-03", family="revenue", by=()),
        lambda: company.detail("retention/cohorts", "2026-01..2026-03"),
    ):
        before = ask()
        taken = ask()
        taken.loc[:, "period"] = "gone"
        pd.testing.assert_frame_equal(ask(), before)


def test_saved_results_answer_as_the_company_did(tmp_path):
    company = opened()
    march = company.period("2026-03")
    company.measures(march.trailing_12_months(), "revenue", by=())
    company.save_results(tmp_path, ["2026-02..2026-03", "2026-03"])
    read = cs.open({}, results=tmp_path, as_of=datetime(2026, 7, 3, 12), time_zone="UTC")
    for periods in ("2026-03", ["2026-03", "2026-02"]):
        pd.testing.assert_frame_equal(
            read.metrics(periods, family="revenue", by=()),
            company.metrics(periods, family="revenue", by=()),
        )
