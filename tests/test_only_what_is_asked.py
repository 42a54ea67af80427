"""A question reads the tables that its measures stand on; a check reads all; each is read once."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.dialects import DuckDBEngine
from cs_toolkit.errors import InputError

FRAMES = {
    "customers": pd.DataFrame({"customer_id": ["a", "b"], "region": ["north", "south"]}),
    "subscriptions": pd.DataFrame(
        {
            "subscription_id": [1, 2],
            "customer_id": ["a", "b"],
            "mrr": [10, 20],
            "starts_on": ["2026-01-01", "2026-02-01"],
            "ends_on": [None, "2026-03-01"],
        }
    ),
    "survey_responses": pd.DataFrame(
        {
            "response_id": [1],
            "survey": ["nps"],
            "score": [9],
            "responded_at": ["2025-12-24T10:00:00"],
        }
    ),
    "tickets": pd.DataFrame({"ticket_id": [1], "opened_at": ["the other day"]}),
}
GOOD = FRAMES | {"tickets": FRAMES["tickets"].assign(opened_at="2026-01-05")}  # fmt: skip


@pytest.fixture
def company():
    return cs.open(FRAMES, as_of="2026-04-01", dimensions=["region"])


@pytest.fixture
def stored(monkeypatch):
    """The tables that were stored, in their order."""
    names = []
    store = DuckDBEngine.store

    def counted(self, name, select):
        names.append(name)
        store(self, name, select)

    monkeypatch.setattr(DuckDBEngine, "store", counted)
    return names


def test_revenue_reads_no_tickets_and_no_answers(company, stored):
    frame = company.measures("2026-03", family="revenue")
    assert frame.loc[frame["dimension"] == "total", "churned_mrr"].tolist() == [20.0]
    assert "subscriptions" in stored
    assert not {"tickets", "survey_responses"} & set(stored)


def test_a_broken_table_stops_only_the_questions_about_it(company):
    assert company.measures("2026-03", family="retention", by=())["ending_customers"].tolist() == [
        1
    ]
    with pytest.raises(InputError, match="table tickets, column opened_at"):
        company.metrics("2026-03", family="support")
    with pytest.raises(InputError, match="table tickets, column opened_at"):
        company.metrics("2026-03", family="support")  # asked again, it says so again
    (problem,) = company.check().problems
    assert problem.table == "tickets"
    with pytest.raises(InputError, match="tickets"):
        company.tables  # noqa: B018 — reads them all


def test_every_table_is_read_once_whatever_is_asked(stored):
    company = cs.open(GOOD, as_of="2026-04-01")
    company.metrics("2026-03", family="revenue")
    company.check()
    company.metrics("2026-02..2026-03")
    assert sorted(stored) == sorted(set(stored))
    assert set(GOOD) <= set(stored)


@pytest.mark.parametrize("checked", [False, True])
def test_the_span_is_that_of_all_tables_read_or_not(company, checked):
    if checked:
        company.check()
    first, last = company.span
    assert (str(first), str(last)) == ("2025-12-24 10:00:00", "2026-04-01 00:00:00")
    with pytest.raises(InputError, match=r"2025-11 lies outside the data, which goes from 2025-12"):
        company.metrics("2025-11", family="revenue")
    assert company.measures("2025-12", family="satisfaction", by=())["promoters"].tolist() == [1]


def test_a_rate_that_is_missing_is_found_by_the_first_question_about_money(stored):
    foreign = FRAMES["subscriptions"].assign(currency=["EUR", "USD"])
    company = cs.open({"subscriptions": foreign}, as_of="2026-04-01", currency="EUR")
    with pytest.raises(InputError, match="no rate to EUR"):
        company.measures("2026-03", family="revenue")


def test_one_family_of_the_scorecard_at_its_own_cost(stored):
    whole = cs.open(GOOD, as_of="2026-04-01").scorecard("2026-03")
    stored.clear()
    own = cs.open(GOOD, as_of="2026-04-01").scorecard("2026-03", family="satisfaction")
    assert "survey_responses" in stored
    assert not {"subscriptions", "tickets"} & set(stored)
    of_all = whole[whole["family"] == "satisfaction"].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, of_all)
