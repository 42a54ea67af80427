"""A question reads the tables that its measures stand on; a check reads all; each is read once."""

import re

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.dialects import DuckDBEngine
from cs_toolkit.errors import InputError
from cs_toolkit.tables import staging

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


@pytest.fixture
def texts(tmp_path):
    """A folder of files, whose values are all texts."""
    for name, frame in GOOD.items():
        frame.to_csv(tmp_path / f"{name}.csv", index=False)
    return tmp_path


@pytest.fixture
def files_read(monkeypatch):
    """The files whose rows a statement read, in their order."""
    found = []

    def watched(name):
        whole = getattr(DuckDBEngine, name)

        def counted(self, *words):
            found.extend(re.findall(r"(\w+)\.csv'", words[-1]))
            return whole(self, *words)

        monkeypatch.setattr(DuckDBEngine, name, counted)

    for name in ("_query", "stage", "store"):
        watched(name)
    return found


def test_a_file_is_read_in_one_pass_and_only_where_its_table_is_asked_for(texts, files_read):
    company = cs.open(texts, as_of="2026-04-01")
    company.measures("2026-03", family="satisfaction", by=())
    assert files_read.count("survey_responses") <= 2, "once more for the span of the data"
    files_read.clear()
    found = company.measures("2026-03", family="revenue", by=())
    assert found["churned_mrr"].tolist() == [20.0]
    assert sorted(set(files_read)) == sorted(files_read), "each file once"
    assert "tickets" not in files_read, "where the data begin is seen from the tables that are read"


def test_what_is_staged_is_what_is_read_as_it_stands(texts, monkeypatch):
    rows = "1,the other day\n2,2026-03-05 10:00:00\n3,2026-01-05\n4,2026-05-05 10:00:00\n5,2300-05-05\n"
    (texts / "tickets.csv").write_text("ticket_id,opened_at\n" + rows)

    def seen():
        checked = cs.open(texts, as_of="2026-04-01").check()
        return checked.problems, checked.ahead, checked.far_ahead

    def mended():
        (texts / "tickets.csv").write_text("ticket_id,opened_at\n" + rows.partition("\n")[2])
        company = cs.open(texts, as_of="2026-04-01")
        return company.table("tickets"), company.check().ahead

    staged_first, staged_then = seen(), mended()
    (texts / "tickets.csv").write_text("ticket_id,opened_at\n" + rows)
    monkeypatch.setattr(staging, "_is_worth_it", lambda *given: False)
    assert staged_first == seen()
    pd.testing.assert_frame_equal(staged_then[0], mended()[0])
    assert staged_then[1] == {name: 2 * (name == "tickets") for name in GOOD}


def test_a_history_of_decades_begins_where_the_bulk_of_the_data_does():
    """A slip in one table is not taken for the beginning of all months."""
    old = FRAMES["subscriptions"].assign(starts_on=["0206-01-01", "2026-02-01"])
    company = cs.open({"subscriptions": old}, as_of="2026-04-01")
    assert company._opened.first_in({"subscriptions"}) == company.span[0]
    near = cs.open({"subscriptions": FRAMES["subscriptions"]}, as_of="2026-04-01")
    assert str(near._opened.first_in({"subscriptions"})) == "2026-01-01 00:00:00"
